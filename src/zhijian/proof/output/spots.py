"""Where findings and the figures they speak of stand, in the words of the document."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from zhijian.document import Case, Document, Figure, Heading, ListBlock, Paragraph, Table, as_read, plain_text
from zhijian.document.grid import placed
from zhijian.findings import Finding, Location
from zhijian.messages import _
from zhijian.proof.order import Reading, span_of
from zhijian.proof.output.proofed import Spot
from zhijian.proof.walk import Place, runs_of

_LONGEST_QUOTE = 120
_ENDS = "。；！？\n"


def spots_of(document: Document, findings: Iterable[Finding]) -> dict[str, Spot]:
    """The spot of every location in ``findings``, by the location as printed."""
    reading = Reading(document)
    found: dict[str, Spot] = {}
    for finding in findings:
        figures, suspects = (figure.location for figure in finding.figures), (s.location for s in finding.suspects)
        for location in (finding.location, *figures, *suspects):
            if location is not None and str(location) not in found:
                found[str(location)] = _on_page(_spot(reading, location), reading.page(location))
    return found


def _on_page(spot: Spot, page: int) -> Spot:
    """The spot with its page, where the format has pages that stay as they are."""
    if not page:
        return spot
    return replace(spot, section="，".join(filter(None, (spot.section, _("第{page}页", page=page)))))


def _spot(reading: Reading, location: Location) -> Spot:
    place = reading.place(location)
    if place is None:
        return Spot()
    section = _section(place, location)
    match place.block:
        case Paragraph() | ListBlock():
            runs = runs_of(place.block)
            span = span_of(location)
            meant = as_read(runs, span) if span else None
            return Spot(section) if span and not meant else Spot(section, *_sentence(plain_text(runs), meant))
        case Heading(number=number, runs=runs):
            return Spot(section, f"{number} {plain_text(runs)}".strip())
        case Table() as table:
            return Spot(section, *_row(table, location))
        case Figure(number=number, caption=title) | Case(number=number, title=title):
            return Spot(section, f"{number} {title}".strip())
        case _:
            return Spot(section)


def _section(place: Place, location: Location) -> str:
    block = place.block
    if isinstance(block, Table | Figure):
        named = " ".join(part for part in (block.number, block.caption) if part)
        return named or _("第{n}张表", n=_ordinal(location))
    if isinstance(block, Heading):
        return f"{block.number} {plain_text(block.runs)}".strip()
    above = f"{place.section} {place.heading}".strip()
    case = (block.title if isinstance(block, Case) else place.case_title) if place.in_case else ""
    number = re.match(r"#case\d+\((.+?)\)", location.address)
    return "，".join(part for part in (above, number[1] if number and case else case) if part)


def _ordinal(location: Location) -> str:
    head = location.address.lstrip("#").partition("/")[0].partition("(")[0]
    return "".join(c for c in head if c.isdigit())


def _sentence(text: str, span: tuple[int, int] | None) -> tuple[str, tuple[int, int]]:
    """The sentence around the span, clauses enough around it where it is long; without a span the beginning."""
    start, end = span or (0, 0)
    first = max((text.rfind(mark, 0, start) for mark in _ENDS), default=-1) + 1
    last = min((i for i in (text.find(mark, end) for mark in _ENDS) if i >= 0), default=len(text) - 1) + 1
    lead = trail = ""
    if last - first > _LONGEST_QUOTE:
        earliest, latest = max(first, start - _LONGEST_QUOTE // 2), min(last, end + _LONGEST_QUOTE // 2)
        lead, trail = "……" if earliest > first else "", "……" if latest < last else ""
        first, last = earliest, latest
    while first < start and text[first].isspace():
        first += 1
    quote = lead + text[first:last].rstrip() + trail
    at = len(lead) - first
    return quote, (start + at, end + at) if span else (0, 0)


def _row(table: Table, location: Location) -> tuple[str, tuple[int, int]]:
    """The cells of the row, the one that is meant marked: 专任教师总数｜人｜1870｜1903."""
    address = location.address.partition("[")[0]
    cells = [(row, cell) for row, _column, cell in placed(table.rows)]
    wanted = next((row for row, cell in cells if cell.location and cell.location.address == address), None)
    if wanted is None:
        return table.number or table.caption, (0, 0)
    quote, mark = "", (0, 0)
    for row, cell in cells:
        text = " ".join(plain_text(cell.runs).split())
        if row == wanted and text:
            quote += "｜" if quote else ""
            if cell.location and cell.location.address == address:
                mark = (len(quote), len(quote) + len(text))
            quote += text
    return quote, mark
