"""Columns that are the sums of columns beside them: 合计, 小计 of a group, 全年 of four quarters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.slips import one_slip_apart
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.nested import add_up
from zhijian.proof.tables.rows import adds_up, all_or_none, has_year, plain_column
from zhijian.proof.tables.said import sum_of
from zhijian.proof.tables.words import SUBTOTAL, TOTAL, measure_of

_YEAR = re.compile(r"(?:全年|年度)(?:合计|累计|总计|数|实际)?")
_PARTS_OF_YEAR = (re.compile(r"第?[一二三四1-4]季度?"), re.compile(r"\d{1,2}月份?"), re.compile(r"[上下]半年"))
_NUMBER_OF_PARTS = (4, 12, 2)  # of each of these kinds


def total_columns(read: ReadTable) -> Iterator[Relation]:
    """Every column that the table calls the total of others, in every row that can be added up."""
    totals = [column for column in read.layout.figures if _is_total(column)]
    for total in totals:
        same = [column for column in totals if column.head[:-1] == total.head[:-1]]
        others = _members(read, total, totals)
        told_apart = len({column.head for column in others}) == len(others)  # a head over three says of none what it is
        if told_apart and len(others) > 1 and (total.head[:-1] or len(same) == 1):
            for _row, whole, parts in _rows(read, total, others):
                yield _sum(read, total, whole, parts)
    yield from _years(read)


def _is_total(column: Column) -> bool:
    last = measure_of(column.head[-1]) if column.head else ""
    return TOTAL.fullmatch(last) is not None or (len(column.head) > 1 and SUBTOTAL.fullmatch(last) is not None)


def _members(read: ReadTable, total: Column, totals: Sequence[Column]) -> list[Column]:
    """The columns beside a total under the same head, and of groups beside it that have a total of their own this."""
    group = total.head[:-1]
    return [
        column
        for column in read.layout.figures
        if column is not total
        and plain_column(column)
        and not has_year(column)
        and (
            (column.head[:-1] == group and column not in totals)
            or (not group and column in totals and len(column.head) > 1)
        )
    ]


def _rows(read: ReadTable, total: Column, others: Sequence[Column]) -> Iterator[tuple[Row, Figure, list[Figure]]]:
    for row in read.layout.rows:
        whole = read.at(row, total)
        parts = all_or_none(read, [(row.index, column.index) for column in others])
        if whole is None or len(parts) < 2 or not adds_up(whole, row.label):
            continue
        if all(part.quantity.unit.symbol == whole.quantity.unit.symbol for part in parts):
            yield row, whole, parts


def _years(read: ReadTable) -> Iterator[Relation]:
    """全年 beside its quarters, months or halves: of what is counted anew in each, which most rows show by adding up."""
    figures = read.layout.figures
    total = [column for column in figures if column.head and _YEAR.fullmatch(measure_of(column.head[-1]))]
    for kind, number in zip(_PARTS_OF_YEAR, _NUMBER_OF_PARTS, strict=True):
        others = [column for column in figures if column.head and kind.fullmatch(measure_of(column.head[-1]))]
        if len(total) != 1 or len(others) != number:
            continue
        found = list(_rows(read, total[0], others))
        kept = sum(add_up(parts, whole) for _row, whole, parts in found)
        for _row, whole, parts in found if 2 * kept >= len(found) else ():
            if add_up(parts, whole) or one_slip_apart(parts, whole):
                yield _sum(read, total[0], whole, parts)


def _sum(read: ReadTable, total: Column, whole: Figure, parts: Sequence[Figure]) -> Relation:
    words = (
        f"“{whole.row}”一行各项之和应等于“{measure_of(total.head[-1])}”",
        f"the figures of the row {whole.row} should add up to its total",
    )
    return sum_of(whole, parts, words, f"{read.place.index}/column {total.index}")
