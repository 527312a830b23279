"""Tables that divide one total several times, by 职称, by 学位, by 年龄, and the shares beside it: 总计 1443, 教授 303, 21%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.nested import add_up
from zhijian.proof.tables.rows import adds_up, is_part, is_subtotal, is_total, plain_column
from zhijian.proof.tables.said import SURE, share_of, sum_of_rows
from zhijian.proof.tables.words import TOTAL, measure_of

_FEWEST = 3  # shares that must agree before the others are held to the same whole
_MOST = (4, 5)  # of them


def divided(read: ReadTable) -> Iterator[Relation]:
    """Every group of rows makes up the total, where most groups do in most columns."""
    total = _total(read)
    found = [] if total is None else [each for group in groups(read) for each in _sums(read, total, group)]
    kept = sum(add_up(parts, whole) for whole, parts in found)
    if total is None or kept < 2 or 2 * kept < len(found):
        return
    for whole, parts in found:
        yield sum_of_rows(whole, parts, f"{read.place.index}/divided {parts[0].id}")


def _total(read: ReadTable) -> Row | None:
    """The row 合计, or one with a single name first or last beside groups: 专任教师总数."""
    rows = read.layout.rows
    named = next((row for row in rows if is_total(row)), None)
    if named is not None or not groups(read):
        return named
    single = [row for row in rows if len(row.labels) == 1 and not is_part(row)]
    return single[0] if len(single) == 1 and single[0] in (rows[0], rows[-1]) else None


def groups(read: ReadTable) -> list[list[Row]]:
    """The rows beside each cell of the first column that spans several, if there are two such groups or more."""
    rows = [row for row in read.layout.rows if len(row.labels) > 1 and not is_part(row) and not is_subtotal(row)]
    found = [list(group) for _name, group in groupby(rows, key=lambda row: row.labels[0])]
    found = [
        group for group in found if len(group) > 1 and not any(is_total(row) or _is_own_total(row) for row in group)
    ]
    return found if len(found) > 1 else []


def _sums(read: ReadTable, total: Row, group: Sequence[Row]) -> Iterator[tuple[Figure, list[Figure]]]:
    for column in read.layout.figures:
        whole = read.at(total, column)
        parts = read.down(group, column)
        if whole is None or not parts or not adds_up(whole, column.text):
            continue
        if all(part.quantity.unit.dimension == whole.quantity.unit.dimension for part in parts):
            yield whole, parts


def shares_of_wholes(read: ReadTable) -> Iterator[Relation]:
    """A column of percent beside one of values, where most are those values in percent of 总计, of the table or of
    their own group."""
    total = _total(read)
    wholes = [row for row in read.layout.rows if row is total or is_total(row) or _is_own_total(row)]
    columns = read.layout.figures
    for value, share in pairwise(columns):
        if value.head[:-1] != share.head[:-1] or not plain_column(value):
            continue
        rows = [each for row in read.layout.rows if (each := _row(read, row, wholes, (value, share))) is not None]
        kept = [each for each in rows if _keeps(*each)]
        if len(kept) < _FEWEST or _MOST[1] * len(kept) < _MOST[0] * len(rows):
            continue
        for stated, own, whole in rows:
            words = (
                f"“{own.row}”占“{whole.row}”的比重写作{stated.text}，与两数不符",
                f"the share should be {own.row} divided by {whole.row}",
            )
            yield share_of(stated, own, whole, SURE, words, f"{read.place.index}/share {share.index}")


def _row(
    read: ReadTable, row: Row, wholes: Sequence[Row], columns: tuple[Column, Column]
) -> tuple[Figure, Figure, Figure] | None:
    """The share of a row, its value and that of which it is the share."""
    value, share = columns
    own, stated = read.at(row, value), read.at(row, share)
    whole = next((w for w in wholes if _is_own_total(w) and w.labels[:1] == row.labels[:1]), None)
    whole = whole or next((w for w in wholes if not _is_own_total(w)), None)
    of = read.at(whole, value) if whole is not None and whole is not row else None
    if own is None or stated is None or of is None or stated.quantity.unit.symbol != "%":
        return None
    if own.quantity.unit.symbol in {"%", "‰"} or of.quantity.low <= 0 or stated.quantity.high is None:
        return None
    return stated, own, of


def _keeps(stated: Figure, own: Figure, whole: Figure) -> bool:
    found = own.quantity.value / whole.quantity.value * 100
    return stated.quantity.high is not None and stated.quantity.low <= found <= stated.quantity.high


def _is_own_total(row: Row) -> bool:
    """A row 总计 of one group of several, as 专任教师 | 总计."""
    return len(row.labels) > 1 and not is_total(row) and TOTAL.fullmatch(measure_of(row.labels[-1])) is not None
