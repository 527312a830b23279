"""Stated figures as columns → facts, with the interval that each stands for; no Python runs per figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from zhijian.facts.fact import Status
from zhijian.facts.factset import SCHEMA, FactSet
from zhijian.quantity import Unit

COLUMNS = ("organisation", "period", "indicator", "slice", "edition", "status", "mantissa", "decimals", "source")
MOST_DECIMALS = 17  # 2 · 10^17 is the largest denominator that 64 bits hold


def stated_facts(columns: Mapping[str, Any], units: Mapping[str, Unit]) -> FactSet:
    """Facts from columns of equal length, with the intervals of ``Quantity.stated``.

    columns: COLUMNS; mantissa and decimals (at most MOST_DECIMALS) count where status is given. units: of every
    indicator that stands in them.
    """
    known = pl.DataFrame(
        {
            "indicator": list(units),
            "unit": [unit.symbol for unit in units.values()],
            "count": [unit.count for unit in units.values()],
        },
        schema={"indicator": pl.String, "unit": pl.String, "count": pl.Boolean},
    )
    frame = pl.DataFrame({name: columns[name] for name in COLUMNS}, schema={name: SCHEMA[name] for name in COLUMNS})
    given = pl.col("status") == Status.given.value
    digits = pl.col("decimals").cast(pl.Int64)
    up = _power(-digits)  # hundreds, thousands: decimals below 0
    exact = pl.col("count") & (digits <= 0)
    twice = 2 * pl.col("mantissa")
    frame = frame.join(known, on="indicator", how="left", maintain_order="left").with_columns(
        low_n=pl.when(exact).then(pl.col("mantissa") * up).otherwise((twice - 1) * up),
        high_n=pl.when(exact).then(pl.col("mantissa") * up).otherwise((twice + 1) * up),
        low_d=pl.when(exact).then(pl.lit(1, pl.Int64)).otherwise(2 * _power(digits)),
        parts_given=pl.lit(None, pl.Int32),
        parts_expected=pl.lit(None, pl.Int32),
    )
    frame = frame.with_columns(high_d=pl.col("low_d"))
    values = ["mantissa", "decimals", "low_n", "low_d", "high_n", "high_d"]
    return FactSet(frame.with_columns(pl.when(given).then(pl.col(values)).name.keep()))


def _power(exponent: pl.Expr) -> pl.Expr:
    """10 to the exponent; 1 where it is negative."""
    powers = {n: 10**n for n in range(MOST_DECIMALS + 1)}
    return exponent.clip(0, MOST_DECIMALS).replace_strict(powers, return_dtype=pl.Int64)
