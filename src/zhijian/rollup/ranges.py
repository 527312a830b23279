"""Exact sums and maxima over the schools below each parent, for all parents and years at once."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from zhijian.expressions import Rationals
from zhijian.facts import OrganisationTree

Integers = npt.NDArray[Any]
_LIMIT = 2**62


class Ranges:
    """Which schools lie below which parent. Schools stand in the tree's order, so those of one parent are neighbours.

    Values come and go as one flat array per organisation and period, periods running fastest.
    """

    def __init__(self, tree: OrganisationTree, periods: int) -> None:
        self.schools = tuple(school.id for school in tree.schools())
        self.periods = periods
        self.parents: tuple[str, ...] = tuple(o.id for o in tree if o.level != "school" and tree.schools(o.id))
        place = {id_: number for number, id_ in enumerate(self.schools)}
        first = np.array([place[tree.schools(id_)[0].id] for id_ in self.parents], dtype=np.int64)
        count = np.array([len(tree.schools(id_)) for id_ in self.parents], dtype=np.int64)
        self._first, self._end = first, first + count
        self._pairs = np.stack([self._first, self._end], axis=1).reshape(-1)

    @property
    def rows(self) -> int:
        """How many values there are of all parents and periods."""
        return len(self.parents) * self.periods

    def total(self, values: Integers) -> Integers:
        """The sum of whole numbers over each parent's schools."""
        grid = values.reshape(len(self.schools), self.periods)
        if grid.dtype != object and len(grid) and int(np.abs(grid).max()) * len(grid) >= _LIMIT:
            grid = grid.astype(object)
        running = np.zeros((len(self.schools) + 1, self.periods), dtype=grid.dtype)
        np.cumsum(grid, axis=0, out=running[1:])
        return np.asarray(running[self._end] - running[self._first]).reshape(-1)

    def sum(self, values: Rationals) -> Rationals:
        """The sum of rationals over each parent's schools."""
        shared = with_one_denominator(values)
        return Rationals(self.total(shared.num), shared.den)

    def most(self, values: Integers) -> Integers:
        """The greatest whole number over each parent's schools."""
        grid = values.reshape(len(self.schools), self.periods)
        padded = np.concatenate([grid, grid[-1:]])  # reduceat wants every index to lie inside
        return np.asarray(np.maximum.reduceat(padded, self._pairs, axis=0)[::2]).reshape(-1)

    def max(self, values: Rationals) -> Rationals:
        """The greatest rational over each parent's schools."""
        shared = with_one_denominator(values)
        return Rationals(self.most(shared.num), shared.den)


def with_one_denominator(values: Rationals) -> Rationals:
    """The same values over one denominator for all rows."""
    if isinstance(values.den, int):
        return values
    return Rationals.of([values.fraction(row) for row in range(len(values))])
