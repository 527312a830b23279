"""Columns of shares."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.proof.shapes import Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.rows import (
    adds_up,
    all_or_none,
    beside_total,
    holds_shares,
    is_part,
    is_subtotal,
    is_total,
    plain_column,
)
from zhijian.proof.tables.said import HUNDRED, LIKELY, POSSIBLE, SURE, plus, relation, share_of, statement
from zhijian.proof.tables.unprinted import lists_some

_FEWEST = 3
_ONE_WHOLE = (80, 120)  # percent between which shares divide one whole


def shares(read: ReadTable) -> Iterator[Relation]:
    """Shares of all rows make 100 %; a share is its row's value in percent of the total."""
    rows = [row for row in read.layout.rows if not is_part(row) and not is_subtotal(row)]
    total = next((row for row in rows if is_total(row)), None)
    every = [row for row in rows if row is not total]
    top = beside_total(read, total)[0] if total is not None else every
    open_ended = total is None and any(is_part(row) for row in read.layout.rows)  # 其中 some, which may overlap
    for columns in _side_by_side(read):
        column = columns[0]
        if not holds_shares(read, column, total):
            continue
        value = _column_before(read, column, every, total)
        if total is not None and value is not None:
            yield from _share_of_total(read, every, total, (value, column))
        if open_ended or lists_some(read, column):
            continue
        found = all_or_none(read, [(row.index, beside.index) for row in top for beside in columns])
        if len(found) < _FEWEST or any(share.quantity.unit.symbol != "%" for share in found):
            continue
        printed = sum((share.quantity.value for share in found), Fraction(0))
        if not _ONE_WHOLE[0] <= printed <= _ONE_WHOLE[1]:
            continue
        yield relation(
            "share",
            statement(plus([share.variable for share in found]), "==", HUNDRED),
            found,
            LIKELY if len(found) == len(top) * len(columns) else POSSIBLE,
            ("各项占比之和应为100%", "the shares should add up to 100%"),
        )


def _side_by_side(read: ReadTable) -> list[list[Column]]:
    """The columns of figures, those that go on with another beside it together: 民族 | 占比 | 民族 | 占比."""
    labels = [c.head for c in read.layout.columns if c.kind == "label"]
    columns = read.layout.figures
    if len(labels) < 2 or len(set(labels)) == len(labels):
        return [[column] for column in columns]
    heads = list(dict.fromkeys(column.head for column in columns))
    return [[column for column in columns if column.head == head] for head in heads]


def _column_before(read: ReadTable, share: Column, rows: Sequence[Row], total: Row | None) -> Column | None:
    """The column of which the shares are: the one before it that most of them agree with, else the nearest."""
    before = [
        c for c in read.layout.figures if c.index < share.index and c.head[:-1] == share.head[:-1] and plain_column(c)
    ]
    if not before:
        return None
    kept = {column.index: sum(_agrees(read, row, total, column, share) for row in rows) for column in before}
    best = max(before, key=lambda column: (kept[column.index], column.index))
    nearest = before[-1]
    adjacent = not any(nearest.index < c.index < share.index for c in read.layout.figures)
    return best if kept[best.index] > 1 else nearest if adjacent else None


def _agrees(read: ReadTable, row: Row, total: Row | None, value: Column, share: Column) -> bool:
    own, stated = read.at(row, value), read.at(row, share)
    whole = read.at(total, value) if total is not None else None
    if own is None or stated is None or whole is None or not whole.quantity.value or stated.quantity.high is None:
        return False
    found = own.quantity.value / whole.quantity.value * 100
    return stated.quantity.low <= found <= stated.quantity.high


def _share_of_total(
    read: ReadTable, rows: Sequence[Row], total: Row, columns: tuple[Column, Column]
) -> Iterator[Relation]:
    value, share = columns
    whole = read.at(total, value)
    if whole is None or whole.quantity.low <= 0 or not adds_up(whole, value.text):
        return
    for row in rows:
        own, stated = read.at(row, value), read.at(row, share)
        if own is not None and stated is not None:
            words = (
                f"“{own.row}”占合计的比重写作{stated.text}，与两数不符",
                f"the share should be {own.row} divided by the total",
            )
            yield share_of(stated, own, whole, SURE, words, f"{read.place.index}/share {share.index}")
