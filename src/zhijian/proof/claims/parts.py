"""Relations between a whole and its parts as lists say them: 其中, 包括, 共, 合计; shares that fill a whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from zhijian.proof.claims.leaving_nothing import is_closed, is_partition, kind_narrowed, leaves_nothing_of, may_overlap
from zhijian.proof.claims.measures import is_difference
from zhijian.proof.claims.said import Said, adds_up, ends
from zhijian.proof.claims.saying import WHOLE, name, one_slip_apart, plus, said
from zhijian.proof.claims.vocabulary import partitions
from zhijian.proof.shapes import Figure, Relation, Words

_WITHIN = 12  # figures after a whole among which its parts are looked for
_DIGITS = 3  # of a whole that others add up to by no accident
_OF_A_LEVEL = re.compile(r"(?:国家|部|省|市|县|区|校)级(?P<rest>.{2,})")
_MEAN = re.compile(r"均值|均数|平均|中位数|[生人师校户班课次]均|均$")
_SURE, _MARKED, _LIKELY, _LESS = Fraction(95, 100), Fraction(9, 10), Fraction(85, 100), Fraction(3, 4)


def part_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Parts within their wholes, and parts that make up their whole."""
    for each in every:
        if each.parts:
            yield from _of_list(each, figures)
        elif each.role == "value" and not each.percent:
            yield from _of_names(each, every, figures)
    yield from _full_shares(every, figures)


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
        parts, figures[head.number], sure=sure, explicit=closed, most=_SURE if sure or not closed else _LESS
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
    if run < 2 or run == len(group) or _adds_up([figures[each.number] for each in group], whole):
        return group
    return group[:run]


def _of_names(head: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """总额190.9亿元，增长6.1%，出口100.2亿元，进口90.7亿元: no word says that these are parts, but they add up, or
    their names leave nothing out."""
    group: list[Said] = []
    for each in every[head.number + 1 : head.number + 1 + _WITHIN]:
        if each.sentence > head.sentence + 1 or (
            each.same_unit(head) and each.role == "value" and each.head is not None
        ):
            break
        if each.role != "value" or each.percent:
            continue
        of_same = (each.period, each.subject) == (head.period, head.subject)
        if (
            not each.same_unit(head)
            or not of_same
            or each.total
            or each.origin
            or each.planned
            or is_difference(each.measure)
        ):
            break
        if each.measure and head.measure.endswith(each.measure):
            break  # 大赛一等奖13项、二等奖12项; …一等奖5项: it stands beside such figures, and is not their whole
        group.append(each)
    whole = figures[head.number]
    for count in range(len(group), 1, -1):
        parts = [figures[each.number] for each in group[:count]]
        if any(
            part.quantity.value * part.quantity.unit.scale >= whole.quantity.value * whole.quantity.unit.scale
            for part in parts
        ):
            continue
        named = is_partition([each.before + each.measure for each in group[:count]])
        if _adds_up(parts, whole) and (named or len(str(abs(whole.quantity.mantissa))) >= _DIGITS):
            yield from sum_of(parts, whole, sure=False, most=_LESS)
            return
        of_whole = all(_of_whole(each.measure, head.measure) for each in group[:count])
        if named and of_whole and head.sentence == group[0].sentence:
            yield from sum_of(parts, whole, sure=False, explicit=True, most=_LESS)
            return


def _of_whole(part: str, whole: str) -> bool:
    """Whether what a part counts beside the word that tells it apart is what the whole counts: 城镇零售额, 零售总额."""
    words = (word for group in partitions() for word in group if part.startswith(word))
    rest = part.removeprefix(max(words, key=len, default=""))
    return len(rest) < 2 or whole.replace("总", "").endswith(rest[-2:])


def _adds_up(parts: Sequence[Figure], whole: Figure) -> bool:
    low = sum((part.quantity.low * part.quantity.unit.scale for part in parts), Fraction(0))
    if whole.quantity.high is None or any(part.quantity.high is None for part in parts):
        return False
    high = sum(((part.quantity.high or 0) * part.quantity.unit.scale for part in parts), Fraction(0))
    scale = whole.quantity.unit.scale
    return low <= whole.quantity.high * scale and high >= whole.quantity.low * scale


def sum_of(
    parts: Sequence[Figure], whole: Figure, *, sure: bool, explicit: bool = False, most: Fraction = _SURE
) -> Iterator[Relation]:
    """That the parts add up to the whole, where they do or would but for one slip, or the words say so.

    sure: their names leave nothing out. explicit: the list says that it is whole. most: the highest confidence.
    """
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
        confidence=min(confidence, most),
        words=Words(
            f"{'、'.join(name(part) for part in parts)}之和应等于{name(whole)}",
            f"{', '.join(name(part) for part in parts)} should add up to {name(whole)}",
        ),
    )


def _full_shares(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Shares of one list that make up 100 %, or would but for one slip."""
    shares = [each for each in every if each.role == "share" and each.mention.quantity.unit.symbol == "%"]
    of = ""
    keys = {}
    for each in shares:  # 占专任教师的…，…占…: of the same as the one before
        of = each.of or of
        keys[each.number] = (each.sentence, each.listed, of)
    for _key, listed in groupby(shares, key=lambda each: keys[each.number]):
        group = list(listed)
        if len(group) < 2 or (not group[0].listed and any(b.number - a.number > 2 for a, b in pairwise(group))):
            continue
        found = [figures[each.number] for each in group]
        low = sum((figure.quantity.low for figure in found), Fraction(0))
        high = sum((figure.quantity.high or Fraction(100) for figure in found), Fraction(0))
        exact = low <= 100 <= high
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
