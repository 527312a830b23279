"""Rolled-up columns → facts: in the indicator's unit, rounded once for print, the interval exact."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from zhijian.catalogue import Catalogue, RollUp
from zhijian.checks import State
from zhijian.expressions import Rationals
from zhijian.facts import SCHEMA
from zhijian.rollup.rolled import Rolled, RolledMatrix

Integers = npt.NDArray[Any]
_LARGEST = 2**63 - 1
_FINE = 10**9  # ends that no 64-bit fraction holds move outwards to this grid


def as_frame(key: tuple[str, str], rolled: Rolled, matrix: RolledMatrix, catalogue: Catalogue) -> pl.DataFrame:
    """The facts of one column, in the order of parents and periods; rows of which nobody says anything are left out."""
    indicator = catalogue[key[0]]
    rows = np.flatnonzero(rolled.state != State.absent)
    given = rolled.state[rows] == State.given
    one = Rationals.constant(1 / indicator.unit.scale, len(rows))
    value, low, high = (end.take(rows) * one for end in (rolled.value, rolled.low, rolled.high))
    decimals = rolled.decimals[rows] if indicator.decimals is None else np.full(len(rows), indicator.decimals)
    ends = {}
    for name, end, up in (("low", low, False), ("high", high, True)):
        num, den = _fraction(end, up=up)
        ends[f"{name}_n"], ends[f"{name}_d"] = _where(given, num), _where(given, den)
    source = "formula" if indicator.roll_up is RollUp.formula else "rollup"
    periods = len(matrix.periods)
    sources = pl.Series([rolled.source.get(int(row), source) for row in rows]) if rolled.source else pl.lit(source)
    columns: dict[str, pl.Series | pl.Expr] = {
        "organisation": pl.Series(matrix.organisations).gather(rows // periods),
        "period": pl.Series(matrix.periods).gather(rows % periods),
        "indicator": pl.lit(key[0]),
        "slice": pl.lit(key[1]),
        "edition": pl.lit(""),
        "status": pl.Series([State(s).name for s in range(len(State))]).gather(rolled.state[rows]),
        "mantissa": _where(given, _rounded(value, decimals)),
        "decimals": _where(given, decimals),
        **ends,
        "unit": pl.lit(indicator.unit.symbol),
        "source": sources,
        "parts_given": pl.Series(rolled.parts_given[rows]),
        "parts_expected": pl.Series(rolled.parts_expected[rows]),
    }
    return pl.select([columns[name].alias(name).cast(kind) for name, kind in SCHEMA.items()])


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


def _where(given: npt.NDArray[np.bool_], values: Integers) -> pl.Series:
    series = pl.Series(values.astype(np.int64))
    return series.set(pl.Series(~given), None)
