"""Rows that are parts of the row above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.slips import one_slip_apart
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Row
from zhijian.proof.tables.rows import is_part
from zhijian.proof.tables.said import LIKELY, POSSIBLE, SURE, between, relation, statement, sum_of_rows
from zhijian.proof.tables.words import AVERAGE

# Means over people: the mean of all lies between those of the groups. A rate may be the sum of its parts instead
# (就业率，其中升学率).
_SCORES = re.compile(r"满意度|满意率|合格率|优良率|优秀率|及格率|得分|均分|评分|平均")
_NEARLY = Fraction(75, 100)
_MEAN = Fraction(70, 100)  # the whole may have been asked for by itself


def parts(read: ReadTable) -> Iterator[Relation]:
    """A row 其中, and what follows it under the same number, is at most the row above; a mean is between its parts."""
    for whole, members in groups(read):
        for part, confidence in members:
            yield from _part(read, whole, part, confidence)
        rows = [part for part, _confidence in members]
        yield from _mean(read, whole, rows)
        yield from _nearly(read, whole, rows)


def groups(read: ReadTable) -> list[tuple[Row, list[tuple[Row, Fraction]]]]:
    """Each row that has parts, with them and how sure that is."""
    found: list[tuple[Row, list[tuple[Row, Fraction]]]] = []
    whole: Row | None = None
    for row in read.layout.rows:
        if is_part(row) and whole is not None:
            if not found or found[-1][0] is not whole:
                found.append((whole, []))
            found[-1][1].append((row, SURE))
        elif found and whole is not None and found[-1][0] is whole and row.indent > whole.indent:
            found[-1][1].append((row, LIKELY))
        elif found and found[-1][0] is whole and read.layout.numbered and not row.number:
            found[-1][1].append((row, POSSIBLE))
        else:
            whole = row
    return found


def _part(read: ReadTable, whole: Row, part: Row, confidence: Fraction) -> Iterator[Relation]:
    for column in read.layout.figures:
        greater, less = read.at(whole, column), read.at(part, column)
        if greater is None or less is None or not _counted(greater, less):
            continue
        yield relation(
            "part",
            statement(less.variable, "<=", greater.variable),
            [greater, less],
            confidence,
            (
                f"“{less.row}”是“{greater.row}”的一部分，不应大于“{greater.row}”",
                f"{less.row} is part of {greater.row} and cannot exceed it",
            ),
            f"{read.place.index}/part {whole.index}/{part.index}",
        )


def _nearly(read: ReadTable, whole: Row, members: list[Row]) -> Iterator[Relation]:
    """Parts that would add up to the whole but for one slip of the pen were meant to."""
    if len(members) < 2:
        return
    for column in read.layout.figures:
        total = read.at(whole, column)
        found = read.down(members, column)
        if total is None or not found or not all(_counted(total, f) for f in found):
            continue
        if one_slip_apart(found, total):
            yield sum_of_rows(total, found, confidence=_NEARLY)


def _counted(greater: Figure, less: Figure) -> bool:
    if greater.role != "value" or less.role != "value":
        return False
    unit = greater.quantity.unit
    if unit.dimension != less.quantity.unit.dimension or unit.symbol in {"", "%", "‰", ":1"} or "/" in unit.symbol:
        return False
    return not (AVERAGE.search(less.measure) or AVERAGE.search(greater.measure))


def _mean(read: ReadTable, whole: Row, members: list[Row]) -> Iterator[Relation]:
    if len(members) < 2:
        return
    for column in read.layout.figures:
        figure = read.at(whole, column)
        found = read.down(members, column)
        if figure is None or not found or figure.role != "value":
            continue
        if figure.quantity.unit.count:  # how many were asked
            continue
        alike = all(f.quantity.unit.symbol == figure.quantity.unit.symbol for f in found)
        if alike and _SCORES.search(figure.row) and all(_SCORES.search(f.row) for f in found):
            words = (
                f"“{figure.row}”应介于其各部分的最小值与最大值之间；总体另设题目或另有其他部分的，请说明",
                f"{figure.row} should lie between the least and the greatest of its parts, unless it was asked for by itself",
            )
            yield from between(figure, found, _MEAN, words)
