"""Facts arranged by column: where each indicator's facts stand, their rows, ends, states and units."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from zhijian.facts import Fact, FactSet, Status

Integers = npt.NDArray[Any]
Key = tuple[str, str]


class State(IntEnum):
    """What stands in a cell of the matrix."""

    absent = 0  # no fact at all
    not_reported = 1
    no_data = 2
    not_applicable = 3
    incomplete = 4  # a roll-up over some of its parts only
    given = 5


STATUSES = [Status.not_reported.value, Status.no_data.value, Status.not_applicable.value, Status.given.value]
STATES = np.array([State[name] for name in STATUSES], dtype=np.int8)
STATE_OF = {Status(name): int(State[name]) for name in STATUSES}


@dataclass(frozen=True, slots=True)
class Sorted:
    """The facts of a FactSet, each by its position there.

    row: in the matrix, by position. order: positions, those of one column together. ranges: (indicator, slice) → where
    its positions begin and end in order. ends, dens: numerators and denominators of the lower and the upper end, by
    position. unit: of units, by position.
    """

    row: Integers
    order: Integers
    ranges: Mapping[Key, tuple[int, int]]
    ends: tuple[Integers, Integers]
    dens: tuple[Integers, Integers]
    state: Integers
    units: Sequence[str]
    unit: Integers


def sort_facts(
    facts: FactSet, indicators: Sequence[str], organisations: Sequence[str], periods: Sequence[str]
) -> Sorted:
    """The facts about these indicators and organisations; others are in no range. periods: every one that occurs."""
    if facts.few is not None:
        return _sort_few(facts.few, indicators, organisations, periods)
    return _sort_frame(facts.frame, indicators, organisations, periods)


def _sort_few(
    facts: Sequence[Fact], indicators: Sequence[str], organisations: Sequence[str], periods: Sequence[str]
) -> Sorted:
    """One by one: for a handful of facts, columns cost more than they save."""
    rows = {id_: place * len(periods) for place, id_ in enumerate(organisations)}
    places = {id_: place for place, id_ in enumerate(indicators)}
    within = {period: place for place, period in enumerate(periods)}
    units: dict[str, int] = {}
    by_key: dict[Key, list[int]] = {}
    row, state, unit = [], [], []
    for position, fact in enumerate(facts):
        known = rows.get(fact.organisation)
        row.append((known or 0) + within[fact.period])
        given = STATE_OF[fact.status]
        state.append(State.incomplete if given == State.given and not fact.complete else given)
        unit.append(units.setdefault(fact.unit, len(units)))
        if known is not None and fact.indicator in places:
            by_key.setdefault((fact.indicator, fact.slice), []).append(position)
    order: list[int] = []
    ranges: dict[Key, tuple[int, int]] = {}
    for key in sorted(by_key, key=lambda key: (places[key[0]], key[1])):
        ranges[key] = (len(order), len(order) + len(by_key[key]))
        order += by_key[key]
    return Sorted(
        np.array(row, dtype=np.int64),
        np.array(order, dtype=np.int64),
        ranges,
        (_parts([fact.low for fact in facts], "numerator"), _parts([fact.high for fact in facts], "numerator")),
        (_parts([fact.low for fact in facts], "denominator"), _parts([fact.high for fact in facts], "denominator")),
        np.array(state, dtype=np.int8),
        list(units),
        np.array(unit, dtype=np.int32),
    )


def _parts(ends: Iterable[Any], part: str) -> Integers:
    missing = 0 if part == "numerator" else 1
    return np.array([missing if end is None else getattr(end, part) for end in ends], dtype=np.int64)


def _sort_frame(
    frame: pl.DataFrame, indicators: Sequence[str], organisations: Sequence[str], periods: Sequence[str]
) -> Sorted:
    """No Python runs per fact: keys are turned into integers once, and facts are sorted by column."""
    slices = frame["slice"].unique().sort().to_list()
    organisation = _codes(frame["organisation"], organisations)
    indicator = _codes(frame["indicator"], indicators)
    column = indicator.astype(np.int32) * len(slices) + _codes(frame["slice"], slices)
    column[(organisation < 0) | (indicator < 0)] = -1
    count = len(indicators) * len(slices)
    # a stable sort of 16-bit integers is a radix sort
    order = np.argsort(column.astype(np.int16) if count < 2**15 else column, kind="stable")
    starts = np.searchsorted(column[order], np.arange(count + 1))
    state = STATES[_codes(frame["status"], STATUSES)]
    incomplete = frame.select((pl.col("parts_given") != pl.col("parts_expected")).fill_null(value=False)).to_series()
    state[incomplete.to_numpy() & (state == State.given)] = State.incomplete
    units = frame["unit"].unique().to_list()
    return Sorted(
        organisation.astype(np.int64) * len(periods) + _codes(frame["period"], periods),
        order,
        {
            (indicators[code // len(slices)], slices[code % len(slices)]): (int(starts[code]), int(starts[code + 1]))
            for code in np.flatnonzero(np.diff(starts)).tolist()
        },
        (frame["low_n"].fill_null(0).to_numpy(), frame["high_n"].fill_null(0).to_numpy()),
        (frame["low_d"].fill_null(1).to_numpy(), frame["high_d"].fill_null(1).to_numpy()),
        state,
        units,
        _codes(frame["unit"], units),
    )


def _codes(series: pl.Series, known: Iterable[str]) -> Integers:
    """The index of every value among ``known``, -1 for others."""
    enum = pl.Enum(list(known))
    return np.asarray(series.cast(enum, strict=False).to_physical().cast(pl.Int32).fill_null(-1).to_numpy())
