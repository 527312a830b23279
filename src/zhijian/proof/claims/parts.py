"""Relations between a whole and its parts as lists say them: 其中, 包括, 由…组成."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from zhijian.proof.claims.full_shares import full_shares
from zhijian.proof.claims.leaving_nothing import is_closed, is_partition, kind_narrowed, leaves_nothing_of, may_overlap
from zhijian.proof.claims.parts_by_name import parts_by_name
from zhijian.proof.claims.said import Said, adds_up, ends
from zhijian.proof.claims.saying import name, said
from zhijian.proof.claims.sums import SURE, can_make, sum_of
from zhijian.proof.shapes import Figure, Relation, Words

_OF_A_LEVEL = re.compile(r"(?:国家|部|省|市|县|区|校)级(?P<rest>.{2,})")
_MEAN = re.compile(r"均值|均数|平均|中位数|[生人师校户班课次]均|均$")
_MARKED, _LESS = Fraction(9, 10), Fraction(3, 4)


def part_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Parts within their wholes, and parts that make up their whole."""
    for each in every:
        if each.parts:
            yield from _of_list(each, figures)
        elif each.role == "value" and not each.percent:
            yield from parts_by_name(each, every, figures)
    yield from full_shares(every, figures)


def _of_list(head: Said, figures: Sequence[Figure]) -> Iterator[Relation]:
    whole = figures[head.number]
    if _MEAN.search(head.measure):  # of schools, 其中 some of them, which may well be beyond that of all
        return
    for _list, listed in groupby(head.parts, key=lambda each: each.part_list):
        parts = list(listed)
        if parts[0].closing == "by" and not _comes_near(parts, head):
            continue  # which figure 按年级分 divides is not said
        for part in parts:
            if _told_apart(part, head):
                yield _no_more(figures[part.number], whole, _MARKED if part.marked else _LESS)
        for group in _groups(parts, head):
            yield from _sum_of_group(_up_to_break(group, figures, whole), head, figures)


def _told_apart(part: Said, head: Said) -> bool:
    """Whether a reader can tell the part from its whole by its name, its time or what sets it apart."""
    return (part.measure, part.period, part.scope) != (head.measure, head.period, head.scope)


def _no_more(part: Figure, whole: Figure, confidence: Fraction) -> Relation:
    return said(
        "part",
        part.variable,
        "<=",
        whole.variable,
        figures=[part, whole],
        confidence=confidence,
        words=Words(f"{name(part)}是{name(whole)}的一部分，不应超过它", f"{name(part)} is a part of {name(whole)}"),
    )


def _groups(parts: list[Said], head: Said) -> Iterator[list[Said]]:
    """The list, or what stands between its semicolons where each is a list of its own: 党员…、女教师…；高级…、中级…、初级…."""
    runs: list[list[Said]] = []
    for part in parts:
        if runs and not part.after_semicolon:
            runs[-1].append(part)
        else:
            runs.append([part])
    if len(runs) == 1 or adds_up(parts, head) or not all(len(run) > 1 for run in runs):
        yield parts
    else:
        yield from runs


def _sum_of_group(group: Sequence[Said], head: Said, figures: Sequence[Figure]) -> Iterator[Relation]:
    if len(group) < 2:
        return
    texts = [each.before + each.measure for each in group]
    sure = is_partition(texts) and not any(_narrowed(part, head) for part in group)
    closed = is_closed(texts) or leaves_nothing_of(head.before + head.measure, texts)
    closing = group[0].closing
    closed = closed or closing == "all" or (closing in {"most", "by"} and _comes_near(group, head))
    if (group[0].overlapping or may_overlap([each.raw for each in group])) and not (sure or closed):
        return
    parts = [figures[each.number] for each in group]
    yield from sum_of(
        parts, figures[head.number], sure=sure, explicit=closed, most=SURE if sure or not closed else _LESS
    )


def _narrowed(part: Said, head: Said) -> bool:
    """专业21个，其中国家级重点专业2个: of the important ones, which other programmes are not; nor 普惠性民办 all 民办."""
    found = _OF_A_LEVEL.match(part.raw)
    return (found is not None and found["rest"] not in head.measure) or kind_narrowed(part.raw, head.measure)


def _comes_near(parts: Sequence[Said], whole: Said) -> bool:
    """Whether the parts make nine tenths of the whole or more, and not more than eleven."""
    most = ends(whole)[1]
    total = sum((ends(part)[1] for part in parts), Fraction(0))
    if len({part.mention.quantity.unit for part in parts}) > 1:  # 1012.65万元 among amounts in 亿元: as if in one unit
        scale = whole.mention.quantity.unit.scale
        alike = sum((part.mention.quantity.value * scale for part in parts), Fraction(0))
        total = alike if 99 * most <= 100 * alike <= 101 * most else total
    return len(parts) > 1 and 9 * most <= 10 * total <= 11 * most


def _up_to_break(group: list[Said], figures: Sequence[Figure], whole: Figure) -> list[Said]:
    """优153天、良169天、…，优良天数322天: the items between the marks 、 alone, unless all of them add up."""
    run = next((at for at, each in enumerate(group) if at and not each.enumerated), len(group))
    if run < 2 or run == len(group) or can_make([figures[each.number] for each in group], whole):
        return group
    return group[:run]
