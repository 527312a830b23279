"""Whether a relation between printed figures can hold, and how that looks as arithmetic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zhijian.expressions import (
    Binary,
    Call,
    Interval,
    Node,
    Number,
    Slices,
    Variable,
    evaluate,
    leaves,
    relation_possible,
    to_text,
)
from zhijian.proof.shapes import Figure, Relation, figure_of
from zhijian.quantity import Quantity, format_number, round_to_mantissa

ENDLESS = Fraction(10) ** 18  # stands for the end of 2300人以上: more than anything that a report counts
_NEARLY = Fraction(9999, 10_000)  # the next figure itself is not cut off to this one
_FALL = re.compile(r"（0 － ([^（）]+)）")
NOT = {"==": "≠", "!=": "＝", "<=": "＞", ">=": "＜", "<": "≥", ">": "≤"}


@dataclass
class Printed:
    """A Resolver: the printed figures, one row. points: as printed, without the interval."""

    figures: Mapping[int, Figure]
    points: bool = False
    rows: int = 1

    def variable(self, variable: Variable) -> Interval:
        quantity = self.figures[figure_of(variable)].quantity
        low, high = (quantity.in_base, quantity.in_base) if self.points else quantity.ends
        return Interval.one(low, ENDLESS if high is None else high)

    def slices(self, slices: Slices) -> Sequence[Interval]:  # noqa: ARG002 - no relation between figures has slices
        return ()


def violated_pair(relation: Relation, figures: Mapping[int, Figure]) -> tuple[Node, str, Node] | None:
    """The first comparison that no choice inside the intervals satisfies; None where the relation can hold."""
    resolver = Printed(figures)
    for left, operator, right in relation.that.pairs:
        if not relation_possible(left, operator, right, resolver)[0]:
            return left, operator, right
    return None


def truncated(relation: Relation, figures: Mapping[int, Figure]) -> Figure | None:
    """The figure by which a violated relation holds if its last digit was cut off and not rounded."""
    for number in relation.figures:
        figure = figures[number]
        quantity = figure.quantity
        if quantity.exact or quantity.high is None or figure.words or _all(quantity):
            continue
        cut = replace(quantity, high=quantity.value + _NEARLY * 2 * (quantity.high - quantity.value))
        if violated_pair(relation, {**figures, number: replace(figure, quantity=cut)}) is None:
            return figure
    return None


def _all(quantity: Quantity) -> bool:
    """100 % is what it says, however it is printed."""
    return quantity.in_base == 1 and quantity.unit.symbol == "%"


def arithmetic(pair: tuple[Node, str, Node], figures: Mapping[int, Figure]) -> str:
    """A comparison that does not hold, with the values: 0个 ＋ 5个 ＋ 30个 ＝ 35个 ≠ 34个."""
    left, operator, right = pair
    if isinstance(left, Variable) and not isinstance(right, Variable) and operator == "==":
        left, right = right, left
    return f"{_side(left, right, figures)} {NOT[operator]} {_side(right, left, figures)}"


def value_of(node: Node, figures: Mapping[int, Figure]) -> Fraction | None:
    """The value at the printed figures, in base units."""
    ends = evaluate(node, Printed(figures, points=True)).bounds()
    return ends[0] if ends else None


def _side(node: Node, other: Node, figures: Mapping[int, Figure]) -> str:
    text = _FALL.sub(r"－\1", to_text(node, lambda leaf: text_of(leaf, figures))).replace("－ －", "＋ ")
    if (fallen := _fall(node)) is not None:
        return f"－{text_of(fallen, figures)}"
    if not isinstance(node, Binary | Call):
        return text
    value = value_of(node, figures)
    if value is None:
        return text
    beside = _fall(other) or other
    model = figures[figure_of(beside)].quantity if isinstance(beside, Variable) else _like(node, figures)
    return f"{text} ＝ {printed(value, model)}" if model is not None else text


def _fall(node: Node) -> Variable | None:
    """The change that 0 − 2.1 % takes away."""
    if isinstance(node, Binary) and node.operator == "-" and isinstance(node.left, Number) and not node.left.value:
        return node.right if isinstance(node.right, Variable) else None
    return None


def _like(node: Node, figures: Mapping[int, Figure]) -> Quantity | None:
    """A figure in whose unit a sum or difference can be printed; None for products and quotients."""
    if any(isinstance(inner, Binary) and inner.operator in "*/" for inner in _inner(node)):
        return None
    stated = [figures[figure_of(leaf)].quantity for leaf in leaves(node) if isinstance(leaf, Variable)]
    return max(stated, key=lambda q: q.decimals, default=None)


def _inner(node: Node) -> list[Node]:
    if isinstance(node, Binary):
        return [node, *_inner(node.left), *_inner(node.right)]
    return [node]


def printed(value: Fraction, model: Quantity) -> str:
    """A value in base units, printed as ``model`` is, with a digit more where it would seem to agree with it."""
    there = value / model.unit.scale
    decimals = max(model.decimals, 0)
    if model.exact:
        decimals += 2 if there.denominator != 1 else 0
    elif abs(round_to_mantissa(there, model.decimals) - model.mantissa) <= 1:
        decimals += 1
    number = format_number(round_to_mantissa(there, decimals), decimals)
    if number.startswith("-") and model.mantissa >= 0:
        number = "－" + number[1:]  # as the signs of the arithmetic beside it
    return number + model.unit.symbol


def text_of(leaf: Variable | Slices, figures: Mapping[int, Figure]) -> str:
    """The figure as printed."""
    assert isinstance(leaf, Variable)  # noqa: S101 - no relation between figures has slices
    return figures[figure_of(leaf)].text
