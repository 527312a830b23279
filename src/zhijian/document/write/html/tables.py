"""Tables as HTML."""

from __future__ import annotations

from collections.abc import Collection

from zhijian.document.blocks import Cell, Table, plain_text
from zhijian.document.grid import column_count
from zhijian.document.write.html.runs import attribute, runs, text
from zhijian.messages import _

_ALIGNMENTS = {"left": "l", "center": "c", "right": "r"}
_SHORT_HEAD, _SHORT = 4, 6  # characters that stay in one line on a phone: 单位, 临江职校, 仅高职填报


def caption(number: str, words: str) -> str:
    """Number and caption as a figcaption; nothing where both are empty."""
    if not number and not words:
        return ""
    marked = f'<span class="n">{text(number)}</span> ' if number else ""
    return f'<figcaption>{marked}<span class="t">{text(words)}</span></figcaption>'


def table(block: Table, noted: Collection[str]) -> str:
    """The table in a box of its own that scrolls sideways on a narrow screen."""
    marks = f"id={attribute(block.anchor)}"
    if block.widths:
        marks += f' data-widths="{" ".join(str(width) for width in block.widths)}"'
    if block.sortable:
        marks += " data-sortable"
    label = " ".join(part for part in (block.number, block.caption) if part) or _("表格")
    head = "".join(_row(row, noted, "col") for row in block.rows[: block.header_rows])
    body = "".join(_row(row, noted, "row") for row in block.rows[block.header_rows :])
    return "".join(
        (
            f'<figure class="table" {marks}>{caption(block.number, block.caption)}',
            f'<p class="unit">{text(block.unit_note)}</p>' if block.unit_note else "",
            f'<div class="scroll" tabindex="0" role="region" aria-label={attribute(label)}>',
            f'<table style="--columns:{column_count(block.rows)}">{_colgroup(block.widths)}',
            f"<thead>\n{head}</thead>" if head else "",
            f"<tbody>\n{body}</tbody></table></div></figure>",
        )
    )


def _colgroup(widths: tuple[int, ...]) -> str:
    total = sum(widths)
    if not total:
        return ""
    return "<colgroup>" + "".join(f'<col style="width:{100 * w / total:.3g}%">' for w in widths) + "</colgroup>"


def _row(row: tuple[Cell, ...], noted: Collection[str], scope: str) -> str:
    return "<tr>" + "".join(_cell(cell, noted, scope) for cell in row) + "</tr>\n"


def _cell(cell: Cell, noted: Collection[str], scope: str) -> str:
    name = "th" if cell.header else "td"
    marks = f' class="{_ALIGNMENTS[cell.align]}"'
    if cell.header:
        marks += f' scope="{scope}"'
    if cell.columns > 1:
        marks += f' colspan="{cell.columns}"'
    if cell.rows > 1:
        marks += f' rowspan="{cell.rows}"'
    if 0 < len(plain_text(cell.runs)) <= (_SHORT_HEAD if cell.header else _SHORT):
        marks += " data-whole"
    if cell.indent:
        marks += f' style="--indent:{cell.indent}"'
    return f"<{name}{marks}>{runs(cell.runs, noted)}</{name}>"
