"""Counting: one Ibis expression per table, and per breakdown; DuckDB in process unless another backend is handed in.

Everything is counted and summed as integers; a mean is divided once, exactly, when its fact is made. The same
expressions run on any engine that Ibis speaks to.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import and_
from pathlib import Path
from typing import Any, Self

import ibis
import polars as pl

from zhijian.records.definition import Measure

SEPARATOR = "\x1f"


def count_by(table: Any, groups: Sequence[str], measures: Iterable[Measure]) -> Any:
    """An expression: one row per group, one column per measure (two for a mean: ``<id>`` and ``<id>/n``).

    table: an Ibis table of clean rows.
    """
    columns: dict[str, Any] = {}
    for measure in measures:
        condition = _condition(table, measure)
        if measure.distinct:
            columns[measure.indicator] = _key(table, measure).nunique(where=condition)
        elif measure.sum or measure.mean:
            columns[measure.indicator] = table[measure.sum or measure.mean].sum(where=condition).fill_null(0)
        else:
            columns[measure.indicator] = table.count(where=condition)
        if measure.mean:
            columns[measure.indicator + "/n"] = table[measure.mean].count(where=condition)
    return table.group_by(list(groups)).aggregate(**columns)


def below(table: Any, parents: Any) -> Any:
    """The rows with each organisation that they lie below: ``parents`` has the columns school and organisation."""
    return table.join(parents, "school")


class Engine:
    """DuckDB in process. Use as a context: ``with Engine() as engine``.

    Rows are handed over as Parquet files in a folder of its own that is removed at the end, and results come back as
    plain rows: handing Arrow tables to DuckDB would load pandas, which takes longer than all the counting.
    """

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="zhijian-")
        self._backend = ibis.duckdb.connect()
        self._made = 0
        return self

    def __exit__(self, *_: object) -> None:
        self._backend.disconnect()
        self._folder.cleanup()

    def table(self, rows: pl.DataFrame) -> Any:
        """Rows in memory as an Ibis table."""
        self._made += 1
        path = Path(self._folder.name) / f"{self._made}.parquet"
        rows.write_parquet(path)
        return self._backend.read_parquet(path, table_name=f"records_{self._made}")

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The rows of an expression, ordered by its first two columns."""
        cursor = self._backend.con.execute(self._backend.compile(expression))
        names = [column[0] for column in cursor.description]
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        return sorted(found, key=lambda row: tuple(str(row[name]) for name in names[:2]))


def _condition(table: Any, measure: Measure) -> Any:
    conditions = [
        table[field] == wanted[0] if len(wanted) == 1 else table[field].isin(list(wanted))
        for field, wanted in measure.where.items()
    ]
    return reduce(and_, conditions) if conditions else None


def _key(table: Any, measure: Measure) -> Any:
    first, *others = [table[field] for field in measure.distinct]
    if not others:
        return first
    return reduce(lambda key, field: key + SEPARATOR + field.fill_null(""), others, first)
