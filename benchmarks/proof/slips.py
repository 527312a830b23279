"""Slips as people make them, put into printed figures, words of direction and numbers of headings."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from benchmarks.proof.draft import Draft
from benchmarks.proof.known import known_relations
from benchmarks.proof.printed import Edit, Printed, Turn, measure, rounded
from benchmarks.proof.relations import Relation, violated

KINDS = ("digit", "swap", "last_year", "unit", "missing_part", "direction", "numbering")
_BEHIND = {"亿元": "万元", "万元": "元", "万人": "人", "万人次": "人次", "万吨": "吨", "万册": "册", "元": "万元"}


@dataclass(frozen=True, slots=True, eq=False)
class Slip:
    """What was changed. violating: a printed relation fails since. relations: those that fail and hold this piece;
    alone: no other slip stands in them."""

    kind: str
    piece: Printed | Turn
    edit: Edit
    relations: tuple[Relation, ...] = ()
    alone: bool = True

    @property
    def violating(self) -> bool:
        return self.kind == "numbering" or bool(self.relations)


def put_in(draft: Draft, kind: str, count: int, draw: random.Random) -> tuple[dict[int, Edit], list[Slip]]:
    """``count`` slips of one kind, or fewer where the draft has no place for more: the edits, and what they break."""
    relations = known_relations(draft)
    made: dict[int, Slip] = {}
    places = list(_places(draft, kind, relations))
    draw.shuffle(places)
    for piece in places:
        if len(made) == count:
            break
        edit = _edit(kind, piece, relations, draw)
        if edit is not None:
            made[piece.id] = Slip(kind, piece, edit)
    edits = {id_: slip.edit for id_, slip in made.items()}
    failing = [relation for relation in relations if violated(relation, edits)]
    slips = []
    for id_, slip in made.items():
        own = tuple(relation for relation in failing if id_ in relation.members)
        alone = not any(other in edits for relation in own for other in relation.members if other != id_)
        slips.append(Slip(slip.kind, slip.piece, slip.edit, own, alone))
    return edits, slips


def _places(draft: Draft, kind: str, relations: Sequence[Relation]) -> Iterator[Printed | Turn]:
    if kind == "numbering":
        yield from draft.numbers
    elif kind == "direction":
        yield from draft.turns
    elif kind == "missing_part":
        yield from dict.fromkeys(r.figures[0] for r in relations if r.kind == "sum" and len(r.figures) > 2)
    else:
        yield from dict.fromkeys(figure for figure in draft.figures if not figure.hedge)


def _edit(kind: str, piece: Printed | Turn, relations: Sequence[Relation], draw: random.Random) -> Edit | None:
    if isinstance(piece, Turn):
        return _other_number(piece, draw) if kind == "numbering" else Edit(piece.other) if piece.other else None
    match kind:
        case "digit":
            return _digit(piece, draw)
        case "swap":
            return _swap(piece, draw)
        case "last_year":
            return Edit(piece.last) if piece.last and piece.last != piece.number else None
        case "unit":
            return _unit(piece, draw)
        case "missing_part":
            return _missing(piece, relations, draw)
    raise ValueError(kind)


def _digit(piece: Printed, draw: random.Random) -> Edit | None:
    places = [at for at, c in enumerate(piece.number) if c.isdigit()]
    at = draw.choice(places)
    others = [
        c for c in "0123456789" if c != piece.number[at] and not (c == "0" and at == places[0] and len(places) > 1)
    ]
    return Edit(piece.number[:at] + draw.choice(others) + piece.number[at + 1 :])


def _swap(piece: Printed, draw: random.Random) -> Edit | None:
    n = piece.number
    places = [
        at
        for at in range(len(n) - 1)
        if n[at : at + 2].isdigit() and n[at] != n[at + 1] and not (n[at + 1] == "0" and at == 0)
    ]
    if not places:
        return None
    at = draw.choice(places)
    return Edit(n[:at] + n[at + 1] + n[at] + n[at + 2 :])


def _unit(piece: Printed, draw: random.Random) -> Edit | None:
    """Ten or a hundred times, or a tenth; ten thousand times where the unit is printed behind the figure."""
    if piece.unit in _BEHIND and draw.random() < 0.4:
        return Edit(piece.number, _BEHIND[piece.unit])
    decimals = len(piece.number.partition(".")[2])
    value = Fraction(piece.number.replace(",", ""))
    if not value:
        return None
    factor = draw.choice((Fraction(10), Fraction(100), Fraction(1, 10)))
    counted = measure(piece.unit or piece.measured)[1]
    if counted and not decimals:
        if (value * factor).denominator != 1:
            factor = Fraction(10)
        return Edit(rounded(value * factor, 0))
    places = max(0, decimals + (1 if factor < 1 else -1 if factor == 10 else -2))
    return Edit(rounded(value * factor, places))


def _missing(piece: Printed, relations: Sequence[Relation], draw: random.Random) -> Edit | None:
    """The total without one of its parts."""
    listed = [r for r in relations if r.kind == "sum" and r.figures[0] is piece]
    part = draw.choice(listed[0].figures[1:])
    scale, other = measure(piece.unit or piece.measured)[0], measure(part.unit or part.measured)[0]
    decimals = len(piece.number.partition(".")[2])
    left = Fraction(piece.number.replace(",", "")) - Fraction(part.number.replace(",", "")) * other / scale
    return Edit(rounded(left, decimals)) if left > 0 and Fraction(part.number.replace(",", "")) else None


def _other_number(piece: Turn, draw: random.Random) -> Edit | None:
    """The last number one or two too high, or the same as the one before."""
    head = piece.text.rstrip("0123456789")
    last = int(piece.text[len(head) :] or 0)
    new = last + draw.choice((1, 2, -1) if last > 1 else (1, 2))
    return Edit(f"{head}{new}")
