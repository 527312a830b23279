"""Cells of a table, for Typst."""

from __future__ import annotations

from zhijian.document.blocks import Cell


def cell_call(cell: Cell, content: str, head: bool) -> str:
    """The cell as a call of report.typ: c or s (span), th or ths where it is a heading cell."""
    name = "th" if cell.header or head else ""
    span = f", {cell.columns}, {cell.rows}" if cell.columns > 1 or cell.rows > 1 else ""
    name = name + ("s" if span else "") if name else ("s" if span else "c")
    indent = f", indent: {cell.indent}" if cell.indent and not name.startswith("th") else ""
    return f"{name}({cell.align}{span}{indent})[{content}]"
