"""Relations between a whole and its parts as lists say them: 其中, 包括, 共, 合计; shares that fill a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from zhijian.proof.claims.said import Said, near
from zhijian.proof.claims.saying import WHOLE, name, one_slip_apart, plus, said
from zhijian.proof.claims.vocabulary import partitions
from zhijian.proof.shapes import Figure, Relation, Words

_SURE, _LIKELY, _LESS = Fraction(95, 100), Fraction(85, 100), Fraction(3, 4)


def part_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Parts within their wholes, and parts that make up their whole."""
    for each in every:
        if each.parts:
            yield from _of_list(each, figures)
        if each.total and not each.parts:
            yield from _sum_before(each, every, figures)
    yield from _full_shares(every, figures)


def is_partition(texts: Sequence[str]) -> bool:
    """Whether the names leave nothing out: 公办 and 民办, the three industries."""
    return any(
        len(group) == len(texts) and all(any(word in text for text in texts) for word in group)
        for group in partitions()
    )


def _of_list(head: Said, figures: Sequence[Figure]) -> Iterator[Relation]:
    whole = figures[head.number]
    parts = [figures[part.number] for part in head.parts]
    for part, each in zip(parts, head.parts, strict=True):
        yield said(
            "part",
            part.variable,
            "<=",
            whole.variable,
            figures=[part, whole],
            confidence=Fraction(9, 10) if each.marked else _LESS,
            words=Words(f"{name(part)}是{name(whole)}的一部分，不应超过它", f"{name(part)} is a part of {name(whole)}"),
        )
    for _list, listed in groupby(head.parts, key=lambda each: each.part_list):
        group = list(listed)
        texts = [each.before + each.measure for each in group]
        if len(group) > 1:
            yield from _sum([figures[each.number] for each in group], whole, sure=is_partition(texts))


def _sum(parts: Sequence[Figure], whole: Figure, *, sure: bool, explicit: bool = False) -> Iterator[Relation]:
    low = sum((part.quantity.low * part.quantity.unit.scale for part in parts), Fraction(0))
    ends = [part.quantity.high for part in parts]
    high = sum(((end or 0) * part.quantity.unit.scale for part, end in zip(parts, ends, strict=True)), Fraction(0))
    scale = whole.quantity.unit.scale
    above = whole.quantity.high
    exact = (above is None or low <= above * scale) and (None in ends or high >= whole.quantity.low * scale)
    if exact or sure or explicit:
        confidence = _SURE if exact or sure else _LIKELY
    elif one_slip_apart(parts, whole):
        confidence = _LESS
    else:
        return
    yield said(
        "sum",
        plus([part.variable for part in parts]),
        "==",
        whole.variable,
        figures=[whole, *parts],
        confidence=confidence,
        words=Words(
            f"{'、'.join(name(part) for part in parts)}之和应等于{name(whole)}",
            f"{', '.join(name(part) for part in parts)} should add up to {name(whole)}",
        ),
    )


def _sum_before(total: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """一等奖1项、二等奖2项，共3项: the figures of one unit directly before a total without a name of its own."""
    whole = figures[total.number]
    if total.named:
        return
    parts: list[Figure] = []
    for each in reversed(near(every, total.number, after=False)):
        same = each.mention.quantity.unit.dimension == total.mention.quantity.unit.dimension
        if each.sentence != total.sentence or each.role != "value" or not same or each.total:
            break
        parts.insert(0, figures[each.number])
    if len(parts) > 1:
        yield from _sum(parts, whole, sure=False, explicit=whole.quantity.value >= max(p.quantity.value for p in parts))


def _full_shares(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Shares of one list that make up 100 %, or would but for one slip."""
    shares = [each for each in every if each.role == "share" and each.mention.quantity.unit.symbol == "%"]
    for _key, listed in groupby(shares, key=lambda each: (each.sentence, each.listed, each.of)):
        group = list(listed)
        if len(group) < 2 or (not group[0].listed and any(b.number - a.number > 2 for a, b in pairwise(group))):
            continue
        found = [figures[each.number] for each in group]
        low = sum((figure.quantity.low for figure in found), Fraction(0))
        high = sum((figure.quantity.high or Fraction(100) for figure in found), Fraction(0))
        exact = low <= 100 <= high
        sure = is_partition([figure.measure for figure in found])
        if not exact and not sure:
            continue
        yield said(
            "sum",
            plus([figure.variable for figure in found]),
            "==",
            WHOLE,
            figures=found,
            confidence=_SURE if sure else _LIKELY,
            words=Words("各部分占比之和应为100%", "the shares should add up to 100 %"),
        )
