"""What one figure is: a value, a change, a share; and what it measures, from the words before and after it."""

from __future__ import annotations

import re
from dataclasses import replace

from zhijian.proof.claims.changing import as_change, reached
from zhijian.proof.claims.measures import (
    PER_HEAD,
    RATE,
    after_figure,
    composed,
    counts_organisations,
    direction_word,
    is_attribute,
    joined,
    leading_kind,
    normal,
    scope_of,
    without_spans,
)
from zhijian.proof.claims.names import subject_at
from zhijian.proof.claims.patterns import change_before
from zhijian.proof.claims.periods import EARLIER
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.sharing import as_portion, as_share
from zhijian.proof.claims.state import State
from zhijian.proof.claims.vocabulary import either, symbols, words
from zhijian.proof.shapes import year_of
from zhijian.quantity import PREFIXES, Quantity, unit

TOO_GENERAL = re.compile(
    r"(?:这一|该|其|上述)?总?(?:人数|数量|数|规模|金额|总额|总量|比例|占比|比重|面积|人次|数字|指标)"
)
_TOTAL = re.compile(rf"(?:{either('totals')})(?:为|达|达到|有|约|近)?\s*$")
_TRANSITIVE = re.compile(rf"(?:{either('transitive')})(?:了|着|过)?(?:各类|各级|各|约|近|共|省级|市级|国家级)?\s*$")
_LIGHT = re.compile(
    r"(.*)(?:现有|共有|拥有|设有|建有|配有|实现|完成|提供|荣获|获得|获(?!取|奖|评|得|批|证|准)|取得)(?=[^的]{2,}$)"
)
_JOINED = re.compile(
    r"(?:等|和|与|及|以及|同|向|对|被|把|将|围绕|覆盖|涵盖|来自|[^目]的|[》”])(?:全部|各|共|约|近)?\s*$"
)
_ONLY_SAYS = re.compile(r"(?:实际|完成|计划|目标|落实|达到|全年|平均|本年|其|[\u4e00-\u9fff]?期末?)?")
_ORIGIN = re.compile(r"(?:由(?!于)|从(?![业事]))[^，。]{0,12}$|(?:比|较)[^，。；]{1,12}(?:年度?|期|学年|末)的\s*$")
PLANNED = re.compile(either("planned"))
_PLACED = re.compile(r"(?:位居|居|位列|列|排名?|名列|在(?!校)|获得?|取得)[^，。；]{0,10}$")
_CONTEST = re.compile(r"[\u4e00-\u9fff]{0,4}(?:赛|跑道|直道|接力|龙舟|马拉松)")
_EACH = re.compile(r"每(?:一|[十百千万])*(?:名|人|位|个|所|户|生|班|校|亩|平方米|万人|千人)(?!月|年|季|学期|星期)")
_HEAD_LAST = re.compile(rf"({either('per_head')})(?:每年|每学期|每学年|每月)?(?:为|达|达到|约|近|超|仅)?\s*$")
_OF_A_KIND = re.compile(rf"(.{{0,8}}{either('kinds')}){either('of_kinds')}")
_CONVERTED = re.compile("折合|折算")
_DEED = re.compile(f"^{either('deeds')}")
_VALUE_OF = re.compile(r"总?(?:价值|造价|资产|原值)")
_AHEAD = re.compile(r"^\s*(?:预计|力争)|将(?=新|建|继续|达|增|投入|完成|实施)")  # and what follows in the sentence
_TIME = frozenset({"year", "day", "month", "week", "hour", "age", "metre"})
_COUNTED_OF_KINDS = frozenset({"person", "bed"})


def classify(said: Said, bare: str, after: str, state: State) -> None:
    """Sets role and measure of ``said``. bare: the words before it without periods and names; after: those after it."""
    state.planned = state.planned or _AHEAD.search(said.before) is not None
    said.planned = said.planned or state.planned or PLANNED.search(said.before) is not None or _is_ahead(said, state)
    if _goes_on_changing(said, state):
        return
    if said.mention.ranked:
        said.role, said.measure = "ordinal", normal(_PLACED.sub("", bare)) or normal(bare)
    elif not (
        as_portion(said, bare, state) or as_share(said, bare, after, state) or as_change(said, bare, after, state)
    ):
        _as_value(said, bare, after, state)
    if TOO_GENERAL.fullmatch(said.measure):
        said.measure = _meant(said, state)


def _goes_on_changing(said: Said, state: State) -> bool:
    """较上学年增加8门、1048学时: what follows 、 without a word is a change as well."""
    last = state.figures[-1] if state.figures else None
    if last is None or not said.enumerated or said.before.strip() or last.role not in {"change", "growth"}:
        return False
    if last.sentence != said.sentence or said.percent != last.percent:
        return False
    said.role, said.direction, said.against = last.role, last.direction, last.against
    said.measure, said.period, said.scope = last.measure, last.period, last.scope
    here = (f for f in state.recent() if f.sentence == said.sentence and f.stands and f.measure == said.measure)
    said.base = next((f for f in here if f.same_unit(said)), None)
    return True


def _meant(said: Said, state: State) -> str:
    """What 人数, 总数 and 这一比例 mean: what was spoken of last, in the clause before or by a figure of the unit."""
    if state.fresh_topic:
        return state.topic
    since = said.sentence - 1 if said.measure.startswith(("这", "该", "其", "上述")) else said.sentence
    last = next((f.measure for f in state.recent() if f.sentence >= since and f.same_unit(said)), "")
    return _DEED.sub("", last) or state.topic or said.measure


def _is_ahead(said: Said, state: State) -> bool:
    """Whether a figure is of a year after the report's own."""
    year, own = year_of(said.period), year_of(state.when.default)
    return year is not None and own is not None and year > own


def _as_value(said: Said, bare: str, after: str, state: State) -> None:
    head = _HEAD_LAST.search(bare)
    words_before = bare[: head.start()] if head else bare
    change = change_before(words_before)
    if change is not None and (change.to or reached(words_before, said, state)):
        words_before, said.direction = words_before[: change.start], change.direction
    said.total = _TOTAL.search(words_before) is not None
    said.scope = joined(*state.scopes_of(said), *said.scope, *scope_of(bare), *_scope_after(after))
    if not said.origin and _ORIGIN.search(said.before):
        said.origin = True
        if not said.aside and said.period == state.when.default:
            said.period = state.when.against or EARLIER  # 由224人增加到231人: when it was 224 is not said
    said.measure = _measured(said, words_before, after, state)
    said.named = bool(said.measure)
    if not said.measure and not said.total:
        said.measure = (
            state.same_unit_before(said) if (head and head[0].startswith("每")) else state.carried(said, value=True)
        )
        if not said.measure and said.origin and (before := state.only_value_before(said)) is not None:
            said.measure = before.measure  # …支出4802万元。与2023年度的4636万元相比
        if said.enumerated and state.last is not None and state.last.measure == said.measure:
            said.scope = joined(*said.scope, *state.last.scope)
    _complete_unit(said)
    _role(said, bare, after, head.group(1) if head else "")
    if said.role == "ratio" and any(
        f.sentence == said.sentence and _CONVERTED.search(f.before) for f in state.recent()
    ):
        said.scope = joined(*said.scope, "折合")  # of converted counts, not of heads
    if said.role == "per_head" and "均" in said.measure and said.mention.quantity.exact:
        mean = said.mention.quantity  # 校均1791人 is rounded, as no count is
        rounded = Quantity.stated(mean.mantissa, mean.decimals, mean.unit, exact_count=False)
        said.mention = replace(said.mention, quantity=rounded)
    _of_its_kind(said, state)


def _complete_unit(said: Said) -> None:
    """入院人次36.8万 is counted in 人次, 在校生数3256 in 人: what the words say and the figure leaves out."""
    quantity = said.mention.quantity
    if quantity.unit.dimension or quantity.unit.symbol not in {"", *PREFIXES} or said.mention.ranked:
        return
    names = symbols("units_of_names")
    symbol = next((names[name] for name in names if said.measure.endswith(name)), "")
    if symbol:
        counted = Quantity.stated(quantity.mantissa, quantity.decimals, unit(quantity.unit.symbol + symbol))
        said.mention = replace(said.mention, quantity=counted)


def _scope_after(after: str) -> tuple[str, ...]:
    """在校生33577人（不含技工学校学生）."""
    found = re.match(r"\s*[（(]不[^（()）]{1,24}[)）]", after)
    return scope_of(found.group()) if found else ()


def _measured(said: Said, bare: str, after: str, state: State) -> str:
    noun, rest = after_figure(after)
    noun = normal(noun)
    before = normal(without_spans(_without_verb(bare)))
    if said.mention.quantity.unit.symbol == "%" or said.origin:
        noun = ""
    if noun and (_TRANSITIVE.search(bare.rstrip()) or _JOINED.search(bare.rstrip()) or _is_name(before)):
        attribute = before if bare.rstrip().endswith("的") else ""
        said.scope = (*said.scope, attribute[-16:]) if attribute else said.scope
        before = ""
    if not before and noun and rest:
        said.scope = (*said.scope, doing) if (doing := normal(rest)[:16]) else said.scope
    if not noun and _is_name(before):
        before = ""  # 东湖县6所: of whom, not what
    if _ONLY_SAYS.fullmatch(before) and not noun and state.topic and (before or state.last is None):
        return state.topic
    fresh = state.last is None or state.last.measure.endswith(state.topic)
    if state.topic and fresh and not state.part and len(before) <= 4 and is_attribute(before):
        return composed(before, state.topic)
    if _VALUE_OF.fullmatch(before) and state.last is not None and state.last.sentence == said.sentence:
        return state.last.measure + before  # 实训设备3672台，价值3226.97万元
    if before in words("deeds") and not noun and not state.part:
        return composed(before, _DEED.sub("", state.carried(said, value=True)))
    if said.origin or direction_word(rest):
        rest = ""
    if before and not (noun and len(before) < 2):
        return before
    return noun or before or normal(rest)[:16] or (state.topic if said.total else "")


def _without_verb(bare: str) -> str:
    """全校获得一等奖 without 全校获得; what kind of school it is stays: 小学共有教职工."""
    found = None if _EACH.search(bare) else _LIGHT.match(bare)
    return bare if found is None else leading_kind(found.group(1)) + bare[found.end() :]


def _role(said: Said, bare: str, after: str, head: str) -> None:
    of = said.mention.quantity.unit
    dimensions = {base for base, _power in of.dimension}
    if of.symbol == ":1":
        said.role = "other" if _is_threshold(said, after) else "ratio"
        if said.mention.inverted:
            said.measure, turned = re.subn("师生比", "生师比", said.measure)
            said.role = "ratio" if turned else "other"
    elif PER_HEAD.search(said.measure) or head or _EACH.search(bare) or "/" in of.symbol[1:]:
        said.role = "per_head" if of.symbol != "/10万" else "value"
        if head and not PER_HEAD.search(said.measure):
            said.measure = head + said.measure
    elif of.symbol == "个百分点":
        said.role = "change"
    elif (dimensions & _TIME and ((after.strip() and not said.origin) or not said.measure)) or re.search(
        r"每\s*$", said.before
    ):
        said.role = "other"
    elif said.percent and after.strip() and not RATE.search(said.measure):
        said.role, said.of = "share", said.measure
    elif (
        said.mention.range
        or said.before.endswith("前")
        or _is_threshold(said, after)
        or (of.symbol in {"米", "公里", "人"} and _CONTEST.match(after))
        or not (said.measure or said.total)
    ):
        said.role = "other"


def _is_threshold(said: Said, after: str) -> bool:
    """10亿元以上项目, 3000人以上的学校: what sets a class apart, not what was counted."""
    if re.search(r"(?:优于|高于|低于|好于|超过|达到)\s*$", said.before) and re.match(
        "的?(?:国家|省|规定|平均|标准|合格)", after
    ):
        return True  # 优于20:1的国家标准
    bounded = not said.percent and {"以上", "以下", "以内"} & set(said.mention.words)
    return bool(bounded) and re.match(r"的?[\u4e00-\u9fff]{2}|的\s*$", after) is not None


def _of_its_kind(said: Said, state: State) -> None:
    """普通小学49所，在校生60766人: what every kind of school has is of the kind that the sentence counts."""
    if said.role not in {"value", "ratio"}:
        return
    dimensions = {base for base, _power in said.mention.quantity.unit.dimension}
    if counts_organisations(said.mention.quantity.unit, said.measure) and not said.planned:
        state.kind = said.measure
    elif dimensions & _COUNTED_OF_KINDS and (found := _OF_A_KIND.fullmatch(said.measure)):
        state.kind = found.group(1)
    elif (dimensions & _COUNTED_OF_KINDS or not dimensions) and said.measure in words("of_kinds") and state.kind:
        said.measure = state.kind + said.measure


def _is_name(text: str) -> bool:
    """Whether the words before a figure only name somebody: 江门一职、鹤山职校 2所学校."""
    last = text.rpartition("、")[2]
    return subject_at(last, frozenset())[1] == len(last) > 0
