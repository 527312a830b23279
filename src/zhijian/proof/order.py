"""Findings in the order in which a reader meets them, and the block that each stands in."""

from __future__ import annotations

from collections.abc import Iterable

from zhijian.document import Document
from zhijian.findings import Finding, Location
from zhijian.proof.walk import Place, walk


class Reading:
    """The blocks of a document by where they stand."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places: dict[str, Place] = {}
        for place in walk(document):
            location: Location | None = getattr(place.block, "location", None)
            if location is not None:
                self._places[location.address] = place

    def place(self, location: Location | None) -> Place | None:
        """The block that ``location`` is in: a cell is in its table; None where it is not of this document."""
        address = location.address.partition("[")[0] if location else ""
        while address and address not in self._places:
            address = address.rpartition("/")[0]
        return self._places.get(address)

    def page(self, location: Location | None) -> int:
        """The page on which the block begins that ``location`` is in, from 1; 0 where the format has none."""
        place = self.place(location)
        return self._document.page_of(getattr(place.block, "location", None)) if place else 0

    def sorted(self, findings: Iterable[Finding]) -> list[Finding]:
        """In reading order; findings of the whole document first."""
        return sorted(findings, key=lambda finding: self._position(finding.location))

    def _position(self, location: Location | None) -> tuple[int, tuple[int, ...]]:
        place = self.place(location)
        if place is None or location is None:
            return -1, ()
        block = place.block.location
        rest = location.address[len(block.address) if block else 0 :]
        numbers = "".join(c if c.isdigit() else " " for c in rest.partition(":")[0]).split()
        return place.index, tuple(int(number) for number in numbers)


def span_of(location: Location | None) -> tuple[int, int] | None:
    """The characters that a location points at in its block or cell."""
    _, found, span = (location.address if location else "").partition("[")
    start, colon, end = span.rstrip("]").partition(":")
    return (int(start), int(end)) if found and colon and start.isdigit() and end.isdigit() else None
