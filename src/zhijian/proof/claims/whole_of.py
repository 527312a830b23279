"""The figure that a share is of: the one its words name, the whole of the list it stands in, what it was said of before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

from zhijian.proof.claims.said import Said, near
from zhijian.proof.claims.vocabulary import levels

_SURE, _LIKELY, _LESS = Fraction(9, 10), Fraction(8, 10), Fraction(7, 10)
_ALL = re.compile(r"(?:总|全部|其|全市|全省|全校|参评|应)?(?:总?数|总人数|人数|总量|总额|数量)?")
_EVERY = re.compile(r"全部|所有|整个|总(?!理|工)|当年|本年|同期|全[省市县区校院国]")  # no kind of it is meant
_OWN = re.compile("|".join(levels("own_levels")))  # 云岭一职在校生5620人，占全市的18.6%
_GREATEST = ("全国", "我国")
_TASK = re.compile(r"(?:年初|全年|年度|调整)?(?:预算|计划|目标)(?:任务)?(?:数|额)?")
_COUNTED = re.compile(r"(?:总人数|总数|人数|总量|总额|总金额)?的?(?:比重|比例)?$")
_TOTAL = re.compile(r"总(?:金额|额|量|数|人数|值|规模)$")
_LEADS = re.compile(r"^(?:地区|全部|总)(?=[\u4e00-\u9fff]{2})")

Found = tuple[Said, Fraction]
"""A figure, and how sure that it is meant."""


def whole_of_share(share: Said, part: Said, every: Sequence[Said]) -> Found | None:
    """The figure that the share of ``part`` is of; None where nothing tells."""
    if share.whole is not None:
        return share.whole, _SURE
    before = [
        other
        for other in near(every, share.number, after=False)
        if other is not part and other.role == "value" and other.counts_like(part) and _may_be_meant(other, share, part)
    ]
    if share.of:  # 高级职称专任教师37人，占专任教师的46.3%: neither is it what the next is a share of
        beside = [other.base for other in every if other.role == "share" and other.of == share.of and other.base]
        before = [other for other in before if all(other is not base for base in beside)]
    if _OWN.fullmatch(share.of) and part.subject:
        same = [o for o in before if not o.subject and (o.measure, o.period) == (part.measure, part.period)]
        return (same[0], _LIKELY) if len(same) == 1 else None
    if share.of and not _ALL.fullmatch(share.of):
        return _by_words(share, part, before)
    carried = None if share.of else named_before(share, every)
    if part.head is not None and (carried is None or carried.base is None or carried.base.head is not part.head):
        return part.head, _SURE
    if carried is not None and carried.base is not None:
        found = whole_of_share(carried, carried.base, every)
        return (found[0], _LIKELY) if found and found[0].counts_like(part) else None
    if share.of:
        same = [o for o in before if (o.sentence, o.period, o.subject) == (share.sentence, part.period, part.subject)]
        if len(same) == 1 and same[0].mention.quantity.value >= part.mention.quantity.value:
            return same[0], _LESS
    return None


def named_before(share: Said, every: Sequence[Said]) -> Said | None:
    """高级职称37人，占专任教师的46.3%；双师型28人，占35.0%: the share before that names what both are of."""
    for other in reversed(near(every, share.number, after=False)):
        if other.sentence != share.sentence:
            return None
        if other.role == "share" and other.base is not None and other.of:
            return other
    return None


def _may_be_meant(other: Said, share: Said, part: Said) -> bool:
    """Whether a share of plain 毕业生 can be of it: not of a plan's, of three years', of those that were left out."""
    if other.planned and not part.planned:
        return _TASK.fullmatch(share.of) is not None
    known = (*share.scope, *part.scope, share.of_what)
    return not other.origin and all(any(word in each for each in known) for word in other.scope)


def _by_words(share: Said, part: Said, before: Sequence[Said]) -> Found | None:
    """The figure whose words the share names as what it is of."""
    stem = _COUNTED.sub("", share.of)
    close = [other for other in before if other.sentence >= share.sentence - 1 and other.period == part.period]
    for other in reversed(close):
        if stem and (_same_name(other.measure, stem) or _same_at_level(other, part, stem)):
            return other, _SURE
    named = [o for o in before if o.period == part.period and (_same_name(o.measure, stem) or _names_total(o, stem))]
    if stem and len(named) == 1:  # some sentences before: 专任教师141人。…双师型教师32人，占专任教师的22.7%
        return named[0], _LIKELY
    plans = _plans(
        share, [o for o in before if o.sentence == share.sentence and (o.planned or _TASK.search(o.measure))]
    )
    if plans and _TASK.fullmatch(share.of) and not part.planned:
        return plans[-1], _LIKELY
    totals = [o for o in close if o.sentence == share.sentence and o.measure.endswith(stem) and o.head is None]
    if stem.startswith("总") and len(stem) > 2 and len(totals) == 1:
        return totals[0], _LIKELY  # 占总收入 of 医院总收入
    if _EVERY.match(share.of_what):
        listed = part.head is not None and part.head in before and part.head.measure.endswith(stem[-2:])
        return (part.head, _LIKELY) if listed and part.head is not None and share.bracketed else None
    for other in reversed(close):
        if len(stem) >= 2 and other.measure.endswith(stem) and other.head is None and not _siblings(part, other, stem):
            return other, _LIKELY
    if part.head is not None and part.head in before and part.head.measure[-2:] == stem[-2:]:
        return part.head, _LIKELY  # 占总人口 of 常住人口
    return None


_WHICH = re.compile("年初|调整|上年")


def _plans(share: Said, every: list[Said]) -> list[Said]:
    """The plans that a share of 调整预算 can be of: of 年初预算数 and 调整后预算数 those with that word."""
    which = _WHICH.search(share.of_what)
    if which is None or not any(_WHICH.search(plan.before) for plan in every):
        return every
    return [plan for plan in every if which.group() in plan.before]


def is_named(other: Said, of: str) -> bool:
    """Whether a figure is what a share names as what it is of."""
    stem = _COUNTED.sub("", of)
    return bool(stem) and _same_name(other.measure, stem)


def _same_name(measure: str, stem: str) -> bool:
    bare = re.sub(r"(?:总人数|总数|人数|总)$", "", measure)
    return stem in {measure, bare} or _LEADS.sub("", bare) == _LEADS.sub("", stem)


def _names_total(other: Said, stem: str) -> bool:
    """占高校资助总额的49.1% of 资助总金额955.8亿元."""
    bare = _TOTAL.sub("", other.measure)
    return bare != other.measure and len(bare) >= 2 and other.head is None and stem.endswith(bare)


def _same_at_level(other: Said, part: Said, stem: str) -> bool:
    """占全国幼儿园的83.0% of 全国共有幼儿园29.48万所, or of the figure that has the part in its list; in a county's
    report the whole of the country is another."""
    level = _OWN.match(stem)
    if level is None:
        return False
    said, rest = _OWN.search(other.before), stem[level.end() :]
    if said:
        return said.group() == level.group() and _same_name(other.measure, rest)
    return part.head is other and level.group() in _GREATEST and other.measure.endswith(rest)


def _siblings(part: Said, other: Said, stem: str) -> bool:
    """Whether two names are kinds of one thing: of 企业新增贷款 and 住户新增贷款 neither is all 新增贷款."""
    return part.measure.endswith(stem) and other.measure != stem and not part.measure.endswith(other.measure)
