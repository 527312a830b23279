"""What the words directly before a figure make of it: a change, a growth, a share, a new value, a rank."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from zhijian.proof.claims.vocabulary import either
from zhijian.quantity import widening_words

_LINK = r"(?:了|的|幅度|幅度为|约|近|为|达|达到|到|至|共|：|:|\s)*"
_REACHED = frozenset({"到", "至", "为", "达", "达到", "成"})
_NOT_UP = "(?!值|加值|长率|长点|长极|量|效|强|设|补|产)"


@dataclass(frozen=True, slots=True)
class Change:
    """A change said before a figure. start: where its words begin. direction: 1, -1, 0. to: the figure is the value
    reached (增加到). noun: 增幅, 降幅: what follows is a growth. compared: it needs a comparison to be one."""

    start: int
    direction: int
    to: bool = False
    noun: bool = False
    compared: bool = False


@cache
def _change() -> re.Pattern[str]:
    up, down = either("up"), either("down")
    up_compared, down_compared = either("up_compared"), either("down_compared")
    growth_up, growth_down = either("growth_up"), either("growth_down")
    return re.compile(
        rf"(?:(?P<noun>(?:同比|年均|平均)?(?:(?P<gup>{growth_up})|(?P<gdown>{growth_down})))(?:分别)?"
        rf"(?P<noun_to>提高到|上升到|回落到|扩大到|为|达到?|是|约|：)?"
        rf"|(?P<word>(?:(?P<up>{up}){_NOT_UP}|(?P<down>{down})))(?:[\u4e00-\u9fff]{{0,4}}?)(?P<rest>(?:了|幅度|约|近|分别|共|的)*)"
        rf"(?P<to>到|至|为|达到?|成)?"
        rf"|(?P<cword>(?:(?P<cup>{up_compared})|(?P<cdown>{down_compared})))(?:[\u4e00-\u9fff]{{0,2}}?)(?:了|约|近)?(?P<cto>到|至)?"
        rf")[：:\s]*$"
    )


def change_before(text: str) -> Change | None:
    """The change that ``text`` says of the figure after it."""
    text = text.rstrip()
    found = _change().search(text)
    if found is None:
        return None
    if found["noun"]:
        return Change(found.start(), 1 if found["gup"] else -1, noun=True)
    if found["word"]:
        middle = text[found.end("word") : found.end()]
        if re.search("[的，、]|项目|专业|学校", middle.replace("的", "", 1) if middle.startswith("的") else middle):
            return None
        return Change(found.start(), 1 if found["up"] else -1, to=found["to"] in _REACHED)
    return Change(found.start(), 1 if found["cup"] else -1, to=found["cto"] is not None, compared=True)


_SHARE = re.compile(
    r"(?:所)?占(?P<of>[^，。；、：:占]{0,30}?)(?:的)?(?P<noun>比重|比例|百分比|份额|比)?"
    r"(?:分别)?(?:提高到|提升到|上升到|下降到|由|从)?(?:为|达到?|约|近|超过|超)*[：:\s]*$"
)
_NOT_SHARE = re.compile(r"占地|占用|占有|抢占|占领|占道")


@dataclass(frozen=True, slots=True)
class Share:
    """A share said before a figure: where its words begin, and of what, if that is said."""

    start: int
    of: str


def share_before(text: str) -> Share | None:
    """The share that ``text`` says the figure after it to be."""
    found = _SHARE.search(text)
    if found is None or _NOT_SHARE.search(found.group()):
        return None
    return Share(found.start(), found["of"])


_MARKER = re.compile(
    r"同比|环比|(?:比|较|与|同|相比|相较)(?:于)?\s*(?:上|去|前|往|20\d\d|同期|20)[^，。；]{0,10}|按可比|比\s*20\d\d"
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


@cache
def _hedges() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(map(re.escape, widening_words('before')))})\s*$")


def without_hedge(text: str) -> str:
    """The text without a widening word at its end, which belongs to the figure."""
    return _hedges().sub("", text)
