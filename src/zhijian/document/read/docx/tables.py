"""Tables: cells with their spans, header rows, widths."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from zhijian.document.blocks import Cell, Run, Text
from zhijian.document.compare import merged
from zhijian.document.read.docx.archive import W
from zhijian.document.read.docx.inline import InlineReader
from zhijian.document.read.docx.styles import Styles, is_on

_ALIGNMENTS = {"left": "left", "start": "left", "center": "center", "right": "right", "end": "right"}
_WRAPPERS = frozenset({f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}customXml", f"{W}smartTag"})
_TWO_CHARACTERS = 420  # twips, of table text


@dataclass
class _Place:
    """A cell while its span grows."""

    cell: Cell
    rows: int = 1


def rows_of(table: Any, styles: Styles, inline: InlineReader) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a w:tbl; cells that are covered from above are left out."""
    rows: list[list[_Place]] = []
    above: dict[int, _Place] = {}
    for row in _kept_rows(table):
        here: dict[int, _Place] = {}
        places: list[_Place] = []
        head = is_on(row.find(f"{W}trPr/{W}tblHeader")) is True
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        if column:
            places.append(_Place(Cell((), columns=column)))
        for cell in children(row, f"{W}tc"):
            properties = cell.find(f"{W}tcPr")
            columns = _number(properties.find(f"{W}gridSpan") if properties is not None else None, 1)
            merge = properties.find(f"{W}vMerge") if properties is not None else None
            content = _content(cell, columns, styles, inline, head=head)
            if merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in above:
                here[column] = above[column]
                here[column].rows += 1
            elif content is not None:
                places.append(_Place(content))
                if merge is not None:
                    here[column] = places[-1]
            column += columns
        rows.append(places)
        above = here
    return tuple(tuple(_spanning(place) for place in row) for row in rows)


def cells_of(table: Any) -> Iterator[tuple[int, int, Any]]:
    """(row, first column, w:tc) of every cell that is written, rows and columns from 0 in the table's grid."""
    for at, row in enumerate(_kept_rows(table)):
        column = _number(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in children(row, f"{W}tc"):
            yield at, column, cell
            column += _number(cell.find(f"{W}tcPr/{W}gridSpan"), 1)


def header_rows(table: Any) -> int | None:
    """How many leading rows repeat on every page; None where no row of the table says so."""
    count = 0
    for row in _kept_rows(table):
        if is_on(row.find(f"{W}trPr/{W}tblHeader")) is not True:
            break
        count += 1
    return count or None


def widths_of(table: Any) -> tuple[int, ...]:
    """Percent of the table's width, one per column of its grid."""
    columns = [_number(it, 0, "w") for it in table.iterfind(f"{W}tblGrid/{W}gridCol")]
    whole = sum(columns)
    return tuple(max(1, round(column * 100 / whole)) for column in columns) if whole else ()


def children(parent: Any, tag: str) -> Iterator[Any]:
    """The children with this tag, those inside content controls and revisions too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from children(child, tag)


def _kept_rows(table: Any) -> Iterator[Any]:
    """The rows of a w:tbl without those that a tracked change deletes."""
    return (row for row in children(table, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None)


def _spanning(place: _Place) -> Cell:
    cell = place.cell
    if place.rows == 1:
        return cell
    return Cell(cell.runs, cell.columns, place.rows, cell.header, cell.align, cell.indent)


def _content(cell: Any, columns: int, styles: Styles, inline: InlineReader, *, head: bool) -> Cell | None:
    runs: list[Run] = []
    paragraphs = list(cell.iter(f"{W}p"))
    role = ""
    for at, paragraph in enumerate(paragraphs):
        if at:
            runs.append(Text("\n"))
        runs += inline.read(paragraph).runs
    align, indent = "left", 0
    if paragraphs:
        first = paragraphs[0]
        style = style_of(first)
        role = styles.role(style)[0]
        if role == "gap":
            return None
        stated = _property(first, style, "jc", styles)
        align = _ALIGNMENTS.get(stated.get(f"{W}val", "left") if stated is not None else "left", "left")
        indent = _indent(_property(first, style, "ind", styles))
    own = role == "table-head" or styles.name(style_of(paragraphs[0]) if paragraphs else "") == "表格正文"
    header = role == "table-head" if own else head
    return Cell(merged(runs), columns, 1, header, align, indent)


def style_of(paragraph: Any) -> str:
    """The id of a paragraph's style, empty for the default."""
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return str(found.get(f"{W}val", "")) if found is not None else ""


def _property(paragraph: Any, style: str, name: str, styles: Styles) -> Any | None:
    found = paragraph.find(f"{W}pPr/{W}{name}")
    return found if found is not None else styles.property(style, name)


def _indent(element: Any | None) -> int:
    if element is None:
        return 0
    characters = _number(element, 0, "leftChars")
    twips = _number(element, 0, "left") or _number(element, 0, "start")
    return max(0, round(characters / 200) if characters else round(twips / _TWO_CHARACTERS))


def _number(element: Any | None, default: int, name: str = "val") -> int:
    text = element.get(f"{W}{name}", "") if element is not None else ""
    return int(text) if text.lstrip("-").isdigit() else default
