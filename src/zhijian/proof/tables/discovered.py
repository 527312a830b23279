"""Relations that a table shows by keeping them nearly everywhere: what most rows or columns obey, the rest should.

A rate column that is one column over another in most rows, shares that make 100 % in most rows, a row that is the sum
of those after it in most columns. Where too few keep it, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations

from zhijian.expressions import Binary
from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.rows import adds_up, is_part, is_subtotal, is_total, is_whole
from zhijian.proof.tables.said import HUNDRED, LIKELY, ONE, plus, relation, statement
from zhijian.proof.tables.words import CHANGE, measure_of

_MOST = Fraction(2, 3)  # of the rows that keep a relation which the others should keep, too
_FEWEST = 3
_COLUMNS = 12  # beyond which pairs are not tried
_DIGITS = 3  # of a sum that a single column keeps


@dataclass(frozen=True, slots=True)
class Nested:
    """A row that is the sum of the rows directly after it."""

    whole: Row
    parts: tuple[Row, ...]


def quotients(read: ReadTable) -> Iterator[Relation]:
    """A column of rates, ratios or amounts per head that is one column over another, or its growth, in most rows."""
    columns = [c for c in read.layout.figures if not CHANGE.search(c.text) or c.text.endswith(("%", "％", "率", "）"))]
    if len(columns) > _COLUMNS:
        return
    for column in columns:
        own = _column(read, column)
        amounts = [c for c in columns if c is not column and _amounts(_column(read, c))]
        if len(own) < _FEWEST or not _relative(own):
            continue
        best: tuple[int, Column, Column, bool] | None = None
        for above, below in permutations(amounts, 2):
            for growth in (False, True):
                kept = sum(_keeps(read, row, (column, above, below), growth=growth) for row in own)
                if best is None or kept > best[0]:
                    best = (kept, above, below, growth)
        if best is not None and best[0] >= 2 and best[0] >= _MOST * len(own):
            yield from _quotients(read, column, best[1:], own)


def _column(read: ReadTable, column: Column) -> dict[int, Figure]:
    return {
        row.index: figure
        for row in read.layout.rows
        if (figure := read.figures.get((row.index, column.index))) is not None
    }


def _amounts(figures: dict[int, Figure]) -> bool:
    return bool(figures) and all(f.quantity.unit.symbol not in {"%", "‰", ":1"} for f in figures.values())


def _relative(figures: dict[int, Figure]) -> bool:
    """Rates, ratios, amounts per head: figures that are printed with decimals and rest on others."""
    symbols = {f.quantity.unit.symbol for f in figures.values()}
    fine = sum(f.quantity.decimals > 0 for f in figures.values())
    return len(symbols) == 1 and bool(symbols <= {"%", "‰", ":1"} or any("/" in s for s in symbols)) and fine > 0


def _keeps(read: ReadTable, row: int, columns: tuple[Column, Column, Column], *, growth: bool) -> bool:
    stated, above, below = (read.figures.get((row, c.index)) for c in columns)
    if stated is None or above is None or below is None or below.quantity.low <= 0:
        return False
    scale = stated.quantity.unit.scale
    a, b = (f.quantity.value * f.quantity.unit.scale for f in (above, below))
    value = a / b - (1 if growth else 0)
    high = stated.quantity.high
    return high is not None and stated.quantity.low * scale <= value <= high * scale


def _quotients(
    read: ReadTable, column: Column, found: tuple[Column, Column, bool], own: dict[int, Figure]
) -> Iterator[Relation]:
    above, below, growth = found
    heads = [measure_of(c.text) for c in (column, above, below)]
    words = (
        (
            f"“{heads[0]}”应为{heads[1]}比{heads[2]}的增长率",
            f"{heads[0]} should be the growth from {heads[2]} to {heads[1]}",
        )
        if growth
        else (f"“{heads[0]}”应为{heads[1]}除以{heads[2]}", f"{heads[0]} should be {heads[1]} divided by {heads[2]}")
    )
    for row, stated in own.items():
        one, other = read.figures.get((row, above.index)), read.figures.get((row, below.index))
        if one is None or other is None or other.quantity.low <= 0:
            continue
        value = Binary("/", one.variable, other.variable)
        words = (
            (
                f"“{stated.row}”的{heads[0]}应为{heads[1]}比{heads[2]}的增长率",
                f"{heads[0]} of {stated.row} should be the growth from {heads[2]} to {heads[1]}",
            )
            if growth
            else (
                f"“{stated.row}”的{heads[0]}应为{heads[1]}除以{heads[2]}",
                f"{heads[0]} of {stated.row} should be {heads[1]} divided by {heads[2]}",
            )
        )
        that = statement(stated.variable, "==", Binary("-", value, ONE) if growth else value)
        family = f"{read.place.index}/quotient {column.index}"
        yield relation("growth" if growth else "share", that, [stated, one, other], LIKELY, words, family)


def full_rows(read: ReadTable) -> Iterator[Relation]:
    """Rows of shares that make 100 %, as most rows of the table do."""
    rows = []
    for _row, figures in read.by_row:
        found = [f for f in figures.values() if f.quantity.unit.symbol == "%"]
        if len(found) >= 2 and len(found) == len(figures):
            rows.append(found)
    kept = [row for row in rows if _makes_hundred(row)]
    if len(rows) < 2 or len(kept) < _MOST * len(rows):
        return
    for row in rows:
        words = (f"“{row[0].row}”各项占比之和应为100%", f"the shares of {row[0].row} should add up to 100%")
        that = statement(plus([f.variable for f in row]), "==", HUNDRED)
        yield relation("share", that, row, LIKELY, words, f"{read.place.index}/hundred")


def _makes_hundred(row: Sequence[Figure]) -> bool:
    high = sum((f.quantity.high or Fraction(0) for f in row), Fraction(0))
    return sum((f.quantity.low for f in row), Fraction(0)) <= 100 <= high


def nested_rows(read: ReadTable) -> list[Nested]:
    """Rows that are the sums of those directly after them, the innermost last; total rows are not looked at."""
    rows = [r for r in read.layout.rows if not (is_total(r) or is_whole(r) or is_subtotal(r))]
    found: list[Nested] = []
    at = 0
    while at < len(rows):
        count = next((n for n in range(2, len(rows) - at) if _is_sum(read, rows[at], rows[at + 1 : at + 1 + n])), 0)
        if count:
            found.append(Nested(rows[at], tuple(rows[at + 1 : at + 1 + count])))
            at += count
        at += 1
    return found


def _is_sum(read: ReadTable, whole: Row, parts: Sequence[Row]) -> bool:
    if len({row.unit for row in (whole, *parts)}) > 1 or any(row.number and not whole.number for row in parts):
        return False
    kept = missed = 0
    fine = False
    for column in read.layout.figures:
        total = read.figures.get((whole.index, column.index))
        figures = [read.figures.get((row.index, column.index)) for row in parts]
        if total is None or any(f is None for f in figures) or not adds_up(total, column.text):
            continue
        low = sum((f.quantity.low for f in figures if f is not None), Fraction(0))
        high = sum((f.quantity.high or Fraction(0) for f in figures if f is not None), Fraction(0))
        if total.quantity.high is not None and low <= total.quantity.high and high >= total.quantity.low and high > 0:
            kept += 1
            fine = fine or len(str(abs(total.quantity.mantissa))) >= _DIGITS
        else:
            missed += 1
    marked = is_part(parts[0])
    return kept > missed and fine and (kept > 1 or marked)


def nested_sums(read: ReadTable) -> Iterator[Relation]:
    """The sums of nested rows, in every column."""
    for nested in nested_rows(read):
        for column in read.layout.figures:
            whole = read.figures.get((nested.whole.index, column.index))
            parts = [f for row in nested.parts if (f := read.figures.get((row.index, column.index))) is not None]
            if whole is None or len(parts) != len(nested.parts) or not adds_up(whole, column.text):
                continue
            names = "、".join(f"“{f.row}”" for f in parts)
            words = (f"{names}之和应等于“{whole.row}”", f"{names} should add up to {whole.row}")
            that = statement(plus([f.variable for f in parts]), "==", whole.variable)
            family = f"{read.place.index}/nested {nested.whole.index}"
            yield relation("sum", that, [whole, *parts], LIKELY, words, family)
