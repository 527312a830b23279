"""Exact evaluation over intervals, for many rows at once.

Interval arithmetic is exact while each variable stands once. Where one stands twice and is not a single
value, the expression is bounded at the corners of the repeated variables: it is monotone in each of them
as long as it is linear-fractional in it and no denominator passes through 0, and then the extremes lie at
corners. A denominator is itself such an expression, so it has one sign everywhere if it has one sign at all
corners. Where a variable's degree is higher, plain interval arithmetic gives an outer bound, so that a
relation is never called violated when it need not be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from itertools import product
from typing import Protocol

import numpy as np
import numpy.typing as npt

from zhijian.expressions.interval import Interval, Mask
from zhijian.expressions.nodes import Binary, Call, Negate, Node, Number, Slices, Variable, leaves
from zhijian.expressions.rationals import Rationals

MOST_CORNERS = 10  # repeated variables that are taken at their corners, 2^10 of them; the rest stay intervals
Signs = npt.NDArray[np.int8]


class Resolver(Protocol):
    """Gives variables their values, in base units (元, not 万元; 1/100, not %), one per row."""

    rows: int

    def variable(self, variable: Variable) -> Interval: ...

    def slices(self, slices: Slices) -> Sequence[Interval]: ...


def evaluate(node: Node, resolver: Resolver) -> Interval:
    """The interval of values that the expression can take, per row, in base units."""
    counts = Counter(leaf for leaf in leaves(node) if isinstance(leaf, Variable))
    values = {variable: resolver.variable(variable) for variable in counts}
    repeated = [v for v, times in counts.items() if times > 1 and not values[v].points and max(_degree(node, v)) <= 1][
        :MOST_CORNERS
    ]
    result: Interval | None = None
    signs: list[list[Signs]] = []
    for ends in product((False, True), repeat=len(repeated)):
        corner = dict(values)
        for variable, high in zip(repeated, ends, strict=True):
            whole = values[variable]
            end = whole.high if high else whole.low
            corner[variable] = Interval(end, end, whole.defined)
        walk = _Walk(resolver, corner)
        there = walk.value(node)
        signs.append(walk.denominator_signs)
        result = there if result is None else result.hull(there)
    assert result is not None  # noqa: S101 - there is at least one corner
    one_sign = np.ones(resolver.rows, dtype=bool)
    for denominators in zip(*signs, strict=True):
        for sign in denominators[1:]:
            one_sign &= sign == denominators[0]
    return Interval(result.low, result.high, result.defined & one_sign)


def possible(left: Interval, operator: str, right: Interval) -> Mask:
    """Per row, whether some choice inside both intervals satisfies the comparison; true where undefined."""
    return _holds(left - right, operator)


def relation_possible(left: Node, operator: str, right: Node, resolver: Resolver) -> Mask:
    """Likewise for two expressions; variables that stand on both sides are taken as one."""
    return _holds(evaluate(Binary("-", left, right), resolver), operator)


def _holds(difference: Interval, operator: str) -> Mask:
    low, high = difference.low.sign(), difference.high.sign()
    holds = {
        "==": (low <= 0) & (high >= 0),
        "!=": (low != 0) | (high != 0),
        "<=": low <= 0,
        "<": low < 0,
        ">=": high >= 0,
        ">": high > 0,
    }[operator]
    return np.asarray(holds | ~difference.defined)


class _Walk:
    def __init__(self, resolver: Resolver, values: dict[Variable, Interval]) -> None:
        self.resolver = resolver
        self.values = values
        self.denominator_signs: list[Signs] = []  # of each division, in the order they are met

    def value(self, node: Node) -> Interval:
        if isinstance(node, Number):
            return Interval.constant(node.value * node.unit.scale, self.resolver.rows)
        if isinstance(node, Variable):
            return self.values[node]
        if isinstance(node, Negate):
            return -self.value(node.operand)
        if isinstance(node, Binary):
            return self.binary(node)
        if isinstance(node, Call):
            return self.call(node)
        raise AssertionError(node)

    def binary(self, node: Binary) -> Interval:
        left, right = self.value(node.left), self.value(node.right)
        if node.operator == "+":
            return left + right
        if node.operator == "-":
            return left - right
        if node.operator == "*":
            return left * right
        self.denominator_signs.append(right.low.sign())
        return left / right

    def call(self, node: Call) -> Interval:
        values: list[Interval] = []
        for argument in node.arguments:
            if isinstance(argument, Slices):
                slices = list(self.resolver.slices(argument))
                values += slices if node.function == "count" else _together(node.function, slices, self.resolver.rows)
            else:
                values.append(self.value(argument))
        if node.function == "count":
            return self.count(values)
        if node.function == "abs":
            return abs(values[0])
        result = values[0]
        for value in values[1:]:
            result = _FOLD[node.function](result, value)
        return result

    def count(self, values: list[Interval]) -> Interval:
        """How many are above 0; not defined where none is stated."""
        rows = self.resolver.rows
        low, high = (np.zeros(rows, dtype=np.int64) for _ in range(2))
        stated = np.zeros(rows, dtype=bool)
        for value in values:
            stated |= value.defined
            low += value.defined & (value.low.sign() > 0)
            high += value.defined & (value.high.sign() > 0)
        return Interval(Rationals(low), Rationals(high), stated)


_FOLD: dict[str, Callable[[Interval, Interval], Interval]] = {
    "sum": Interval.__add__,
    "min": Interval.min,
    "max": Interval.max,
}


def _together(function: str, slices: list[Interval], rows: int) -> list[Interval]:
    """The sum, least or greatest of those slices that are stated; a slice that is not stated has nothing to add."""
    result = Interval.missing(rows)
    for value in slices:
        both = _FOLD[function](result, value)
        low = both.low.where(both.defined, result.low.where(result.defined, value.low))
        high = both.high.where(both.defined, result.high.where(result.defined, value.high))
        result = Interval(low, high, result.defined | value.defined)
    return [result]


def _degree(node: Node, variable: Variable) -> tuple[int, int]:
    """The degrees of numerator and denominator in ``variable``; 2 and more is no longer linear-fractional."""
    if node == variable:
        return (1, 0)
    if isinstance(node, Negate):
        return _degree(node.operand, variable)
    if isinstance(node, Binary):
        (a, b), (c, d) = _degree(node.left, variable), _degree(node.right, variable)
        if node.operator == "*":
            return (a + c, b + d)
        if node.operator == "/":
            return (a + d, b + c)
        return (max(a + d, c + b), b + d)
    if isinstance(node, Call):
        degrees = [_degree(argument, variable) for argument in node.arguments]
        inside = any(max(degree) for degree in degrees)
        if node.function == "sum" and not any(d for _, d in degrees):
            return (max(n for n, _ in degrees), 0)
        return (2, 2) if inside else (0, 0)
    return (0, 0)
