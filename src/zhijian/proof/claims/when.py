"""Of when a sentence speaks: its period, what it compares with, and the part of a year or span that it is confined to."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from zhijian.proof.claims.measures import normal
from zhijian.proof.claims.patterns import plan_compared
from zhijian.proof.claims.periods import CURRENT, PREVIOUS, Period, periods, previous, since
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.vocabulary import words

_DIRECTLY = re.compile(r"\s*的?\s*")
_ITS_PLAN = re.compile(r"的?(?:年初|调整)?(?:预算|计划|决算|任务|目标)[数值]?")
_SHORTEST_NAME = 2
_NOW = re.compile(r"\s*(?:[\u4e00-\u9fff]{2,4})?(?:现有|现共有|目前)")
_MARKS = " \t　，、：:至到在截止从自“"
_MONTH = 7  # characters of 2024-10


@dataclass(frozen=True, slots=True)
class Own:
    """A period and scope that hold for one figure only. compared: it is what another figure is compared with."""

    period: str = ""
    scope: str = ""
    compared: bool = False


@dataclass(frozen=True, slots=True)
class Here:
    """Where in a paragraph words stand: the sentence, how many figures before them, what the last value measures."""

    sentence: int
    figures: int
    measure: str


@dataclass(slots=True)
class When:
    """default: the report's own period. period: that of the figures that follow. against: what it is compared with;
    compared: words compare with another time. plan: what is compared with instead of a period, 比预算超收."""

    default: str
    period: str = ""
    against: str = ""
    compared: bool = False
    since: str = ""
    plan: str = ""
    scope: tuple[str, ...] = ()
    named_after: int = -1  # so many figures
    _named_in: int = -1  # the sentence that named the period
    _before: str = ""
    _opens: bool = True  # a clause begins with it

    def __post_init__(self) -> None:
        self.period = self._before = self.default

    def new_sentence(self, told: Collection[str]) -> None:
        """Forgets what a full stop ends. told: the periods of the figures of the sentence before.

        Of several times that a sentence told of, the one that the next is of: the report's own, else the latest. A year
        in the midst of a sentence without figures (2019年被评为…) is that of an event alone.
        """
        self.against, self.compared, self.plan, self.since = "", False, "", ""
        self.scope = tuple(word for word in self.scope if word in words("parts_of_year") or word.endswith("月"))
        if told:
            self.period = self.default if self.default in told else max(told)
        elif not self._opens:
            self.period = self._before
        self._before, self._opens, self._named_in = self.period, True, -1
        if len(self.period) == _MONTH:
            self.period = self.default

    def note(self, text: str, here: Here, *, counted: bool) -> Own:
        """The periods that the words before a figure name; returns what of them holds for this figure only.

        counted: the figure is a count or an amount, so that 比上年1302人 is last year's and no difference.
        """
        own = Own()
        self.since = since(text) or self.since
        if "同比" in text:
            self.against, self.plan = self._resolved(PREVIOUS), ""
        if self._named_in != here.sentence and _NOW.match(text):
            self.period = self.default
        for period in periods(text):
            own = self._named(period, text, here, counted=counted) or own
            if period.scope and not period.against and not period.origin:
                self.period = self.default
                self.scope = (*self.scope, period.scope)
        return own

    def _named(self, period: Period, text: str, here: Here, *, counted: bool) -> Own | None:
        """Takes note of one period; returns what it leaves for the figure alone, None where it changes nothing of it."""
        label = self._resolved(period.label)
        if period.against:
            if label:
                self.against, self.compared, self.plan = label, True, ""
            value = _is_value_of(text[period.end :], here.measure, counted=counted)
            return Own(label, compared=True) if value else None  # 比2023年的94.95%提高, 比上年招生数1302人增加
        if period.origin:
            return Own(label, period.scope)
        if not label:
            return None
        self._opens, self._named_in = not text[: period.start].strip(_MARKS), here.sentence
        self.period, self.named_after, self.scope = label, here.figures, ()
        return Own()

    def note_plan(self, text: str) -> re.Match[str] | None:
        """Keeps in mind the plan that words compare with instead of a period: 比预算超收250万元."""
        found = plan_compared(text)
        if found is not None:
            self.plan = self.against = found["plan"]
            self.compared = True
        return found

    def _resolved(self, label: str) -> str:
        if label == PREVIOUS:
            return previous(self.period or self.default) or PREVIOUS
        return self.default if label == CURRENT else label


def earlier(said: Said) -> str:
    """The period before that of a figure, 上年 where it has none."""
    return previous(said.period) or PREVIOUS


def _is_value_of(rest: str, measure: str, *, counted: bool) -> bool:
    """Whether the words between a period compared with and a figure leave it the value of that period.

    measure: what the value before measures; "" where there is none.
    """
    if _DIRECTLY.fullmatch(rest):
        return counted or "的" in rest
    if counted and _ITS_PLAN.fullmatch(rest):
        return True  # 比上年预算1150万元
    name = normal(rest)
    return len(name) >= _SHORTEST_NAME and measure.endswith(name)
