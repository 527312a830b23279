"""The running text of a document piece by piece, each with where it stands and where characters of it stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhijian.document import Case, Document, Figure, Heading, ListBlock, Paragraph, Table, plain_text
from zhijian.findings import Location
from zhijian.proof.walk import walk


@dataclass(frozen=True, slots=True)
class Piece:
    """kind: heading | paragraph | item | cell | caption. spans: whether characters can be pointed at."""

    text: str
    location: Location | None
    kind: str
    section: str = ""
    spans: bool = True

    def at(self, start: int, end: int) -> Location | None:
        """The location of some of its characters."""
        if self.location is None or not self.spans:
            return self.location
        return Location(self.location.container, f"{self.location.address}[{start}:{end}]")

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
                yield Piece(plain_text(runs), location, "heading", place.section)
            case Paragraph(runs=runs, location=location):
                yield Piece(plain_text(runs), location, "paragraph", place.section)
            case ListBlock(items=items, location=location):
                for item in items:
                    yield Piece(plain_text(item), location, "item", place.section, spans=False)
            case Table(caption=caption, rows=rows, location=location):
                yield Piece(caption, location, "caption", place.section, spans=False)
                for row in rows:
                    for cell in row:
                        yield Piece(plain_text(cell.runs), cell.location, "cell", place.section)
            case Figure(caption=caption, location=location):
                yield Piece(caption, location, "caption", place.section, spans=False)
            case Case(title=title, location=location):
                yield Piece(title, location, "caption", place.section, spans=False)
            case _:
                continue


def is_plain_text(location: Location | None) -> bool:
    """Whether the file has lost its layout, so that a missing title may be the fault of whoever saved it as text."""
    return location is not None and location.container.lower().endswith(".txt")
