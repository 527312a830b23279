"""References to tables, figures, cases and sections that the document does not have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from zhijian.findings import Finding, finding
from zhijian.proof.form.marks import Mark, labelled
from zhijian.proof.form.numbering import Called
from zhijian.proof.form.texts import Piece

_SECTION = re.compile(r"(?:见|参见|详见|如|按)(?:本报告|本文|前文|后文)?第?\s*(\d+(?:\.\d+)+)\s*(?:节|小节|部分)")
_ELSEWHERE = re.compile(r"[》”](?:中|的|之|里|所附|附件)?[^。，；]{0,6}$|附件\d*[^。，；]{0,4}$")


def check_references(
    pieces: Sequence[Piece], marks: Sequence[Mark], known: AbstractSet[Called] = frozenset()
) -> Iterator[Finding]:
    """ZJ607: 见图3-2, where there is no such figure. known: what is told to be missing already."""
    for called, piece, start, end in _to_nothing(pieces, marks):
        if called not in known:
            yield _missing(piece, start, end)


def absent(pieces: Sequence[Piece], marks: Sequence[Mark]) -> set[Called]:
    """What the text refers to though it is not there."""
    return {called for called, *_ in _to_nothing(pieces, marks)}


def _to_nothing(pieces: Sequence[Piece], marks: Sequence[Mark]) -> Iterator[tuple[Called, Piece, int, int]]:
    """References that lead nowhere. Silent on kinds of things that the document does not number."""
    there = {(mark.label, mark.number) for mark in marks}
    shapes = {(label, len(number)) for label, number in there}
    sections = {mark.number for mark in marks if not mark.label}
    own = {id(mark.location) for mark in marks if mark.location is not None}
    for piece in pieces:
        if piece.kind not in {"paragraph", "item"} or id(piece.location) in own:
            continue
        for start, end, label, number in labelled(piece.text):
            known = (label, len(number)) in shapes
            if known and (label, number) not in there and not _ELSEWHERE.search(piece.text[:start]):
                yield (label, number), piece, start, end
        for found in _SECTION.finditer(piece.text):
            number = tuple(int(part) for part in found[1].split("."))
            if sections and not any(known[: len(number)] == number for known in sections):
                yield ("", number), piece, *found.span(1)


def _missing(piece: Piece, start: int, end: int) -> Finding:
    text = piece.text[start:end]
    return finding("ZJ607", piece.at(start, end), found=text, quote=piece.around(start, end), subject=text)
