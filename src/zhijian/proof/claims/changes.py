"""Relations between a figure, the one before it in time, their difference and their growth, as a sentence says them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from zhijian.expressions import Binary
from zhijian.proof.claims.said import Said, near
from zhijian.proof.claims.saying import ONE, name, said, signed
from zhijian.proof.shapes import Figure, Relation, Words, year_of

_SURE, _LIKELY = Fraction(9, 10), Fraction(8, 10)


@dataclass(slots=True)
class _Story:
    """What one sentence says of one measure: now, before, the difference, the growth. against: what both are from."""

    now: Said
    before: Said | None = None
    against: str = ""
    since: str = ""
    differences: list[Said] = field(default_factory=list)
    growths: list[Said] = field(default_factory=list)

    def takes(self, change: Said, before: Said | None) -> bool:
        """Whether a change of its figure belongs to it. 2024年比2023年增长 does not where it tells of 2022."""
        if self.since and change.since and self.since != change.since:
            return False  # 同比增长8.2%，比年初增加100.5亿元
        if before is not None and self.before is not None:
            return before is self.before
        if self.before is not None and self.before.period != self.now.period:
            return not change.stated or change.against in {self.before.period, self.now.period}
        return not self.against or change.against == self.against


def change_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """What must hold between now and before."""
    yield from _without_now(every, figures)
    for stories in _stories(every):
        for story in stories:
            yield from _of_story(story, figures)
        yield from _direction(stories[0], figures)  # 由2022年的320个、2023年的360个增加到405个: of the first


def _without_now(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """增加225.60万元，增长4.73%（2023年度为4771.20万元）: a difference and a growth of what is only told as it was."""
    for growth in every:
        if growth.role != "growth" or growth.base is not None or not growth.number:
            continue
        change = every[growth.number - 1]
        told = change.role == "change" and change.base is None and change.sentence == growth.sentence
        following = every[growth.number + 1 : growth.number + 2]
        for before in following if told and change.measure == growth.measure else ():
            alike = (
                before.measure == change.measure and before.counts_like(change) and before.sentence == growth.sentence
            )
            if before.bracketed and alike and before.period == change.against == growth.against:
                now, was, up = (figures[each.number] for each in (change, before, growth))
                yield said(
                    "growth",
                    Binary("/", signed(now.variable, change.direction), was.variable),
                    "==",
                    signed(up.variable, growth.direction),
                    figures=[now, was, up],
                    confidence=_SURE,
                    words=Words(
                        f"{name(now)}{_by(change)}{now.text}与{_went(growth, '增长', '下降')}{up.text}互不相符",
                        f"the increase {now.text} and the growth {up.text} of {name(now)} do not agree",
                    ),
                )


def _stories(every: Sequence[Said]) -> list[list[_Story]]:
    """The stories of each figure."""
    stories: dict[int, list[_Story]] = {}
    for at, each in enumerate(every):
        if each.role in {"value", "per_head", "ratio"} and (each.direction or _follows_origin(each, every, at)):
            origin = _origin(each, every, at)
            if origin is not None:
                stories.setdefault(each.number, []).append(_Story(each, origin))
        if each.role not in {"change", "growth"} or each.base is None or set(each.scope) - set(each.base.scope):
            continue  # at constant prices, say
        now, before = each.base, _earlier(each, each.base, every)
        if before is not None and _is_later(before, now):
            now, before = before, now
        of_now = stories.setdefault(now.number, [])
        story = next((story for story in of_now if story.takes(each, before)), None)
        if story is None:
            of_now.append(story := _Story(now, before, each.against))
        story.before, story.since = story.before or before, story.since or each.since
        (story.growths if each.role == "growth" else story.differences).append(each)
    return list(stories.values())


def _follows_origin(each: Said, every: Sequence[Said], at: int) -> bool:
    before = every[at - 1] if at else None
    return before is not None and before.origin and before.sentence == each.sentence and each.head is None


def _origin(each: Said, every: Sequence[Said], at: int) -> Said | None:
    """The value from which this one rose: 由120人增加到150人."""
    for other in reversed(near(every, at, after=False)):
        if other.sentence != each.sentence:
            return None
        if other.origin and other.counts_like(each):
            return other
    return None


def _earlier(change: Said, base: Said, every: Sequence[Said]) -> Said | None:
    """The value of the same measure in the other period, or of the plan, said in the same sentence."""
    for other in near(every, base.number):
        here = other.sentence in {base.sentence, change.sentence}
        if other is base or not here or other.role != base.role or not other.counts_like(base):
            continue
        behind = other.aside and other.number <= change.number + 2 and other.period == change.against
        if other.number >= change.number and not behind:  # 比上年增加5家，上年为91家
            continue
        if other.plan:
            if change.against == other.plan:
                return other
            continue
        told = change.against in {other.period, base.period} or (other.origin and not change.stated)
        if told and other.measure == base.measure and other.period != base.period:
            return other
    return None


def _is_later(one: Said, other: Said) -> bool:
    first, second = year_of(one.period), year_of(other.period)
    return first is not None and second is not None and first > second


def _of_story(story: _Story, figures: Sequence[Figure]) -> Iterator[Relation]:
    now = figures[story.now.number]
    before = figures[story.before.number] if story.before else None
    differences = [each for each in story.differences if _fits(each, story.now)]
    for each in differences if before else ():
        change = figures[each.number]
        yield said(
            "change",
            Binary("-", now.variable, before.variable) if before else now.variable,
            "==",
            signed(change.variable, each.direction),
            figures=[now, *([before] if before else []), change],
            confidence=_SURE,
            words=Words(
                f"{name(now)}写作{_by(each)}{change.text}，与前后两期数据不符",
                f"the change of {name(now)} is said to be {change.text}, which does not follow",
            ),
        )
    for each in story.growths:
        growth = figures[each.number]
        if before is not None:
            yield said(
                "growth",
                Binary("-", Binary("/", now.variable, before.variable), ONE),
                "==",
                signed(growth.variable, each.direction),
                figures=[now, before, growth],
                confidence=_SURE,
                words=Words(
                    f"{name(now)}写作{_went(each, '增长', '下降')}{growth.text}，与前后两期数据不符",
                    f"the growth of {name(now)} is said to be {growth.text}, which does not follow",
                ),
            )
        elif differences and differences[0].against == each.against:
            change = figures[differences[0].number]
            earlier = Binary("-", now.variable, signed(change.variable, differences[0].direction))
            yield said(
                "growth",
                Binary("/", signed(change.variable, differences[0].direction), earlier),
                "==",
                signed(growth.variable, each.direction),
                figures=[now, change, growth],
                confidence=_SURE,
                words=Words(
                    f"{name(now)}{_by(differences[0])}{change.text}与{_went(each, '增长', '下降')}{growth.text}互不相符",
                    f"the increase {change.text} and the growth {growth.text} of {name(now)} do not agree",
                ),
            )


def _direction(story: _Story, figures: Sequence[Figure]) -> Iterator[Relation]:
    if story.before is None or not story.now.direction:
        return
    now, before, up = figures[story.now.number], figures[story.before.number], story.now.direction > 0
    yield said(
        "direction",
        now.variable,
        ">" if up else "<",
        before.variable,
        figures=[now, before],
        confidence=_SURE,
        words=Words(
            f"文中称{name(now)}{'增加' if up else '减少'}，与数据不符",
            f"{name(now)} is said to have {'risen' if up else 'fallen'}",
        ),
    )


def _by(difference: Said) -> str:
    if difference.mention.quantity.unit.symbol in {"%", "个百分点"}:
        return _went(difference, "提高", "下降")
    return _went(difference, "增加", "减少")


def _went(change: Said, up: str, down: str) -> str:
    return up if change.direction > 0 else down


def _fits(change: Said, base: Said) -> bool:
    """Whether a difference is in the unit of what it is a difference of; 个百分点 belongs to percentages."""
    unit, of = change.mention.quantity.unit, base.mention.quantity.unit
    if unit.symbol in {"个百分点", "%"}:
        return of.symbol in {"%", "‰"}
    return unit.dimension == of.dimension and of.symbol != "%"
