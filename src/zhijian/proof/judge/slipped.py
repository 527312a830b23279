"""Whether one slip of the pen tells why a relation fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from zhijian.expressions import Binary, Node, Number, Variable, leaves
from zhijian.proof.judge.evaluation import value_of, violated_pair
from zhijian.proof.localise import slips_of
from zhijian.proof.shapes import Figure, Relation, ends_of_sum, figure_of
from zhijian.quantity import round_to_mantissa

_DIGITS = 3  # of a figure in which a slip is no accident
_FEWEST_ADDED = 4  # figures of a sum: of a total and two parts, one that is left out is as soon no part
_FEWEST_SAID = 2  # of them that are not the zeros at its end
_POWERS = tuple(Fraction(10) ** power for power in (-4, -3, -2, -1, 1, 2, 3, 4))


def one_slip(relation: Relation, figures: Mapping[int, Figure]) -> bool:
    """Whether one slip in one figure of several digits makes the relation fail."""
    if relation.kind == "sum":
        return _slip_in_sum(relation, figures)
    for number in relation.figures:
        figure = figures[number]
        if figure.quantity.digits < _DIGITS:
            continue
        for meant in slips_of(figure.quantity):
            mended = replace(figure, quantity=meant)
            if violated_pair(relation, {**{n: figures[n] for n in relation.figures}, number: mended}) is None:
                return True
    return False


def _slip_in_sum(relation: Relation, figures: Mapping[int, Figure]) -> bool:
    """As ``one_slip``, by what each figure would have to be for the others to add up."""
    parts, whole = _sum(relation, figures)
    low, high = ends_of_sum(parts)
    if isinstance(whole, Variable):
        total = figures[figure_of(whole)]
        least, most = ends_of_sum([total])
        if _slipped(total, low, high):
            return True
    elif isinstance(whole, Number):
        least = most = whole.value * whole.unit.scale
    else:
        return False
    return any(
        _slipped(part, least - (high - own_high), most - (low - own_low))
        for part in parts
        for own_low, own_high in [ends_of_sum([part])]
    )


def left_out(relation: Relation, figures: Mapping[int, Figure]) -> int | None:
    """The id of the one part without which a total is exactly what its other parts add up to; None where none is."""
    if relation.kind != "sum" or len(relation.figures) < _FEWEST_ADDED:
        return None
    parts, whole = _sum(relation, figures)
    if not isinstance(whole, Variable):
        return None
    (low, high), (least, most) = ends_of_sum(parts), ends_of_sum([figures[figure_of(whole)]])
    fitting = [
        part.id
        for part in parts
        for own_low, own_high in [ends_of_sum([part])]
        if part.quantity.digits >= _DIGITS and low - own_low <= most and high - own_high >= least
    ]
    return fitting[0] if len(fitting) == 1 else None


def _sum(relation: Relation, figures: Mapping[int, Figure]) -> tuple[list[Figure], Node]:
    """The parts of a sum, and the side that is the whole."""
    left, right = relation.that.terms[:2]
    parts, whole = (left, right) if isinstance(left, Binary) else (right, left)
    return [figures[figure_of(leaf)] for leaf in leaves(parts) if isinstance(leaf, Variable)], whole


def _slipped(figure: Figure, least: Fraction, most: Fraction) -> bool:
    """Whether a slip of the pen made the figure of one between ``least`` and ``most``."""
    scale = figure.quantity.unit.scale
    return figure.quantity.digits >= _DIGITS and any(
        meant.low * scale <= most and meant.high is not None and meant.high * scale >= least
        for meant in slips_of(figure.quantity)
    )


def digits_swapped(pair: tuple[Node, str, Node], figures: Mapping[int, Figure]) -> bool:
    """Whether the figure on one side has the digits of what the other side gives, in another order: 81 for 18."""
    for side, other in ((pair[0], pair[2]), (pair[2], pair[0])):
        value = value_of(other, figures)
        if not isinstance(side, Variable) or value is None:
            continue
        quantity = figures[figure_of(side)].quantity
        meant = round_to_mantissa(value / quantity.unit.scale, quantity.decimals)
        own, digits = str(abs(quantity.mantissa)), str(abs(meant))
        if len(own) > 1 and own != digits and sorted(own) == sorted(digits):
            return True
    return False


def point_misplaced(pair: tuple[Node, str, Node], figures: Mapping[int, Figure]) -> bool:
    """Whether the figure on one side has all the digits of what the other side gives: 4.20 % for 37 of 88, 42.0 %."""
    for side, other in ((pair[0], pair[2]), (pair[2], pair[0])):
        value = value_of(other, figures)
        if not isinstance(side, Variable) or isinstance(other, Variable | Number) or not value:
            continue
        quantity = figures[figure_of(side)].quantity
        own = str(abs(quantity.mantissa))
        if len(own.rstrip("0")) < _FEWEST_SAID or len(own) < _DIGITS:
            continue
        for power in _POWERS:
            step = abs(quantity.in_base) * power
            half = step / abs(quantity.mantissa) / 2
            if step - half <= abs(value) <= step + half:
                return True
    return False


def turned(relations: Iterable[Relation], figure: Figure, figures: Mapping[int, Figure]) -> bool:
    """Whether all of the relations would hold if a change were said to go the other way: 减少22人 for 增加22人."""
    quantity = figure.quantity
    if figure.role not in ("change", "growth") or not figure.direction or quantity.low <= 0 or quantity.high is None:
        return False
    other = replace(quantity, mantissa=-quantity.mantissa, low=-quantity.high, high=-quantity.low)
    mended = {**figures, figure.id: replace(figure, quantity=other)}
    return all(violated_pair(relation, mended) is None for relation in relations)


def swapped(one: Figure, other: Figure) -> bool:
    """Two digits swapped: 41, 14."""
    a, b = (str(abs(f.quantity.mantissa)) for f in (one, other))
    return len(a) > 1 and a != b and sorted(a) == sorted(b)
