"""Totals said after their parts: 一等奖1项、二等奖2项，共3项; 三项合计119360万元; 加上…，收入总计."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.proof.claims.numerals import plain_numeral
from zhijian.proof.claims.said import Said, near
from zhijian.proof.claims.sums import sum_of
from zhijian.proof.claims.vocabulary import either
from zhijian.proof.shapes import Figure, Relation

_LESS = Fraction(3, 4)
_ONLY_A_TOTAL = re.compile(rf"[\s，、：:]*(?:以上|上述|三者|两者|各项)?{either('totals')}(?:为|达|达到|有)?\s*")
_SO_MANY = re.compile(r"(?:以上|上述|这|前)?(?P<many>[两二三四五六七八九十])(?:项|者|类|部分)")
_PLUS = re.compile(r"\s*加上?")


def total_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """That a total is the sum of what stands before it."""
    for each in every:
        if each.total and not each.parts and each.role == "value":
            yield from _total(each, every, figures)


def _total(total: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    whole, before = figures[total.number], _before(total, every)
    added = next((at for at, part in enumerate(before) if _PLUS.match(part.before)), 0)
    many = _SO_MANY.search(total.before)
    bare = _ONLY_A_TOTAL.fullmatch(total.before) is not None and not _counts_other_things(total)
    parts = before
    if added:
        parts = before[added - 1 :]
    elif many:
        parts = before[-int(plain_numeral(many["many"]) or "0") :]
    elif not bare:
        parts = _enumerated(before)
    listed = [figures[part.number] for part in parts]
    if len(listed) < 2 or (many and len(listed) != int(plain_numeral(many["many"]) or "0")):
        return
    told = bool(added or many or bare)
    fits = whole.quantity.in_base >= max(part.quantity.in_base for part in listed)
    yield from sum_of(listed, whole, sure=False, explicit=told and fits, most=Fraction(1) if told else _LESS)


def _counts_other_things(total: Said) -> bool:
    """辖6个区、4个县，共68个镇: what stands after it says what is counted, unless those are persons or money."""
    return total.named and total.mention.quantity.unit.symbol in {"个", "项", "家", "所", "处", "门", "次"}


def _before(total: Said, every: Sequence[Said]) -> list[Said]:
    """The values of its unit in its sentence directly before a total, changes and shares of them passed over."""
    found: list[Said] = []
    for each in reversed(near(every, total.number, after=False)):
        if each.sentence != total.sentence or each.total or (each.role == "value" and not each.counts_like(total)):
            break
        if each.role == "value" and not each.percent:
            found.insert(0, each)
    return [each for each in found if not any(each.head is whole for whole in found)]


def _enumerated(before: list[Said]) -> list[Said]:
    """The items of the last enumeration: 增值税…、企业所得税…、个人所得税…."""
    first = next((at for at in reversed(range(len(before))) if not before[at].enumerated), 0)
    return before[first:]
