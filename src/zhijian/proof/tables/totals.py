"""Total rows and columns, and means over all rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.proof.shapes import Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.nested import add_up
from zhijian.proof.tables.rows import (
    adds_up,
    all_or_none,
    beside_total,
    depth_of,
    holds_shares,
    is_part,
    is_subtotal,
    is_total,
    is_whole,
    is_within,
    name_of,
)
from zhijian.proof.tables.said import LIKELY, POSSIBLE, SURE, between, sum_of
from zhijian.proof.tables.words import AVERAGE, MEAN, measure_of

_FEWEST_OF_MEAN = 3
_MEAN_OF_GROWTH = Fraction(80, 100)


def total_rows(read: ReadTable, inner: frozenset[int]) -> Iterator[Relation]:
    """A row 合计 is the sum of the rows before it, or after it where it stands first; a mean lies between them.

    inner: the indices of rows that are parts of another row, and so are in the total by that one.
    """
    rows = [row for row in read.layout.rows if not is_part(row)]
    totals = [row for row in rows if is_total(row)]
    wholes = totals or [row for row in rows if is_whole(row)]
    if len(wholes) != 1:
        return
    total = wholes[0]
    others, clear = beside_total(read, total)
    others = [row for row in others if row.index not in inner]
    within = _from_within(rows[:-1]) if totals and total is rows[-1] else []
    if within and _kept(read, total, within) >= _kept(read, total, others):
        for column in read.layout.figures:
            yield from _sum_down(read, column, total, within, POSSIBLE)
        return
    subtotals = [row for row in others if is_subtotal(row)]
    if subtotals and others and is_subtotal(others[-1]):
        yield from _subtotals(read, others)
        others = subtotals
    elif subtotals or len(others) < 2 or total not in (rows[0], rows[-1]):
        return
    confidence = SURE if clear and totals else POSSIBLE
    sums = [r for column in read.layout.figures for r in _sum_down(read, column, total, others, confidence)]
    yield from sums
    if totals or sums:  # rows below 全市 that do not add up to it may leave some out
        for column in read.layout.figures:
            yield from _mean_down(read, column, total, others)


def _from_within(rows: Sequence[Row]) -> list[Row]:
    """What a total is made of that has totals within: 本年收入合计 and the rows after it; empty where it has none.

    Of the rows after the last of them, those of the least depth; 其中 is none.
    """
    within = [row for row in rows if is_within(row)]
    if not within:
        return []
    after = rows[rows.index(within[-1]) + 1 :]
    least = min((depth_of(row) for row in after), default=0)
    found = [*within, *(row for row in after if depth_of(row) == least)]
    return found if len(found) > 1 else []


def _kept(read: ReadTable, total: Row, parts: Sequence[Row]) -> int:
    """In how many columns the parts add up to the total."""
    kept = 0
    for column in read.layout.figures:
        whole = read.at(total, column)
        found = read.down(parts, column)
        kept += whole is not None and add_up(found, whole)
    return kept


def mean_rows(read: ReadTable) -> Iterator[Relation]:
    """A row 平均 lies between the least and the greatest of the others."""
    rows = [row for row in read.layout.rows if not is_part(row) and not is_total(row)]
    means = [row for row in rows if MEAN.fullmatch(name_of(row))]
    others = [row for row in rows if row not in means]
    if len(means) != 1 or len(others) < _FEWEST_OF_MEAN:
        return
    for column in read.layout.figures:
        whole = read.at(means[0], column)
        parts = all_or_none(read, [(row.index, column.index) for row in others])
        if whole is not None and len(parts) == len(others):
            yield from between(whole, parts, LIKELY, _mean_words(means[0], column), _family(read, means[0], "mean"))


def _subtotals(read: ReadTable, rows: Sequence[Row]) -> Iterator[Relation]:
    group: list[Row] = []
    for row in rows:
        if not is_subtotal(row):
            group.append(row)
            continue
        if len(group) > 1:
            for column in read.layout.figures:
                yield from _sum_down(read, column, row, group, SURE)
        group = []


def _sum_down(
    read: ReadTable, column: Column, total: Row, others: Sequence[Row], confidence: Fraction
) -> Iterator[Relation]:
    whole = read.at(total, column)
    if whole is None or not adds_up(whole, column.text):
        return
    parts = all_or_none(read, [(row.index, column.index) for row in others])
    if len(parts) > 1 and all(part.quantity.unit.dimension == whole.quantity.unit.dimension for part in parts):
        head = measure_of(column.text)
        words = (
            f"“{head}”一列各行之和应等于“{measure_of(total.label)}”",
            f"the rows of the column {head} should add up to its total",
        )
        yield sum_of(whole, parts, words, _family(read, total, "sum"), confidence)


def _mean_down(read: ReadTable, column: Column, total: Row, others: Sequence[Row]) -> Iterator[Relation]:
    """A rate of all, or the growth of a sum, lies between those of the parts."""
    whole = read.at(total, column)
    if whole is None or holds_shares(read, column, total) or len(others) < _FEWEST_OF_MEAN:
        return
    rate = whole.role in {"value", "per_head", "ratio"} and AVERAGE.search(column.text + whole.measure)
    if not rate and whole.role != "growth":
        return
    parts = all_or_none(read, [(row.index, column.index) for row in others])
    if len(parts) == len(others) and all(p.quantity.unit.symbol == whole.quantity.unit.symbol for p in parts):
        confidence = LIKELY if rate else _MEAN_OF_GROWTH
        yield from between(whole, parts, confidence, _mean_words(total, column), _family(read, total, "mean"))


def _mean_words(row: Row, column: Column) -> tuple[str, str]:
    head = measure_of(column.text)
    return (
        f"“{head}”一列，“{measure_of(row.label)}”应介于各行的最小值与最大值之间",
        f"in the column {head}, {measure_of(row.label)} should lie between the least and the greatest of the rows",
    )


def _family(read: ReadTable, row: Row, kind: str) -> str:
    return f"{read.place.index}/{row.index}/{kind}"
