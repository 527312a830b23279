"""From a place in a document that was read from a DOCX back to the elements of the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from zhijian.document.blocks import Block, Heading, ListBlock, Paragraph, Table, plain_text
from zhijian.document.read.docx.archive import Archive, W
from zhijian.document.read.docx.reader import read_archive
from zhijian.document.read.docx.tables import cells_of
from zhijian.document.read.locating import located, pairs
from zhijian.findings import Location

Characters = list[tuple[Any, str]]
"""Elements (w:t, w:tab, w:br …) with the characters that they stand for; None stands between two paragraphs."""


class Origins:
    """root: the element of the body's part, which may be changed so long as its text stays the same."""

    def __init__(self, archive: Archive, container: str) -> None:
        document, self._assembler = read_archive(archive)
        self.root: Any = self._assembler.root
        self._blocks: dict[str, tuple[Block, list[Any]]] = {}
        for before, after in pairs(document.blocks, located(document, container).blocks):
            if before.location is not None and after.location is not None:
                elements = [self._assembler.elements[int(n)] for n in before.location.address[1:].split(",")]
                self._blocks[after.location.address] = after, elements

    def at(self, location: Location) -> list[tuple[Any, int, int]]:
        """The elements that the location means, each with the first and last of its characters that it means.

        Those of a whole paragraph, cell or caption where the location names no characters; empty where there is
        no such place or no text.
        """
        address, _bracket, span = location.address.partition("[")
        text, characters = self._found(address)
        whole = "".join(written for _element, written in characters)
        start, end = 0, len(whole)
        if span:
            first, _colon, last = span.rstrip("]").partition(":")
            lead = (
                max(whole.rfind(text), 0) if text else 0
            )  # before the words of a heading or caption stands its number
            start, end = lead + int(first), lead + int(last)
        return list(_slices(characters, start, end))

    def _found(self, address: str) -> tuple[str, Characters]:
        if address in self._blocks:
            block, elements = self._blocks[address]
            if isinstance(block, Table):  # its caption, else its first cell
                inside = elements[1:] or list(elements[0].iter(f"{W}p"))[:1]
                return "", self._characters(inside)
            return _text(block), self._characters(elements)
        table, row, column = _cell(address)
        if table in self._blocks:
            for at, first, cell in cells_of(self._blocks[table][1][0]):
                if (at + 1, first + 1) == (row, column):
                    return "", self._characters(cell.iter(f"{W}p"))
        return "", []

    def _characters(self, paragraphs: Iterable[Any]) -> Characters:
        found: Characters = []
        for number, paragraph in enumerate(paragraphs):
            if number:
                found.append((None, "\n"))
            found += self._assembler.characters(paragraph)
        return found


def _slices(characters: Characters, start: int, end: int) -> Iterator[tuple[Any, int, int]]:
    at = 0
    for element, written in characters:
        first, last = max(start - at, 0), min(end - at, len(written))
        at += len(written)
        if element is not None and first < last:
            yield element, first, last


def _text(block: Block) -> str:
    match block:
        case Heading(runs=runs) | Paragraph(runs=runs):
            return plain_text(runs)
        case ListBlock(items=items):
            return "\n".join(plain_text(item) for item in items)
        case _:
            return ""


def _cell(address: str) -> tuple[str, int, int]:
    """Table, row and column, from 1, of a cell's address: #t9(表6)/r7/c4."""
    table, _slash, rest = address.rpartition("/r")
    row, _slash, column = rest.partition("/c")
    return (table, int(row), int(column)) if row.isdigit() and column.isdigit() else ("", 0, 0)
