"""Where the pieces of a draft stand in the document that was read from its file, found by their surroundings alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhijian.document import (
    Block,
    BoundFigure,
    Case,
    Document,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    as_it_stands,
    plain_text,
)
from zhijian.findings import Location

_WIDTHS = (400, 60, 30, 16, 10, 6)


@dataclass(frozen=True, slots=True)
class Place:
    """An address without its span, and the span of characters; None where all of it is meant."""

    address: str
    span: tuple[int, int] | None = None

    def meets(self, other: Place) -> bool:
        if self.address != other.address:
            return False
        if self.span is None or other.span is None:
            return True
        return self.span[0] < other.span[1] and other.span[0] < self.span[1]


def place_of(location: Location | None) -> Place | None:
    if location is None:
        return None
    found = re.fullmatch(r"(.*?)(?:\[(\d+):(\d+)\])?", location.address)
    if found is None:
        return None
    return Place(found[1], (int(found[2]), int(found[3])) if found[2] else None)


@dataclass(frozen=True, slots=True)
class _Spot:
    """A piece in the draft's document: text of its block or row, and where it stands in it, blanks left out."""

    anchor: str
    before: str
    text: str
    after: str
    row: tuple[str, ...] = ()
    column: int = -1


def places(written: Document, read: Document) -> dict[str, Place]:
    """By anchor, the place of every piece of ``written`` that can be found in ``read``."""
    texts = [(_squeezed(plain_text(runs)), runs, location) for runs, location in _texts(read)]
    rows = [(tuple(t for t, _ in row), row) for row in _rows(read)]
    found: dict[str, Place] = {}
    at_text, at_row = 0, 0
    for spot in _spots(written):
        if spot.row:
            hits = [n for n in range(len(rows)) if rows[n][0] == spot.row]
            if hits:
                best = min(hits, key=lambda n: (n < at_row, n))
                at_row = best
                location = rows[best][1][spot.column][1]
                if location is not None:
                    found[spot.anchor] = Place(location.address)
                continue
        hit = _in_texts(spot, texts, at_text)
        if hit is not None:
            at_text, start = hit
            _squeezed_text, runs, location = texts[at_text]
            span = _stretched(plain_text(runs), start, start + len(spot.text))
            if location is not None:
                found[spot.anchor] = Place(location.address, as_it_stands(runs, span))
    found |= _numbers(written, read)
    return found


def _in_texts(
    spot: _Spot, texts: list[tuple[str, tuple[Run, ...], Location | None]], near: int
) -> tuple[int, int] | None:
    for width in _WIDTHS:
        before = spot.before[-width:] if width else ""
        wanted = before + spot.text + spot.after[:width]
        hits = [(n, at) for n, (text, _r, _l) in enumerate(texts) if (at := text.find(wanted)) >= 0]
        if hits:
            n, at = min(hits, key=lambda hit: (hit[0] < near, abs(hit[0] - near)))
            return n, at + len(before)
    return None


def _spots(document: Document) -> Iterator[_Spot]:
    for block in _every(document.blocks):
        match block:
            case Paragraph(runs) | Heading(runs=runs):
                yield from _spots_in(runs)
            case ListBlock(items):
                for item in items:
                    yield from _spots_in(item)
            case Table(rows):
                for row in rows:
                    texts = [_squeezed(plain_text(cell.runs)) for cell in row]
                    full = tuple(text for text in texts if text)
                    for at, cell in enumerate(row):
                        for spot in _spots_in(cell.runs):
                            yield _Spot(spot.anchor, "", spot.text, "", full, len([t for t in texts[:at] if t]))


def _spots_in(runs: tuple[Run, ...]) -> Iterator[_Spot]:
    for at, run in enumerate(runs):
        if isinstance(run, BoundFigure) and run.anchor.startswith("z-"):
            before, after = _squeezed(plain_text(runs[:at])), _squeezed(plain_text(runs[at + 1 :]))
            yield _Spot(run.anchor, before, _squeezed(run.text), after)


def _numbers(written: Document, read: Document) -> dict[str, Place]:
    """Headings, tables and cases with a number: by number and words, in order."""

    def named(document: Document) -> Iterator[tuple[tuple[str, str], Block]]:
        for block in _every(document.blocks):
            if isinstance(block, Heading) and block.number:
                yield (block.number, _squeezed(plain_text(block.runs))), block
            elif isinstance(block, Table) and block.number:
                yield (block.number, _squeezed(block.caption)), block
            elif isinstance(block, Case) and block.number:
                yield (block.number, _squeezed(block.title)), block

    there: dict[tuple[str, str], list[Block]] = {}
    for key, block in named(read):
        there.setdefault(key, []).append(block)
    found = {}
    for key, block in named(written):
        hits = there.get(key, [])
        if hits:
            location = hits.pop(0).location  # type: ignore[union-attr]
            if location is not None:
                found[block.anchor] = Place(location.address)  # type: ignore[union-attr]
    return found


def _texts(document: Document) -> Iterator[tuple[tuple[Run, ...], Location | None]]:
    for block in _every(document.blocks):
        if isinstance(block, Paragraph | Heading):
            yield block.runs, block.location
        elif isinstance(block, ListBlock):
            from zhijian.proof.walk import runs_of

            yield runs_of(block), block.location


def _rows(document: Document) -> Iterator[list[tuple[str, Location | None]]]:
    for block in _every(document.blocks):
        if isinstance(block, Table):
            for row in block.rows:
                cells = [(_squeezed(plain_text(cell.runs)), cell.location) for cell in row]
                yield [(text, location) for text, location in cells if text]


def _every(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Case):
            yield from _every(block.blocks)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text).replace("∶", ":").replace("：", ":")


def _stretched(text: str, start: int, end: int) -> tuple[int, int]:
    """The span in ``text`` of characters ``start`` to ``end`` of it without blanks."""
    at = [n for n, character in enumerate(text) if not character.isspace()]
    return at[start], at[end - 1] + 1
