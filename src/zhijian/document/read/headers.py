"""How many rows the header of a table has where its file does not say."""

from __future__ import annotations

from collections.abc import Sequence

from zhijian.document.blocks import Cell, plain_text
from zhijian.document.grid import column_count, placed
from zhijian.document.read.text.columns import is_number


def header_height(rows: Sequence[Sequence[Cell]]) -> int:
    """The first row, the one below a title that spans the table, and those without a figure into which the cells above
    them reach down; 0 of a single row."""
    width, header = column_count(rows), 0
    reach = 1
    cells = list(placed(rows))
    while header < min(reach, len(rows) - 1):
        here = [cell for row, _column, cell in cells if row == header]
        if header and any(is_number(plain_text(cell.runs).strip()) for cell in here):
            break
        reach = max([reach, *(header + cell.rows for cell in here)])
        header += 1
        if len(here) == 1 and here[0].columns == width > 1:
            reach = max(reach, header + 1)
    return header
