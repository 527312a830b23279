"""Exact evaluation over intervals, for many rows at once.

Interval arithmetic is exact while each variable stands once. Where one stands twice and is not a single
value, the expression is bounded at the corners of the repeated variables: it is monotone in each of them
as long as it is linear-fractional in it, and then the extremes lie at corners. Where it is not, plain
interval arithmetic gives an outer bound, so that a relation is never called violated when it need not be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from typing import Protocol

import numpy as np

from zhijian.expressions.interval import Interval, Mask
from zhijian.expressions.nodes import Binary, Call, Negate, Node, Number, Slices, Variable, leaves

MOST_CORNERS = 10  # repeated variables; 2^10 corners


class Resolver(Protocol):
    """Gives variables their values, in base units (元, not 万元; 1/100, not %), one per row."""

    rows: int

    def variable(self, variable: Variable) -> Interval: ...

    def slices(self, slices: Slices) -> Sequence[Interval]: ...


def evaluate(node: Node, resolver: Resolver) -> Interval:
    """The interval of values that the expression can take, per row, in base units."""
    counts = Counter(leaf for leaf in leaves(node) if isinstance(leaf, Variable))
    values = {variable: resolver.variable(variable) for variable in counts}
    repeated = [v for v, times in counts.items() if times > 1 and not values[v].points]
    walk = _Walk(resolver, values)
    if not repeated or len(repeated) > MOST_CORNERS or any(max(_degree(node, v)) > 1 for v in repeated):
        return walk.value(node)
    result: Interval | None = None
    signs: list[Mask] = []
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
    constant_sign = np.all([s == signs[0] for s in signs], axis=0)
    return Interval(result.low, result.high, result.defined & constant_sign)


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
        self.denominator_signs: Mask = np.ones(resolver.rows, dtype=bool)

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
        self.denominator_signs = self.denominator_signs ^ (right.low.sign() > 0)
        return left / right

    def call(self, node: Call) -> Interval:
        values: list[Interval] = []
        for argument in node.arguments:
            values.extend(self.resolver.slices(argument) if isinstance(argument, Slices) else [self.value(argument)])
        rows = self.resolver.rows
        if node.function == "count":
            result = Interval.constant(Fraction(0), rows)
            for value in values:
                present = (value.defined & (value.low.sign() > 0)).astype(np.int64)
                result = result + Interval(type(value.low)(present), type(value.low)(present))
            return result
        if node.function == "abs":
            return abs(values[0])
        if not values:
            return Interval.missing(rows)
        result = values[0]
        for value in values[1:]:
            result = {"sum": result.__add__, "min": result.min, "max": result.max}[node.function](value)
        return result


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
