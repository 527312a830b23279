"""Shares of a whole that a paragraph before states: 现有专任教师1443人。 双师型教师335人，占专任教师的23.22%; 正高级208人、副高级349人，
分别占17.82%、29.91%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhijian.proof.claims.borne_out import fits, lists_of, whole_of
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.saying import quotient
from zhijian.proof.claims.whole_of import is_named, whole_of_share
from zhijian.proof.shapes import Figure, Relation

_LIKELY = Fraction(8, 10)
_FEWEST = 2  # shares that must agree before others are held to the same whole
_FINE = 1000  # four digits of a share meet a wrong whole by no accident
_NEAR = 4  # paragraphs before, where the share does not name what it is of


@dataclass(frozen=True, slots=True)
class _Whole:
    said: Said
    figure: Figure
    at: int


@dataclass(frozen=True, slots=True)
class _Share:
    """A share without a whole in its own paragraph, and the value that it stands beside."""

    said: Said
    part: Said
    figures: tuple[Figure, Figure]
    at: int


def shares_of_paragraphs_before(passages: Sequence[Passage]) -> Iterator[Relation]:
    """Shares of wholes that two of them or more bear out."""
    wholes = [
        _Whole(said, passage.figures[n], at) for at, passage in enumerate(passages) for n, said in _wholes(passage)
    ]
    named: dict[str, list[_Share]] = {}
    lists: list[list[_Share]] = []
    for at, passage in enumerate(passages):
        free = {share.said.number: share for share in _without_whole(at, passage)}
        for share in free.values():
            if share.said.of:
                named.setdefault(share.said.of, []).append(share)
        bare = [share.said for share in free.values() if not share.said.of]
        lists += [
            [free[each.number] for each in group] for group in lists_of(bare) if whole_of(group, passage.said) is None
        ]
    for of, shares in named.items():
        yield from _named(shares, [whole for whole in wholes if is_named(whole.said, of)])
    yield from _listed(lists, wholes)


def _wholes(passage: Passage) -> Iterator[tuple[int, Said]]:
    bases = {each.base.number for each in passage.said if each.role == "share" and each.base is not None}
    for number, each in enumerate(passage.said):
        stands = each.role == "value" and not each.percent and each.head is None
        if stands and not (each.planned or each.origin or number in bases or passage.figures[number].scope):
            yield number, each


def _without_whole(at: int, passage: Passage) -> Iterator[_Share]:
    for each in passage.said if not passage.place.in_case else ():
        part = each.base
        if each.role != "share" or each.mention.quantity.unit.symbol != "%" or part is None or part.head is not None:
            continue
        if part.role == "value" and not part.percent and whole_of_share(each, part, passage.said) is None:
            yield _Share(each, part, (passage.figures[part.number], passage.figures[each.number]), at)


def _named(shares: Sequence[_Share], wholes: Sequence[_Whole]) -> Iterator[Relation]:
    best: list[_Share] = []
    of: _Whole | None = None
    kept = 0
    for whole in wholes:
        held = [share for share in shares if _may_be_of(share, whole)]
        fitting = sum(fits(share.part, whole.said, share.said) for share in held)
        if fitting >= max(kept, _FEWEST) and 2 * fitting > len(held):
            best, of, kept = held, whole, fitting
    for share in best:
        if of is not None:
            yield quotient("share", (share.figures[0], of.figure, share.figures[1]), _LIKELY)


def _listed(lists: Sequence[list[_Share]], wholes: Sequence[_Whole]) -> Iterator[Relation]:
    """Lists of shares without a name for their whole, near a figure that all members of one of them are shares of."""
    for whole in wholes:
        near = [held for held in lists if held[0].at - whole.at <= _NEAR and all(_may_be_of(s, whole) for s in held)]
        counts = [sum(fits(share.part, whole.said, share.said) for share in held) for held in near]
        borne_out = any(
            count == len(held) and sum(share.said.mention.quantity.mantissa >= _FINE for share in held) >= _FEWEST
            for held, count in zip(near, counts, strict=True)
        )
        for held, count in zip(near, counts, strict=True):
            if borne_out and count >= max(len(held) - 1, 1):
                for share in held:
                    yield quotient("share", (share.figures[0], whole.figure, share.figures[1]), _LIKELY)


def _may_be_of(share: _Share, whole: _Whole) -> bool:
    periods = {share.part.period, whole.said.period} - {""}
    alike = share.part.counts_like(whole.said) and share.part.subject == whole.said.subject
    return whole.at < share.at and alike and len(periods) < 2 and whole.figure.in_case == share.figures[0].in_case
