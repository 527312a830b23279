"""Rows that are the sums of rows beside them, which a table shows by adding up in most columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.slips import one_slip_apart
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Row
from zhijian.proof.tables.rows import adds_up, is_part, is_subtotal, is_total, is_whole, is_within, level_of
from zhijian.proof.tables.said import sum_of_rows
from zhijian.quantity import Quantity

_MANY_DIGITS = 4  # of sums that but for a slip would be kept by no accident
_MOST_PARTS = 40
_DIGITS = 3  # of a sum that a single column keeps
_BEFORE = 8  # rows before a total that may make it up


@dataclass(frozen=True, slots=True)
class Nested:
    """A row that is the sum of the rows directly after it, or of those of the next level of numbers."""

    whole: Row
    parts: tuple[Row, ...]


def nested_rows(read: ReadTable) -> list[Nested]:
    """Rows that are the sums of those after them, the innermost last; total rows are not looked at."""
    rows = [r for r in read.layout.rows if not (is_total(r) or is_whole(r) or is_subtotal(r))]
    found: list[Nested] = []
    at = 0
    while at < len(rows):
        whole, after = rows[at], rows[at + 1 : at + 1 + _MOST_PARTS]
        count = next(
            (
                n
                for is_sum in (_is_sum, _is_nearly_sum)
                for n in range(2, len(after) + 1)
                if is_sum(read, whole, after[:n])
            ),
            0,
        )
        if count:
            found.append(Nested(whole, tuple(after[:count])))
            at += count
        elif len(below := _numbered_below(rows[at:])) > 1 and _is_nearly_sum(read, whole, below, numbered=True):
            found.append(Nested(whole, tuple(below)))
        at += 1
    return found


def _numbered_below(rows: Sequence[Row]) -> list[Row]:
    """Of the rows after the first, those of the next level of numbers below its own, up to the next of its level."""
    own = level_of(rows[0])
    below: list[Row] = []
    for row in rows[1:] if own else ():
        if 0 < level_of(row) <= own:
            break
        below.append(row)
    least = min((level for row in below if (level := level_of(row))), default=0)
    return [row for row in below if level_of(row) == least]


def _is_sum(read: ReadTable, whole: Row, parts: Sequence[Row], *, named: bool = False) -> bool:
    """Whether the rows add up in most columns. named: the row says that it is a sum, so that half is enough."""
    kept = missed = 0
    fine = False
    for total, figures in _in_columns(read, whole, parts):
        if add_up(figures, total):
            kept += 1
            fine = fine or total.quantity.digits >= _DIGITS
        else:
            missed += 1
    if named:
        return kept >= max(missed, 1) and fine
    return kept > missed and fine and (kept > 1 or is_part(parts[0]))


def _is_nearly_sum(read: ReadTable, whole: Row, parts: Sequence[Row], *, numbered: bool = False) -> bool:
    """Whether the rows would add up in every column but for one slip of the pen in one of them, and the others or 其中
    say that they should. numbered: their numbers, or its name, say so, too."""
    columns = list(_in_columns(read, whole, parts))
    if not all(total.quantity.digits >= _MANY_DIGITS for total, _figures in columns):
        return False
    missed = [(total, figures) for total, figures in columns if not add_up(figures, total)]
    if not columns or not (numbered or len(columns) > 1 or is_part(parts[0])):
        return False
    return (len(missed) == 1 or numbered > len(missed)) and all(
        one_slip_apart(figures, total) for total, figures in missed
    )


def _in_columns(read: ReadTable, whole: Row, parts: Sequence[Row]) -> Iterator[tuple[Figure, list[Figure]]]:
    """By column that can be added up, the figure of the whole and those of all parts."""
    if len({row.unit for row in (whole, *parts)}) > 1 or any(row.number and not whole.number for row in parts):
        return
    for column in read.layout.figures:
        total = read.at(whole, column)
        figures = read.down(parts, column)
        if total is None or not figures or not adds_up(total, column.text):
            continue
        if all(figure.quantity.unit.symbol in {"", total.quantity.unit.symbol} for figure in figures):
            yield total, [_in_unit_of(total, figure) for figure in figures]


def add_up(figures: Sequence[Figure], total: Figure) -> bool:
    """Whether the figures can add up to the total as they are rounded."""
    low = sum((figure.quantity.low for figure in figures), Fraction(0))
    high = sum((figure.quantity.high or Fraction(0) for figure in figures), Fraction(0))
    return total.quantity.high is not None and low <= total.quantity.high and high >= total.quantity.low and high > 0


def trailing_sums(read: ReadTable) -> Iterator[Relation]:
    """Totals within a table, of the rows directly before them: 流动资产合计, 非流动资产合计, 资产总计."""
    rows = [r for r in read.layout.rows if not is_part(r)]
    begin = 0
    for at, total in enumerate(rows):
        if not is_within(total):
            continue
        found = next(
            (c for c in range(2, min(at, _BEFORE) + 1) if _is_sum(read, total, rows[at - c : at], named=True)), 0
        )
        if not found and at - begin > 1 and _is_nearly_sum(read, total, rows[begin:at], numbered=True):
            found = at - begin
        if found:
            yield from _sums(read, Nested(total, tuple(rows[at - found : at])), "trailing")
        begin = at + 1


def share_units(read: ReadTable) -> None:
    """Gives parts that print no unit that of the row which they make up: 客运量（万人）, below it 铁路, 公路."""
    for nested in nested_rows(read):
        for column in read.layout.figures:
            whole = read.at(nested.whole, column)
            places = [(row.index, column.index) for row in nested.parts]
            if whole is None or any(at in read.figures and read.figures[at].quantity.unit.symbol for at in places):
                continue
            for at in places:
                if (part := read.figures.get(at)) is not None:
                    read.figures[at] = _in_unit_of(whole, part)


def _in_unit_of(whole: Figure, part: Figure) -> Figure:
    if part.quantity.unit.symbol:
        return part
    shared = Quantity.stated(part.quantity.mantissa, part.quantity.decimals, whole.quantity.unit)
    return replace(part, quantity=shared)


def nested_sums(read: ReadTable) -> Iterator[Relation]:
    """The sums of nested rows, in every column."""
    for nested in nested_rows(read):
        yield from _sums(read, nested, "nested")


def _sums(read: ReadTable, nested: Nested, kind: str) -> Iterator[Relation]:
    for column in read.layout.figures:
        whole = read.at(nested.whole, column)
        parts = read.down(nested.parts, column)
        if whole is not None and parts and adds_up(whole, column.text):
            yield sum_of_rows(whole, parts, f"{read.place.index}/{kind} {nested.whole.index}")
