"""生师比 and 生均, 人均 amounts beside what they rest on, known by their words alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from fractions import Fraction

from zhijian.expressions import Binary
from zhijian.expressions import Relation as Statement
from zhijian.proof.bind.facts import Facts
from zhijian.proof.bind.names import loose
from zhijian.proof.bind.relations import agree
from zhijian.proof.shapes import Figure, Relation, Words

_LIKELY, _LESS = Fraction(80, 100), Fraction(70, 100)
_PERSONS = frozenset({"人", "名", "万人"})
STUDENTS = re.compile(r"(?:全日制|学历教育|折合)?(?:在校生|在校学生|在籍生|在籍学生)")
_TEACHERS = re.compile(r"专任教师")
_PER_STUDENT = re.compile(r"^生均(?P<what>.{3,})$")
_BESIDES = re.compile(r"校内|校园|教学|实习|科研|资产|用地|占地|总")


def per_head(figures: Sequence[Figure], said: Iterable[Relation], facts: Facts) -> Iterator[Relation]:
    """What the catalogue does not know: a ratio or an amount per student, and its two figures in one paragraph.

    Silent where the paragraph states students or teachers twice.
    """
    explained = {n for r in said if r.kind in {"ratio", "per_head", "share"} for n in r.figures}
    students = _students_of(figures)
    blocks: dict[str, list[Figure]] = {}
    for figure in figures:
        if not figure.table and figure.block is not None and not figure.planned and not figure.scope:
            blocks.setdefault(str(figure.block), []).append(figure)
    for beside in blocks.values():
        for figure in beside:
            if figure.id in explained or facts.known(figure.id) or figure.role not in {"ratio", "per_head"}:
                continue
            pair = _ratio(figure, beside) if figure.role == "ratio" else _amount(figure, beside, students)
            if pair is not None:
                yield _relation(figure, *pair)


def _ratio(figure: Figure, beside: Sequence[Figure]) -> tuple[Figure, Figure] | None:
    if loose(figure.measure) not in {"生师比", "师生比"} or figure.quantity.unit.symbol != ":1":
        return None
    students, teachers = _only(figure, beside, STUDENTS), _only(figure, beside, _TEACHERS)
    if students is None or teachers is None:
        return None
    others = [f for f in beside if f.role == "value" and "教师" in f.measure and f is not teachers]
    if not gives(figure, students, teachers) and any(gives(figure, students, other) for other in others):
        return None  # 专任教师186人，外聘教师32人，共有教师218人: of all of them
    return students, teachers


def gives(quotient: Figure, above: Figure, below: Figure) -> bool:
    """Whether one figure over another can be the third as all are rounded; not where one of them has no end."""
    (low, high), (least, most), (fewest, greatest) = (figure.quantity.ends for figure in (quotient, above, below))
    if high is None or most is None or greatest is None or fewest <= 0:
        return False
    return least / greatest <= high and low <= most / fewest


def _students_of(figures: Iterable[Figure]) -> dict[str, Figure]:
    """By period, the students of the report as a whole, where it states them alike wherever it does."""
    found: dict[str, list[Figure]] = {}
    for figure in figures:
        own = not (figure.subject or figure.in_case or figure.planned or figure.scope or figure.of)
        counted = figure.role == "value" and figure.quantity.unit.symbol in _PERSONS and figure.quantity.low > 0
        if own and counted and STUDENTS.fullmatch(loose(figure.measure)):
            found.setdefault(figure.period, []).append(figure)
    return {
        period: max(every, key=lambda f: len(str(f.quantity.mantissa)))
        for period, every in found.items()
        if all(agree(one, other) for one in every for other in every)
    }


def _amount(
    figure: Figure, beside: Sequence[Figure], students_of: Mapping[str, Figure]
) -> tuple[Figure, Figure] | None:
    found = _PER_STUDENT.match(figure.measure)
    students = _only(figure, beside, STUDENTS) or students_of.get(figure.period)
    if found is None or students is None:
        return None
    wanted = _bare(found["what"])
    totals = [
        f
        for f in beside
        if f.role == "value"
        and f.period == figure.period
        and f.subject == figure.subject
        and _bare(f.measure) == wanted
    ]
    return (totals[0], students) if wanted and len(totals) == 1 else None


def _bare(measure: str) -> str:
    return _BESIDES.sub("", loose(measure))


def _only(figure: Figure, beside: Sequence[Figure], measure: re.Pattern[str]) -> Figure | None:
    found = [
        f
        for f in beside
        if f.role == "value" and f.quantity.unit.symbol in _PERSONS and measure.fullmatch(loose(f.measure))
        and (f.period, f.subject) == (figure.period, figure.subject) and f.quantity.low > 0
    ]  # fmt: skip
    return found[0] if len(found) == 1 else None


def _relation(figure: Figure, above: Figure, below: Figure) -> Relation:
    ratio = figure.role == "ratio"
    return Relation(
        "ratio" if ratio else "per_head",
        Statement((figure.variable, Binary("/", above.variable, below.variable)), ("==",)),
        (figure.id, above.id, below.id),
        _LIKELY if ratio else _LESS,
        Words(
            f"“{figure.measure}”应等于{above.measure} ÷ {below.measure}",
            f"{figure.measure} should be {above.measure} divided by {below.measure}",
        ),
    )
