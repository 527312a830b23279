"""Rows 平均 that are the plain means of the rows above them, which most columns show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.expressions import Binary, Number
from zhijian.proof.shapes import Figure, Relation, ends_of_sum
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.rows import is_part, is_subtotal, is_total, name_of
from zhijian.proof.tables.said import LIKELY, plus, relation, statement
from zhijian.proof.tables.words import MEAN, measure_of
from zhijian.quantity import unit

_FEWEST = 3  # rows of which a mean is printed


def plain_means(read: ReadTable) -> Iterator[Relation]:
    """The last row, where it is called 平均 and all columns but one at most show a mean without weights."""
    rows = [row for row in read.layout.rows if not (is_part(row) or is_total(row) or is_subtotal(row))]
    if len(rows) <= _FEWEST or [row for row in rows if MEAN.fullmatch(name_of(row))] != rows[-1:]:
        return
    found: list[tuple[Figure, list[Figure]]] = []
    for column in read.layout.figures:
        mean = read.at(rows[-1], column)
        parts = read.down(rows[:-1], column)
        if mean is not None and parts:
            found.append((mean, parts))
    kept = sum(_is_mean(mean, parts) for mean, parts in found)
    if kept < 2 or len(found) - kept > 1:
        return
    for mean, parts in found:
        number = Number(Fraction(len(parts)), unit(""), str(len(parts)))
        that = statement(mean.variable, "==", Binary("/", plus([part.variable for part in parts]), number))
        words = (
            f"“{measure_of(mean.column)}”一列的“{mean.row}”应为以上各行的平均数",
            f"{mean.row} of {mean.column} should be the mean of the rows above",
        )
        yield relation("per_head", that, [mean, *parts], LIKELY, words, f"{read.place.index}/plain mean")


def _is_mean(mean: Figure, parts: Sequence[Figure]) -> bool:
    own = mean.quantity
    if own.high is None or any(part.quantity.unit != own.unit for part in parts):
        return False
    low, high = (end / len(parts) / own.unit.scale for end in ends_of_sum(parts))
    return low <= own.high and high >= own.low
