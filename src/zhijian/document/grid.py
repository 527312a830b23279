"""A table's grid: where cells stand that span to the right and down, and how wide columns should be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from zhijian.document.blocks import Cell, Table, plain_text

_NARROWEST, _WIDEST = 4, 30  # in half-width characters: no column vanishes, none takes the whole table


def placed(rows: Sequence[Sequence[Cell]]) -> Iterator[tuple[int, int, Cell]]:
    """(row, first column, cell) of every cell in order, rows and columns from 0, spans taken into account."""
    free: list[int] = []  # by column: the first row that is not covered by a cell from above
    for at, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < len(free) and free[column] > at:
                column += 1
            yield at, column, cell
            end = column + cell.columns
            free.extend([0] * (end - len(free)))
            for covered in range(column, end):
                free[covered] = max(free[covered], at + cell.rows)
            column = end


def column_count(rows: Sequence[Sequence[Cell]]) -> int:
    """Columns of the grid that the cells make."""
    return max((column + cell.columns for _, column, cell in placed(rows)), default=0)


def column_widths(table: Table) -> tuple[int, ...]:
    """Relative widths, one per column: those that the table states, else what suits the longest text of each."""
    count = column_count(table.rows)
    if len(table.widths) == count and all(width > 0 for width in table.widths):
        return table.widths
    widest = [0] * count
    for _, column, cell in placed(table.rows):
        if cell.columns == 1:
            lines = plain_text(cell.runs).split("\n")
            width = max(sum(1 + (east_asian_width(c) in "WF") for c in line) for line in lines) + 2 * cell.indent
            widest[column] = max(widest[column], width)
    return tuple(min(max(width + 2, _NARROWEST), _WIDEST) for width in widest)
