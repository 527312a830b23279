"""How the rows of a table belong together: which is the total, which are parts of which, which stand beside each other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhijian.proof.shapes import Figure
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row, text_of
from zhijian.proof.tables.words import AVERAGE, CHANGE, PART, SHARE, SUBTOTAL, TOTAL, measure_of, period_of

_EMPTY = {"", "—", "——", "-", "--", "－", "/", "／", "0"}
_LEVELS = (
    re.compile(r"[一二三四五六七八九十]{1,3}[、.．]"),
    re.compile(r"[（(][一二三四五六七八九十]{1,3}[）)]"),
    re.compile(r"\d{1,2}[、.．](?!\d)"),
    re.compile(r"[（(]\d{1,2}[）)]"),
)
_DISTINCT = ("专业数", "专业大类", "专业种", "指标")  # counted once over all rows, so that rows may add up to more
_FULL = 100
_WITHIN = re.compile(r".{2,}(?:合计|总计|总额|总和)$")
_WHOLE = re.compile(
    r"(?:全市|全县|全省|全区|全州|全旗|全镇|全校|全院|全集团|全行业|总体|总量|整体)(?:总?计|合计|汇总)?"
)


def is_total(row: Row) -> bool:
    """A row called 合计 or the like."""
    return TOTAL.fullmatch(name_of(row)) is not None


def is_whole(row: Row) -> bool:
    """A row called 全市 or the like, which may be the total of the others."""
    return _WHOLE.fullmatch(name_of(row)) is not None


def is_within(row: Row) -> bool:
    """A row called 本年收入合计 or the like: a total of rows before it within the table."""
    return not is_total(row) and not is_subtotal(row) and _WITHIN.search(measure_of(row.label)) is not None


def name_of(row: Row) -> str:
    return measure_of(row.labels[0] if row.labels else row.label)


def is_part(row: Row) -> bool:
    """A row that says 其中."""
    return PART.match(row.label) is not None


def level_of(row: Row) -> int:
    """The level of a row's number in its label, from 1 for 一、; 0 where it has none."""
    return next((n for n, pattern in enumerate(_LEVELS, start=1) if pattern.match(row.label)), 0)


def depth_of(row: Row, *, numbered: bool = False) -> int:
    """How deep a row stands: by its indent, else by its numbering (一、 above （一） above 1. above none).

    numbered: other rows of the table have such a number.
    """
    level = level_of(row)
    if numbered and not level:
        level = len(_LEVELS) + 1
    return row.indent * (len(_LEVELS) + 2) + level


def beside_total(read: ReadTable, total: Row) -> tuple[list[Row], bool]:
    """The rows that make up the total, and whether that is clear: those of the least depth, without 其中.

    What follows 其中 without a mark of its own may be a part, too: then nothing is clear.
    """
    rows = [row for row in read.layout.rows if row is not total]
    plain = [row for row in rows if not is_part(row)]
    if not plain:
        return [], False
    numbered = any(depth_of(row) % (len(_LEVELS) + 2) for row in plain)
    least = min(depth_of(row, numbered=numbered) for row in plain)
    top = [row for row in plain if depth_of(row, numbered=numbered) == least]
    marked = any(is_part(row) for row in rows)
    if marked and read.layout.numbered:
        own = [row for row in top if row.number]
        return (own, True) if len(own) > 1 else (top, False)
    clear = not marked or len(top) < len(plain)
    return top, clear


def adds_up(whole: Figure, words: str) -> bool:
    """Whether values of this kind can be added: counts and amounts, not means, rates or what is counted once."""
    text = words + whole.measure
    if whole.role == "share":
        return True
    counted = whole.role == "value" and not AVERAGE.search(text) and whole.quantity.unit.symbol not in ("%", "‰", ":1")
    return counted and not any(word in text for word in _DISTINCT)


def holds_shares(read: ReadTable, column: Column, total: Row | None) -> bool:
    """Whether a column divides one whole: by its name, or since its total is 100%."""
    whole = read.at(total, column) if total is not None else None
    full = whole is not None and whole.quantity.unit.symbol == "%" and whole.quantity.value == _FULL
    return full or SHARE.search(column.text) is not None


def all_or_none(read: ReadTable, cells: Sequence[tuple[int, int]]) -> list[Figure]:
    """The figures of the cells; none where a cell holds words, so that a part might be missing."""
    found = []
    covered = {place for places in read.covers.values() for place in places}
    for at in cells:
        figure = read.figures.get(at)
        if figure is not None:
            found.append(figure)
            continue
        if at in covered:
            continue
        row = next(row for row in read.layout.rows if row.index == at[0])
        if text_of(row.cells.get(at[1])) not in _EMPTY:
            return []
    return found


def plain_column(column: Column) -> bool:
    """A column of amounts, not of changes, shares, parts."""
    last = column.head[-1] if column.head else ""
    return not (CHANGE.search(column.text) or SHARE.search(column.text) or PART.search(last))


def has_year(column: Column) -> bool:
    return any(period_of(head) for head in column.head)


def is_subtotal(row: Row) -> bool:
    return SUBTOTAL.search(row.label) is not None
