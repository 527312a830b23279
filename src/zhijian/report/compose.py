"""Composing a report: facts, chapters and cases → one document."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from zhijian.catalogue import Catalogue
from zhijian.document import Block, Cover, Document, PageBreak, Toc
from zhijian.facts import FactSet, OrganisationTree
from zhijian.report.cases import read_cases
from zhijian.report.chapters import place_cases, read_chapters
from zhijian.report.charts.definition import read_charts
from zhijian.report.charts.draw import prepare_charts
from zhijian.report.composition import Composition
from zhijian.report.figures.bind import Binder
from zhijian.report.figures.valuation import Scope, Suppress, Valuer
from zhijian.report.markdown.drafts import DraftBlock, DraftOfficialTables
from zhijian.report.numbering import Numbering
from zhijian.report.places import Place
from zhijian.report.problems import UNKNOWN_NAMES, Problems
from zhijian.report.render import Renderer
from zhijian.report.retyped import report_typed_figures
from zhijian.report.settings import ReportSettings
from zhijian.report.tables.definition import read_tables
from zhijian.report.tables.official import official_anchor, official_tables

Audience = Literal["internal", "public"]


def compose(
    folder: Path,
    facts: FactSet,
    catalogue: Catalogue,
    tree: OrganisationTree,
    *,
    settings: ReportSettings,
    audience: Audience = "internal",
    suppress: Suppress | None = None,
) -> Composition:
    """The report of ``folder`` (chapters, cases, charts, tables, pictures), every figure bound to ``facts``.

    audience: public leaves out what stands in ``::: internal`` and refuses charts and tables that are marked
    internal. suppress: whether a fact must not be printed; its figures are replaced by a mark.
    Raises ReportStopped (a BuildStopped) with every error at once: unknown, missing, stale or incomplete figures,
    references without a target, constructs that chapters do not support, pictures that are not there.
    """
    prepare_charts()
    internal = audience == "internal"
    problems = Problems()
    cases = read_cases(folder, tree, problems, internal=internal)
    chapters = read_chapters(folder, problems, internal=internal)
    drafts = place_cases(chapters, cases, problems)
    charts, tables = read_charts(folder, problems), read_tables(folder, problems)
    problems.stop_on_errors(but=UNKNOWN_NAMES)  # these leave a place out and nothing behind it undefined
    scope = Scope(settings.organisation, settings.period)
    valuer = Valuer(facts, catalogue, tree, edition=settings.edition or settings.period, suppress=suppress)
    binder = Binder(valuer, problems, settings.rounding, settings.allow_incomplete)
    numbering = Numbering.of(drafts, problems)
    for info in catalogue.tables:
        anchor = official_anchor(info.number)
        numbering.add_target(anchor, f"表{info.number}", anchor, Place("catalogue", info.number))
    renderer = Renderer(folder, binder, numbering, tree, charts, tables, audience, scope)
    blocks = _body(drafts, renderer, binder, scope)
    if internal:
        report_typed_figures(
            drafts, facts, catalogue, problems, organisation=settings.organisation, period=settings.period
        )
    problems.stop_on_errors()
    body = renderer.finished(blocks)
    document = Document(
        settings.title,
        (_cover(settings, tree), Toc(), *body),
        organisation=tree[settings.organisation].name,
        date=settings.date,
        keywords=("职业教育", "质量年度报告", settings.period),
    )
    return Composition(document, tuple(binder.figures), problems.findings)


def _body(drafts: Iterable[DraftBlock], renderer: Renderer, binder: Binder, scope: Scope) -> list[Block]:
    """The chapters, and the official tables where the text puts them, else at the end."""
    blocks: list[Block] = []
    placed = False
    for draft in drafts:
        if isinstance(draft, DraftOfficialTables):
            blocks += [PageBreak(location=draft.place.location), *official_tables(binder, scope)]
            placed = True
        else:
            blocks += renderer.blocks((draft,))
    if not placed:
        blocks += [PageBreak(), *official_tables(binder, scope)]
    return blocks


def _cover(settings: ReportSettings, tree: OrganisationTree) -> Cover:
    year, month, _day = settings.date.split("-")
    lines = settings.cover or (tree[settings.organisation].name, f"{int(year)}年{int(month)}月")
    notice = settings.notice
    if settings.synthetic and not notice:
        notice = "本报告所有单位、人物与数据均为虚构的合成数据，仅供演示。"
    return Cover(settings.title, settings.subtitle, lines, notice)
