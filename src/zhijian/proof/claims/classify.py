"""What one figure is: a value, a change, a share, a part of what; from the words before and after it."""

from __future__ import annotations

import re

from zhijian.proof.claims.measures import (
    PER_HEAD,
    RATE,
    after_figure,
    composed,
    direction_word,
    is_attribute,
    normal,
    scope_of,
)
from zhijian.proof.claims.names import subject_at
from zhijian.proof.claims.patterns import Change, beside, change_before, is_compared, portion_before, share_before
from zhijian.proof.claims.periods import PREVIOUS, previous
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.state import State
from zhijian.proof.claims.vocabulary import either
from zhijian.proof.shapes import year_of

_SEPARATE = re.compile(r"\s*(?:现有|另有|还有|共有|同时|此外|全[市省县区校年])")
_TOTAL = re.compile(rf"(?:{either('totals')})(?:为|达|达到|有|约|近)?\s*$")
_TRANSITIVE = re.compile(rf"(?:{either('transitive')})(?:了|着|过)?(?:各类|各级|各|约|近|共|省级|市级|国家级)?\s*$")
_LIGHT = re.compile(r".*(?:现有|共有|拥有|设有|建有|配有|实现|完成|提供|荣获|获得|获(?!取|奖|评|得|批)|取得)(?=.{2})")
_JOINED = re.compile(
    r"(?:等|和|与|及|以及|同|向|对|被|把|将|围绕|覆盖|涵盖|来自|[^目]的|[》”])(?:全部|各|共|约|近)?\s*$"
)
_TOO_GENERAL = re.compile(r"总?(?:人数|数量|数|规模|金额|总额|总量|比例|占比|面积|人次)")
_ONLY_SAYS = re.compile(r"(?:实际|完成|计划|目标|落实|达到|全年|平均|本年|其|数量|总数|人数|[\u4e00-\u9fff]?期末?)?")
_CONTEST = re.compile(r"[\u4e00-\u9fff]{0,4}(?:赛|跑道|直道|接力|龙舟|马拉松)")
_PLACED = re.compile(r"(?:位居|居|位列|列|排名?|名列|在(?!校)|获得?|取得)[^，。；]{0,10}$")
_ORIGIN = re.compile(r"(?:由|从)[^，。]{0,12}$")
_PLANNED = re.compile(either("planned"))
_TIME = frozenset({"year", "day", "month", "week", "hour", "age", "metre"})
_GROWTH_NOUN = re.compile(rf"(?:{either('growth_up', 'growth_down')})$")


def classify(said: Said, bare: str, after: str, state: State) -> None:
    """Sets role and measure of ``said``. bare: the words before it without periods and names; after: those after it."""
    said.planned = state.planned or _PLANNED.search(said.before) is not None or _is_ahead(said, state)
    if said.mention.ranked:
        said.role, said.measure = "ordinal", normal(_PLACED.sub("", bare)) or normal(bare)
    elif not (
        _as_portion(said, bare, state) or _as_share(said, bare, after, state) or _as_change(said, bare, after, state)
    ):
        _as_value(said, bare, after, state)


def _is_ahead(said: Said, state: State) -> bool:
    """Whether a figure is of a year after the report's own."""
    year, own = year_of(said.period), year_of(state.default)
    return year is not None and own is not None and year > own


def carried(state: State) -> str:
    """The measure of a figure without words of its own: that of the last one, else what the sentence is about."""
    if state.last is not None:
        return state.last.measure
    last = next((f for f in state.recent() if f.sentence == state.sentence and f.role != "other"), None)
    return (last.measure if last is not None else "") or state.topic


def _as_portion(said: Said, bare: str, state: State) -> bool:
    """完成预算的102.3%, 是上年的2倍."""
    symbol = said.mention.quantity.unit.symbol
    portion = portion_before(bare) if symbol in {"%", "‰", "倍"} else None
    if portion is None and symbol in {"%", "倍"} and bare.strip() == "的" and state.last is not None:
        whole = state.figures[-1]
        said.role, said.of, said.whole = "share", whole.measure, whole
        said.base = next(
            (f for f in state.recent() if f.stands and f is not whole and f.sentence == said.sentence), None
        )
        said.measure = said.base.measure if said.base else whole.measure
        return True
    if portion is None:
        return False
    own = normal(bare[: portion.start])
    said.portion = True
    said.base = None if own else state.value_before()
    said.measure = own or (said.base.measure if said.base else state.topic)
    said.planned = False
    of = normal(portion.of)
    if of and not re.fullmatch(r"同期|年|上年", of):
        said.role, said.of = ("share" if said.percent else "other"), of
        return True
    said.role, said.period = "ratio", state.period
    said.against = state.against or _earlier(said)
    return True


def _as_share(said: Said, bare: str, after: str, state: State) -> bool:
    if not said.percent:
        return False
    share = share_before(bare)
    if share is not None:
        own = normal(bare[: share.start])
        said.role, said.of, said.measure = "share", normal(share.of), own or carried(state)
        said.base = None if own else state.value_before() or state.last
        said.origin = bool(_ORIGIN.search(said.before))
        said.scope = (*state.scope, *said.scope, *scope_of(bare[: share.start]))
        return True
    if change_before(bare) is not None:
        return False
    if (
        said.bracketed
        and not bare.strip()
        and not after.strip()
        and (last := state.last) is not None
        and not last.percent
    ):
        said.role, said.measure, said.base = "share", last.measure, last
        return True
    if after.startswith("的") or (said.mention.spelt and after and not said.mention.doubled):
        whole, rest = after_figure(after)
        whole = normal(whole)
        if whole and not RATE.search(normal(bare)):
            said.role, said.of, said.measure = "share", whole, normal(rest) or normal(bare) or whole
            return True
    return False


def _as_change(said: Said, bare: str, after: str, state: State) -> bool:
    if said.mention.doubled:
        change: Change | None = Change(len(bare), 1, noun=True, word="翻番")
    else:
        change = change_before(bare)
    compared = state.compared or is_compared(said.before)
    at = beside(bare)
    if at >= 0 and not (change is not None and change.to):
        _beside(said, bare, at, state)
        return True
    if change is None or change.to or (change.compared and not compared):
        return False
    if change.of and not compared:
        return False
    if not (change.noun or compared or state.last is not None or change.of or not after.strip() or said.percent):
        return False
    _change(said, bare, after, change, state)
    return True


def _beside(said: Said, bare: str, at: int, state: State) -> None:
    """A difference from another thing than an earlier time: 高于全省平均水平0.6个百分点."""
    said.role, said.measure = "other", normal(bare[:at]) or carried(state)


def _change(said: Said, bare: str, after: str, change: Change, state: State) -> None:
    own = normal(change.of) or normal(bare[: change.start])
    if not own and (after.startswith("的") or said.mention.quantity.unit.count):
        own = normal(after_figure(after)[0])
    growth_noun = _GROWTH_NOUN.search(own) or (not own and _GROWTH_NOUN.search(state.topic))
    said.base = _base(said, own, change, state)
    if growth_noun and said.base is None:
        growth = next((f for f in state.recent() if f.role == "growth" and f.sentence == said.sentence), None)
        own = (growth.measure if growth else "") + (own or state.topic)
    said.measure = own or (said.base.measure if said.base else carried(state))
    if _TOO_GENERAL.fullmatch(own) and state.topic:
        said.measure = state.topic
    elif said.base is not None and said.base.measure.endswith(own):
        said.measure = said.base.measure
    said.role = "growth" if _is_growth(said, change, of_growth=bool(growth_noun)) else "change"
    said.direction = -change.direction if said.mention.quantity.value < 0 else change.direction
    said.scope = tuple(dict.fromkeys((*state.scope, *said.scope, *scope_of(bare))))
    if said.base is not None:
        said.period, said.subject = said.base.period, said.base.subject
    said.against = state.against or _earlier(said)


def _earlier(said: Said) -> str:
    return previous(said.period) or PREVIOUS


def _base(said: Said, own: str, change: Change, state: State) -> Said | None:
    """The figure that a change is a change of."""
    if own:
        return same_measure(said, own, state)
    if said.mention.quantity.unit.symbol == "个百分点" or (
        said.percent and not change.noun and change.word not in _GROWS
    ):
        for other in state.recent():
            if other.sentence != said.sentence or other.portion:
                continue
            if other.stands or (other.role == "share" and change.word not in {"下降", "增长"}):
                return other
    return next(
        (f for f in state.recent() if f.sentence == said.sentence and f.stands and f.same_unit(said)), None
    ) or (state.value_before())


_GROWS = frozenset({"增长", "增加", "减少", "递增", "上涨", "下跌", "增收", "减收", "增支", "减支", "增产", "减产"})


def _is_growth(said: Said, change: Change, *, of_growth: bool) -> bool:
    if said.mention.quantity.unit.symbol not in {"%", "‰", "倍"}:
        return False
    if said.base is not None:
        return not (said.base.percent and said.base.role != "growth") or (change.noun and not said.base.percent)
    return change.noun or not (RATE.search(said.measure) or of_growth)


def same_measure(said: Said, measure: str, state: State) -> Said | None:
    """The value of this measure that was said last, in this sentence or the one before."""
    for other in state.recent():
        if other.sentence < said.sentence - 1:
            return None
        alike = other.measure.endswith(measure) or measure.endswith(other.measure)
        there = other.role in {"value", "per_head"} and (other.period, other.subject) == (said.period, said.subject)
        if alike and there and other.measure:
            return other
    return None


def _as_value(said: Said, bare: str, after: str, state: State) -> None:
    change = change_before(bare)
    if change is not None and change.to:
        bare, said.direction = bare[: change.start], change.direction
    said.total = _TOTAL.search(bare) is not None
    said.scope = tuple(dict.fromkeys((*state.scope, *said.scope, *scope_of(bare), *_scope_after(after))))
    said.origin = bool(_ORIGIN.search(said.before))
    said.measure = _measured(said, bare, after, state)
    _role(said, bare, after, state)


def _scope_after(after: str) -> tuple[str, ...]:
    """在校生33577人（不含技工学校学生）."""
    found = re.match(r"\s*[（(]不[^（()）]{1,24}[)）]", after)
    return scope_of(found.group()) if found else ()


def _measured(said: Said, bare: str, after: str, state: State) -> str:
    noun, rest = after_figure(after)
    noun = normal(noun)
    light = bare if _EACH.search(bare) else _LIGHT.sub("", bare)
    before = normal(light)
    if said.mention.quantity.unit.symbol == "%" or said.origin:
        noun = ""
    if noun and (_TRANSITIVE.search(bare.rstrip()) or _JOINED.search(bare.rstrip()) or _is_place_name(before)):
        attribute = before if bare.rstrip().endswith("的") else ""
        said.scope = (*said.scope, attribute[-16:]) if attribute else said.scope
        before = ""
    if not before and noun and rest:
        said.scope = (*said.scope, doing) if (doing := normal(rest)[:16]) else said.scope
    if _ONLY_SAYS.fullmatch(before) and not noun and state.topic:
        return state.topic
    if state.topic and state.last is None and len(before) <= 4 and is_attribute(before):
        return composed(before, state.topic)
    if said.origin or direction_word(rest):
        rest = ""
    if _TOO_GENERAL.fullmatch(before) and state.topic:
        return state.topic
    if before and not (noun and len(before) < 2):
        return before
    return noun or before or normal(rest)[:16] or (state.topic if said.total or state.last is None else "")


def _role(said: Said, bare: str, after: str, state: State) -> None:
    unit = said.mention.quantity.unit
    dimensions = {base for base, _power in unit.dimension}
    if unit.symbol == ":1":
        said.role = "ratio"
        if said.mention.inverted:
            said.measure, turned = re.subn("师生比", "生师比", said.measure)
            said.role = "ratio" if turned else "other"
    elif (
        PER_HEAD.search(said.measure[:8]) or PER_HEAD.search(bare[-8:]) or _EACH.search(bare) or "/" in unit.symbol[1:]
    ):
        said.role = "per_head"
        _per_head_after(said, bare, state)
    elif unit.symbol == "个百分点":
        said.role, said.base = "change", state.last
        said.measure = said.measure or carried(state)
    elif (dimensions & _TIME and (after.strip() or not said.measure)) or re.search(r"每\s*$", said.before):
        said.role = "other"
    elif said.percent and after.strip() and not RATE.search(said.measure):
        said.role, said.of = "share", said.measure
    elif (
        said.mention.range
        or said.before.endswith("前")
        or (unit.symbol in {"米", "公里", "人"} and _CONTEST.match(after))
        or (not said.measure and not carried(state))
    ):
        said.role = "other"


_EACH = re.compile(r"每(?:一|[十百千万])*(?:名|人|位|个|所|户|生|班|校|亩|平方米|万人|千人)(?!月|年|季|学期|星期)")
_HEAD_LAST = re.compile(rf"({either('per_head')})(?:为|达|达到|约|近|超|仅)?\s*$")


def _per_head_after(said: Said, bare: str, state: State) -> None:
    """教学设备值生均1.07万元, 实训工位18320个，生均0.61个: the word stands after what it is the mean of."""
    head = _HEAD_LAST.search(bare)
    if head is not None and (whole := normal(bare[: head.start()]) or carried(state)):
        said.measure = head.group(1) + whole


def place(said: Said, state: State) -> None:
    """Where a figure stands among its neighbours: part of a list, head of one, the last value said."""
    if said.role == "share":
        state.last = said
        return
    if not said.stands:
        return
    if _SEPARATE.match(said.before):
        state.part = False
    if state.part and not said.total and said.role == "value":
        _part(said, state)
    said.named = bool(said.measure)
    if not said.measure and not said.total:
        said.measure = next(
            (
                f.measure
                for f in state.recent()
                if f.sentence == said.sentence and f.role != "other" and f.same_unit(said)
            ),
            carried(state),
        )
        _base_of_changes(said, state)
    elif (
        said.percent
        and said.role == "value"
        and state.topic
        and RATE.search(state.topic)
        and not RATE.search(said.measure)
    ):
        said.measure += state.topic
    state.last = said


def _base_of_changes(said: Said, state: State) -> None:
    """实训工位数较上年增加1520个，达到18320个: the value that a change said before leads to."""
    for other in state.recent():
        if other.sentence != said.sentence:
            return
        if other.role in {"change", "growth"} and other.base is None and other.measure == said.measure:
            other.base = said


def _part(said: Said, state: State) -> None:
    if said.percent:
        _part_in_percent(said, state)
        return
    if state.head is None:
        state.head = state.whole_for(said)
    head = state.head
    if head is not None and not head.same_unit(said) and (first := head.parts[-1:]):
        whole = _whole_of_same_name(said, head, state)
        if whole is not None:  # 学校14所，在校生30215人，其中市直学校6所，在校生15630人
            said.head, said.of, said.part_list = whole, whole.measure, state.lists
            said.measure = _name_of_part(first[0]) + said.measure
            whole.parts.append(said)
            return
    if head is None or not head.same_unit(said):
        state.part = state.head is None and state.part
        return
    said.head, said.of = head, head.measure
    said.marked = "其中" in said.before or not head.parts
    said.part_list = state.lists
    head.parts.append(said)
    said.measure = composed(said.measure, head.measure)


def _part_in_percent(said: Said, state: State) -> None:
    """医院病床使用率79.4%，其中公立医院86.0%: the part has the rate of the whole; one that names its own rate is none."""
    if RATE.search(said.measure):
        state.part = False
        return
    rate = next((f for f in state.recent() if f.percent and f.stands and f.sentence >= said.sentence - 1), None)
    if rate is None:
        return
    if rate.head is None:
        said.measure = composed(said.measure, rate.measure)
    ending = re.search(r"[\u4e00-\u9fff]{1,4}(?:率|满意度|比例|比重)$", rate.measure)
    if ending is not None and not RATE.search(said.measure):
        said.measure += ending.group()


def _whole_of_same_name(said: Said, head: Said, state: State) -> Said | None:
    for other in state.recent():
        if other.sentence < head.sentence:
            return None
        if other.head is None and other.measure == said.measure and other.role == "value" and other.same_unit(said):
            return other
    return None


def _name_of_part(part: Said) -> str:
    return part.measure.removesuffix(part.of) or part.measure


def _is_place_name(text: str) -> bool:
    """Whether the words before a figure only name somebody: 江门一职、鹤山职校 2所学校."""
    last = text.rpartition("、")[2]
    return subject_at(last, frozenset())[1] == len(last) > 0


__all__ = ["carried", "classify", "place", "same_measure"]
