"""Figures typed by hand in a chapter: each is told, with the indicator that would bind it where one fits."""

from __future__ import annotations

import re
from collections.abc import Iterable
from fractions import Fraction
from functools import cache

from zhijian.catalogue import Catalogue
from zhijian.facts import FactSet
from zhijian.quantity import Quantity, QuantityError, parse_quantity, unit
from zhijian.quantity.units import Dimension, known_symbols
from zhijian.report.markdown.drafts import DraftBlock, DraftCase, DraftList, DraftParagraph, DraftRuns, DraftText
from zhijian.report.problems import Problems

NOT_FIGURES = re.compile(
    r"\d{4}(?:[-—～至]\d{4})?(?:年度?|学年)|\d{1,2}月(?:\d{1,2}日)?|第\d+[届批次个]|《[^》]*》|[“\"][^”\"]*[”\"]|〔\d{4}〕\d+号|\d+号|\d+(?:\.\d+)+节"
)
SMALLEST_IN_CASES = 100


def report_typed_figures(
    blocks: Iterable[DraftBlock],
    facts: FactSet,
    catalogue: Catalogue,
    problems: Problems,
    *,
    organisation: str,
    period: str,
) -> None:
    """Notices for figures with a unit that stand in the text as plain characters.

    ZJ430 where the reporting organisation has a fact of that value, this year or the year before; ZJ431 for the
    others. Cases tell of single events, so that only large figures that equal a fact are told there.
    """
    known = _Known(facts, catalogue, organisation, period)
    for block in blocks:
        in_case = isinstance(block, DraftCase)
        for runs in _texts(block):
            for run in runs:
                if isinstance(run, DraftText):
                    _report(run, known, problems, in_case=in_case)


def _texts(block: DraftBlock) -> Iterable[DraftRuns]:
    if isinstance(block, DraftParagraph):
        yield block.runs
    elif isinstance(block, DraftList):
        yield from block.items
    elif isinstance(block, DraftCase):
        for inner in block.blocks:
            yield from _texts(inner)


def _report(run: DraftText, known: _Known, problems: Problems, *, in_case: bool) -> None:
    text = NOT_FIGURES.sub(lambda match: "　" * len(match[0]), run.text)
    for match in _pattern().finditer(text):
        try:
            quantity = parse_quantity(match[0])
        except QuantityError:
            continue
        found = known.find(quantity)
        if in_case and (found is None or quantity.value < SMALLEST_IN_CASES):
            continue
        if found is None:
            problems.add("ZJ431", run.place, found=match[0])
        else:
            label, indicator, of = found
            problems.add("ZJ430", run.place, found=match[0], expected=indicator, label=label, period=of)


@cache
def _pattern() -> re.Pattern[str]:
    symbols = "|".join(re.escape(symbol) for symbol in known_symbols())
    return re.compile(rf"(?<![\d.第])\d+(?:,\d{{3}})*(?:\.\d+)?(?:[万亿])?(?:{symbols})(?:/(?:{symbols}))?")


class _Known:
    """The reporting organisation's facts by dimension and value."""

    def __init__(self, facts: FactSet, catalogue: Catalogue, organisation: str, period: str) -> None:
        self.facts: dict[tuple[Dimension, Fraction], tuple[str, str, str]] = {}
        years = [catalogue.earlier(period), period]
        for fact in facts.where(organisation=organisation, period=years, status="given"):
            if fact.indicator not in catalogue or fact.slice or fact.quantity is None or not fact.mantissa:
                continue
            indicator = catalogue[fact.indicator]
            back = fact.period != period
            source = f"previous({indicator.id})" if back else indicator.id
            key = (indicator.unit.dimension, _base(fact.quantity))
            self.facts.setdefault(key, (indicator.label["zh"], source, fact.period))
            printed = unit(indicator.printed_unit) if indicator.printed_unit not in ("", "——") else indicator.unit
            if printed.dimension != indicator.unit.dimension:
                scaled = fact.quantity.value * printed.scale
                self.facts.setdefault((printed.dimension, scaled), (indicator.label["zh"], source, fact.period))

    def find(self, quantity: Quantity) -> tuple[str, str, str] | None:
        """(label, expression, period) of a fact of that value; None where there is none."""
        return self.facts.get((quantity.unit.dimension, _base(quantity)))


def _base(quantity: Quantity) -> Fraction:
    return quantity.value * quantity.unit.scale
