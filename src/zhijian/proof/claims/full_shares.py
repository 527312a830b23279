"""Shares that fill their whole: 高级占24.1%、中级占41.3%、初级占34.6%, and no share of it that is more than all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from zhijian.proof.claims.leaving_nothing import is_closed, is_partition
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.saying import WHOLE, name, plus, said
from zhijian.proof.shapes import Figure, Relation, Words

_SURE, _LIKELY, _LESS = Fraction(95, 100), Fraction(85, 100), Fraction(3, 4)
_APART = 2  # figures between one share and the next


def full_shares(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Shares of one list that make up 100 %, or would but for one slip."""
    for group in _lists(every):
        found = [figures[each.number] for each in group]
        low = sum((figure.quantity.low for figure in found), Fraction(0))
        high = sum((figure.quantity.high or Fraction(100) for figure in found), Fraction(0))
        exact = low <= WHOLE.value <= high
        names = [figure.measure for figure in found]
        sure = is_partition(names) or (not exact and low > WHOLE.value and _counted_kinds(group))
        if not exact and not sure and not is_closed(names):
            if not any(each.planned and each.sentence == group[0].sentence for each in every):  # 占计划的106.9%
                yield from _beyond_all(group, found)
            continue
        yield said(
            "sum",
            plus([figure.variable for figure in found]),
            "==",
            WHOLE,
            figures=found,
            confidence=_SURE if sure else _LIKELY if exact else _LESS,
            words=Words("各部分占比之和应为100%", "the shares should add up to 100 %"),
        )


def _lists(every: Sequence[Said]) -> Iterator[list[Said]]:
    """Shares of one sentence that follow one another, of one thing."""
    shares = [each for each in every if each.role == "share" and each.mention.quantity.unit.symbol == "%"]
    of = ""
    keys = {}
    for each in shares:  # 占专任教师的…，占…: of the same as the one before
        of = each.of or of
        keys[each.number] = (each.sentence, each.listed, of)
    for _key, listed in groupby(shares, key=lambda each: keys[each.number]):
        group = list(listed)
        close = all(b.number - a.number <= _APART for a, b in pairwise(group))
        if len(group) > 1 and (group[0].listed or close):
            yield group


_KINDS = re.compile(r"([两二三四五六七八九]|\d)(?:大?类|种|档|个?等级|个?层次)")
_NUMBERS = " 一二三四五六七八九"


def _counted_kinds(shares: Sequence[Said]) -> bool:
    """A、B、C三类课程分别占…: as many shares as there are said to be kinds, of which none is another."""
    found = _KINDS.search(shares[0].before) if shares[0].listed else None
    number = found[1].replace("两", "二") if found is not None else ""
    return bool(number) and len(shares) == (int(number) if number.isdigit() else _NUMBERS.index(number))


def _beyond_all(shares: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """The only one of several shares of one whole that is more than all of it; 完成预算的105% is no share."""
    beyond = [figure for figure in figures if figure.quantity.low > WHOLE.value]
    if len(beyond) == 1 and not any(share.portion or share.planned for share in shares):
        yield said(
            "part",
            beyond[0].variable,
            "<=",
            WHOLE,
            figures=beyond,
            confidence=_LIKELY,
            words=Words(f"{name(beyond[0])}的占比不应大于100%", f"the share of {name(beyond[0])} cannot exceed 100%"),
        )
