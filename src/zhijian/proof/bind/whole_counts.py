"""Percentages of a stated whole whose part is not printed: some whole count must give them (GRIM)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from zhijian.catalogue import Catalogue
from zhijian.expressions import Binary, Number, Variable
from zhijian.expressions import Relation as Statement
from zhijian.proof.bind.facts import Facts
from zhijian.proof.bind.names import loose
from zhijian.proof.shapes import Figure, Relation, Words
from zhijian.quantity import unit

_LIKELY, _LESS = Fraction(85, 100), Fraction(7, 10)
_HUNDRED = Number(Fraction(100), unit("%"), "100%")


def whole_counts(
    figures: Sequence[Figure], said: Sequence[Relation], facts: Facts, catalogue: Catalogue | None
) -> Iterator[Relation]:
    """A relation for each percentage of which only the whole is stated, by the catalogue's formula or by 占."""
    explained = {figure for relation in said if relation.kind == "share" for figure in relation.figures}
    if catalogue is not None:
        yield from _by_formula(facts, catalogue)
    by_block: dict[str, list[Figure]] = {}
    for figure in figures:
        if figure.block is None or figure.table or figure.in_case:
            continue
        beside = by_block.setdefault(str(figure.block), [])
        narrower = figure.of and loose(figure.of) != loose(
            figure.measure
        )  # 就业人数25人，占就业总人数的0.02%: no whole
        if figure.role == "share" and narrower and figure.id not in explained:
            whole = _whole_of(figure, beside)
            if whole is not None:
                yield _relation(figure, whole, _LESS)
        beside.append(figure)


def _by_formula(facts: Facts, catalogue: Catalogue) -> Iterator[Relation]:
    keys: Mapping[str, list[tuple[str, str]]] = _periods(facts)
    for indicator in catalogue.indicators.values():
        formula = indicator.formula
        if not isinstance(formula, Binary) or formula.operator != "/" or indicator.unit.symbol != "%":
            continue
        above, below = formula.left, formula.right
        if not isinstance(above, Variable) or not isinstance(below, Variable):
            continue
        if above.indicator not in catalogue.indicators or not catalogue[above.indicator].unit.count:
            continue
        for subject, period in keys.get(indicator.id, []):
            rate, whole = facts.best(indicator.id, subject, period), facts.best(below.indicator, subject, period)
            if rate is None or whole is None or facts.best(above.indicator, subject, period) is not None:
                continue
            if whole.figure.quantity.exact and whole.figure.quantity.unit.count:
                yield _relation(rate.figure, whole.figure, min(_LIKELY, rate.confidence, whole.confidence))


def _periods(facts: Facts) -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for key in facts.by_key:
        found.setdefault(key.measure, []).append((key.subject, key.period))
    return found


def _whole_of(share: Figure, before: Sequence[Figure]) -> Figure | None:
    """The count of what the share is of, said before it in the paragraph under the very same name."""
    for figure in reversed(before):
        counted = figure.role == "value" and figure.quantity.exact and figure.quantity.unit.count
        same = (figure.period, figure.subject) == (share.period, share.subject)
        if counted and same and not figure.scope and loose(figure.measure) == loose(share.of):
            return figure
    return None


def _relation(share: Figure, whole: Figure, confidence: Fraction) -> Relation:
    return Relation(
        "whole_count",
        Statement((share.variable, _HUNDRED), ("<=",)),
        (share.id, whole.id),
        confidence,
        Words(
            f"“{share.measure or share.row}”写作{share.text}，与总数{whole.text}不符",
            f"{share.measure or share.row} {share.text} should come from some whole number of {whole.text}",
        ),
    )
