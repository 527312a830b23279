"""Columns that are made of others, which most rows show: 满意率 of 很满意 and 满意, 差值, shares of one whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from zhijian.expressions import Binary
from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.made import Made, adds_up, kept, makes_hundred
from zhijian.proof.tables.said import LIKELY, hundred, relation, statement, sum_of
from zhijian.proof.tables.words import CHANGE, measure_of

_COLUMNS = 12  # beyond which none are tried
_FEWEST = 3  # rows that show what a column is made of
_MOST = 3  # times as many as those that do not
_DIFFERENCE = re.compile(r"差[值额距]?|净.{1,4}|.{0,4}(?:结余|盈余|结存)")
_SMALL = 10  # numbers below add up by accident


def made_columns(read: ReadTable) -> Iterator[Relation]:
    """What every column is made of, in every row."""
    if len(read.layout.figures) <= _COLUMNS:
        yield from _sums(read)
        yield from _hundreds(read)
        yield from _differences(read)


def _sums(read: ReadTable) -> Iterator[Relation]:
    """A column that is the sum of columns side by side."""
    figures = read.layout.figures
    for total in figures:
        best: list[Made] = []
        for block in _blocks([column for column in figures if column is not total]):
            found = [made for row in read.layout.rows if (made := _made(read, row, total, block)) is not None]
            if _shown(found) and kept(found) > kept(best):
                best = found
        for made in best:
            words = (
                f"“{made.whole.row}”的{measure_of(total.text)}应等于{_names(made)}之和",
                f"{total.text} of {made.whole.row} should be the sum of {_names(made)}",
            )
            yield sum_of(made.whole, made.parts, words, f"{read.place.index}/made {total.index}")


def _blocks(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    for first in range(len(columns)):
        for last in range(first + 2, len(columns) + 1):
            yield columns[first:last]


def _names(made: Made) -> str:
    return "、".join(measure_of(part.column) for part in made.parts)


def _made(read: ReadTable, row: Row, total: Column, block: Sequence[Column]) -> Made | None:
    whole = read.at(row, total)
    parts = _figures(read, row, block)
    if whole is None or not parts or any(p.quantity.unit.symbol != whole.quantity.unit.symbol for p in parts):
        return None
    return Made(whole, parts)


def _figures(read: ReadTable, row: Row, block: Sequence[Column]) -> tuple[Figure, ...]:
    found = [read.at(row, column) for column in block]
    return tuple(figure for figure in found if figure is not None) if None not in found else ()


def _shown(found: Sequence[Made]) -> bool:
    """Whether enough rows keep it, and most of all, of numbers that add up by no accident."""
    holding = [made for made in found if adds_up(made)]
    telling = [
        made
        for made in holding
        if sum(part.quantity.value != 0 for part in made.parts) > 1 and abs(made.whole.quantity.mantissa) >= _SMALL
    ]
    return len(holding) >= max(_FEWEST, _MOST * (len(found) - len(holding))) and len(telling) >= _FEWEST


def _hundreds(read: ReadTable) -> Iterator[Relation]:
    """Shares side by side that make 100 % in most rows."""
    for block in _blocks(read.layout.figures):
        rows = [figures for row in read.layout.rows if (figures := _figures(read, row, block))]
        if any(figure.quantity.unit.symbol != "%" or figure.role == "growth" for row in rows for figure in row):
            continue
        full = sum(makes_hundred(row) and sum(share.quantity.value != 0 for share in row) > 1 for row in rows)
        if full < max(_FEWEST, _MOST * (len(rows) - full)):
            continue
        for row in rows:
            yield hundred(row, f"{read.place.index}/hundred")


def _differences(read: ReadTable) -> Iterator[Relation]:
    """A column 差值 that is one column less another."""
    figures = read.layout.figures
    for column in figures:
        if not column.head or not _DIFFERENCE.fullmatch(measure_of(column.head[-1])) or CHANGE.search(column.text):
            continue
        best: list[Made] = []
        for whole, other in permutations([c for c in figures if c is not column], 2):
            found = [made for row in read.layout.rows if (made := _difference(read, row, whole, (column, other)))]
            if _shown(found) and kept(found) > kept(best):
                best = found
        for made in best:
            stated, other_figure = made.parts
            names = f"{measure_of(made.whole.column)}与{measure_of(other_figure.column)}"
            words = (
                f"“{stated.row}”的{measure_of(column.text)}应等于{names}之差",
                f"{column.text} of {stated.row} should be {made.whole.column} less {other_figure.column}",
            )
            that = statement(stated.variable, "==", Binary("-", made.whole.variable, other_figure.variable))
            family = f"{read.place.index}/difference {column.index}"
            yield relation("change", that, [stated, made.whole, other_figure], LIKELY, words, family)


def _difference(read: ReadTable, row: Row, whole: Column, parts: Sequence[Column]) -> Made | None:
    figure, others = read.at(row, whole), _figures(read, row, parts)
    if figure is None or not others:
        return None
    dimension = figure.quantity.unit.dimension
    return Made(figure, others) if all(o.quantity.unit.dimension == dimension for o in others) else None
