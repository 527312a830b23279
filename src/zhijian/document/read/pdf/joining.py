"""Tables that go on over the page as one, and all of them as tables of the document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from zhijian.document.blocks import Cell, Table, Text
from zhijian.document.read.headers import header_height
from zhijian.document.read.pdf.cells import Found, Spot
from zhijian.document.read.pdf.columns import continued
from zhijian.document.read.pdf.rules import NEAR
from zhijian.document.read.text.columns import is_number, is_value


def together(table: Found, below: Found) -> Found | None:
    """Both as one where ``below``, the first on its page, is the rest of ``table``, the last on the page before."""
    if not table.ruled and not below.ruled:
        return continued(table, below)
    same = table.ruled and below.ruled and len(table.edges) == len(below.edges)
    if not same or any(abs(a - b) > 2 * NEAR for a, b in zip(table.edges, below.edges, strict=True)):
        return None
    repeated = _repeated(table, below)
    rest = [replace(spot, row=spot.row - repeated + table.rows) for spot in below.spots if spot.row >= repeated]
    spots = list(table.spots)
    for spot in [spot for spot in rest if spot.row == table.rows and not spot.lines]:
        whole = next((it for it in spots if it.column == spot.column and it.row + it.rows == table.rows), None)
        if whole is not None and whole.columns == spot.columns and max(whole.rows, spot.rows) > 1:
            spots[spots.index(whole)] = replace(whole, rows=whole.rows + spot.rows)
            rest.remove(spot)
    first = [spot for spot in rest if spot.row == table.rows]
    if _is_rest_of_row(table, first):
        spots = [_longer(spot, first) if spot.row + spot.rows == table.rows else spot for spot in spots]
        rest = [replace(spot, row=spot.row - 1) for spot in rest if spot.row > table.rows]
        repeated += 1
    return replace(table, rows=table.rows + below.rows - repeated, spots=(*spots, *rest))


def _is_rest_of_row(table: Found, first: Sequence[Spot]) -> bool:
    """Whether a page broke a row: what is above says figures, what is here is only the end of its words."""
    last = {spot.column: spot for spot in table.spots if spot.row + spot.rows == table.rows}
    filled = [spot for spot in first if spot.lines]
    return (
        bool(filled)
        and len(filled) < len(last)
        and all(spot.rows == 1 and spot.column in last and last[spot.column].lines for spot in filled)
        and not any(is_value(spot.text) for spot in filled)
        and any(is_value(spot.text) for spot in last.values())
        and any(not it.lines for it in first)
    )


def _longer(spot: Spot, first: Sequence[Spot]) -> Spot:
    return replace(spot, lines=(*spot.lines, *(line for it in first if it.column == spot.column for line in it.lines)))


def as_table(found: Found, number: str, caption: str, unit_note: str) -> Table:
    """The table with its cells; what no line ruled is left as wide as its columns are apart."""
    rows: list[list[Cell]] = [[] for _ in range(found.rows)]
    for spot in _filled(found):
        text = spot.text
        runs = (Text(text),) if text else ()
        rows[spot.row].append(Cell(runs, spot.columns, spot.rows, align="left"))
    header = found.header or header_height(rows)
    marked = [tuple(replace(cell, header=at < header) for cell in row) for at, row in enumerate(rows)]
    return Table(tuple(marked), "", number, caption, header, unit_note=unit_note)


def _filled(found: Found) -> list[Spot]:
    """The cells in order, empty ones where none was found; of two in one place the first."""
    taken: dict[tuple[int, int], Spot] = {}
    for spot in sorted(found.spots, key=lambda spot: (spot.row, spot.column)):
        places = [
            (r, c)
            for r in range(spot.row, spot.row + spot.rows)
            for c in range(spot.column, spot.column + spot.columns)
        ]
        if not any(place in taken for place in places):
            taken |= dict.fromkeys(places, spot)
    everywhere = ((row, column) for row in range(found.rows) for column in range(len(found.edges) - 1))
    spots = {(it.row, it.column): it for it in (taken.get(at, Spot(*at, 1, 1, ())) for at in everywhere)}
    return [spots[at] for at in sorted(spots)]


def _row(found: Found, row: int) -> list[tuple[int, str]]:
    return [(spot.column, spot.text) for spot in found.spots if spot.row == row]


def _repeated(table: Found, below: Found) -> int:
    """How many of the first rows are those with which the table began: its head."""
    count = 0
    while count < min(table.rows, below.rows) - 1 and _row(table, count) == _row(below, count):
        count += 1
    return count if count and not any(is_number(text) for _column, text in _row(table, 0)) else 0
