"""Figures that are a share of something: 占专任教师的16%, 完成预算的102.3%, 九成以上的毕业生."""

from __future__ import annotations

import re

from zhijian.proof.claims.measures import RATE, after_figure, joined, normal, scope_of, without_spans
from zhijian.proof.claims.names import after_own_level
from zhijian.proof.claims.patterns import change_before, portion_before, share_before
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.state import State
from zhijian.proof.claims.vocabulary import either
from zhijian.proof.claims.when import earlier

_TASK = re.compile(either("tasks") + "$")
_FROM = re.compile(r"(?:由(?!于)|从(?![业事]))[^，。]{0,12}$")
_ONLY_A_TIME = re.compile(r"同期|年|上年|上年同期")


def as_portion(said: Said, bare: str, state: State) -> bool:
    """完成预算的102.3%, 是上年的2倍; whether it is one."""
    symbol = said.mention.quantity.unit.symbol
    if symbol not in {"%", "‰", "倍"}:
        return False
    if said.before.strip() == "的" and state.figures and state.last is not None:
        return _of_figure_before(said, state)
    portion = portion_before(bare)
    if portion is None:
        return False
    said.portion, said.planned = True, False
    own = normal(bare[: portion.start])
    said.base = None if own else state.value_before()
    said.measure = own or (said.base.measure if said.base else state.topic)
    of = normal(portion.of)
    if _TASK.search(portion.of) and not _TASK.search(of):
        of = portion.of  # 计划 alone leads in elsewhere
    if of and not _ONLY_A_TIME.fullmatch(of):
        said.role, said.of, said.of_what = ("share" if said.percent else "other"), of, portion.of
    else:
        said.role, said.period = "ratio", state.when.period
        said.against = state.when.against or earlier(said)
    return True


def _of_figure_before(said: Said, state: State) -> bool:
    """完成年初预算数60999万元的40.4%: of the figure directly before, which is no value that anything is a change of."""
    whole = state.figures[-1]
    whole.portion, whole.planned = True, whole.planned or _TASK.search(whole.measure) is not None
    whole.measure = whole.measure.removeprefix("占")
    base = state.value_before()
    if base is not None and base.head is not None and whole.planned and len(base.head.parts) > 1:
        base = base.head  # 投入4.2亿元，其中…、…，完成计划5.6亿元的75.0%: of all of it
    said.role, said.of, said.whole, said.base, said.portion = "share", whole.measure, whole, base, True
    said.measure = base.measure if base else whole.measure
    state.last = base or state.last
    return True


def _of_before(said: Said, state: State) -> str:
    """教育支出占总支出的14.4%，科学技术支出占24.5%: what the share before it is of."""
    before = next((f for f in state.recent() if f.role == "share" and f.sentence == said.sentence), None)
    return before.of if before is not None else ""


def _named(name: str, state: State) -> Said | None:
    """医疗收入8726万元，医疗收入占总收入的90.41%: the figure of the sentence that a share names again."""
    here = (f for f in state.recent() if f.sentence == state.sentence and f.role == "value" and not f.percent)
    return next((f for f in here if f.measure == name and not (f.origin or f.aside or f.planned)), None)


def as_share(said: Said, bare: str, after: str, state: State) -> bool:
    """占专任教师的16%, 85.6%的学生, 14所（100%）; whether it is one."""
    if not said.percent:
        return False
    share = share_before(bare)
    if share is not None:
        own = normal(without_spans(bare[: share.start]))
        said.base = _named(own, state) if own else state.value_before() or state.last
        if said.base is not None and said.base.enumerated and not said.bracketed:
            own, said.base = said.base.measure, None  # 甲7所、乙6所，占40%: of both
        of = normal(after_own_level(share.of, state.own)) or normal(share.of)
        said.role, said.of = "share", of or (_of_before(said, state) if own else "")
        said.of_what = share.of
        said.measure = own or (said.base.measure if said.base else state.carried(said))
        said.origin = _FROM.search(said.before) is not None
        said.scope = joined(*state.when.scope, *said.scope, *scope_of(bare[: share.start]))
        return True
    if change_before(bare) is not None:
        return False
    last = state.last
    alone = said.bracketed and not said.aside and not bare.strip() and not after.strip()
    if alone and last is not None and not last.percent:
        said.role, said.measure, said.base = "share", last.measure, last
        return True
    if after.startswith("的") or (said.mention.spelt and after and not said.mention.doubled):
        whole, rest = after_figure(after)
        whole = normal(whole)
        if whole and not RATE.search(normal(bare)):
            said.role, said.of, said.measure = "share", whole, normal(rest) or normal(bare) or whole
            return True
    return False
