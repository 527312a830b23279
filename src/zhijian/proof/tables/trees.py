"""Rows under rows, by what their codes begin with (205, 20501, 2050101) or by their indent, and first rows that the
others make up: taken where the sums bear it out but for a slip."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.slips import one_slip_apart
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Row
from zhijian.proof.tables.nested import Nested, add_up
from zhijian.proof.tables.rows import adds_up, all_or_none, is_part, is_total
from zhijian.proof.tables.said import sum_of, sum_of_rows

_FEWEST = 3  # sums that show that codes say what is part of what
_DIGITS = 3  # of a sum that is kept by no accident


def coded_rows(read: ReadTable) -> list[Nested]:
    """The rows under each row by their codes, where most sums bear it out; else none."""
    rows = {row.code: row for row in read.layout.rows if row.code.isdigit()}
    if len(rows) < sum(row.code.isdigit() for row in read.layout.rows):  # a code twice tells no row from another
        return []
    below: dict[str, list[Row]] = {}
    for code, row in rows.items():
        above = max((other for other in rows if other != code and code.startswith(other)), key=len, default="")
        if above:
            below.setdefault(above, []).append(row)
    found = [Nested(rows[code], tuple(parts)) for code, parts in below.items()]
    sums = [add_up(parts, whole) for nested in found for whole, parts in _sums(read, nested)]
    return found if sum(sums) >= max(_FEWEST, 2 * (len(sums) - sum(sums))) else []


def row_trees(read: ReadTable) -> Iterator[Relation]:
    """The sums of rows under rows, in every column."""
    for nested in (*coded_rows(read), *_indented(read), *_first(read)):
        for whole, parts in _sums(read, nested):
            yield _sum(whole, parts, f"{read.place.index}/tree {nested.whole.index}")


def _sum(whole: Figure, parts: Sequence[Figure], family: str) -> Relation:
    if len(parts) > 1:
        return sum_of_rows(whole, parts, family)
    only = f"“{parts[0].row}”"
    words = (f"“{whole.row}”之下只有{only}，两者应相等", f"{only} is all of {whole.row} and should equal it")
    return sum_of(whole, parts, words, family)


def _indented(read: ReadTable) -> Iterator[Nested]:
    rows = read.layout.rows
    for at, whole in enumerate(rows):
        below: list[Row] = []
        for row in rows[at + 1 :]:
            if row.indent <= whole.indent:
                break
            below.append(row)
        least = min((row.indent for row in below), default=0)
        nested = Nested(whole, tuple(row for row in below if row.indent == least))
        if len(nested.parts) > 1 and not any(is_part(row) for row in nested.parts) and _borne_out(read, nested):
            yield nested


def _first(read: ReadTable) -> Iterator[Nested]:
    """The first row as the sum of all others but 其中 and some rows after it, which say no more whose parts they are."""
    rows = read.layout.rows
    start = next((at for at, row in enumerate(rows) if is_part(row)), 0)
    if start < 2 or is_total(rows[0]) or len({row.indent for row in rows}) > 1:
        return
    tried = [
        Nested(rows[0], tuple(row for row in (*rows[1:start], *rows[end:]) if not is_part(row)))
        for end in range(start + 1, len(rows) + 1)
    ]
    found = [nested for nested in tried if len(nested.parts) > 1 and _borne_out(read, nested)]
    if len(found) == 1:
        yield found[0]


def _borne_out(read: ReadTable, nested: Nested) -> bool:
    """Whether at least half of the columns add up, and the others would but for a slip."""
    sums = list(_sums(read, nested))
    kept = [whole for whole, parts in sums if add_up(parts, whole)]
    missed = [(whole, parts) for whole, parts in sums if not add_up(parts, whole)]
    fine = any(whole.quantity.digits >= _DIGITS for whole in kept)
    return fine and len(kept) >= len(missed) and all(one_slip_apart(parts, whole) for whole, parts in missed)


def _sums(read: ReadTable, nested: Nested) -> Iterator[tuple[Figure, list[Figure]]]:
    """By column that can be added up, the figure of the whole and those of its parts, of which empty ones are 0."""
    if len({row.unit for row in (nested.whole, *nested.parts)}) > 1:
        return
    for column in read.layout.figures:
        whole = read.at(nested.whole, column)
        parts = all_or_none(read, [(row.index, column.index) for row in nested.parts])
        if whole is None or not parts or not adds_up(whole, column.text):
            continue
        if all(part.quantity.unit.symbol == whole.quantity.unit.symbol for part in parts):
            yield whole, parts
