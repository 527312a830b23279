"""Locations: one notion for where a figure stands and where a fact comes from."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote

_SAFE = "/ ()（）“”·—,，"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A place, printable and parseable.

    container: a file (relative to its folder) or a round's path, with ``/``. address: the place in it,
    led by ``#`` (a cell 表3!D12, a document's block) or ``?`` (records that were counted), or empty.

        workbooks/school-03.xlsx#表3!D12
        records/graduates.csv?school=03&status=placed
        report.docx#h17(2.4.4)/p2[14:18]
    """

    container: str
    address: str = ""

    def __str__(self) -> str:
        escaped = "".join(quote(c) if c in "#?%" else c for c in self.container)
        return escaped + self.address

    @property
    def sheet(self) -> str:
        """The sheet of a cell's location, else empty."""
        return self.address[1:].rpartition("!")[0] if self.address.startswith("#") else ""

    @property
    def cell(self) -> str:
        """The cell reference (D12) of a cell's location, else empty."""
        return self.address[1:].rpartition("!")[2] if "!" in self.address else ""


def cell(container: str, sheet: str, reference: str) -> Location:
    """The cell ``reference`` (D12) of ``sheet``; a whole sheet where reference is empty."""
    return Location(container, f"#{sheet}!{reference}" if reference else f"#{sheet}!")


def record(container: str, **selection: str) -> Location:
    """The records of a file that a count was made of, by field and value."""
    return Location(container, "?" + "&".join(f"{k}={quote(v, safe=_SAFE)}" for k, v in selection.items()))


def text_span(container: str, block: str, span: tuple[int, int] | None = None) -> Location:
    """A block of a document (h17(2.4.4)/p2), or the characters span[0]:span[1] of its text."""
    return Location(container, f"#{block}" + (f"[{span[0]}:{span[1]}]" if span else ""))


def parse_location(text: str) -> Location:
    """The Location that ``str`` of it printed."""
    ends = [i for i in (text.find("#"), text.find("?")) if i >= 0]
    end = min(ends, default=len(text))
    return Location(unquote(text[:end]), text[end:])
