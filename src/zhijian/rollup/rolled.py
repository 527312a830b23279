"""Rolled-up values as a matrix: one row per parent and period, one column per indicator and slice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from zhijian.catalogue import Catalogue
from zhijian.checks import Column, State
from zhijian.expressions import Rationals

Integers = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Rolled:
    """One indicator (or slice) of all parents and periods, in base units.

    value: what is printed, before it is rounded; it lies in [low, high]. state: given, or why there is no value;
    absent where no school says anything. parts_given of parts_expected schools went in. decimals: digits to print.
    source: where a value was counted instead of rolled up (records), by row.
    """

    value: Rationals
    low: Rationals
    high: Rationals
    state: npt.NDArray[np.int8]
    parts_given: Integers
    parts_expected: Integers
    decimals: Integers
    source: dict[int, str] = field(default_factory=dict)


class RolledMatrix:
    """What a formula over rolled-up parts takes its values from (see checks.ColumnResolver).

    ``printed`` gives the values that are printed instead of their intervals.
    """

    def __init__(
        self, catalogue: Catalogue, organisations: tuple[str, ...], periods: tuple[str, ...], *, printed: bool = False
    ) -> None:
        self.catalogue = catalogue
        self.organisations = organisations
        self.periods = periods
        self.rows = len(organisations) * len(periods)
        self.printed = printed
        self.rolled: dict[tuple[str, str], Rolled] = {}

    def column(self, indicator: str, slice: str = "") -> Column:  # noqa: A002 - the glossary's word
        nowhere = np.full(self.rows, -1, dtype=np.int64)
        rolled = self.rolled.get((indicator, slice))
        if rolled is None:
            zero = Rationals(np.zeros(self.rows, dtype=np.int64))
            return Column(zero, zero, np.zeros(self.rows, dtype=np.int8), nowhere)
        ends = (rolled.value, rolled.value) if self.printed else (rolled.low, rolled.high)
        return Column(*ends, rolled.state, nowhere)

    def slices(self, indicator: str) -> tuple[str, ...]:
        return tuple(key for id_, key in self.rolled if id_ == indicator and key)

    def as_printed(self) -> RolledMatrix:
        """The same columns, with the printed values for intervals."""
        matrix = RolledMatrix(self.catalogue, self.organisations, self.periods, printed=True)
        matrix.rolled = self.rolled
        return matrix

    def state_without_value(self, leaves: list[Rolled]) -> npt.NDArray[np.int8]:
        """Why a formula has no value: the gravest reason among its leaves; not applicable where all are given
        (a denominator of 0)."""
        state = np.full(self.rows, State.not_applicable, dtype=np.int8)
        for leaf in leaves:
            missing = leaf.state < State.not_applicable
            state = np.where(missing, np.minimum(state, leaf.state), state)
        return state
