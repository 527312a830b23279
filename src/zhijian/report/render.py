"""Drafts → blocks: figures bound, references resolved, charts and tables put in their places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from zhijian.document import Block, Case, Cell, Figure, Heading, ListBlock, Paragraph, Picture, Run, Table, Text
from zhijian.facts import OrganisationTree
from zhijian.messages import _
from zhijian.report.charts.alternative import alternative_text
from zhijian.report.charts.definition import ChartDefinition
from zhijian.report.charts.draw import draw
from zhijian.report.charts.grid import Grid, grid_of
from zhijian.report.charts.spec import Spec, chart_spec
from zhijian.report.figures.bind import Binder, Spot
from zhijian.report.figures.valuation import Scope
from zhijian.report.markdown.drafts import (
    DraftBlock,
    DraftCase,
    DraftChart,
    DraftFigure,
    DraftHeading,
    DraftList,
    DraftParagraph,
    DraftRuns,
    DraftTable,
    DraftTableInsert,
    DraftText,
    FigureSlot,
)
from zhijian.report.numbering import Numbered, Numbering
from zhijian.report.pictures import read_picture
from zhijian.report.places import Place
from zhijian.report.tables.build import build_table
from zhijian.report.tables.definition import TableDefinition
from zhijian.report.tables.widths import column_widths
from zhijian.report.wording import wording

Defined = TypeVar("Defined", ChartDefinition, TableDefinition)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A chart that is being drawn; becomes a Figure once it is."""

    figure: Figure
    svg: Future[bytes]
    spec: Spec
    alt: str


@dataclass
class Renderer:
    """Turns drafts into blocks. scope: whose figures chapters and cases speak of, unless they name another (@school-03)."""

    folder: Path
    binder: Binder
    numbering: Numbering
    tree: OrganisationTree
    charts: dict[str, ChartDefinition]
    tables: dict[str, TableDefinition]
    audience: str
    scope: Scope
    _figures: Counter[str] = field(default_factory=Counter)
    _drawings: dict[int, _Drawing] = field(default_factory=dict)

    def blocks(self, drafts: Iterable[DraftBlock]) -> tuple[Block, ...]:
        """Every block; charts are drawn by the end."""
        return tuple(block for draft in drafts for block in self._block(draft, self.scope))

    def finished(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks with every chart's drawing in them."""
        return tuple(self._with_drawing(block) for block in blocks)

    def _with_drawing(self, block: Block) -> Block:
        if isinstance(block, Case):
            return replace(block, blocks=self.finished(block.blocks))
        drawing = self._drawings.get(id(block))
        if not isinstance(block, Figure) or drawing is None:
            return block
        picture = Picture(drawing.svg.result(), "image/svg+xml", drawing.alt, drawing.spec)
        return replace(block, pictures=(picture,))

    # ── one draft ───────────────────────────────────────────────────────────────────────────────────

    def _block(self, draft: DraftBlock, scope: Scope) -> Iterator[Block]:
        given = self.numbering[draft]
        location = draft.place.location
        if isinstance(draft, DraftHeading):
            runs = self._runs(draft.runs, scope, given.chapter)
            yield Heading(draft.level, runs, given.anchor, given.number, location=location)
        elif isinstance(draft, DraftParagraph):
            note = isinstance(draft.runs[0], DraftText) and draft.runs[0].text.startswith(("注：", "注:"))
            yield Paragraph(self._runs(draft.runs, scope, given.chapter), "note" if note else "body", location=location)
        elif isinstance(draft, DraftList):
            items = tuple(self._runs(item, scope, given.chapter) for item in draft.items)
            yield ListBlock(items, draft.ordered, location=location)
        elif isinstance(draft, DraftFigure):
            pictures = [read_picture(self.folder, p, self.binder.problems) for p in draft.pictures]
            known = tuple(p for p in pictures if p is not None)
            yield Figure(known, given.anchor, given.number, draft.caption, location=location)
        elif isinstance(draft, DraftChart):
            yield from self._chart(draft, scope)
        elif isinstance(draft, DraftTableInsert):
            yield from self._table(draft, scope)
        elif isinstance(draft, DraftCase):
            school = self.tree[draft.school]
            inner = tuple(block for part in draft.blocks for block in self._block(part, scope))
            yield Case(draft.title, given.anchor, inner, given.number, school.name, location=location)

    def _runs(self, runs: DraftRuns, scope: Scope, chapter: str) -> tuple[Run, ...]:
        bound: list[Run] = []
        for run in runs:
            if isinstance(run, DraftText):
                bound.append(Text(run.text, run.bold, run.emphasis))
            elif isinstance(run, FigureSlot):
                anchor = self._anchors(f"f-{chapter}")
                bound += self.binder.bind(run.source, Spot(run.place, scope, anchor, bold=run.bold))
            else:
                reference = self.numbering.resolve(run)
                if reference is not None:
                    bound.append(reference)
        return tuple(bound)

    def _anchors(self, stem: str) -> Callable[[], str]:
        def following() -> str:
            self._figures[stem] += 1
            return f"{stem}-{self._figures[stem]}"

        return following

    # ── charts and tables ───────────────────────────────────────────────────────────────────────────

    def _chart(self, draft: DraftChart, scope: Scope) -> Iterator[Block]:
        chart = self._defined(self.charts, draft.id, draft.place, _("图"))
        if chart is None:
            return
        given = self.numbering[draft]
        grid = grid_of(chart, self.binder, scope, draft.place)
        if grid is None:
            return
        title = draft.caption or chart.title
        alt = alternative_text(chart, grid, title)
        spec = chart_spec(chart, grid, alt)
        figure = Figure((), given.anchor, given.number, title, location=draft.place.location)
        self._drawings[id(figure)] = _Drawing(figure, draw(spec), spec, alt)
        yield figure
        for note in _chart_notes(grid):
            yield Paragraph((Text(note),), style="note", location=draft.place.location)

    def _table(self, draft: DraftTableInsert, scope: Scope) -> Iterator[Block]:
        given = self.numbering[draft]
        if draft.written is not None:
            yield self._written(draft.written, scope, given, draft.caption)
            return
        table = self._defined(self.tables, draft.id, draft.place, _("表"))
        if table is not None:
            yield from build_table(
                table, self.binder, scope, draft.place, anchor=given.anchor, number=given.number, caption=draft.caption
            )

    def _written(self, table: DraftTable, scope: Scope, given: Numbered, caption: str) -> Table:
        rows = tuple(
            tuple(
                Cell(self._runs(cell, scope, given.chapter), header=index == 0, align="center" if index == 0 else align)
                for cell, align in zip(row, table.aligns, strict=False)
            )
            for index, row in enumerate(table.rows)
        )
        return Table(
            rows,
            given.anchor,
            given.number,
            caption,
            widths=column_widths(rows),
            sortable=True,
            location=table.place.location,
        )

    def _defined(self, known: dict[str, Defined], name: str, place: Place, what: str) -> Defined | None:
        definition = known.get(name)
        if definition is None:
            self.binder.problems.add("ZJ422", place, found=name, what=what, expected="、".join(sorted(known)))
        elif definition.audience == "internal" and self.audience == "public":
            self.binder.problems.add("ZJ424", place, found=name)
            return None
        return definition


def _chart_notes(grid: Grid) -> Iterator[str]:
    if grid.missing:
        yield str(wording("chart")["missing_years"]).format(years="、".join(grid.missing))
    if grid.own_scale:
        yield str(wording("chart")["own_scale"])
    if grid.suppressed:
        yield str(wording("marks")["suppressed_note"])
