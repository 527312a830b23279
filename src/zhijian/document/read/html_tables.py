"""HTML tables as Tables."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from zhijian.document.blocks import Cell, Table
from zhijian.document.read.headers import header_height
from zhijian.document.read.html_runs import runs_of

_ALIGNMENTS = {"l": "left", "c": "center", "r": "right", "left": "left", "center": "center", "right": "right"}
_INDENT = re.compile(r"--indent:\s*(\d+)")
_STATED = re.compile(r"text-align:\s*(left|center|right)")
_RUNNING = 3  # paragraphs in one cell: running text, not an entry
_MOST_SPANNED = 1000  # what HTML itself allows; a larger number is a slip


def caption_of(box: Any) -> tuple[str, str]:
    """Number and words of the caption of a figure that we wrote."""
    found = box.find("figcaption")
    if found is None:
        return "", ""
    return part(found, "n"), part(found, "t")


def part(element: Any, name: str) -> str:
    """The characters of the span with class ``name`` directly inside ``element``."""
    return next(("".join(run.text for run in runs_of(it, own=True)) for it in element if it.get("class") == name), "")


def own_table(box: Any) -> Table:
    """The Table that our writer wrote as ``box``."""
    number, caption = caption_of(box)
    head, body = box.findall(".//thead/tr"), box.findall(".//tbody/tr")
    unit = box.find("p[@class='unit']")
    return Table(
        _rows([*head, *body], own=True),
        box.get("id", ""),
        number,
        caption,
        header_rows=len(head),
        widths=tuple(int(width) for width in box.get("data-widths", "").split()),
        unit_note="".join(run.text for run in runs_of(unit, own=True)) if unit is not None else "",
        sortable=box.get("data-sortable") is not None,
    )


def foreign_table(table: Any) -> Table:
    """Any other table; rows of thead, or leading rows of nothing but th, are its header."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    headed = 0
    for row in rows:
        if row.getparent().tag != "thead" and not all(cell.tag == "th" for cell in row):
            break
        headed += 1
    caption = table.find("caption")
    words = "".join(run.text for run in runs_of(caption, own=False)) if caption is not None else ""
    cells = _rows(rows, own=False)
    header = headed or header_height(cells)
    return Table(cells, table.get("id", ""), "", words, header_rows=header)


def is_layout(table: Any) -> bool:
    """Whether a table only places what stands in it: other tables, headings, running text."""
    if any(True for it in table.iter("table", "h1", "h2", "h3", "h4") if it is not table):
        return True
    cells = list(own_cells(table))
    return len(cells) == 1 or any(_running(cell) for cell in cells)


def _running(cell: Any) -> bool:
    """Whether a cell holds several paragraphs, one of which is a sentence."""
    texts = ["".join(it.itertext()).strip() for it in cell.iter("p")]
    return sum(map(bool, texts)) >= _RUNNING and any(text.endswith("。") for text in texts)


def own_cells(table: Any) -> Iterator[Any]:
    """The cells of the table itself, in order."""
    return (cell for cell in table.iter("td", "th") if next(cell.iterancestors("table"), None) is table)


def _rows(rows: list[Any], *, own: bool) -> tuple[tuple[Cell, ...], ...]:
    return tuple(tuple(_cell(cell, own=own) for cell in row if cell.tag in ("td", "th")) for row in rows)


def _cell(cell: Any, *, own: bool) -> Cell:
    indent = _INDENT.search(cell.get("style", ""))
    stated = _STATED.search(cell.get("style", ""))
    align = cell.get("class", "") if own else (stated[1] if stated else cell.get("align", ""))
    return Cell(
        runs_of(cell, own=own),
        columns=_span(cell.get("colspan")),
        rows=_span(cell.get("rowspan")),
        header=cell.tag == "th",
        align=_ALIGNMENTS.get(align, "center" if cell.tag == "th" else "left"),
        indent=int(indent[1]) if own and indent else 0,
    )


def _span(stated: str | None) -> int:
    return min(max(int(stated), 1), _MOST_SPANNED) if stated and stated.strip().isdecimal() else 1
