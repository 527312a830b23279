"""Names of parts that leave nothing out of their whole, and names under which one thing may be counted twice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from zhijian.proof.claims.vocabulary import axes, partitions, partitions_of


def is_partition(texts: Sequence[str]) -> bool:
    """Whether the names leave nothing out: 公办 and 民办, the three industries."""
    return any(
        len(group) == len(texts) and all(any(word in text for text in texts) for word in group)
        for group in partitions()
    )


_NARROWING = re.compile(r"([\u4e00-\u9fff]{2,}[性型类级])(?=[\u4e00-\u9fff]{2})")


def kind_narrowed(name: str, whole: str) -> bool:
    """Whether a kind is set apart once more before the word that names it: 普惠性民办 of 幼儿园."""
    found = _NARROWING.match(name)
    rest = name[found.end() :] if found else ""
    return found is not None and found[1] not in whole and any(rest.startswith(w) for g in partitions() for w in g)


def is_closed(texts: Sequence[str]) -> bool:
    """Whether the names run to the end of something: …、其他; 本科及以上、大专、中专及以下."""
    first, last = texts[0], texts[-1]
    return bool(_REST.search(last) or (_BELOW.search(last) and _ABOVE.search(first) and not may_overlap(texts)))


def may_overlap(names: Sequence[str]) -> bool:
    """Whether one thing may be counted under two of the names: 党员 and 寄宿生, 女教师 without 男教师 beside it."""
    known = [{axis for axis in axes() if any(word in name for word in axis)} for name in names]
    if any(one and other and not one & other for one, other in combinations(known, 2)):
        return True
    pairs = (group for group in partitions() if len(group) == 2)
    return any(sum(any(word in name for name in names) for word in pair) == 1 for pair in pairs)


def leaves_nothing_of(whole: str, texts: Sequence[str]) -> bool:
    """Whether the names leave nothing out of this whole: 正高, 副高 of the senior titles; 已消除 and 未消除 of anything."""
    if any(
        len(group) == len(texts) and re.search(of, whole) and all(any(word in text for text in texts) for word in group)
        for of, group in partitions_of()
    ):
        return True
    done = _DONE.search(texts[0])
    if done is None:
        return False
    if len(texts) == 2:
        return f"未{done['what']}" in texts[1] or f"未{done['what'][-2:]}" in texts[1]
    return len(texts) == 3 and "正在" in texts[1] and _NOT_YET.search(texts[2]) is not None


_DONE = re.compile(r"已经?(?P<what>[\u4e00-\u9fff]{2,4}?)(?:的|$|(?=[\u4e00-\u9fff]{0,6}$))")
_NOT_YET = re.compile("未|待")
_REST = re.compile("其他|其余|其它")
_ABOVE, _BELOW = re.compile(r"及?以上|高级|正高"), re.compile(r"及?以下|未定|未评")
