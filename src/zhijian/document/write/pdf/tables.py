"""Cells and column widths of a table, for Typst."""

from __future__ import annotations

from unicodedata import east_asian_width

from zhijian.document.blocks import Cell, Table, plain_text

_NARROWEST, _WIDEST = 4, 30  # in half-width characters: no column vanishes, none takes the whole table


def cell_call(cell: Cell, content: str, head: bool) -> str:
    """The cell as a call of report.typ: c or s (span), th or ths where it is a heading cell."""
    name = "th" if cell.header or head else ""
    span = f", {cell.columns}, {cell.rows}" if cell.columns > 1 or cell.rows > 1 else ""
    name = name + ("s" if span else "") if name else ("s" if span else "c")
    indent = f", indent: {cell.indent}" if cell.indent and not name.startswith("th") else ""
    return f"{name}({cell.align}{span}{indent})[{content}]"


def column_widths(table: Table) -> tuple[int, ...]:
    """The relative widths that the table states, or else, by the longest text of each column, what suits it."""
    if table.widths:
        return table.widths
    widest: dict[int, int] = {}
    covered: dict[tuple[int, int], bool] = {}
    for row_at, row in enumerate(table.rows):
        at = 0
        for cell in row:
            while covered.get((row_at, at)):
                at += 1
            for down in range(cell.rows):
                for right in range(cell.columns):
                    covered[row_at + down, at + right] = True
            if cell.columns == 1:
                lines = plain_text(cell.runs).split("\n")
                width = max(sum(1 + (east_asian_width(c) in "WF") for c in line) for line in lines) + 2 * cell.indent
                widest[at] = max(widest.get(at, 0), width)
            at += cell.columns
    count = 1 + max((at for _, at in covered), default=-1)
    return tuple(min(max(widest.get(at, 0) + 2, _NARROWEST), _WIDEST) for at in range(count))
