"""The figures of a chart: a grid of categories by series, exact until they are drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction

from zhijian.errors import ExpressionError
from zhijian.messages import _
from zhijian.report.charts.definition import ChartDefinition
from zhijian.report.definitions import Value
from zhijian.report.figures.bind import Binder
from zhijian.report.figures.valuation import Scope
from zhijian.report.places import Place
from zhijian.report.wording import wording


@dataclass(frozen=True, slots=True)
class Point:
    """One figure. value: exact, in the unit that ``text`` prints; None where there is none to draw."""

    category: str
    series: str
    value: Fraction | None
    text: str


@dataclass(frozen=True, slots=True)
class Grid:
    """categories, series: labels, in the order of drawing. points: those that have a value, row by row.

    by_period: the series are years, so that the latest is drawn darkest. missing: years left out. suppressed:
    whether a small cell was left out.
    """

    categories: tuple[str, ...]
    series: tuple[str, ...]
    points: tuple[Point, ...]
    by_period: bool
    missing: tuple[str, ...] = ()
    suppressed: bool = False
    own_scale: bool = False

    def at(self, category: str, series: str) -> Point | None:
        return next((p for p in self.points if (p.category, p.series) == (category, series)), None)


@dataclass(frozen=True, slots=True)
class _Cell:
    category: str
    series: str
    value: Value
    scope: Scope


def grid_of(chart: ChartDefinition, binder: Binder, scope: Scope, place: Place) -> Grid | None:
    """The chart's figures; None and problems where one of them cannot be had.

    A year before the report's for which there are no data is left out, with a notice; nothing is estimated.
    """
    periods = [binder.catalogue.earlier(scope.period, back) for back in reversed(range(chart.periods))]
    cells = _cells(chart, binder, scope, periods, place)
    if cells is None:
        return None
    points: list[Point] = []
    lacking: dict[str, int] = {}
    suppressed = failed = False
    for cell in cells:
        reading = binder.read(cell.value.source, cell.value.place, cell.scope, options=chart.options)
        if reading is None:
            failed = True
            continue
        if reading.suppressed:
            suppressed = True
        elif reading.value is not None:
            points.append(Point(cell.category, cell.series, reading.value, reading.text))
        elif reading.missing and cell.scope.period < scope.period:
            lacking[cell.scope.period] = lacking.get(cell.scope.period, 0) + 1
        elif reading.obstacles and not reading.tolerated:
            binder.report(reading.obstacles, place)
            failed = True
    if failed:
        return None
    grid = _arranged(chart, cells, points, lacking)
    if not grid.categories:
        binder.problems.add("ZJ423", place, what=_("图“{id}”没有可画的数据", id=chart.id))
        return None
    for period in sorted(lacking):
        binder.problems.add("ZJ435", place, found=chart.title, period=period)
    return replace(grid, suppressed=suppressed)


def _arranged(chart: ChartDefinition, cells: list[_Cell], points: list[Point], lacking: dict[str, int]) -> Grid:
    """The grid of the points there are: empty categories and series left out, categories in their order."""
    drawn = {p.category for p in points if p.value or not chart.drop_zeros}
    categories = [c for c in dict.fromkeys(cell.category for cell in cells) if c in drawn]
    series = [s for s in dict.fromkeys(cell.series for cell in cells) if any(p.series == s for p in points)]
    kept = tuple(p for p in points if p.category in categories)
    if chart.sort == "descending" and series:
        latest = {p.category: p.value for p in kept if p.series == series[-1]}
        categories.sort(key=lambda c: latest.get(c) or Fraction(0), reverse=True)
    per_period = {p: sum(cell.scope.period == p for cell in cells) for p in lacking}
    missing = tuple(sorted(p for p, n in lacking.items() if n == per_period[p]))
    by_period = chart.over in ("values", "slices") or (chart.over == "organisations" and chart.periods > 1)
    return Grid(tuple(categories), tuple(series), kept, by_period, missing, own_scale=chart.own_scale)


def _cells(
    chart: ChartDefinition, binder: Binder, scope: Scope, periods: list[str], place: Place
) -> list[_Cell] | None:
    words = wording("chart")

    def year(period: str) -> str:
        return str(words["periods"]).format(period=period)

    own = scope.organisation
    if chart.over == "periods":
        labelled = [(p, year(p)) for p in periods]
        return [_Cell(label, _label(v, binder), v, Scope(own, p)) for p, label in labelled for v in chart.values]
    if chart.over == "values":
        return [_Cell(_label(v, binder), year(p), v, Scope(own, p)) for v in chart.values for p in periods]
    if chart.over == "slices":
        return _slice_cells(chart, binder, scope, periods, place)
    valuer = binder.valuer
    below = [o for o in valuer.tree.within(own) if o.level == chart.level]
    return [
        _Cell(o.short or o.name, year(p) if chart.periods > 1 else _label(v, binder), v, Scope(o.id, p))
        for o in below
        for v in chart.values
        for p in periods
    ]


def _slice_cells(
    chart: ChartDefinition, binder: Binder, scope: Scope, periods: list[str], place: Place
) -> list[_Cell] | None:
    catalogue = binder.catalogue
    if chart.slices not in catalogue or not catalogue[chart.slices].slices:
        binder.problems.add("ZJ423", chart.place, what=_("指标 {id} 不存在或没有分组", id=chart.slices))
        return None
    keys = dict.fromkeys(
        fact.slice for period in periods for fact in binder.valuer.slices(scope.organisation, period, chart.slices)
    )
    known = list(catalogue.slice_sets[catalogue[chart.slices].slices].keys)
    ordered = sorted(keys, key=lambda k: known.index(k) if k in known else len(known))
    if not ordered:
        binder.problems.add("ZJ423", place, what=_("图“{id}”没有可画的数据", id=chart.id))
        return None
    year = str(wording("chart")["periods"])
    return [
        _Cell(
            catalogue.slice_label(chart.slices, key),
            year.format(period=period),
            Value("", f"{chart.slices}[{key}]", chart.place),
            Scope(scope.organisation, period),
        )
        for key in ordered
        for period in periods
    ]


def _label(value: Value, binder: Binder) -> str:
    """The value's label; that of its indicator where it has none."""
    if value.label:
        return value.label
    try:
        return binder.catalogue.in_words(binder.node(value.source))
    except (ExpressionError, KeyError):
        return value.source
