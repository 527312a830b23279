"""Facts as a matrix: one row per organisation and period, one column per indicator and slice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import lcm
from typing import Protocol

import numpy as np
import numpy.typing as npt

from zhijian.catalogue import Catalogue
from zhijian.checks.sorting import Integers, State, sort_facts
from zhijian.expressions import Rationals
from zhijian.facts import Fact, FactSet
from zhijian.quantity import unit

_FEW = 16  # so many denominators in a column are brought to one
_SMALL = 2**31


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator (or slice) over all rows: interval ends in base units (0 where not given), state, fact.

    position: the fact's row in the FactSet's frame, -1 where there is none.
    """

    low: Rationals
    high: Rationals
    state: npt.NDArray[np.int8]
    position: npt.NDArray[np.int64]

    @property
    def given(self) -> npt.NDArray[np.bool_]:
        return np.asarray(self.state == State.given)


class Matrix(Protocol):
    """Columns over rows of organisation × period, periods running fastest: stated figures, or rolled-up ones."""

    catalogue: Catalogue
    organisations: tuple[str, ...]
    periods: tuple[str, ...]
    rows: int

    def column(self, indicator: str, slice: str = "") -> Column: ...  # noqa: A002 - the glossary's word

    def slices(self, indicator: str) -> tuple[str, ...]: ...


class Columns:
    """The matrix of a FactSet. Organisations and indicators that are not asked for are left out.

    Where a key stands several times, the last given fact counts. Facts are sorted by column once, and each column is
    scattered into its rows when it is asked for.
    """

    def __init__(
        self, facts: FactSet, catalogue: Catalogue, organisations: Iterable[str], periods: Iterable[str] = ()
    ) -> None:
        self.facts = facts
        self.catalogue = catalogue
        self.organisations = tuple(organisations)
        self.periods = tuple(sorted({*catalogue.periods, *periods, *facts.periods}))
        self.rows = len(self.organisations) * len(self.periods)
        self._cache: dict[tuple[str, str], Column] = {}
        self._sorted = sort_facts(facts, tuple(catalogue.indicators), self.organisations, self.periods)
        self._slices: dict[str, tuple[str, ...]] = {}
        for indicator, key in self._sorted.ranges:
            if key:
                self._slices[indicator] = (*self._slices.get(indicator, ()), key)

    def key(self, row: int) -> tuple[str, str]:
        """(organisation, period) of a row."""
        return self.organisations[row // len(self.periods)], self.periods[row % len(self.periods)]

    def slices(self, indicator: str) -> tuple[str, ...]:
        """The keys of the slices that any fact of the indicator has, sorted."""
        return self._slices.get(indicator, ())

    def held(self) -> Iterable[tuple[str, str]]:
        """(indicator, slice) of every column that has a fact."""
        return self._sorted.ranges.keys()

    def entries(self, indicator: str, slice: str) -> Integers:  # noqa: A002 - the glossary's word
        """Positions of every fact of a column in the frame, repeats included, in the order they were added."""
        start, end = self._sorted.ranges.get((indicator, slice), (0, 0))
        return np.asarray(self._sorted.order[start:end])

    def state_of(self, positions: Integers) -> Integers:
        """The State of facts, repeats included."""
        return np.asarray(self._sorted.state[positions])

    def row_of(self, positions: Integers) -> Integers:
        """The rows in which facts stand."""
        return np.asarray(self._sorted.row[positions])

    def column(self, indicator: str, slice: str = "") -> Column:  # noqa: A002
        """The column; absent in every row where no fact has its key."""
        key = (indicator, slice)
        if key not in self._sorted.ranges:
            return self._absent
        if key not in self._cache:
            self._cache[key] = self._scatter(self.entries(indicator, slice))
        return self._cache[key]

    @cached_property
    def _absent(self) -> Column:
        return self._scatter(np.array([], dtype=np.int64))

    def fact(self, column: Column, row: int) -> Fact | None:
        """The fact that stands in a row."""
        position = int(column.position[row])
        return None if position < 0 else self.facts.at(position)

    def _scatter(self, positions: Integers) -> Column:
        state = np.zeros(self.rows, dtype=np.int8)
        position = np.full(self.rows, -1, dtype=np.int64)
        rows = self._sorted.row[positions]
        given = self._sorted.state[positions] >= State.incomplete
        for chosen in (slice(None), given):  # a later given fact stands above one without a value
            position[rows[chosen]] = positions[chosen]
        held = np.flatnonzero(position >= 0)
        state[held] = self._sorted.state[position[held]]
        valued = np.flatnonzero(state >= State.incomplete)
        at = position[valued]
        low = self._rationals(0, at)
        ends, dens = self._sorted.ends, self._sorted.dens
        same = np.array_equal(ends[0][at], ends[1][at]) and np.array_equal(dens[0][at], dens[1][at])
        low_full = _spread(low, valued, self.rows)
        high_full = low_full if same else _spread(self._rationals(1, at), valued, self.rows)
        return Column(low_full, high_full, state, position)

    def _rationals(self, end: int, at: Integers) -> Rationals:
        num, den = self._sorted.ends[end][at], self._sorted.dens[end][at]
        values = Rationals(num, _common_denominator(den) or den)
        if isinstance(values.den, int) and values.den != 1:
            values = Rationals(num, 1) * Rationals(values.den // den, values.den)
        codes, units = self._sorted.unit[at], self._sorted.units
        if not len(codes):
            return values
        if (codes == codes[0]).all():
            scale = _scale(units[codes[0]])
            return values if scale == (1, 1) else values * Rationals(np.full(len(at), scale[0]), scale[1])
        scales = np.array([_scale(name) for name in units], dtype=np.int64)
        return values * Rationals(scales[codes, 0], scales[codes, 1])


@lru_cache(maxsize=256)
def _scale(symbol: str) -> tuple[int, int]:
    scale = unit(symbol).scale
    return scale.numerator, scale.denominator


def _common_denominator(den: Integers) -> int | None:
    """One denominator for all values, None where that would be too large."""
    if not len(den):
        return 1
    if den.max() == den.min():
        return int(den[0])
    distinct = np.unique(den)
    common = lcm(*distinct.tolist()) if len(distinct) <= _FEW else _SMALL
    return common if common < _SMALL else None


def _spread(values: Rationals, rows: Integers, count: int) -> Rationals:
    num = np.zeros(count, dtype=values.num.dtype)
    num[rows] = values.num
    if isinstance(values.den, int):
        return Rationals(num, values.den)
    den = np.ones(count, dtype=values.den.dtype)
    den[rows] = values.den
    return Rationals(num, den)
