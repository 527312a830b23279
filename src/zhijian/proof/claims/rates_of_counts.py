"""Rates named for what part of something they are: 就业率 of 毕业生 and 就业, 不良率 of 不良贷款余额 and 贷款余额."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.proof.claims.borne_out import likely
from zhijian.proof.claims.said import Said, near
from zhijian.proof.claims.saying import printed, quotient
from zhijian.proof.shapes import Figure, Relation

_LIKELY, _LESS = Fraction(8, 10), Fraction(7, 10)
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)率$")
_ALL = "(?:各项|全部|总)?"
_SHORTEST = 2


def rate_relations(rate: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """The rate as the quotient of what it is named for and what that is a part of."""
    found = _RATE.search(rate.measure)
    if found is None:
        return
    before = [
        other
        for other in near(every, rate.number, after=False)
        if other.role == "value" and other.period == rate.period and not (other.percent or other.origin or other.aside)
    ]
    here = [other for other in before if other.sentence == rate.sentence]
    terms = _named(found["stem"], here) or _of_a_kind(found["stem"], here, before)
    confidence = _LIKELY
    if terms is None:
        terms, confidence = _beside(found["stem"], rate, here), _LESS
    if terms is not None:
        yield quotient("share", printed(figures, *terms, rate), confidence)


def _named(stem: str, here: Sequence[Said]) -> tuple[Said, Said] | None:
    """毕业生10726人，就业10469人，就业率97.6%: the count that has the name, and the only one before it."""
    counts = [other for other in here if other.mention.quantity.unit.count]
    part = next((other for other in reversed(counts) if stem[-2:] in other.measure), None)
    if part is None:
        return None
    wholes = _wholes(part, counts)
    return (part, wholes[0]) if len(wholes) == 1 and not _exceeds(part, wholes[0]) else None


def _of_a_kind(stem: str, here: Sequence[Said], before: Sequence[Said]) -> tuple[Said, Said] | None:
    """贷款余额314.82亿元。不良贷款余额4.10亿元，不良率1.30%: of all that the part is a kind of, by its name."""
    for part in reversed(here):
        kind = part.measure.removeprefix(stem)
        if kind == part.measure or len(kind) < _SHORTEST:
            continue
        wholes = [o for o in before if o.same_unit(part) and re.fullmatch(_ALL + re.escape(kind), o.measure)]
        wholes = [o for o in wholes if o.head is None and not o.scope and o.subject == part.subject]
        return (part, wholes[0]) if len(wholes) == 1 and not _exceeds(part, wholes[0]) else None
    return None


def _beside(stem: str, rate: Said, here: Sequence[Said]) -> tuple[Said, Said] | None:
    """受理案件862件，审结846件，结案率98.1%: of the two counts before it, if they give it or would but for one slip."""
    part = here[-1] if here and here[-1].number == rate.number - 1 else None
    if part is None or not set(stem) & set(part.measure):
        return None
    wholes = _wholes(part, here)
    return (part, wholes[0]) if len(wholes) == 1 and likely(part, wholes[0], rate) else None


def _wholes(part: Said, here: Sequence[Said]) -> list[Said]:
    alike = (other for other in here if other.number < part.number and other.counts_like(part) and other.head is None)
    return [other for other in alike if other.planned == part.planned and other.measure != part.measure]


def _exceeds(part: Said, whole: Said) -> bool:
    return part.mention.quantity.value > whole.mention.quantity.value
