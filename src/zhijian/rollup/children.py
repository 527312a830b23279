"""What the schools say of one indicator: the material of a roll-up."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from zhijian.checks import Columns, State
from zhijian.expressions import Rationals

Integers = npt.NDArray[Any]
Mask = npt.NDArray[np.bool_]
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Children:
    """One indicator (or slice) of all schools and periods, in base units; 0 where not given.

    value: the stated value. parts_given of parts_expected: 1 of 1 for a given figure, 0 of 1 for a missing one,
    0 of 0 for what does not apply; a roll-up's own where the child is one. decimals: of the printed figure.
    """

    value: Rationals
    low: Rationals
    high: Rationals
    state: npt.NDArray[np.int8]
    parts_given: Integers
    parts_expected: Integers
    decimals: Integers

    @property
    def given(self) -> Mask:
        return np.asarray(self.state == State.given)


class School:
    """The schools' facts, by column."""

    def __init__(self, columns: Columns) -> None:
        self.columns = columns
        frame = columns.facts.frame
        self._decimals = frame["decimals"].fill_null(0).to_numpy()
        self._parts = [frame[name].fill_null(-1).to_numpy() for name in ("parts_given", "parts_expected")]

    def of(self, indicator: str, slice: str = "") -> Children:  # noqa: A002 - the glossary's word
        """The column. Of a school that states other slices (or the total), a slice that is not there counts as 0;
        rows that only higher vocational schools fill in do not apply to a school that leaves them out."""
        column = self.columns.column(indicator, slice)
        state = np.where(column.state == State.incomplete, np.int8(State.given), column.state)
        if slice:
            state = np.where((state == State.absent) & self._speaks_of(indicator), np.int8(State.given), state)
        if self.columns.catalogue[indicator].higher_only:
            asked = (state.reshape(-1, len(self.columns.periods)) > State.absent).any(axis=0)
            asked_rows = np.tile(asked, len(self.columns.organisations))
            state = np.where((state == State.absent) & asked_rows, np.int8(State.not_applicable), state)
        given = state == State.given
        stated = column.position >= 0
        at = np.maximum(column.position, 0)
        parts = [np.where(stated & (own[at] >= 0), own[at], -1) for own in self._parts]
        expected = (state != State.not_applicable).astype(np.int64)
        middle = (column.low + column.high) * Rationals.constant(HALF, self.columns.rows)
        return Children(
            value=middle if column.low is not column.high else column.low,
            low=column.low,
            high=column.high,
            state=state,
            parts_given=np.where(parts[0] >= 0, parts[0], given.astype(np.int64)),
            parts_expected=np.where(parts[1] >= 0, parts[1], expected),
            decimals=np.where(given & stated, self._decimals[at], 0),
        )

    def _speaks_of(self, indicator: str) -> Mask:
        there = np.zeros(self.columns.rows, dtype=bool)
        for key in ("", *self.columns.slices(indicator)):
            there |= self.columns.column(indicator, key).state == State.given
        return there
