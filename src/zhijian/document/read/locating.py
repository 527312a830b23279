"""Fills in where each block of a document stands, in one way for every format that is read; see places.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from zhijian.document.blocks import Block, Case, Cell, Document, Figure, Heading, PageBreak, Table, Toc
from zhijian.document.grid import placed
from zhijian.document.read.places import Places, cell_of


def located(document: Document, container: str) -> Document:
    """``document`` with the location of every block and cell; container: the file, as findings shall name it.

    A cell is named by its row and by the first column of the table's grid that it stands in, so that c4 is the
    fourth column whatever is merged before it.
    """
    return replace(document, blocks=tuple(_located(document.blocks, Places(container))))


def pairs(before: Iterable[Block], after: Iterable[Block]) -> Iterator[tuple[Block, Block]]:
    """Each block as it was and as it is ``located``, those within cases too."""
    for one, other in zip(before, after, strict=True):
        yield one, other
        if isinstance(one, Case) and isinstance(other, Case):
            yield from pairs(one.blocks, other.blocks)


def _located(blocks: Iterable[Block], places: Places) -> Iterator[Block]:
    for block in blocks:
        match block:
            case Heading(number=number):
                yield replace(block, location=places.heading(number))
            case Table():
                yield _table(block, places)
            case Figure(number=number):
                yield replace(block, location=places.figure(number))
            case Case(number=number):
                place = places.begin_case(number)
                inside = tuple(_located(block.blocks, places))
                places.end_case()
                yield replace(block, blocks=inside, location=place)
            case PageBreak() | Toc():
                yield block
            case _:
                yield replace(block, location=places.paragraph())


def _table(table: Table, places: Places) -> Table:
    place = places.table(table.number)
    rows: list[list[Cell]] = [[] for _ in table.rows]
    for row, column, cell in placed(table.rows):
        rows[row].append(replace(cell, location=cell_of(place, row + 1, column + 1)))
    return replace(table, rows=tuple(tuple(row) for row in rows), location=place)
