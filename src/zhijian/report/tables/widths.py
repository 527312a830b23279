"""Relative widths of a table's columns, from what stands in them."""

from __future__ import annotations

from collections.abc import Sequence

from zhijian.document import Cell, plain_text

LEAST, MOST = 4, 28
FEW = 7
SHORT_NAME = 5  # characters


def column_widths(rows: Sequence[Sequence[Cell]], header_rows: int = 1) -> tuple[int, ...]:
    """One width per column, in half characters: the longest text below the header, or a line of the header, which
    may stand in two lines (in four where there are many columns). Spanning cells are left out of account."""
    columns = sum(cell.columns for cell in rows[0])
    lines = 2 if columns <= FEW else 4
    widths = [LEAST] * columns
    for index, row in enumerate(rows):
        if sum(cell.columns for cell in row) != columns or any(cell.columns > 1 for cell in row):
            continue
        for column, cell in enumerate(row):
            text = plain_text(cell.runs)
            needed = _header_width(text, lines) if index < header_rows else text_width(text)
            widths[column] = max(widths[column], min(needed, MOST) + 2)
    return tuple(widths)


def _header_width(text: str, lines: int) -> int:
    """What a header needs that may stand in so many lines. In two, a short name and its unit in brackets stay whole."""
    name, bracket, unit = text.partition("（")
    longest = max(text_width(name), text_width(bracket + unit))
    return longest if lines == 2 and longest <= 2 * SHORT_NAME else -(-text_width(text) // lines)


def text_width(text: str) -> int:
    """Half characters: 2 for a Chinese character, 5/4 for a Latin one or a digit, rounded up.

    A little more than half a Chinese character, so that a wide face that stands in for the asked one breaks no number.
    """
    wide = sum(ord(c) > 0x2E80 or c in "“”—…" for c in text)
    return 2 * wide + -(-(len(text) - wide) * 5 // 4)
