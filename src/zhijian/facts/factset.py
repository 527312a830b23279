"""Many facts as one columnar table (Polars)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import polars as pl

from zhijian.facts.fact import Fact, Status

# Ends of the interval are exact rationals low_n/low_d and high_n/high_d, in the fact's unit.
SCHEMA: dict[str, Any] = {
    "organisation": pl.String,
    "period": pl.String,
    "indicator": pl.String,
    "slice": pl.String,
    "edition": pl.String,
    "status": pl.String,
    "mantissa": pl.Int64,
    "decimals": pl.Int16,
    "low_n": pl.Int64,
    "low_d": pl.Int64,
    "high_n": pl.Int64,
    "high_d": pl.Int64,
    "unit": pl.String,
    "source": pl.String,
    "parts_given": pl.Int32,
    "parts_expected": pl.Int32,
}
FEW = 512  # so many facts are looked through one by one in less time than a table of them is made
KEY = ["organisation", "period", "indicator", "slice"]


class FactSet:
    """Facts as rows of ``frame`` (columns SCHEMA). One key may stand several times, with different sources."""

    def __init__(self, frame: pl.DataFrame | None, few: tuple[Fact, ...] | None = None) -> None:
        """few: the same facts one by one, where there are no more than FEW; the frame is then made when asked for."""
        self._frame = frame if frame is None else frame.select(pl.col(name).cast(kind) for name, kind in SCHEMA.items())
        self.few = few
        self._index: dict[tuple[str, str, str, str], int] | None = None

    @classmethod
    def from_facts(cls, facts: Iterable[Fact]) -> FactSet:
        listed = tuple(facts)
        return cls(None, listed) if len(listed) <= FEW else cls(_frame_of(listed))

    @classmethod
    def concat(cls, sets: Iterable[FactSet]) -> FactSet:
        frames = [s.frame for s in sets]
        return cls(pl.concat(frames) if frames else pl.DataFrame(schema=SCHEMA))

    @property
    def frame(self) -> pl.DataFrame:
        """The table; of a few facts, made when it is first asked for."""
        if self._frame is None:
            self._frame = _frame_of(self.few or ())
        return self._frame

    @property
    def periods(self) -> frozenset[str]:
        """Every period that some fact is of."""
        if self.few is not None:
            return frozenset(fact.period for fact in self.few)
        return frozenset(self.frame["period"].unique().to_list())

    def __len__(self) -> int:
        return self.frame.height if self.few is None else len(self.few)

    def __iter__(self) -> Iterator[Fact]:
        return iter(self.few) if self.few is not None else (_fact(row) for row in self.frame.iter_rows())

    def at(self, position: int) -> Fact:
        """The fact in that row of the frame."""
        return _fact(self.frame.row(position)) if self.few is None else self.few[position]

    def where(self, **values: str | Iterable[str]) -> FactSet:
        """Those facts whose columns have the given values (a string, or any of several)."""
        frame = self.frame
        for name, wanted in values.items():
            frame = frame.filter(
                pl.col(name) == wanted if isinstance(wanted, str) else pl.col(name).is_in(list(wanted))
            )
        return FactSet(frame)

    def get(self, organisation: str, period: str, indicator: str, slice: str = "") -> Fact | None:  # noqa: A002
        """The fact about that key; the last one added where there are several; None where there is none."""
        if self._index is None:
            self._index = {key: i for i, key in enumerate(self.frame.select(KEY).iter_rows())}
        position = self._index.get((organisation, period, indicator, slice))
        return None if position is None else self.at(position)

    def slices(self, organisation: str, period: str, indicator: str) -> list[Fact]:
        """The facts of a breakdown, in the order they were added; without the total."""
        frame = self.frame.filter(
            (pl.col("organisation") == organisation)
            & (pl.col("period") == period)
            & (pl.col("indicator") == indicator)
            & (pl.col("slice") != "")
        )
        return [_fact(row) for row in frame.iter_rows()]

    def write_parquet(self, path: Path) -> None:
        self.frame.write_parquet(path)

    @classmethod
    def read_parquet(cls, path: Path) -> FactSet:
        return cls(pl.read_parquet(path))


def _frame_of(facts: Iterable[Fact]) -> pl.DataFrame:
    return pl.DataFrame([_row(fact) for fact in facts], schema=SCHEMA, orient="row")


def _row(fact: Fact) -> tuple[Any, ...]:
    low, high = fact.low, fact.high
    return (
        fact.organisation,
        fact.period,
        fact.indicator,
        fact.slice,
        fact.edition,
        fact.status.value,
        fact.mantissa,
        fact.decimals,
        None if low is None else low.numerator,
        None if low is None else low.denominator,
        None if high is None else high.numerator,
        None if high is None else high.denominator,
        fact.unit,
        fact.source,
        fact.parts_given,
        fact.parts_expected,
    )


def _fact(row: tuple[Any, ...]) -> Fact:
    low = None if row[8] is None else Fraction(row[8], row[9])
    high = None if row[10] is None else Fraction(row[10], row[11])
    organisation, period, indicator, slice_, edition, status, mantissa, decimals = row[:8]
    key = organisation, period, indicator, slice_, edition
    return Fact(*key, Status(status), mantissa, decimals, low, high, row[12], row[13], row[14], row[15])
