"""Columns of running totals: 累计 of a row is that of the row before and what its own row adds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.slips import one_slip_apart
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.made import Made, adds_up, kept
from zhijian.proof.tables.rows import is_part, is_subtotal, is_total
from zhijian.proof.tables.said import sum_of
from zhijian.proof.tables.words import measure_of

_MISSED = 2  # rows that one slip of what is carried on makes fail
_RUNNING = re.compile(r".{0,6}累计(?:数|额|值|完成)?")


def running_totals(read: ReadTable) -> Iterator[Relation]:
    """A column 累计 that is what the row before had reached and what its own row adds."""
    figures = read.layout.figures
    rows = [r for r in read.layout.rows if not (is_total(r) or is_part(r) or is_subtotal(r))]
    for column in figures:
        if not column.head or not _RUNNING.fullmatch(measure_of(column.head[-1])):
            continue
        beside = [c for c in figures if c is not column and c.head[:-1] == column.head[:-1]]
        tried = [_steps(read, rows, column, other) for other in beside]
        steps = max(tried, key=kept, default=[])
        holding = kept(steps)
        if holding < 2 or len(steps) - holding > min(_MISSED, holding):
            continue
        for made in steps:
            if len(made.parts) == 1 and not (adds_up(made) or one_slip_apart(made.parts, made.whole)):
                continue
            words = (
                f"“{made.whole.row}”的{measure_of(column.text)}应等于上一期{measure_of(column.text)}与本期数之和",
                f"{column.text} of {made.whole.row} should be that of the row before and what is added",
            )
            yield sum_of(made.whole, made.parts, words, f"{read.place.index}/running {column.index}")


def _steps(read: ReadTable, rows: Sequence[Row], column: Column, other: Column) -> list[Made]:
    found: list[Made] = []
    before: Figure | None = None
    for at, row in enumerate(rows):
        whole, added = (read.at(row, c) for c in (column, other))
        carried = [] if before is None else [before]
        begun = bool(carried) or at == 0
        if begun and whole is not None and added is not None and _of_one_unit(whole, added, *carried):
            found.append(Made(whole, (*carried, added)))
        before = whole
    return found


def _of_one_unit(*figures: Figure) -> bool:
    return len({figure.quantity.unit.symbol for figure in figures}) == 1
