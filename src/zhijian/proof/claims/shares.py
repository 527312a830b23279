"""Relations of a share or rate to its part and its whole, and of an amount per head to the amount and the heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.expressions import Binary
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.saying import name, said
from zhijian.proof.shapes import Figure, Relation, Words

_SURE, _LIKELY, _LESS = Fraction(9, 10), Fraction(8, 10), Fraction(7, 10)
_ALL = re.compile(r"(?:总|全部|其|全市|全省|全校|参评|应)?(?:总?数|总人数|人数|总量|总额|数量)?")
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)率$")


def share_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Every share, rate and amount per head whose other figures the paragraph prints."""
    for each in every:
        if each.role == "share" and each.mention.quantity.unit.symbol in {"%", "‰"}:
            yield from _share(each, every, figures)
        elif each.role == "value" and each.mention.quantity.unit.symbol == "%" and not each.listed:
            yield from _rate(each, every, figures)
        elif each.role == "per_head":
            yield from _per_head(each, every, figures)


def _share(share: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    part = share.base
    if part is None or part.role != "value" or part.mention.quantity.unit.symbol == "%":
        return
    found = _whole(share, part, every)
    if found is None:
        return
    whole, confidence = found
    yield _quotient((part, whole, share), figures, confidence)


def _whole(share: Said, part: Said, every: Sequence[Said]) -> tuple[Said, Fraction] | None:
    """The figure that the share is of: by its words, else the head of the list."""
    before = [
        other
        for other in every[: share.number]
        if other is not part and other.role == "value" and not other.origin and _same_unit(other, part)
    ]
    if share.of and not _ALL.fullmatch(share.of):
        stem = re.sub(r"(?:总人数|总数|人数|总量|总额)$", "", share.of)
        near = [other for other in before if other.sentence >= share.sentence - 1 and other.period == part.period]
        for other in reversed(near):
            if stem and (other.measure == stem or re.sub(r"(?:总人数|总数|人数|总)$", "", other.measure) == stem):
                return other, _SURE
        for other in reversed(near):
            if len(stem) >= 2 and other.measure.endswith(stem) and other.head is None:
                return other, _LIKELY
        return None
    if part.head is not None:
        return part.head, _SURE
    if share.of:
        same = [other for other in before if other.sentence == share.sentence and other.period == part.period]
        if len(same) == 1 and same[0].mention.quantity.value >= part.mention.quantity.value:
            return same[0], _LESS
    return None


def _rate(rate: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """毕业生10726人，就业10469人，就业率97.6%: what the rate is named for, of what stands before it."""
    found = _RATE.search(rate.measure)
    if found is None:
        return
    near = [
        other
        for other in every[: rate.number]
        if other.sentence == rate.sentence and other.role == "value" and other.mention.quantity.unit.count
    ]
    for part in reversed(near):
        if found["stem"][-2:] not in part.measure or part.period != rate.period:
            continue
        wholes = [
            o
            for o in near
            if o.number < part.number and _same_unit(o, part) and o.period == part.period and o.head is None
        ]
        if len(wholes) == 1 and wholes[0].mention.quantity.value >= part.mention.quantity.value:
            yield _quotient((part, wholes[0], rate), figures, _LIKELY)
        return


def _per_head(each: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """62名学生，每人6000元，共372000元."""
    near = [other for other in every if other.sentence == each.sentence and other.role == "value" and not other.scope]
    heads = [
        other
        for other in near
        if other.mention.quantity.unit.symbol in {"人", "户", "所", "个"} and other.number < each.number
    ]
    amounts = [other for other in near if _same_unit(other, each) and other.total]
    if len(heads) != 1 or len(amounts) != 1 or not re.search(r"每[人名生位所户]|人均", each.before):
        return
    yield _quotient((amounts[0], heads[0], each), figures, _LIKELY)


def _quotient(terms: tuple[Said, Said, Said], figures: Sequence[Figure], confidence: Fraction) -> Relation:
    above, below, quotient = (figures[term.number] for term in terms)
    return said(
        "per_head" if quotient.role == "per_head" else "share",
        Binary("/", above.variable, below.variable),
        "==",
        quotient.variable,
        figures=[above, below, quotient],
        confidence=confidence,
        words=Words(
            f"{name(above)}除以{name(below)}应得{quotient.text}",
            f"{name(above)} over {name(below)} should be {quotient.text}",
        ),
    )


def _same_unit(one: Said, other: Said) -> bool:
    return one.mention.quantity.unit.dimension == other.mention.quantity.unit.dimension
