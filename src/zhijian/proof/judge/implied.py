"""What one relation says of one of its figures, if all its others are as printed."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from zhijian.proof.localise import Contradiction, Range, Stated, System
from zhijian.proof.shapes import Figure, Relation, variable


def implied(relation: Relation, number: int, figures: Mapping[int, Figure]) -> Range | None:
    """The values, in base units, of the figure with the id ``number``; None where no value would do."""
    names = {variable(each).indicator: stated(figures[each]) for each in relation.figures}
    system = System(names, [relation.that])
    at = system.names.index(variable(number).indicator)
    try:
        return system.all_but(frozenset([at])).ranges[at]
    except Contradiction:
        return None


def stated(figure: Figure, weight: Fraction = Fraction(1)) -> Stated:
    """The figure as localisation takes it. A count is whole; what changes may be below zero."""
    quantity = figure.quantity
    return Stated(
        *quantity.ends,
        weight=weight,
        whole=quantity.unit.count and quantity.decimals <= 0 and (quantity.exact or bool(figure.words)),
        least=None if figure.role in ("change", "growth") or quantity.low < 0 else Fraction(0),
    )
