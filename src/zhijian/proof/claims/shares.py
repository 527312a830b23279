"""Relations of a share or rate to its part and its whole, and of an amount per head to the amount and the heads."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.expressions import Binary
from zhijian.proof.claims.borne_out import lists_of, make_each_other, whole_of
from zhijian.proof.claims.said import Said, near
from zhijian.proof.claims.saying import name, plus, said
from zhijian.proof.shapes import Figure, Kind, Relation, Role, Words

_SURE, _LIKELY, _LESS = Fraction(9, 10), Fraction(8, 10), Fraction(7, 10)
_ALL = re.compile(r"(?:总|全部|其|全市|全省|全校|参评|应)?(?:总?数|总人数|人数|总量|总额|数量)?")
_TASK = re.compile(r"(?:年初|全年|年度|调整)?(?:预算|计划|目标)(?:任务)?(?:数|额)?")
_RATE = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2,4}?)率$")


def share_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Every share, rate and amount per head whose other figures the paragraph prints."""
    bare = []
    for each in every:
        if each.role == "share" and each.mention.quantity.unit.symbol in {"%", "‰"}:
            found = list(_share(each, every, figures))
            yield from found
            if not found and _says_no_whole(each, every):
                bare.append(each)
        elif each.role == "value" and each.mention.quantity.unit.symbol == "%" and not each.listed:
            yield from _rate(each, every, figures)
        elif each.role == "per_head":
            yield from _per_head(each, every, figures)
        elif each.role == "ratio" and each.measure.endswith("生师比"):
            yield from _students_per_teacher(each, every, figures)
    for shares in lists_of(bare):
        yield from _borne_out(shares, every, figures)


def _share(share: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    part = share.base
    if part is None or part.role != "value" or part.mention.quantity.unit.symbol == "%":
        return
    found = _whole(share, part, every)
    if found is None:
        return
    whole, confidence = found
    yield _quotient((part, whole, share), figures, confidence)


def _says_no_whole(share: Said, every: Sequence[Said]) -> bool:
    """Whether neither the share nor one before it in the sentence names what it is of."""
    part = share.base
    plain = part is not None and part.role == "value" and not part.percent and part.head is None
    return plain and not share.of and share.mention.quantity.unit.symbol == "%" and _named_before(share, every) is None


def _borne_out(shares: Sequence[Said], every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """省内3290人，占85.19%；省外572人，占14.81%: of a figure said before, or of what the parts make up."""
    whole = whole_of(shares, every)
    parts = [share.base for share in shares if share.base is not None]
    if whole is not None:
        for part, share in zip(parts, shares, strict=True):
            yield _quotient((part, whole, share), figures, _LIKELY)
    elif make_each_other(shares):
        printed = [figures[each.number] for each in parts]
        together = plus([figure.variable for figure in printed])
        for figure, printed_share in zip(printed, (figures[each.number] for each in shares), strict=True):
            yield said(
                "share",
                Binary("/", figure.variable, together),
                "==",
                printed_share.variable,
                figures=[*printed, printed_share],
                confidence=_LIKELY,
                words=Words(
                    f"{name(figure)}占各部分之和的比重应为{printed_share.text}",
                    f"{name(figure)} should be {printed_share.text} of the sum of the parts",
                ),
            )


def _whole(share: Said, part: Said, every: Sequence[Said]) -> tuple[Said, Fraction] | None:
    """The figure that the share is of: by its words, else the head of the list."""
    if share.whole is not None:
        return share.whole, _SURE
    before = [
        other
        for other in near(every, share.number, after=False)
        if other is not part
        and other.role == "value"
        and _same_unit(other, part)
        and (other.planned or not other.origin)
    ]
    if share.of and not _ALL.fullmatch(share.of):
        return _by_words(share, part, before)
    carried = None if share.of else _named_before(share, every)
    if part.head is not None and (carried is None or carried.base is None or carried.base.head is not part.head):
        return part.head, _SURE
    if carried is not None and carried.base is not None:
        found = _whole(carried, carried.base, every)
        return (found[0], _LIKELY) if found and _same_unit(found[0], part) else None
    if share.of:
        same = [other for other in before if other.sentence == share.sentence and other.period == part.period]
        if len(same) == 1 and same[0].mention.quantity.value >= part.mention.quantity.value:
            return same[0], _LESS
    return None


def _by_words(share: Said, part: Said, before: Sequence[Said]) -> tuple[Said, Fraction] | None:
    """The figure whose words the share names as what it is of."""
    stem = re.sub(r"(?:总人数|总数|人数|总量|总额)?的?(?:比重|比例)?$", "", share.of)
    close = [other for other in before if other.sentence >= share.sentence - 1 and other.period == part.period]
    for other in reversed(close):
        if stem and (other.measure == stem or re.sub(r"(?:总人数|总数|人数|总)$", "", other.measure) == stem):
            return other, _SURE
    for other in reversed(close):
        if len(stem) >= 2 and other.measure.endswith(stem) and other.head is None and not _siblings(part, other, stem):
            return other, _LIKELY
    plans = [o for o in before if o.planned and o.sentence == share.sentence]
    if _TASK.fullmatch(share.of) and plans and not part.planned:
        return plans[-1], _LIKELY
    if part.head is not None and part.head.measure[-2:] == stem[-2:]:  # 占总人口 of 常住人口
        return part.head, _LIKELY
    return None


def _siblings(part: Said, other: Said, stem: str) -> bool:
    """Whether two names are kinds of one thing: of 企业新增贷款 and 住户新增贷款 neither is all 新增贷款."""
    return part.measure.endswith(stem) and other.measure != stem and not part.measure.endswith(other.measure)


def _named_before(share: Said, every: Sequence[Said]) -> Said | None:
    """高级职称37人，占专任教师的46.3%；双师型28人，占35.0%: the share before that names what both are of."""
    for other in reversed(near(every, share.number, after=False)):
        if other.sentence != share.sentence:
            return None
        if other.role == "share" and other.base is not None and other.of:
            return other
    return None


def _rate(rate: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """毕业生10726人，就业10469人，就业率97.6%: what the rate is named for, of what stands before it."""
    found = _RATE.search(rate.measure)
    if found is None:
        return
    close = [
        other
        for other in near(every, rate.number, after=False)
        if other.sentence == rate.sentence and other.role == "value" and other.mention.quantity.unit.count
    ]
    for part in reversed(close):
        if found["stem"][-2:] not in part.measure or part.period != rate.period:
            continue
        wholes = [
            o
            for o in close
            if o.number < part.number and _same_unit(o, part) and o.period == part.period and o.head is None
        ]
        if len(wholes) == 1 and wholes[0].mention.quantity.value >= part.mention.quantity.value:
            yield _quotient((part, wholes[0], rate), figures, _LIKELY)
        return


def _per_head(each: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """62名学生，每人6000元，共372000元; 在校生30215人，实训工位18320个，生均0.61个."""
    close = [other for other in near(every, each.number) if other.role == "value"]
    if each.measure.startswith("生均"):
        heads, amounts = (
            _students(close, each),
            [o for o in close if "生均" + o.measure == each.measure and not o.scope],
        )
    elif re.search(r"每[人名生位所户]|人均", each.before):
        here = [other for other in close if other.sentence == each.sentence]
        heads = [o for o in here if o.mention.quantity.unit.symbol in _HEADS]
        amounts = [o for o in here if _same_unit(o, each) and o.total and not o.scope and not _YEARS.search(o.measure)]
    else:
        return
    if len(heads) == len(amounts) == 1 and heads[0].period == amounts[0].period == each.period:
        yield _quotient((amounts[0], heads[0], each), figures, _LIKELY)


_YEARS = re.compile(r"[两三四五六]个?学?年")  # an amount a year, paid more than once
_HEADS = frozenset({"人", "户", "所", "个"})
_OF_STUDENTS = re.compile(r"(?:全日制)?(?:在校|在籍)(?:学)?生(?:人数)?$")
_OF_TEACHERS = re.compile(r"专任教师(?:人数)?$")


def _students(close: Sequence[Said], each: Said) -> list[Said]:
    return [
        o
        for o in close
        if _OF_STUDENTS.search(o.measure) and not o.scope and o.head is None and o.subject == each.subject
    ]


def _students_per_teacher(ratio: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """在校生30215人，专任教师1853人，生师比16.3:1."""
    close = [other for other in near(every, ratio.number) if other.role == "value" and not other.scope]
    students = _students(close, ratio)
    teachers = [o for o in close if _OF_TEACHERS.search(o.measure) and o.head is None and o.subject == ratio.subject]
    if len(students) == len(teachers) == 1 and students[0].period == teachers[0].period == ratio.period:
        yield _quotient((students[0], teachers[0], ratio), figures, _LIKELY)


_KINDS: dict[Role, Kind] = {"per_head": "per_head", "ratio": "ratio"}


def _quotient(terms: tuple[Said, Said, Said], figures: Sequence[Figure], confidence: Fraction) -> Relation:
    above, below, quotient = (figures[term.number] for term in terms)
    return said(
        _KINDS.get(quotient.role, "share"),
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
