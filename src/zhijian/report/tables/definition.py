"""The definition of a table of a chapter, as its YAML file says it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhijian.facts.organisations import LEVELS
from zhijian.messages import _
from zhijian.report.definitions import AUDIENCES, Reader, Value, definition_files, read_definition
from zhijian.report.places import Place
from zhijian.report.problems import Problems

ROWS = ("values", "periods", "slices", "organisations")
CHANGES = ("none", "word", "figure")
KEYS = (
    "id", "caption", "rows", "periods", "school_years", "values", "slices", "level", "change", "numbered", "total",
    "first", "verdict", "note", "audience", "sort", "drop_zeros", "source",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TableDefinition:
    """A table.

    rows: what each row is: a value over the periods; a period (with the values as columns); a slice of ``slices``;
    or an organisation of ``level``. In the values of slices ``{key}`` stands for the slice. change: a column that
    says in a word, or as a figure, how the latest period differs from the one before. total: the label of a last
    row for the reporting organisation, empty for none. first: the header of the first column. verdict: the header
    of a column that says whether every limit (at_least, at_most) is kept. note: stands below the table.
    """

    id: str
    caption: str
    rows: str
    periods: int
    school_years: bool
    values: tuple[Value, ...]
    slices: str
    level: str
    change: str
    numbered: bool
    total: str
    first: str
    verdict: str
    note: str
    audience: str
    sort: str
    drop_zeros: bool
    place: Place


def read_tables(folder: Path, problems: Problems) -> dict[str, TableDefinition]:
    """Every table by id: ours, and the report folder's own, which replace ours of the same id."""
    tables: dict[str, TableDefinition] = {}
    for path, file in definition_files("tables", folder):
        reader = read_definition(path, file, problems)
        if reader is not None:
            table = _table(reader, path.stem)
            tables[table.id] = table
    return tables


def _table(reader: Reader, stem: str) -> TableDefinition:
    reader.known(*KEYS)
    table = TableDefinition(
        id=reader.text("id", stem),
        caption=reader.text("caption", required=True),
        rows=reader.choice("rows", ROWS, "values"),
        periods=reader.count("periods", 1),
        school_years=reader.flag("school_years"),
        values=reader.values("values"),
        slices=reader.text("slices"),
        level=reader.choice("level", LEVELS, "school"),
        change=reader.choice("change", CHANGES, "none"),
        numbered=reader.flag("numbered"),
        total=reader.text("total"),
        first=reader.text("first"),
        verdict=reader.text("verdict"),
        note=reader.text("note"),
        audience=reader.choice("audience", AUDIENCES, "public"),
        sort=reader.choice("sort", ("none", "descending"), "none"),
        drop_zeros=reader.flag("drop_zeros"),
        place=reader.place,
    )
    if not table.values:
        reader.fault(_("缺少 values（表中的数，每项写 label 和 value）"))
    if table.rows == "slices" and not table.slices:
        reader.fault(_("rows 为 slices 时要写 slices（有分组的指标）"))
    if table.rows != "values" and table.change != "none":
        reader.fault(_("只有 rows 为 values 的表才能有 change（变化情况）"))
    return table
