"""Which figure a list of parts belongs to, where arithmetic tells better than the nearest figure of the unit.

总收入8650万元，支出8210万元，其中财政拨款7200万元、事业收入1450万元: the parts make up the revenue. 比上年增加120人（男70人、
女50人）: they make up the increase.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from zhijian.proof.claims.borne_out import fits
from zhijian.proof.claims.said import Said, adds_up, ends, near
from zhijian.proof.claims.state import State

_NAME = 2  # characters
_OF_A_CHANGE = "增减"
_TELLING = 100  # three digits meet a wrong figure by no accident


def whole_for(part: Said, state: State) -> Said | None:
    """The figure that the first part of a list belongs to: the nearest value of its unit, or that one's whole.

    出口98.4亿元，进口28.4亿元，其中对东盟出口32.6亿元: the one whose name it has.
    """
    found = _nearest(part, state)
    if found is None or part.measure.endswith(found.measure):
        return found
    named = (f for f in reversed(state.before_list) if f.sentence == state.sentence and _can_be_whole(f, [part]))
    return next((f for f in named if len(f.measure) >= _NAME and f.measure in part.measure), found)


def _nearest(part: Said, state: State) -> Said | None:
    apart = outside = False
    for other in reversed(state.before_list):
        if other.sentence < state.sentence - 1 or (apart and other.sentence < state.sentence):
            return None
        apart = apart or (other.role == "value" and not other.percent and other.sentence == state.sentence)
        outside = outside or not other.bracketed
        if other.bracketed and (outside or not state.bracketed):  # 436家（上年421家），其中; not of another bracket
            continue
        if other.role != "value" or other.percent or other.origin or not other.same_unit(part):
            continue
        if other.aside and state.set_beside(other) is not other:
            continue
        if other.planned and other.portion and not part.planned:  # 1526人，完成任务1500人的101.7%，其中
            continue
        if other.head is not None and (other.sentence < part.sentence or len(other.head.parts) > 1):
            return other.head
        return None if other.planned and not part.planned else other
    return None


def settle_heads(figures: Sequence[Said]) -> None:
    """Gives each list of parts to the figure of its sentence that it makes up, if its own whole is not that one."""
    shares = {id(each.base): each for each in figures if each.role == "share" and not each.of and each.base is not None}
    for number, figure in enumerate(figures):
        figure.number = number
    for head in [figure for figure in figures if figure.parts]:
        for _list, listed in groupby(head.parts, key=lambda part: part.part_list):
            parts = list(listed)
            better = _better(parts, head, figures, shares)
            if better is not None:
                _move(parts, head, better)


def _better(parts: Sequence[Said], head: Said, figures: Sequence[Said], shares: Mapping[int, Said]) -> Said | None:
    if _made_up_of(head, parts, shares):
        return None
    before = [figure for figure in _before(parts[0], figures) if figure is not head and _can_be_whole(figure, parts)]
    change = parts[0].beside
    if change is not None and change in before and all(ends(part)[0] <= ends(change)[1] for part in parts):
        return change
    return next((figure for figure in before if _made_up_of(figure, parts, shares)), None)


def _before(part: Said, figures: Sequence[Said]) -> Iterator[Said]:
    """The figures of the sentence before a part, the nearest first."""
    for figure in reversed(near(figures, part.number, after=False)):
        if figure.sentence != part.sentence:
            return
        yield figure


def _can_be_whole(figure: Said, parts: Sequence[Said]) -> bool:
    counts = figure.role in {"value", "change"} and not (figure.percent or figure.origin or figure.aside)
    return counts and figure.head is None and figure.planned == parts[0].planned and figure.same_unit(parts[0])


def _made_up_of(whole: Said, parts: Sequence[Said], shares: Mapping[int, Said]) -> bool:
    """Whether the parts add up to the whole, or their shares are of it, in three digits or more."""
    if len(parts) > 1 and abs(whole.mention.quantity.mantissa) >= _TELLING and adds_up(parts, whole):
        return True
    told = [(part, shares[id(part)]) for part in parts if id(part) in shares]
    fine = any(abs(share.mention.quantity.mantissa) >= _TELLING for _part, share in told)
    return fine and all(fits(part, whole, share) for part, share in told)


def _move(parts: Sequence[Said], head: Said, better: Said) -> None:
    moved = {id(part) for part in parts}
    head.parts = [part for part in head.parts if id(part) not in moved]
    better.parts += parts
    for part in parts:
        part.head, part.of = better, better.measure
        if better.role == "change":
            part.scope = (*part.scope, _OF_A_CHANGE)  # 男生70人 of those who came, not of all
