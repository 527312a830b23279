"""Giving a relation's variables their values from the matrix, and deciding in which rows it can be tested."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from zhijian.checks.columns import Column, Matrix
from zhijian.checks.sorting import State
from zhijian.expressions import (
    Binary,
    Call,
    Interval,
    Negate,
    Node,
    Rationals,
    Relation,
    Slices,
    Variable,
    evaluate,
    leaves,
)

Mask = npt.NDArray[np.bool_]


@dataclass
class ColumnResolver:
    """A Resolver over the matrix. zero: in which rows a missing variable counts as 0."""

    columns: Matrix
    zero: dict[Variable, Mask] = field(default_factory=dict)
    rows: int = field(init=False)
    _known: dict[Variable, Interval] = field(default_factory=dict)
    _placed: dict[Variable, Column] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.rows = self.columns.rows

    def counting_as_zero(self, zero: dict[Variable, Mask]) -> ColumnResolver:
        """The same values, with 0 for the variables and rows of ``zero``."""
        return ColumnResolver(self.columns, zero, self._known, self._placed)

    def variable(self, variable: Variable) -> Interval:
        """The stated values; a derived indicator that is not stated is taken by its formula."""
        if variable not in self._known:
            self._known[variable] = self._value(variable)
        known = self._known[variable]
        if variable not in self.zero:
            return known
        return Interval(known.low, known.high, known.defined | self.zero[variable])

    def _value(self, variable: Variable) -> Interval:
        column = self.placed(variable)
        stated = Interval(column.low, column.high, column.given)
        formula = self.columns.catalogue[variable.indicator].formula
        blank = column.state <= State.not_reported
        if formula is None or variable.slice or not blank.any():
            return stated
        there = evaluate(self.columns.catalogue.expand(variable), self.counting_as_zero({}))
        blank &= there.defined
        if not blank.any():
            return stated
        return Interval(there.low.where(blank, column.low), there.high.where(blank, column.high), column.given | blank)

    def slices(self, slices: Slices) -> Sequence[Interval]:
        variables = [
            Variable(slices.indicator, key, slices.back, slices.organisation)
            for key in self.columns.slices(slices.indicator)
        ]
        columns = [self.placed(variable) for variable in variables]
        return [Interval(column.low, column.high, column.given) for column in columns]

    def placed(self, variable: Variable) -> Column:
        """The column of a variable, moved by its years back and spread from its organisation where it names one."""
        if variable not in self._placed:
            self._placed[variable] = self._place(variable)
        return self._placed[variable]

    def _place(self, variable: Variable) -> Column:
        column = self.columns.column(variable.indicator, variable.slice)
        if not variable.back and not variable.organisation:
            return column
        rows = self.earlier(variable.back) if variable.back else np.arange(self.rows)
        if variable.organisation:
            known = variable.organisation in self.columns.organisations
            start = self.columns.organisations.index(variable.organisation) if known else 0
            size = len(self.columns.periods)
            rows = np.where((rows >= 0) & known, start * size + rows % size, -1)
        taken = np.maximum(rows, 0)
        there = rows >= 0
        zero = Rationals.constant(Fraction(0), self.rows)
        return Column(
            column.low.take(taken).where(there, zero),
            column.high.take(taken).where(there, zero),
            np.where(there, column.state[taken], np.int8(State.absent)),
            np.where(there, column.position[taken], -1),
        )

    def earlier(self, years: int) -> npt.NDArray[np.int64]:
        """For every row the row of the same organisation that many years earlier, -1 where there is none."""
        index = {period: number for number, period in enumerate(self.columns.periods)}
        back = np.array([index.get(self.columns.catalogue.earlier(period, years), -1) for period in index])
        base = np.arange(len(self.columns.organisations))[:, None] * len(index)
        return np.asarray(np.where(back < 0, -1, base + back)).reshape(-1)


def testable(relation: Relation, missing: str, resolver: ColumnResolver) -> tuple[Mask, dict[Variable, Mask]]:
    """(rows in which the relation can be tested, rows in which each variable counts as 0).

    skip_if_any: every figure must be there. skip_if_all: missing figures count as 0 as long as each side has
    one. treat_as_zero: as long as the relation has one. What does not apply counts as 0 beside given figures,
    whichever is asked. Only a term of a sum can count as 0: where a missing figure is a factor, a divisor or
    stands in min or max, where it belongs to another year, or is an incomplete total, the row is left out.
    """
    rows = np.ones(resolver.rows, dtype=bool)
    any_given = np.zeros(resolver.rows, dtype=bool)
    zero: dict[Variable, Mask] = {}
    additive = _additive(relation)
    for term in relation.terms:
        variables = list(dict.fromkeys(leaves(term)))
        if not variables:
            continue
        side_given = np.zeros(resolver.rows, dtype=bool)
        for leaf in variables:
            if isinstance(leaf, Slices):
                side_given |= _any_given(resolver, leaf)
                continue
            interval = resolver.variable(leaf)
            state = resolver.placed(leaf).state
            side_given |= interval.defined
            if leaf not in additive or leaf.back:
                rows &= interval.defined
                continue
            fills = (state == State.not_applicable) if missing == "skip_if_any" else (state < State.incomplete)
            fills = fills & ~interval.defined
            zero[leaf] = fills
            rows &= interval.defined | fills
        any_given |= side_given
        if missing != "treat_as_zero":
            rows &= side_given
    return rows & any_given, zero


def _any_given(resolver: ColumnResolver, slices: Slices) -> Mask:
    there = np.zeros(resolver.rows, dtype=bool)
    for interval in resolver.slices(slices):
        there |= interval.defined
    return there


def _additive(relation: Relation) -> set[Variable]:
    """Variables that stand in sums and differences only."""
    inside: set[Variable] = set()
    outside: set[Variable] = set()

    def visit(node: Node, plain: bool) -> None:
        if isinstance(node, Variable):
            (inside if plain else outside).add(node)
        elif isinstance(node, Negate):
            visit(node.operand, plain)
        elif isinstance(node, Binary):
            for side in (node.left, node.right):
                visit(side, plain and node.operator in "+-")
        elif isinstance(node, Call):
            for argument in node.arguments:
                visit(argument, plain and node.function == "sum")

    for term in relation.terms:
        visit(term, plain=True)
    return inside - outside
