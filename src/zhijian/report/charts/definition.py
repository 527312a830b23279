"""The definition of a chart, as its YAML file says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhijian.facts.organisations import LEVELS
from zhijian.messages import _
from zhijian.report.definitions import AUDIENCES, Reader, Value, definition_files, read_definition
from zhijian.report.places import Place
from zhijian.report.problems import Problems

KINDS = ("columns", "bars", "stack", "lines")
OVER = ("periods", "values", "slices", "organisations")
SORTS = ("none", "descending")
KEYS = (
    "id", "kind", "title", "over", "periods", "values", "slices", "level", "sort", "options", "audience", "alt",
    "height", "drop_zeros", "scale", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChartDefinition:
    """A chart.

    kind: columns (upright), bars (lying), stack (shares of a whole), lines.
    over: what its categories are: the latest ``periods``; the ``values``; the slices of the indicator ``slices``;
    or the organisations of ``level``. Its series are the values over periods and organisations, else the periods.
    options: appended to every expression (decimals 1). sort: categories by their latest value. alt: words that go
    before the generated alternative text. drop_zeros: categories without any value are left out. own_scale: each
    category has a scale of its own, for values of different units; bars then compare within their category only.
    """

    id: str
    kind: str
    title: str
    over: str
    periods: int
    values: tuple[Value, ...]
    slices: str
    level: str
    sort: str
    options: str
    audience: str
    alt: str
    height: int
    drop_zeros: bool
    own_scale: bool
    place: Place


def read_charts(folder: Path, problems: Problems) -> dict[str, ChartDefinition]:
    """Every chart by id: ours, and the report folder's own, which replace ours of the same id."""
    charts: dict[str, ChartDefinition] = {}
    for path, file in definition_files("charts", folder):
        reader = read_definition(path, file, problems)
        if reader is not None:
            chart = _chart(reader, path.stem)
            charts[chart.id] = chart
    return charts


def _chart(reader: Reader, stem: str) -> ChartDefinition:
    reader.known(*KEYS)
    chart = ChartDefinition(
        id=reader.text("id", stem),
        kind=reader.choice("kind", KINDS, "columns"),
        title=reader.text("title", required=True),
        over=reader.choice("over", OVER, "periods"),
        periods=reader.count("periods", 1),
        values=reader.values("values"),
        slices=reader.text("slices"),
        level=reader.choice("level", LEVELS, "school"),
        sort=reader.choice("sort", SORTS, "none"),
        options=reader.text("options"),
        audience=reader.choice("audience", AUDIENCES, "public"),
        alt=reader.text("alt"),
        height=reader.count("height", 240),
        drop_zeros=reader.flag("drop_zeros"),
        own_scale=reader.choice("scale", ("shared", "own"), "shared") == "own",
        place=reader.place,
    )
    if chart.over == "slices" and not chart.slices:
        reader.fault(_("over 为 slices 时要写 slices（有分组的指标）"))
    if chart.over != "slices" and not chart.values:
        reader.fault(_("缺少 values（图中的数，每项写 label 和 value）"))
    if chart.over == "organisations" and len(chart.values) > 1 and chart.periods > 1:
        reader.fault(_("over 为 organisations 时，values 与 periods 只能有一个多于 1"))
    return chart
