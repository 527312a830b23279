"""Figures that are a change or a growth: 比上年增加1120人, 增长3.8%, 高于全省0.6个百分点, 翻了一番."""

from __future__ import annotations

import re

from zhijian.proof.claims.measures import RATE, after_figure, joined, normal, scope_of, without_spans
from zhijian.proof.claims.patterns import Change, beside, change_before, is_compared
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.state import State
from zhijian.proof.claims.vocabulary import either
from zhijian.proof.claims.when import earlier

_GROWTH_NOUN = re.compile(rf"(?:{either('growth_up', 'growth_down')})$")
_OF_AMOUNTS = frozenset(
    {"增长", "增加", "减少", "递增", "上涨", "下跌", "增收", "减收", "增支", "减支", "增产", "减产"}
)
_OF_PLANS = frozenset({"超收", "超支", "短收", "欠收", "少收", "节支"})
_OF_VALUES = frozenset({"增长", "下降", *_OF_AMOUNTS})


def as_change(said: Said, bare: str, after: str, state: State) -> bool:
    """Whether the words make the figure a difference, and of what."""
    doubled = said.mention.doubled
    change = Change(len(bare), 1, noun=True, word="翻番") if doubled else change_before(bare)
    if change is not None and (change.to or reached(bare, said, state)):
        return False
    if (at := beside(bare)) >= 0:
        said.role, said.measure = "other", normal(bare[:at]) or state.carried(said)
        return True
    compared = state.when.compared or is_compared(said.before)
    if change is None or ((change.compared or change.of) and not compared):
        return False
    if not (change.noun or compared or state.last is not None or not after.strip() or said.percent):
        return False  # 增加5个班 is a deed
    _change(said, bare, after, change, state)
    return True


def reached(bare: str, said: Said, state: State) -> bool:
    """由4.08%下降为2.67%: after the value from which it fell, the one to which."""
    before = state.figures[-1] if state.figures else None
    from_there = before is not None and before.origin and before.clause == said.clause and before.same_unit(said)
    return from_there and bare.rstrip().endswith("为")


def _change(said: Said, bare: str, after: str, change: Change, state: State) -> None:
    own = normal(change.of) or normal(without_spans(bare[: change.start]))
    if not own and (after.startswith("的") or said.mention.quantity.unit.count):
        own = normal(after_figure(after)[0])
    of_growth = _GROWTH_NOUN.search(own) or (not own and _GROWTH_NOUN.search(state.topic))
    said.base = _base(said, own, change, state)
    if of_growth and said.base is None:
        growth = next((f for f in state.recent() if f.role == "growth" and f.sentence == said.sentence), None)
        own = (growth.measure if growth else "") + (own or state.topic)
    said.measure = own or (said.base.measure if said.base else state.carried(said))
    if said.base is not None and said.base.measure.endswith(own):
        said.measure = said.base.measure
    said.role = "growth" if _is_growth(said, change, of_growth=bool(of_growth)) else "change"
    said.direction = -change.direction if said.mention.quantity.value < 0 else change.direction
    said.scope = joined(*state.scopes_of(said), *said.scope, *scope_of(bare))
    if said.base is not None:
        said.period, said.subject = said.base.period, said.base.subject
    _against(said, change, state)


def _against(said: Said, change: Change, state: State) -> None:
    """What the figure is a change from. Beside a plan, growth of which nothing else is said may be from either."""
    of_plan = state.when.plan and change.word in _OF_PLANS
    said.since = state.when.since
    said.stated = bool(state.when.against) or bool(of_plan)
    said.against = (state.when.plan if of_plan else state.when.against) or earlier(said)
    if state.when.plan and said.against != state.when.plan and not state.when.against:
        said.scope = joined(*said.scope, f"比{state.when.plan}")


def _base(said: Said, own: str, change: Change, state: State) -> Said | None:
    """The figure that a change is a change of."""
    if own:
        return _same_measure(said, own, state)
    points = said.mention.quantity.unit.symbol == "个百分点"
    if points or (said.percent and not change.noun and change.word not in _OF_AMOUNTS):
        for other in state.recent():
            if other.sentence != said.sentence or other.portion or other.origin:
                continue
            if other.stands or (other.role == "share" and (points or change.word not in _OF_VALUES)):
                return state.set_beside(other)
    here = [f for f in state.recent() if f.sentence == said.sentence and f.stands and not f.portion and not f.origin]
    if state.dated:
        here = [f for f in here if f.period == said.period]
        if not here:
            return None
    found = next((f for f in here if f.same_unit(said)), None) or next(iter(here), None)
    if found is None and not here:
        return state.only_value_before(said)
    return found and state.set_beside(found)


def _same_measure(said: Said, measure: str, state: State) -> Said | None:
    """The value of this measure that was said last, in this sentence or the one before."""
    for other in state.recent():
        if other.sentence < said.sentence - 1:
            return None
        alike = other.measure.endswith(measure) or measure.endswith(other.measure)
        there = other.role in {"value", "per_head"} and (other.period, other.subject) == (said.period, said.subject)
        if alike and there and other.measure:
            return other
    return None


def _is_growth(said: Said, change: Change, *, of_growth: bool) -> bool:
    if said.mention.quantity.unit.symbol not in {"%", "‰", "倍"}:
        return False
    if said.base is not None:
        return not said.base.percent or said.base.role == "growth"
    return change.noun or not (RATE.search(said.measure) or of_growth)
