"""What a reader of the HTML report learns about each figure: its value, formula and sources."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import polars as pl

from zhijian.compilation.folder import ReportFolder
from zhijian.document.write import FigureNote
from zhijian.expressions import parse_expression
from zhijian.facts import FactSet
from zhijian.messages import _, language
from zhijian.report import ComposedFigure, Composition
from zhijian.rollup import Trace, trace


def figure_notes(
    folder: ReportFolder,
    facts: FactSet,
    composition: Composition,
    *,
    public: bool,
    hidden: Collection[tuple[str, str, str, str]] = (),
) -> dict[str, FigureNote]:
    """A note for each figure of the document, by anchor. public: without schools, their cells and file names.

    hidden: keys of facts that no note may tell, neither as value nor as part of a formula.
    """
    facts = _without(facts, hidden)
    notes: dict[str, FigureNote] = {}
    traced: dict[tuple[str, ...], FigureNote] = {}
    for figure in composition.figures:
        key = (figure.expression, figure.organisation, figure.period)
        if key not in traced:
            traced[key] = _note(folder, facts, figure, public=public)
        known = traced[key]
        told = () if public else (_("锚点：{anchor}", anchor=figure.anchor),)  # what ``zhijian where`` takes
        notes[figure.anchor] = FigureNote(figure.anchor, known.title, (*told, *known.lines))
    return notes


def _without(facts: FactSet, hidden: Collection[tuple[str, str, str, str]]) -> FactSet:
    if not hidden:
        return facts
    columns = ["organisation", "period", "indicator", "slice"]
    return FactSet(facts.frame.join(pl.DataFrame(list(hidden), schema=columns, orient="row"), on=columns, how="anti"))


def _note(folder: ReportFolder, facts: FactSet, figure: ComposedFigure, *, public: bool) -> FigureNote:
    catalogue, lang = folder.catalogue, language()
    if figure.indicator and figure.indicator in catalogue:
        indicator = catalogue[figure.indicator]
        tree = trace(facts, catalogue, folder.tree, figure.organisation, figure.period, figure.indicator)
        lines = [_("{label}：{value}", label=tree.label, value=tree.text or figure.text), _how(tree, public=public)]
        if indicator.definition.get(lang):
            lines.append(_("定义：{text}", text=indicator.definition[lang]))
        lines += list(_sources(tree, folder, public=public))
        return FigureNote(figure.anchor, indicator.label[lang], tuple(line for line in lines if line))
    title = figure.expression
    bases = [trace(facts, catalogue, folder.tree, *key) for key in figure.facts]
    lines = [f"{base.label}：{base.text}" for base in bases if base.text]
    if lines:
        lines.insert(0, _("由以下数据计算："))
    return FigureNote(figure.anchor, _in_words(folder, title), tuple(lines))


def _how(tree: Trace, *, public: bool) -> str:
    """How the figure came about; for readers outside nothing of our files, and no formula with a part held back."""
    if not public:
        return tree.how
    if tree.fact is None or tree.fact.source not in {"formula", "rollup"}:
        return ""
    return tree.how if tree.fact.source == "rollup" or all(part.text for part in tree.children) else ""


def _in_words(folder: ReportFolder, expression: str) -> str:
    """The expression with labels for ids, where it is one of the language; else as its author wrote it."""
    from zhijian.errors import ExpressionError

    source = expression.partition("|")[0].strip()
    try:
        return folder.catalogue.in_words(parse_expression(source), language())
    except (ExpressionError, KeyError):
        return source


def _sources(tree: Trace, folder: ReportFolder, *, public: bool) -> Iterator[str]:
    """Each school's value with its cell; for readers outside only how many schools there were."""
    if public:
        if tree.fact is not None and tree.fact.parts_given:
            yield _("由{n}所学校的数据汇总。", n=tree.fact.parts_given)
        return
    schools = [node for _depth, node in tree.lines() if node.organisation in folder.tree and not node.children]
    schools = [node for node in schools if folder.tree[node.organisation].level == "school"]
    if not schools or not tree.children:
        return
    if tree.fact is not None and tree.fact.source == "formula":
        for child in tree.children:
            yield f"{child.label}：{child.text}"
        return
    for node in schools:
        organisation = folder.tree[node.organisation]
        source = node.fact.source if node.fact else ""
        yield f"{organisation.short or organisation.name}：{node.text or _('未填')}（{source}）"
