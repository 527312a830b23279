"""Facts as a matrix: one row per organisation and period, one column per indicator and slice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from math import lcm
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import polars as pl

from zhijian.catalogue import Catalogue
from zhijian.expressions import Rationals
from zhijian.facts import Fact, FactSet
from zhijian.quantity import unit

Integers = npt.NDArray[Any]
_FEW = 16  # so many denominators in a column are brought to one
_SMALL = 2**31


class State(IntEnum):
    """What stands in a cell of the matrix."""

    absent = 0  # no fact at all
    not_reported = 1
    no_data = 2
    not_applicable = 3
    incomplete = 4  # a roll-up over some of its parts only
    given = 5


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

    Where a key stands several times, the last given fact counts. No Python runs per fact: keys are turned
    into integers once, facts are sorted by column, and each column is scattered into its rows.
    """

    def __init__(
        self, facts: FactSet, catalogue: Catalogue, organisations: Iterable[str], periods: Iterable[str] = ()
    ) -> None:
        self.facts = facts
        self.catalogue = catalogue
        self.organisations = tuple(organisations)
        self.periods = tuple(sorted({*catalogue.periods, *periods, *facts.frame["period"].unique().to_list()}))
        self.rows = len(self.organisations) * len(self.periods)
        self._cache: dict[tuple[str, str], Column] = {}
        self._slices: dict[str, tuple[str, ...]] = {}
        self._sort(facts.frame)

    def _sort(self, frame: pl.DataFrame) -> None:
        slices = frame["slice"].unique().sort().to_list()
        organisation = _codes(frame["organisation"], self.organisations)
        period = _codes(frame["period"], self.periods)
        indicator = _codes(frame["indicator"], tuple(self.catalogue.indicators))
        row = organisation.astype(np.int64) * len(self.periods) + period
        column = indicator.astype(np.int32) * len(slices) + _codes(frame["slice"], slices)
        column[(organisation < 0) | (indicator < 0)] = -1
        count = len(self.catalogue.indicators) * len(slices)
        # a stable sort of 16-bit integers is a radix sort
        order = np.argsort(column.astype(np.int16) if count < 2**15 else column, kind="stable")
        starts = np.searchsorted(column[order], np.arange(count + 1))
        self._row, self._order = row, order
        ids = tuple(self.catalogue.indicators)
        self._ranges: dict[tuple[str, str], tuple[int, int]] = {}
        for code in np.flatnonzero(np.diff(starts)).tolist():
            key = (ids[code // len(slices)], slices[code % len(slices)])
            self._ranges[key] = (int(starts[code]), int(starts[code + 1]))
            if key[1]:
                self._slices[key[0]] = (*self._slices.get(key[0], ()), key[1])
        self._ends = [frame[name].fill_null(0).to_numpy() for name in ("low_n", "high_n")]
        self._dens = [frame[name].fill_null(1).to_numpy() for name in ("low_d", "high_d")]
        statuses = ["not_reported", "no_data", "not_applicable", "given"]
        states = np.array([State[name] for name in statuses], dtype=np.int8)
        self._state = states[_codes(frame["status"], statuses)]
        whole = frame.select((pl.col("parts_given") != pl.col("parts_expected")).fill_null(value=False)).to_series()
        self._state[whole.to_numpy() & (self._state == State.given)] = State.incomplete
        self._units = frame["unit"].unique().to_list()
        self._unit = _codes(frame["unit"], self._units)

    def key(self, row: int) -> tuple[str, str]:
        """(organisation, period) of a row."""
        return self.organisations[row // len(self.periods)], self.periods[row % len(self.periods)]

    def slices(self, indicator: str) -> tuple[str, ...]:
        """The keys of the slices that any fact of the indicator has, sorted."""
        return self._slices.get(indicator, ())

    def held(self) -> Iterable[tuple[str, str]]:
        """(indicator, slice) of every column that has a fact."""
        return self._ranges.keys()

    def entries(self, indicator: str, slice: str) -> Integers:  # noqa: A002 - the glossary's word
        """Positions of every fact of a column in the frame, repeats included, in the order they were added."""
        start, end = self._ranges.get((indicator, slice), (0, 0))
        return np.asarray(self._order[start:end])

    def state_of(self, positions: Integers) -> Integers:
        """The State of facts, repeats included."""
        return np.asarray(self._state[positions])

    def row_of(self, positions: Integers) -> Integers:
        """The rows in which facts stand."""
        return np.asarray(self._row[positions])

    def column(self, indicator: str, slice: str = "") -> Column:  # noqa: A002
        """The column; absent in every row where no fact has its key."""
        key = (indicator, slice)
        if key not in self._cache:
            self._cache[key] = self._scatter(self.entries(indicator, slice))
        return self._cache[key]

    def fact(self, column: Column, row: int) -> Fact | None:
        """The fact that stands in a row."""
        position = int(column.position[row])
        return None if position < 0 else self.facts.at(position)

    def _scatter(self, positions: Integers) -> Column:
        state = np.zeros(self.rows, dtype=np.int8)
        position = np.full(self.rows, -1, dtype=np.int64)
        rows = self._row[positions]
        given = self._state[positions] >= State.incomplete
        for chosen in (slice(None), given):  # a later given fact stands above one without a value
            position[rows[chosen]] = positions[chosen]
        held = np.flatnonzero(position >= 0)
        state[held] = self._state[position[held]]
        valued = np.flatnonzero(state >= State.incomplete)
        at = position[valued]
        low = self._rationals(0, at)
        same = np.array_equal(self._ends[0][at], self._ends[1][at]) and np.array_equal(
            self._dens[0][at], self._dens[1][at]
        )
        low_full = _spread(low, valued, self.rows)
        high_full = low_full if same else _spread(self._rationals(1, at), valued, self.rows)
        return Column(low_full, high_full, state, position)

    def _rationals(self, end: int, at: Integers) -> Rationals:
        num, den = self._ends[end][at], self._dens[end][at]
        values = Rationals(num, _common_denominator(den) or den)
        if isinstance(values.den, int) and values.den != 1:
            values = Rationals(num, 1) * Rationals(values.den // den, values.den)
        codes = self._unit[at]
        if not len(codes):
            return values
        if (codes == codes[0]).all():
            scale = _scale(self._units[codes[0]])
            return values if scale == (1, 1) else values * Rationals(np.full(len(at), scale[0]), scale[1])
        scales = np.array([_scale(name) for name in self._units], dtype=np.int64)
        return values * Rationals(scales[codes, 0], scales[codes, 1])


def _codes(series: pl.Series, known: Iterable[str]) -> Integers:
    """The index of every value among ``known``, -1 for others."""
    enum = pl.Enum(list(known))
    return np.asarray(series.cast(enum, strict=False).to_physical().cast(pl.Int32).fill_null(-1).to_numpy())


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
