"""A column of ranks against the column that it ranks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, text_of
from zhijian.proof.tables.rows import is_part, is_total, is_whole, plain_column
from zhijian.proof.tables.said import LIKELY, relation, statement

RANK = re.compile(r"排名|位次|名次|排位|排序")
_FEWEST = 3


def ranks(read: ReadTable) -> Iterator[Relation]:
    """What ranks higher is not less, or, where most rank the other way, not more."""
    for column in read.layout.columns:
        if not RANK.search(column.text):
            continue
        before = [c for c in read.layout.figures if c.index < column.index and not RANK.search(c.text)]
        if not before or not plain_column(before[-1]):
            continue
        ranked = sorted(_ranked(read, column, before[-1]), key=lambda pair: pair[0])
        if len(ranked) < _FEWEST or len({rank for rank, _figure in ranked}) != len(ranked):
            continue
        falling = sum(a.quantity.value >= b.quantity.value for (_r, a), (_s, b) in pairwise(ranked))
        operator = ">=" if 2 * falling >= len(ranked) - 1 else "<="
        for (rank, above), (next_rank, below) in pairwise(ranked):
            words = (
                f"“{above.row}”排第{rank}、“{below.row}”排第{next_rank}，与“{before[-1].text}”的大小不符",
                f"{above.row} ranks {rank} and {below.row} {next_rank}, which should agree with the figures",
            )
            that = statement(above.variable, operator, below.variable)
            yield relation("rank", that, [above, below], LIKELY, words, f"{read.place.index}/rank {column.index}")


def _ranked(read: ReadTable, column: Column, measured: Column) -> Iterator[tuple[int, Figure]]:
    for row in read.layout.rows:
        figure = read.at(row, measured)
        text = text_of(row.cells.get(column.index)) or (row.number if column.kind == "number" else "")
        if figure is not None and text.isdigit() and not (is_part(row) or is_total(row) or is_whole(row)):
            yield int(text), figure
