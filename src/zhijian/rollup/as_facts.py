"""Rolled-up columns → facts: in the indicator's unit, rounded once for print, the interval exact."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from zhijian.catalogue import Catalogue, RollUp
from zhijian.checks import State
from zhijian.expressions import Rationals
from zhijian.facts import SCHEMA, FactSet
from zhijian.rollup.rolled import Rolled, RolledMatrix

Integers = npt.NDArray[Any]
_LARGEST = 2**63 - 1
VALUES = ["mantissa", "decimals", "low_n", "low_d", "high_n", "high_d"]  # of given facts only
_FINE = 10**9  # ends that no 64-bit fraction holds move outwards to this grid


def as_facts(columns: Sequence[tuple[tuple[str, str], Rolled]], matrix: RolledMatrix, catalogue: Catalogue) -> FactSet:
    """The facts of all columns, column by column, in each by parent and period; where nobody says anything, none.

    The frame is put together once from integers: many small frames would take longer than the roll-up.
    """
    parts = [_numbers(number, *column, catalogue) for number, column in enumerate(columns)]
    if not parts:
        return FactSet(pl.DataFrame(schema=SCHEMA))
    numbers = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    given = pl.Series(numbers["state"] == State.given)
    keys = [key for key, _ in columns]
    column, row = numbers["column"], numbers["row"]
    periods = len(matrix.periods)
    texts: dict[str, pl.Series] = {
        "organisation": _named(matrix.organisations, row // periods),
        "period": _named(matrix.periods, row % periods),
        "indicator": _named([id_ for id_, _ in keys], column),
        "slice": _named([slice_ for _, slice_ in keys], column),
        "edition": _named([""], column * 0),
        "status": _named([state.name for state in State], numbers["state"]),
        "unit": _named([catalogue[id_].unit.symbol for id_, _ in keys], column),
        "source": _sources(columns, column, row, catalogue),
    }
    frame = pl.DataFrame({name: texts[name] if name in texts else pl.Series(numbers[name]) for name in SCHEMA})
    return FactSet(frame.with_columns(pl.when(given).then(pl.col(VALUES)).name.keep()))


def _numbers(number: int, key: tuple[str, str], rolled: Rolled, catalogue: Catalogue) -> dict[str, Integers]:
    """The integers of one column's facts, by the name of the frame's column."""
    indicator = catalogue[key[0]]
    rows = np.flatnonzero(rolled.state != State.absent)
    one = Rationals.constant(1 / indicator.unit.scale, len(rows))
    value, low, high = (end.take(rows) * one for end in (rolled.value, rolled.low, rolled.high))
    decimals = rolled.decimals[rows] if indicator.decimals is None else np.full(len(rows), indicator.decimals)
    low_n, low_d = _fraction(low, up=False)
    high_n, high_d = _fraction(high, up=True)
    return {
        "column": np.full(len(rows), number),
        "row": rows,
        "state": rolled.state[rows],
        "mantissa": _rounded(value, decimals).astype(np.int64),
        "decimals": decimals,
        "low_n": low_n,
        "low_d": low_d,
        "high_n": high_n,
        "high_d": high_d,
        "parts_given": rolled.parts_given[rows],
        "parts_expected": rolled.parts_expected[rows],
    }


def _named(names: Sequence[str], codes: Integers) -> pl.Series:
    return pl.Series(names, dtype=pl.String).gather(codes)


def _sources(
    columns: Sequence[tuple[tuple[str, str], Rolled]], column: Integers, row: Integers, catalogue: Catalogue
) -> pl.Series:
    """``formula``, ``rollup``, or where a value was counted in records."""
    is_formula = np.array([catalogue[id_].roll_up is RollUp.formula for (id_, _), _ in columns], dtype=np.int64)
    sources = _named(["rollup", "formula"], is_formula[column])
    counted = [number for number, (_, rolled) in enumerate(columns) if rolled.source]
    at = np.flatnonzero(np.isin(column, counted))
    if len(at):
        own = [columns[column[i]][1].source.get(int(row[i]), "rollup") for i in at]
        sources = sources.scatter(at, own)
    return sources


def _rounded(values: Rationals, decimals: Integers) -> Integers:
    """value · 10^decimals to the nearest whole number, ties away from zero (四舍五入)."""
    power = np.array([10 ** int(d) for d in range(int(decimals.max()) + 1)] if len(decimals) else [1])
    scaled = values * Rationals(power[np.maximum(decimals, 0)])
    negative = scaled.sign() < 0
    size = (-scaled).where(negative, scaled)
    whole = (size + Rationals.constant(Fraction(1, 2), len(values))).floor()
    return np.where(negative, -whole, whole)


def _fraction(values: Rationals, *, up: bool) -> tuple[Integers, Integers]:
    """Numerators and denominators in lowest terms."""
    den = np.full(len(values), values.den) if isinstance(values.den, int) else values.den
    num = values.num
    if object in {num.dtype, den.dtype}:
        num, den = num.astype(object), den.astype(object)
    common = np.gcd(num, den)
    num, den = num // common, den // common
    if num.dtype == object:
        wide = (np.abs(num) > _LARGEST) | (den > _LARGEST)
        outward = -((-num * _FINE) // den) if up else (num * _FINE) // den
        num, den = np.where(wide, outward, num), np.where(wide, _FINE, den)
        num, den = num.astype(np.int64), den.astype(np.int64)
    return num, den
