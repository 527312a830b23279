"""Shares of one whole that the table does not print: 累计招生 and 占计划（%） of every month lead to the same plan."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.expressions import Binary
from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column
from zhijian.proof.tables.rows import is_part, is_total, is_whole, plain_column
from zhijian.proof.tables.said import LIKELY, relation, statement
from zhijian.proof.tables.words import CHANGE, measure_of

_FEWEST, _MOST = 3, 3  # rows that lead to one whole, and how many times as many as those that do not
_MANY = 100  # in figures of fewer digits a whole is shared by accident

Pair = tuple[Figure, Figure]


def unprinted_wholes(read: ReadTable) -> Iterator[Relation]:
    """Every column of percent that is a column of amounts over one and the same whole in all rows but one at most."""
    for share in read.layout.figures:
        for value, pairs, _whole in _shared(read, share):
            yield from _relations(pairs, (value, share), f"{read.place.index}/unprinted {share.index}")


def lists_some(read: ReadTable, share: Column) -> bool:
    """Whether a column of percent divides a whole that is more than all rows, so that it does not come to 100 %."""
    for _value, pairs, whole in _shared(read, share):
        amounts = [amount.quantity for amount, _stated in pairs]
        if sum((a.low if a.high is None else a.high for a in amounts), Fraction(0)) < whole:
            return True
    return False


def _shared(read: ReadTable, share: Column) -> Iterator[tuple[Column, list[Pair], Fraction]]:
    """The columns of amounts of one whole, with the figures of each row and the least that the whole can be."""
    if CHANGE.search(share.text) or any(is_total(row) or is_whole(row) for row in read.layout.rows):
        return  # the whole is printed
    for value in read.layout.figures:
        pairs = _pairs(read, value, share) if value is not share and plain_column(value) else []
        kept, whole = _of_one_whole(pairs)
        if kept >= max(_FEWEST, _MOST * (len(pairs) - kept)):
            yield value, pairs, whole


def _pairs(read: ReadTable, value: Column, share: Column) -> list[Pair]:
    found = []
    for row in read.layout.rows:
        amount, stated = (read.at(row, column) for column in (value, share))
        if amount is None or stated is None:
            continue
        if stated.quantity.unit.symbol != "%" or amount.quantity.unit.symbol == "%" or is_part(row):
            return []
        if min(stated.quantity.mantissa, amount.quantity.mantissa) < _MANY:
            return []
        found.append((amount, stated))
    return found if len({amount.quantity.unit.symbol for amount, _stated in found}) == 1 else []


def _of_one_whole(pairs: Sequence[Pair]) -> tuple[int, Fraction]:
    """The most pairs that can be shares of one whole as they are rounded, and the least that it can be."""
    ends = [end for amount, stated in pairs if (end := _whole(amount, stated)) is not None]
    counted = [(sum(low <= at <= high for low, high in ends), at) for at, _high in ends]
    return max(counted, default=(0, Fraction(0)))


def _whole(amount: Figure, stated: Figure) -> tuple[Fraction, Fraction] | None:
    """The least and the greatest that the whole can be; none where the share may be 0."""
    of, share = amount.quantity, stated.quantity
    if of.high is None or share.high is None or share.low <= 0:
        return None
    return of.low / share.high * 100, of.high / share.low * 100


def _relations(pairs: Sequence[Pair], columns: tuple[Column, Column], family: str) -> Iterator[Relation]:
    value, share = (measure_of(column.text) for column in columns)
    for at, (amount, stated) in enumerate(pairs):
        for other, of_other in pairs[at + 1 :]:
            that = statement(
                Binary("/", amount.variable, stated.variable), "==", Binary("/", other.variable, of_other.variable)
            )
            words = (
                f"由{value}和{share}推算的总数，“{amount.row}”与“{other.row}”应相同",
                f"{value} over {share} should come to the same whole for {amount.row} and {other.row}",
            )
            yield relation("share", that, [stated, amount, of_other, other], LIKELY, words, family)
