"""What a reader keeps in mind while reading a paragraph: of whom, when, the subject, the last figure, an open list."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import InitVar, dataclass, field
from typing import Any

from zhijian.proof.claims.clauses import Clause
from zhijian.proof.claims.inclusion import includes_more, inclusion, leaves_out
from zhijian.proof.claims.measures import joined, normal, scope_of, topic_of, without_periods
from zhijian.proof.claims.mention import Mention
from zhijian.proof.claims.names import subject_at
from zhijian.proof.claims.patterns import direction_of, is_compared
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.vocabulary import words
from zhijian.proof.claims.when import Here, Own, When, earlier

_PART = re.compile(r"其中|其[：:]|^\s*(?:包括|包含|含|分别是)(?!有)")
_OF_A_TIME = re.compile(r"\s*分别是(?:上|去|前|20\d\d)[^，。；、]{0,6}的")  # 分别是上年的1.8倍和1.2倍
_INCLUDING = re.compile("包括|包含")
_WHOLE = re.compile(r"分别是|分别为")  # such a list names every part
_BY = re.compile(r"(?:^|[，,\s])按[^，。；、\d]{1,14}(?:分|划分|分类|看|来看)[，,]?$")  # 按年级分，…
_SUPPOSED = ("若", "如", "假")
_CONDITION = re.compile(
    r"^\s*(?:若|如果|如将|如按|假如|假设|假定)|按[\u4e00-\u9fff]{0,8}(?:价格?|口径|标准)|扣除|剔除|不含|不包括|不计|含[\u4e00-\u9fff]{2,8}$"
)
_INTENDED = re.compile(
    r"^(?!.*(?:以|围绕|对照|对标|紧扣|落实|完成|实现|制定|根据|按照)).{0,16}(?:目标|计划|任务)(?:为|是|如下)?\s*$|按照?(?:规定|要求|标准)|根据(?:规定|要求)|力争|预期"
)
_LEAD = re.compile(
    r"[\s，、：:]*(?:其中|同时|此外|另外|目前|截至目前|今年|全年|当年|年末|期末|年内|初步核算|预计|力争|计划|到|在|由|目前为止|近年来)*[，、\s]*"
)
_TIME_ENDS_WITH_BRACKET = ("period", "against", "compared", "scope")
_ENDS_WITH_BRACKET = (
    "subject",
    "last",
    "part",
    "part_list",
    "closing",
    "head",
    "topic",
)
_COMPARED_SPAN = re.compile(r"(?:比|较|与|同)[\u4e00-\u9fff]{2,5}")
_AMONG = re.compile(r"\s*在?([\u4e00-\u9fff“”]{2,14}?)(?<![其集初高])中\s*")
_NEAR = 40  # figures that a paragraph's next one may belong to


@dataclass(slots=True)
class State:
    """default: the report's own period; own: what it calls itself; home: of whom a case tells."""

    default: InitVar[str]
    own: frozenset[str]
    home: str
    subject: str = ""
    when: When = field(init=False)
    sentence: int = -1
    topic: str = ""
    topic_before: str = ""
    condition: str = ""
    planned: bool = False
    kind: str = ""
    overlapping: bool = False
    closing: str = ""
    awaiting: str = ""  # 专任教师中，…: of whom the next figure is a part
    figures: list[Said] = field(default_factory=list)
    last: Said | None = None
    listed: list[Said] = field(default_factory=list)
    names: list[Said] = field(default_factory=list)
    lists: int = 0  # how many there were, which numbers the next
    part_list: int = 0
    part: bool = False
    head: Said | None = None
    bracketed: bool = False
    beside: Said | None = None  # the change directly before the bracket
    _part_from: int = 0
    _topic_at: int = -1
    _sentence_before: int = -1
    _left_out_in: int = -2
    _subject_of_all: str | None = None
    _outside: list[tuple[object, str, Any]] = field(default_factory=list)

    def __post_init__(self, default: str) -> None:
        self.subject, self.when = self.home, When(default)

    def new_sentence(self, clause: Clause) -> None:
        """Forgets what a full stop ends. The topic stays for a sentence that names no measure of its own."""
        self.leave_bracket()
        self._sentence_before, self.sentence = self.sentence, clause.sentence
        if self._subject_of_all is not None:  # 其中甲校…: what follows is of all again
            self.subject, self._subject_of_all = self._subject_of_all, None
        self.part, self.head = False, None
        self.topic_before = next((f.measure for f in self.recent() if f.stands), self.topic)
        self.awaiting = ""
        self.condition, self.planned, self.kind = "", False, ""
        self.last, self.names = None, []
        before = (f for f in self.figures if f.sentence == self._sentence_before)
        self.when.new_sentence({f.period for f in before if not (f.aside or f.origin)})

    def enter_bracket(self) -> None:
        """What is said in a bracket ends with it."""
        self.leave_bracket()
        self._outside = [(of, name, getattr(of, name)) for of, names in self._ends_with_bracket() for name in names]
        self.bracketed = True

    def _ends_with_bracket(self) -> Iterator[tuple[object, tuple[str, ...]]]:
        yield self, _ENDS_WITH_BRACKET
        yield self.when, _TIME_ENDS_WITH_BRACKET

    def leave_bracket(self) -> None:
        if self.bracketed:
            for of, name, value in self._outside:
                setattr(of, name, value)
            self.bracketed, self.beside = False, None

    def note_periods(self, text: str, *, counted: bool = True) -> Own:
        """What of the periods that the words before a figure name holds for this figure only. counted: as in When."""
        before = self.value_before()
        here = Here(self.sentence, len(self.figures), before.measure if before is not None else "")
        return self.when.note(text, here, counted=counted)

    @property
    def left_out(self) -> bool:
        """Whether this sentence or the one before left something out of what it counts: 不含技工学校."""
        return self._left_out_in >= self.sentence - 1

    @property
    def dated(self) -> bool:
        """Whether a period was named since the last figure."""
        return self.when.named_after == len(self.figures)

    def without_figures(self, text: str) -> None:
        """A clause without figures may name the measure, of whom, or a condition, for the ones that follow."""
        if (claim := direction_of(text)) is not None:
            self._claimed(claim[0])
            return
        if (plan := self.when.note_plan(text)) is not None:
            text = text[: plan.start()] + text[plan.end() :]
        bare = without_periods(text)
        if among := _AMONG.fullmatch(bare):
            self.awaiting = among.group(1)
        subject, end = self.subject_in(bare)
        if end:
            self.subject = subject
        self.planned = self.planned or _INTENDED.search(text) is not None
        if spans := [word for word in scope_of(_COMPARED_SPAN.sub("", bare)) if word in words("spans")]:
            self.when.scope = joined(*self.when.scope, *spans)
        elif _CONDITION.search(bare):
            self.condition = re.sub(r"[\s，,：:]", "", bare)[:16]
        elif topic := topic_of(bare[end:]):
            self.topic, self._topic_at = topic, len(self.figures)

    def _claimed(self, direction: int) -> None:
        """较上年略有增长, 与上年持平: how the figure before is said to stand to the one of the period compared with."""
        value = self.value_before()
        if value is None or value is not self.last or value.enumerated or value.direction or value.portion:
            return
        value.direction, value.level = direction, direction == 0
        value.against = self.when.against or earlier(value)

    def subject_in(self, bare: str) -> tuple[str, int]:
        """(of whom, where the name ends) at the beginning of a clause; (…, 0) where it begins with none."""
        lead = _LEAD.match(bare)
        start = lead.end() if lead else 0
        subject, end = subject_at(bare[start:], self.own, self.subject)
        return (subject or self.home if end else ""), (start + end if end else 0)

    def notes_of(self, text: str) -> None:
        """What the words before the first figure of a clause say of the ones that follow."""
        beside = self.left_out
        if leaves_out(text):
            self._left_out_in = self.sentence
        with_others = inclusion(text, beside=beside) or includes_more(text)
        if _PART.search(text) and ("其中" in text or not (with_others or _OF_A_TIME.match(text))):
            self.begin_part("all" if _WHOLE.search(text) else "most" if _INCLUDING.search(text) else "")
        elif _BY.search(text):
            self.begin_part("by")
        self.when.compared = self.when.compared or is_compared(text)

    def begin_part(self, closing: str = "") -> None:
        """The figures that follow are parts of one said before. closing: as in Said."""
        self.part, self.head, self._part_from = True, None, len(self.figures)
        self.closing = closing
        self.overlapping = False
        if self._subject_of_all is None:
            self._subject_of_all = self.subject
        self.lists += 1
        self.part_list = self.lists

    def among(self, words: str, mention: Mention) -> bool:
        """专任教师中高级职称52人: begins a list of parts of the figure of that name, if one was said."""
        name = normal(words)
        for other in self.recent():
            if other.sentence < self.sentence - 1:
                return False
            alike = other.mention.quantity.unit.dimension == mention.quantity.unit.dimension
            if (
                other.role == "value"
                and alike
                and not other.percent
                and name
                and other.measure in {name, name + "人数", re.sub("(?<=..)(?:学生|人员)$", "", name)}
            ):
                self.begin_part()
                self.head, self.overlapping = other, True
                return True
        return False

    @property
    def before_list(self) -> Sequence[Said]:
        """The figures that the parts of the open list may belong to."""
        return self.figures[max(0, self._part_from - _NEAR) : self._part_from]

    def same_unit_before(self, said: Said) -> str:
        """The measure of the last figure of the sentence with the same unit."""
        here = (f for f in self.recent() if f.sentence == said.sentence and f.role != "other" and not f.portion)
        return next((f.measure for f in here if f.same_unit(said)), "")

    def carried(self, said: Said, *, value: bool = False) -> str:
        """The measure of a figure without words of its own: of the last one of its unit, the last one, the topic."""
        here = [f for f in self.recent() if f.sentence == said.sentence and f.role != "other"]
        same = next((f for f in here if f.same_unit(said) and not f.portion), None)
        if same is not None and value:
            return same.measure
        if self.last is not None:
            return self.last.measure
        return (here[0].measure if here else "") or self.topic or ("" if value else self.topic_before)

    @property
    def fresh_topic(self) -> str:
        """The topic, if no figure stands between."""
        return self.topic if self._topic_at == len(self.figures) else ""

    def scopes_of(self, said: Said) -> tuple[str, ...]:
        """The scopes that hold for a figure here: of time, and the condition under which a growth was computed."""
        holds = self.condition and (not said.stands or self.condition.startswith(("不", "剔", "含", *_SUPPOSED)))
        return (*self.when.scope, self.condition) if holds else self.when.scope

    def set_beside(self, other: Said) -> Said:
        """The figure beside which one of another time was set: of 招生1436人，上年为1302人 the first."""
        if not (other.aside or other.origin):
            return other
        alike = (
            f
            for f in self.recent()
            if f is not other and f.sentence == other.sentence and f.stands and not (f.aside or f.origin)
        )
        return next((f for f in alike if f.same_unit(other) and f.measure == other.measure), other)

    def recent(self) -> Iterator[Said]:
        """The figures before, the last first; outside of brackets only those outside."""
        return (f for f in self.figures[: -_NEAR - 1 : -1] if self.bracketed or not f.bracketed)

    def only_value_before(self, said: Said) -> Said | None:
        """The value of the sentence before of which one that opens with a comparison goes on to tell; None where that
        has several: 支出4802万元。与2023年度相比，增加166万元."""
        if not self.when.against or self.part or self.bracketed:
            return None
        before = [f for f in self.recent() if f.sentence == said.sentence - 1 and f.stands]
        alone = len(before) == 1 and before[0].head is None and not (before[0].origin or before[0].planned)
        alike = alone and (before[0].same_unit(said) or (said.percent and not before[0].percent))
        here = (f for f in self.recent() if f.sentence == said.sentence and not f.origin)
        return (
            before[0]
            if alike and before[0].period == self.when.default and all(f.base is before[0] for f in here)
            else None
        )

    def value_before(self) -> Said | None:
        """The value said last in this sentence, the plan apart of which one was told the portion."""
        found = next(
            (f for f in self.recent() if f.stands and not f.portion and not f.origin and f.sentence == self.sentence),
            None,
        )
        return found and self.set_beside(found)
