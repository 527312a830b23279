"""The running text of a document piece by piece, each with where it stands and where characters of it stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhijian.document import (
    Case,
    Document,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    as_it_stands,
    plain_text,
)
from zhijian.findings import Location
from zhijian.proof.walk import runs_of, walk


@dataclass(frozen=True, slots=True)
class Piece:
    """kind: heading | paragraph | item | cell | caption.

    runs: those of the block, empty where its characters cannot be pointed at; lead: how many of their characters
    stand before the piece.
    """

    text: str
    location: Location | None
    kind: str
    section: str = ""
    runs: tuple[Run, ...] = ()
    lead: int = 0

    def at(self, start: int, end: int) -> Location | None:
        """The location of some of its characters, as they stand in the file."""
        if self.location is None or not self.runs:
            return self.location
        first, last = as_it_stands(self.runs, (self.lead + start, self.lead + end))
        return Location(self.location.container, f"{self.location.address}[{first}:{last}]")

    def around(self, start: int, end: int) -> str:
        """The clause or sentence in which these characters stand, for quoting."""
        first = max((self.text.rfind(mark, 0, start) for mark in "。；！？\n"), default=-1) + 1
        ends = [i for i in (self.text.find(mark, end) for mark in "。；！？\n") if i >= 0]
        return self.text[first : min(ends, default=len(self.text)) + 1].strip()


def pieces(document: Document) -> Iterator[Piece]:
    """Every piece of text in reading order."""
    for place in walk(document):
        match place.block:
            case Heading(runs=runs, location=location):
                yield Piece(plain_text(runs), location, "heading", place.section, runs)
            case Paragraph(runs=runs, location=location):
                yield Piece(plain_text(runs), location, "paragraph", place.section, runs)
            case ListBlock(items=items, location=location):
                lead = 0
                for item in items:
                    text = plain_text(item)
                    yield Piece(text, location, "item", place.section, runs_of(place.block), lead)
                    lead += len(text) + 1
            case Table(caption=caption, rows=rows, location=location):
                yield Piece(caption, location, "caption", place.section)
                for row in rows:
                    for cell in row:
                        yield Piece(plain_text(cell.runs), cell.location, "cell", place.section, cell.runs)
            case Figure(caption=caption, location=location):
                yield Piece(caption, location, "caption", place.section)
            case Case(title=title, location=location):
                yield Piece(title, location, "caption", place.section)
            case _:
                continue


def is_plain_text(location: Location | None) -> bool:
    """Whether the file has lost its layout, so that a missing title may be the fault of whoever saved it as text."""
    return location is not None and location.container.lower().endswith(".txt")
