"""Shares whose whole stands in a paragraph before: named (占专任教师的45.1%), or not even named (其中女生…，占43.6%)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction

from zhijian.proof.claims.borne_out import likely, lists_of, whole_of
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.saying import quotient
from zhijian.proof.shapes import Figure, Relation

_LESS = Fraction(7, 10)
_COUNTED = re.compile(r"(?:总人数|总数|人数|总量|总额|总)$")
_SHORTEST = 2

Key = tuple[str, str, str]
"""A measure, of whom, when."""


def shares_of_paragraphs_before(passages: Sequence[Passage], done: Collection[int]) -> Iterator[Relation]:
    """The shares that their own paragraph does not explain. done: the ids of the figures of those that it does.

    A whole that is only guessed is held to a share where it gives it, or would but for one slip.
    """
    known: dict[Key, list[tuple[Said, Figure]]] = {}
    before: Passage | None = None
    for passage in passages:
        if not passage.place.in_case:
            open_shares = [each for each in _shares(passage) if passage.figures[each.number].id not in done]
            for share in open_shares:
                yield from _named(share, passage, known)
            if before is not None and before.place.index == passage.place.index - 1:
                yield from _unnamed([share for share in open_shares if not share.of], before, passage)
            for each, figure in zip(passage.said, passage.figures, strict=True):
                if _stands(each):
                    known.setdefault(_key(each.measure, each), []).append((each, figure))
        before = passage


def _shares(passage: Passage) -> Iterator[Said]:
    for each in passage.said:
        percent = each.role == "share" and each.mention.quantity.unit.symbol == "%" and not each.planned
        if percent and each.base is not None and each.base.role == "value" and not each.base.percent:
            yield each


def _stands(each: Said) -> bool:
    counts = each.role == "value" and not (each.percent or each.planned or each.origin or each.aside or each.scope)
    return counts and each.mention.quantity.high is not None


def _key(measure: str, each: Said) -> Key:
    return _COUNTED.sub("", measure) or measure, each.subject, each.period


def _named(share: Said, passage: Passage, known: dict[Key, list[tuple[Said, Figure]]]) -> Iterator[Relation]:
    part = share.base
    if part is None or len(share.of) < _SHORTEST:
        return
    every = known.get(_key(share.of, part), [])
    values = {each.mention.quantity.in_base for each, _figure in every}
    if len(values) == 1 and every[-1][0].same_unit(part) and likely(part, every[-1][0], share):
        yield _relation(part, share, passage, every[-1][1])


def _unnamed(shares: Sequence[Said], before: Passage, passage: Passage) -> Iterator[Relation]:
    """全市在校生32418人。 其中农村户籍18654人，占57.5%；女生14126人，占43.6%: of a figure of the paragraph before."""
    for listed in lists_of([share for share in shares if share.base is not None and share.base.head is None]):
        whole = whole_of(listed, [each for each in before.said if each.head is None])
        for share in listed if whole is not None else ():
            if whole is not None and share.base is not None:
                yield _relation(share.base, share, passage, before.figures[whole.number])


def _relation(part: Said, share: Said, passage: Passage, whole: Figure) -> Relation:
    return quotient("share", (passage.figures[part.number], whole, passage.figures[share.number]), _LESS)
