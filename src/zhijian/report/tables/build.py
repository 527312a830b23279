"""A table's definition and the facts → a Table of bound figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from zhijian.document import BoundFigure, Cell, Paragraph, Run, Table, Text
from zhijian.errors import ExpressionError
from zhijian.expressions import Number, parse_expression
from zhijian.messages import _
from zhijian.report.definitions import Value
from zhijian.report.figures.bind import Binder, Spot
from zhijian.report.figures.request import FigureRequest
from zhijian.report.figures.valuation import Scope
from zhijian.report.places import Place
from zhijian.report.tables.definition import TableDefinition
from zhijian.report.tables.widths import column_widths
from zhijian.report.wording import wording

WITH_SIGN = ("%", ":1", "个百分点")  # units that stay with the figure, not with the header


def build_table(
    table: TableDefinition, binder: Binder, scope: Scope, place: Place, *, anchor: str, number: str, caption: str
) -> tuple[Table | Paragraph, ...]:
    """The table, with its notes below it. A cell that cannot be had is a problem at ``place``."""
    builder = _Builder(table, binder, scope, place, anchor)
    rows = {
        "values": builder.by_value,
        "periods": builder.by_period,
        "slices": builder.by_slice,
        "organisations": builder.by_organisation,
    }[table.rows]()
    made = Table(
        tuple(rows), anchor, number, caption or table.caption, widths=column_widths(rows), sortable=not table.total,
        location=place.location,
    )  # fmt: skip
    notes = [table.note] if table.note else []
    if builder.suppressed:
        notes.append(str(wording("marks")["suppressed_note"]))
    return (made, *(Paragraph((Text(note),), style="note", location=place.location) for note in notes))


class _Builder:
    def __init__(self, table: TableDefinition, binder: Binder, scope: Scope, place: Place, anchor: str) -> None:
        self.table = table
        self.binder = binder
        self.scope = scope
        self.place = place
        self.anchor = anchor
        self.count = 0
        back = reversed(range(table.periods))
        self.periods = [binder.catalogue.earlier(scope.period, n) for n in back]
        self.words = wording("tables")
        self.suppressed = False

    # ── cells ───────────────────────────────────────────────────────────────────────────────────────

    def next_anchor(self) -> str:
        self.count += 1
        return f"{self.anchor}-{self.count}"

    def figure(self, source: str, scope: Scope, *, bare: bool) -> tuple[Run, ...]:
        request = self.binder.request(source, self.table.place)
        if request is None:
            return ()
        request = replace(request, bare=bare or request.bare)
        return self._bound(request, scope)

    def _bound(self, request: FigureRequest, scope: Scope) -> tuple[Run, ...]:
        runs = self.binder.figure(request, Spot(self.place, scope, self.next_anchor, in_table=True))
        if any(run.text == wording("marks")["suppressed"] for run in runs):
            self.suppressed = True
        return runs

    def header(self, *labels: str) -> tuple[Cell, ...]:
        numbered = [str(self.words["number"])] if self.table.numbered else []
        return tuple(Cell((Text(label),), header=True) for label in (*numbered, *labels))

    def row(self, index: int, label: str, *cells: tuple[Run, ...]) -> tuple[Cell, ...]:
        numbered = [Cell((Text(str(index)),))] if self.table.numbered else []
        align = "left" if self.table.rows != "periods" else "center"
        return (*numbered, Cell((Text(label),), align=align), *(Cell(runs) for runs in cells))

    def unit(self, value: Value) -> str:
        return self.binder.symbol(value.source.replace("{key}", self._any_key()), self.table.place)

    def _any_key(self) -> str:
        catalogue = self.binder.catalogue
        slice_set = (
            catalogue.slice_sets.get(catalogue[self.table.slices].slices) if self.table.slices in catalogue else None
        )
        return next(iter(slice_set.keys), "") if slice_set else ""

    def label(self, value: Value) -> str:
        if value.label:
            return value.label
        try:
            return self.binder.catalogue.in_words(self.binder.node(value.source))
        except (ExpressionError, KeyError):
            return value.source

    def column(self, value: Value) -> str:
        unit = self.unit(value)
        return self.label(value) if unit in ("", *WITH_SIGN) else f"{self.label(value)}（{unit}）"

    def bare(self, value: Value) -> bool:
        return self.unit(value) not in WITH_SIGN

    def year(self, period: str) -> str:
        words = wording("chart")
        if self.table.school_years:
            before = self.binder.catalogue.earlier(period)
            return str(words["school_years"]).format(before=before, period=period)
        return str(words["periods"]).format(period=period)

    # ── kinds of rows ───────────────────────────────────────────────────────────────────────────────

    def by_value(self) -> list[tuple[Cell, ...]]:
        """指标 | 单位 | 2023年 | 2024年 | 变化情况"""
        first = self.table.first or str(self.words["indicator"])
        changes = {
            "none": [],
            "word": [str(self.words["changed_in_words"])],
            "figure": [str(self.words["changed_by"])],
        }[self.table.change]
        rows = [self.header(first, str(self.words["unit"]), *(self.year(p) for p in self.periods), *changes)]
        own = self.scope.organisation
        for index, value in enumerate(self.table.values, 1):
            cells = [self.figure(value.source, Scope(own, period), bare=True) for period in self.periods]
            unit = self.unit(value)
            if self.table.change == "word":
                expression = value.source.split("|")[0].strip()
                source = f"trend({expression}) | form word"
                cells.append(self.binder.bind(source, Spot(self.place, self.scope, self.next_anchor)))
            elif self.table.change == "figure":
                expression, *options = value.source.split("|")
                source = " | ".join([f"change({expression.strip()})", *(o.strip() for o in options), "sign"])
                cells.append(self.figure(source, self.scope, bare=unit != "%"))
            shown = str(self.words["no_unit"]) if unit == ":1" else unit
            rows.append(self.row(index, self.label(value), (Text(shown),), *cells))
        return rows

    def by_period(self) -> list[tuple[Cell, ...]]:
        """年份 | 学校数（所） | …"""
        rows = [self.header(self.table.first or str(self.words["year"]), *(self.column(v) for v in self.table.values))]
        for index, period in enumerate(self.periods, 1):
            scope = Scope(self.scope.organisation, period)
            cells = [self.figure(v.source, scope, bare=self.bare(v)) for v in self.table.values]
            rows.append(self.row(index, self.year(period), *cells))
        return rows

    def by_slice(self) -> list[tuple[Cell, ...]]:
        """序号 | 专业大类 | 专业数（个） | 占比"""
        catalogue, valuer, name = self.binder.catalogue, self.binder.valuer, self.table.slices
        if name not in catalogue or not catalogue[name].slices:
            self.binder.problems.add("ZJ423", self.table.place, what=_("指标 {id} 不存在或没有分组", id=name))
            return [self.header(name)]
        slice_set = catalogue.slice_sets[catalogue[name].slices]
        facts = valuer.slices(self.scope.organisation, self.scope.period, name)
        if not facts:
            what = _("表“{id}”没有数据：{label}未填", id=self.table.id, label=catalogue[name].label["zh"])
            self.binder.problems.add("ZJ423", self.place, what=what)
        if self.table.drop_zeros:
            facts = [fact for fact in facts if fact.mantissa]
        if self.table.sort == "descending":
            facts.sort(key=lambda fact: fact.low or Fraction(0), reverse=True)
        rows = [self.header(self.table.first or slice_set.label["zh"], *(self.column(v) for v in self.table.values))]
        for index, fact in enumerate(facts, 1):
            cells = [
                self.figure(v.source.replace("{key}", fact.slice), self.scope, bare=self.bare(v))
                for v in self.table.values
            ]
            rows.append(self.row(index, catalogue.slice_label(name, fact.slice), *cells))
        if self.table.total:
            totals = [
                self.figure(v.source.replace(f"{name}[{{key}}]", f"sum({name}[*])"), self.scope, bare=self.bare(v))
                for v in self.table.values
            ]
            rows.append(self._total(totals))
        return rows

    def by_organisation(self) -> list[tuple[Cell, ...]]:
        """学校 | … | 达标情况; limits are tested on exact values, school by school."""
        below = self.binder.valuer.tree.within(self.scope.organisation)
        organisations = [o for o in below if o.level == self.table.level]
        verdicts = [self.table.verdict] if self.table.verdict else []
        header = self.header(
            self.table.first or str(self.words["school"]), *(self.column(v) for v in self.table.values), *verdicts
        )
        entries: list[tuple[Fraction, str, list[tuple[Run, ...]]]] = []
        for organisation in organisations:
            scope = Scope(organisation.id, self.scope.period)
            cells: list[tuple[Run, ...]] = []
            failed = False
            weight = Fraction(0)
            for value in self.table.values:
                runs = self.figure(value.source, scope, bare=self.bare(value))
                exact = self._exact(value, scope)
                weight = exact if not cells and exact is not None else weight
                if exact is not None and not self._kept(value, exact):
                    failed = True
                    runs = tuple(replace(run, bold=True) if isinstance(run, BoundFigure) else run for run in runs)
                cells.append(runs)
            if verdicts:
                cells.append((Text(str(self.words["not_met" if failed else "met"])),))
            entries.append((weight, organisation.short or organisation.name, cells))
        if self.table.sort == "descending":
            entries.sort(key=lambda entry: entry[0], reverse=True)
        rows = [header, *(self.row(i, name, *cells) for i, (_w, name, cells) in enumerate(entries, 1))]
        if self.table.total:
            totals = [self.figure(v.source, self.scope, bare=self.bare(v)) for v in self.table.values]
            rows.append(self._total([*totals, *(() for _v in verdicts)]))
        return rows

    def _total(self, cells: list[tuple[Run, ...]]) -> tuple[Cell, ...]:
        span = 2 if self.table.numbered else 1
        return (Cell((Text(self.table.total),), columns=span), *(Cell(runs) for runs in cells))

    def _exact(self, value: Value, scope: Scope) -> Fraction | None:
        request = self.binder.request(value.source, self.table.place)
        return None if request is None else self.binder.valuer.value(request.node, scope).value

    def _kept(self, value: Value, exact: Fraction) -> bool:
        for limit, keeps in ((value.at_least, exact.__ge__), (value.at_most, exact.__le__)):
            if not limit:
                continue
            node = parse_expression(limit)
            if not isinstance(node, Number):
                what = _("限值应为带单位的数，实为 {found}", found=limit)
                self.binder.problems.add("ZJ423", value.place, what=what)
            elif not keeps(node.value * node.unit.scale):
                return False
        return True
