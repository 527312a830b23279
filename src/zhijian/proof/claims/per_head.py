"""Relations of an amount per head to the amount and the heads, and of the students per teacher to both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.proof.claims.said import Said, near
from zhijian.proof.claims.saying import printed, quotient
from zhijian.proof.shapes import Figure, Relation

_LIKELY = Fraction(8, 10)


def per_head_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """Every amount per head whose other figures the paragraph prints."""
    for each in every:
        if each.role == "per_head":
            yield from _per_head(each, every, figures)
        elif each.role == "ratio" and each.measure.endswith("生师比"):
            yield from _students_per_teacher(each, every, figures)


def _per_head(each: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """62名学生，每人6000元，共372000元; 在校生30215人，实训工位18320个，生均0.61个."""
    close = [other for other in near(every, each.number) if other.role == "value"]
    if each.measure.startswith("生均"):
        heads, amounts = (
            _students(close, each),
            [o for o in close if "生均" + o.measure == each.measure and not o.scope],
        )
    elif re.search(r"每[人名生位所户]|人均", each.before):
        here = [o for o in close if o.sentence == each.sentence and abs(o.number - each.number) <= _BESIDE]
        heads = [o for o in here if o.mention.quantity.unit.symbol in _HEADS]
        heads = [o for o in heads if o.number < each.number] or heads
        amounts = [o for o in here if o.counts_like(each) and o.total and not o.scope and not _YEARS.search(o.measure)]
    else:
        return
    if len(heads) == len(amounts) == 1 and heads[0].period == amounts[0].period == each.period:
        yield quotient("per_head", printed(figures, amounts[0], heads[0], each), _LIKELY)


_BESIDE = 2  # figures from the amount per head to the heads and to all
_YEARS = re.compile(r"[两三四五六]个?学?年")  # an amount a year, paid more than once
_HEADS = frozenset({"人", "户", "所", "个"})
_OF_STUDENTS = re.compile(r"(?:全日制)?(?:在校|在籍)(?:学)?生(?:人数)?$")
_OF_TEACHERS = re.compile(r"专任教师(?:人数)?$")


def _students(close: Sequence[Said], each: Said, kind: str = "") -> list[Said]:
    """All students that stand close; those of a kind of school may be a part of all: 其中小学27860人."""
    return [
        o
        for o in close
        if _OF_STUDENTS.search(o.measure) and not o.scope and o.subject == each.subject and (kind or o.head is None)
    ]


def _students_per_teacher(ratio: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """在校生30215人，专任教师1853人，生师比16.3:1; 小学生师比 of those of the primary schools."""
    if ratio.scope:  # of converted counts, or of some of them
        return
    kind = ratio.measure.removesuffix("生师比")
    close = [o for o in near(every, ratio.number) if o.role == "value" and not o.scope and o.measure.startswith(kind)]
    students = _students(close, ratio, kind)
    teachers = [o for o in close if _OF_TEACHERS.search(o.measure) and o.head is None and o.subject == ratio.subject]
    if len(students) == len(teachers) == 1 and students[0].period == teachers[0].period == ratio.period:
        yield quotient("ratio", printed(figures, students[0], teachers[0], ratio), _LIKELY)
