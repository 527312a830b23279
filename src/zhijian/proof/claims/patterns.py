"""What the words directly before a figure make of it: a change, a growth, a share, a new value, a rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zhijian.proof.claims.vocabulary import either

_REACHED = frozenset({"到", "至", "为", "达", "达到", "成"})
_NOT_UP = "(?!值|加值|长率|长点|长极|量|效|强|设|补)"
_WORDS_BEFORE_FIGURE = r"(?:了|的|幅度|约|近|共|分别|为|达|:|\s)*"


@dataclass(frozen=True, slots=True)
class Change:
    """A change said before a figure.

    start: where its words begin. direction: 1, -1, 0. to: the figure is the value reached (增加到). noun: 增幅, 降幅:
    what follows is a growth. compared: it needs a comparison to be one (高, 少). of: what the verb takes (增加教师46人).
    word: the word that says it.
    """

    start: int
    direction: int
    to: bool = False
    noun: bool = False
    compared: bool = False
    of: str = ""
    word: str = ""


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!自然)(?:(?P<up>{either('growth_up')})|(?P<down>{either('growth_down')}))"
        r"(?:分别)?(?:提高到|上升到|回落到|扩大到|为|达到?|是|约|:)?\s*$"
    )


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!新)(?:(?P<up>{either('up')}){_NOT_UP}|(?P<down>{either('down')})|(?P<cup>{either('up_compared')})|(?P<cdown>{either('down_compared')}))"
        rf"{_WORDS_BEFORE_FIGURE}(?P<to>到|至|为|达到?|成)?(?:了|的|:|\s)*$"
    )


@cache
def _verb_with_object() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?P<up>增加|净增|增收|增支)|(?P<down>减少|净减|减收|减支))(?:了)?(?P<of>(?!值|到|至)[\u4e00-\u9fff]{2,10}?)(?:约|近|共)?\s*$"
    )


def change_before(text: str) -> Change | None:
    """The change that ``text`` says of the figure after it."""
    text = text.rstrip()
    if found := _noun().search(text):
        return Change(found.start(), 1 if found["up"] else -1, noun=True, word=found.group())
    if found := _verb().search(text):
        compared = not (found["up"] or found["down"])
        direction = 1 if found["up"] or found["cup"] else -1
        word = found["up"] or found["down"] or found["cup"] or found["cdown"]
        return Change(found.start(), direction, to=found["to"] in _REACHED, compared=compared, word=word)
    if found := _verb_with_object().search(text):
        return Change(found.start(), 1 if found["up"] else -1, of=found["of"], word=found["up"] or found["down"])
    return None


_SHARE = re.compile(
    r"(?:所)?(?P<take>占比(?![重例])|占)(?P<of>[^，。；、:占]{0,30}?)(?:的)?(?P<noun>比重|比例|百分比|份额|比)?"
    r"(?:分别|均|也|已)?(?:由|从)?(?:提高到|提升到|上升到|下降到|降到|降至|升至)?(?:为|是|达到?|约|近|超过|超)*[:\s]*$"
)
_NOT_SHARE = re.compile(r"占地(?!区)|占用|占有|抢占|占领|占道|独占|占线")


@dataclass(frozen=True, slots=True)
class Share:
    """A share said before a figure: where its words begin, and of what, if that is said."""

    start: int
    of: str


def share_before(text: str) -> Share | None:
    """The share that ``text`` says the figure after it to be: 占专任教师的, 占比."""
    found = None
    for match in re.finditer("占", text):
        if not _NOT_SHARE.match(text, max(0, match.start() - 1)) and not _NOT_SHARE.match(text, match.start()):
            found = _SHARE.match(text, match.start()) or found
    change = None if found is None else change_before(text)
    if found is None or (change is not None and not change.to and not change.of):
        return None
    start = found.start() - (1 if text[: found.start()].endswith("所") else 0)
    return Share(start, found["of"])


@cache
def _portion() -> re.Pattern[str]:
    return re.compile(
        r"(?:完成|实现|为|是|达到?|相当于|等于|超过)(?:了)?(?P<of>[^，。；、:]{0,24}?)的\s*$"
        rf"|完成(?:了|全年|年度|年初|调整|年)*(?P<task>[^，。；、:]{{0,12}}?{either('tasks')}数?)(?:的)?\s*$"
    )


def portion_before(text: str) -> Share | None:
    """What the figure after ``text`` is a portion of: 完成预算的, 为调整预算的, 是上年的."""
    found = _portion().search(text)
    if found is None or share_before(text) is not None:
        return None
    of = found["of"] if found["task"] is None else found["task"]
    return Share(found.start(), of or "")


_BESIDE = re.compile(
    r"(?:(?:高于|低于|高出|超过|超出|多于|少于|快于|慢于|优于|落后于)(?P<than>[^，。；、:]{2,24}?)"
    r"|(?:比|较)(?P<beside>[^，。；、:]{2,24}?)(?:分别)?(?:高|低|多|少|快|慢|长|短|大|小)(?:出)?)(?:约|近|了|\s)*$"
)


def beside(text: str) -> int:
    """Where a comparison with another thing begins, not with another time: 高于全省0.6个百分点; -1 for none."""
    found = _BESIDE.search(text)
    return found.start() if found else -1


_NORM = re.compile(
    r"(?:平均(?:水平|值|数)?|水平|标准|要求|规定|底线|红线|上限|下限|限额|定额|编制数?|核定数|参考值|基准值?)\s*$"
)


def names_norm(text: str) -> bool:
    """Whether the words before a bracket name what is compared with: 优于国家标准, 高于全省, 控制在核定编制."""
    return beside(text) >= 0 or _NORM.search(text) is not None


_PLAN = re.compile(
    r"(?<![占对])(?:比|较|与|同)(?P<plan>(?:年初|全年|年度|调整|原定?|本年|当年|既定)*(?:预算|计划|目标|任务|概算|预期)(?:任务|安排|目标)?[数值]?)"
    r"(?:的|相比)?"
)


def plan_compared(text: str) -> re.Match[str] | None:
    """The plan, as group ``plan``, with which the words compare: 比预算, 与年度计划相比."""
    return _PLAN.search(text)


_MARKER = re.compile(
    r"同比|环比|(?:比|较|与|同|相比|相较)(?:于)?\s*(?:上|去|前|往|20\d\d|同期|20|年初|期初)[^，。；]{0,10}|按可比|比\s*20\d\d"
)


def is_compared(text: str) -> bool:
    """Whether the words compare with another period."""
    return _MARKER.search(text) is not None


@cache
def _claims_only() -> re.Pattern[str]:
    degree = "(?:有所|略有|稍有|明显|显著|大幅|小幅|持续|稳步|逐年|均有|均|都|呈|进一步|有|继续|较大幅度|不同程度)*"
    tail = "(?:态势|趋势)?(?:的)?"
    up, down = either("up"), either("down")
    return re.compile(
        rf"{degree}(?:(?P<up>{up}){_NOT_UP}|(?P<down>{down})|(?P<level>(?:基本|大体)?{either('level')}))"
        rf"(?:了)?{tail}$"
    )


def direction_of(text: str) -> tuple[int, int, int] | None:
    """(direction, start, end) of a change that a clause states without a figure: 比上年有所增加, 与上年持平."""
    found = _claims_only().search(text.rstrip())
    if found is None or found.group().startswith(("基本", "大体")) or not is_compared(text):
        return None
    if found["level"] and re.search("基本|大体|大致", text):
        return None
    return (1 if found["up"] else -1 if found["down"] else 0), found.start(), found.end()
