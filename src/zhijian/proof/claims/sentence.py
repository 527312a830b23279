"""The clauses of a paragraph, one after another: what each figure measures, of whom, when, and what it belongs to."""

from __future__ import annotations

import re

from zhijian.proof.claims.clauses import Clause, clauses
from zhijian.proof.claims.lists import names_of_list
from zhijian.proof.claims.measures import after_figure, normal, scope_of, without_periods
from zhijian.proof.claims.mentions import Mention, mentions, plain
from zhijian.proof.claims.names import subject_at
from zhijian.proof.claims.patterns import Change, change_before, is_compared, share_before, without_hedge
from zhijian.proof.claims.periods import periods, previous
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.vocabulary import either

_RESPECTIVELY = re.compile(r"分别|依次")
_PER_HEAD = re.compile(either("per_head"))
_RATE = re.compile(rf"(?:{either('rates')})$")
_TOTAL = re.compile(rf"(?:{either('totals')})(?:为|达|达到|有|约|近)?\s*$")
_TRANSITIVE = re.compile(rf"(?:{either('transitive')})(?:了|着|过)?(?:各类|各级|各|约|近|共|省级|市级|国家级)?\s*$")
_VERB_WITHIN = re.compile(r".*(?:获得|取得|通过|达到|完成|实现|发放|投入|支出|收入|授予|共有|拥有)(?=.{2})")
_PLANNED = re.compile(either("planned"))
_LIGHT = re.compile(r".*(?:现有|共有|拥有|设有|建有|配有|实现|完成|提供|荣获|获得|获|取得)(?=.{2})")
_LISTED = re.compile(r"(?:等|和|与|及|以及|围绕|覆盖|涵盖)(?:全部|各|共)?$")
_TOO_GENERAL = re.compile(r"总?(?:人数|数量|数|规模|金额|总额|总量|比例|占比|面积|人次)")
_DIRECTION_ON = re.compile(r"(?:增幅|降幅|增速|增长|增加|减少|下降|提高|提升|上升|稳步|持续|明显|显著|不断|大幅).*$")
_TIME = frozenset({"year", "day", "month", "hour", "age", "metre"})


class Paragraph:
    """Reads the clauses of one text in order. default: the report's period; own: what it calls itself."""

    def __init__(self, text: str, *, default: str, own: frozenset[str], subject: str = "") -> None:
        self.text = plain(text)
        self.figures: list[Said] = []
        self._own = own
        self._home = subject
        self._default = default
        self._subject = subject
        self._period = default
        self._against = ""
        self._compared = False
        self._sentence = -1
        self._topic = ""
        self._part = False
        self._head: Said | None = None
        self._last: Said | None = None
        self._names: list[Said] = []
        self._lists = 0
        self._clauses = list(clauses(self.text, mentions(self.text)))

    def read(self) -> list[Said]:
        """Every figure of the text."""
        at = 0
        while at < len(self._clauses):
            at = self._clause(at)
        return self.figures

    def _clause(self, at: int) -> int:
        clause = self._clauses[at]
        if clause.sentence != self._sentence:
            self._new_sentence(clause)
        kept = (self._period, self._against, self._compared, self._part)
        words_of_clause = self.text[clause.start : clause.mentions[0].start if clause.mentions else clause.end]
        self._note_periods(clause)
        if "其中" in words_of_clause or (clause.opener in "：:" and self._last is not None and self._last.total):
            self._begin_part()
        self._compared = self._compared or is_compared(words_of_clause)
        if not clause.mentions:
            self._without_figures(words_of_clause)
            return at + 1
        end = self._respectively(at) if _RESPECTIVELY.search(words_of_clause) else 0
        if not end:
            for number, mention in enumerate(clause.mentions):
                self._figure(clause, at, number, mention)
            end = at + 1
        if clause.bracket:
            self._period, self._against, self._compared, self._part = kept
        return end

    def _new_sentence(self, clause: Clause) -> None:
        self._sentence = clause.sentence
        self._against, self._compared, self._topic, self._part = "", False, "", False
        self._last, self._names = None, []
        if not re.match(r"\s*其中", self.text[clause.start : clause.end]):
            self._head = None

    def _note_periods(self, clause: Clause) -> None:
        for period in periods(self.text[clause.start : clause.end]):
            label = previous(self._base_period()) or "上年" if period.label == "上年" else period.label
            if period.against:
                self._against, self._compared = label, True
            elif not period.origin:
                self._period = label

    def _base_period(self) -> str:
        return self._period or self._default

    def _begin_part(self) -> None:
        self._part = True
        self._lists += 1
        values = [said for said in self.figures if said.role == "value" and said.head is None]
        self._head = values[-1] if values and values[-1].sentence >= self._sentence - 1 else None

    def _without_figures(self, text: str) -> None:
        """A clause without figures may name the measure, or of whom, for the ones that follow."""
        bare = without_periods(text)
        subject, end = self._subject_in(bare)
        if end:
            self._subject = subject
        topic = normal(_DIRECTION_ON.sub("", bare[end:]))
        if 2 <= len(topic) <= 16 and "其中" not in text:
            self._topic = topic

    def _subject_in(self, bare: str) -> tuple[str, int]:
        lead = re.match(r"[\s，、：:]*(?:其中|同时|此外|目前|截至目前|今年|全年|当年)*[，、\s]*", bare)
        start = lead.end() if lead else 0
        subject, end = subject_at(bare[start:], self._own)
        return (subject or self._home if end else ""), (start + end if end else 0)

    # ── one figure ──────────────────────────────────────────────────────────────────────────────────────

    def _figure(self, clause: Clause, at: int, number: int, mention: Mention) -> None:
        begins = clause.mentions[number - 1].end if number else clause.start
        ends = clause.mentions[number + 1].start if number + 1 < len(clause.mentions) else clause.end
        before, after = without_hedge(self.text[begins : mention.start]), self.text[mention.end : ends]
        said = Said(mention, at, clause.sentence, period=self._base_period(), before=before)
        if number and (cut := _VERB_WITHIN.match(before)):
            before = before[cut.end() :]
        elif number and not self._has_direction(before):
            before = "" if after.strip() else before
        bare = without_periods(before)
        if "其中" in bare:
            bare = bare[bare.rindex("其中") + 2 :]
        subject, end = self._subject_in(bare)
        if end and not number:
            self._subject, bare = subject, bare[end:]
        said.subject = self._subject
        said.planned = _PLANNED.search(before) is not None
        self._classify(said, bare, after)
        self._place(said)
        self.figures.append(said)

    def _has_direction(self, before: str) -> bool:
        return change_before(before) is not None or share_before(before) is not None

    def _classify(self, said: Said, bare: str, after: str) -> None:
        unit = said.mention.quantity.unit
        if said.mention.ranked:
            said.role, said.measure = "ordinal", normal(bare)
            return
        change = change_before(bare)
        if change is not None and change.compared and not (self._compared or is_compared(said.before)):
            change = None
        if change is not None and not change.to and (change.noun or self._changes(bare, after)):
            self._change(said, bare, after, change)
            return
        if (share := share_before(bare)) is not None and unit.symbol in {"%", "‰"}:
            said.role, said.of = "share", normal(share.of)
            said.measure = normal(bare[: share.start]) or self._carried()
            said.base = self._last if not normal(bare[: share.start]) else None
            return
        if unit.symbol == "%" and after.startswith("的"):
            whole, rest = after_figure(after)
            said.role, said.of, said.measure = "share", normal(whole), normal(rest) or normal(whole)
            return
        if change is not None and change.to:
            bare, said.direction = bare[: change.start], change.direction
        said.total = _TOTAL.search(bare) is not None
        said.scope = scope_of(bare)
        said.measure = self._measured(said, bare, after)
        self._role(said, after)

    def _changes(self, bare: str, after: str) -> bool:
        """增加值 apart, 新增 apart: whether a word of change is one here. 增加5个班 without comparison is a deed."""
        return self._compared or self._last is not None or is_compared(bare) or not after.strip()

    def _change(self, said: Said, bare: str, after: str, change: Change) -> None:
        percent = said.mention.quantity.unit.symbol in {"%", "‰", "倍"}
        own = normal(bare[: change.start])
        if _TOO_GENERAL.fullmatch(own):
            own = self._topic or ("" if self._last is not None else own)
        own = own or normal(after_figure(after)[0])
        said.base = self._same_measure(said, own) if own else self._last
        said.measure = own or self._carried()
        rate = _RATE.search(said.measure) is not None
        if said.base is not None and said.base.mention.quantity.unit.symbol == "%" and said.base.role != "growth":
            rate = True
        said.role = "growth" if percent and (change.noun or not rate) else "change"
        said.direction = change.direction
        if said.mention.quantity.value < 0:
            said.direction = -said.direction
        said.scope = scope_of(bare)
        said.against = self._against or previous(said.period) or "上年"
        if said.base is not None:
            said.period, said.subject = said.base.period, said.base.subject

    def _same_measure(self, said: Said, measure: str) -> Said | None:
        """The value of this measure that was said last, in this sentence or the one before."""
        for other in reversed(self.figures):
            if other.sentence < said.sentence - 1:
                return None
            alike = other.measure.endswith(measure) or measure.endswith(other.measure)
            there = other.role in {"value", "per_head"} and (other.period, other.subject) == (
                said.period,
                self._subject,
            )
            if alike and there and other.measure:
                return other
        return None

    def _carried(self) -> str:
        return self._last.measure if self._last is not None else self._topic

    def _measured(self, said: Said, bare: str, after: str) -> str:
        noun, rest = after_figure(after)
        noun = normal(noun)
        before = normal(_LIGHT.sub("", bare))
        if noun and (_TRANSITIVE.search(bare.rstrip()) or _LISTED.search(bare.rstrip()) or _is_place_name(before)):
            before = ""
        if not before and rest:
            said.scope = (*said.scope, normal(rest)[:16])
        if _TOO_GENERAL.fullmatch(before) and self._topic:
            return self._topic
        if before and not (noun and len(before) < 2):
            return before
        if noun:
            return noun
        return before or self._topic

    def _role(self, said: Said, after: str) -> None:
        unit = said.mention.quantity.unit
        if unit.symbol == ":1":
            said.role = "ratio"
        elif _PER_HEAD.search(said.measure[:8]) or _PER_HEAD.search(said.before[-8:]):
            said.role = "per_head"
        elif unit.symbol == "个百分点":
            said.role, said.base = "change", self._last
            said.measure = said.measure or self._carried()
        elif {base for base, _power in unit.dimension} & _TIME and (after.strip() or not said.measure):
            said.role = "other"
        elif unit.symbol == "%" and after.strip() and not _RATE.search(said.measure):
            said.role, said.of = "share", said.measure
        elif said.mention.range or said.before.endswith("前") or (not said.measure and self._last is None):
            said.role = "other"

    def _place(self, said: Said) -> None:
        """Where a figure stands among its neighbours: part of a list, head of one, the last value said."""
        if said.role == "share":
            self._last = said
        if said.role not in {"value", "per_head", "ratio"}:
            return
        origin = next((p for p in periods(said.before) if p.origin), None)
        if origin is not None or re.search(r"(?:由|从)[^，。]{0,12}$", said.before):
            said.origin = True
            if origin is not None:
                said.period = previous(self._base_period()) if origin.label == "上年" else origin.label
        if self._part and self._head is not None and not said.total:
            same = said.mention.quantity.unit.dimension == self._head.mention.quantity.unit.dimension
            if same and said.role == "value" and said.mention.quantity.unit.symbol != "%":
                said.head, said.of = self._head, self._head.measure
                said.marked = "其中" in said.before or not self._head.parts
                said.part_list = self._lists
                self._head.parts.append(said)
                said.measure = _composed(said.measure, self._head.measure)
            elif said.role in {"value", "ratio"}:
                self._part = False
        said.named = bool(said.measure)
        if not said.measure and self._last is not None:
            said.measure = self._last.measure
        self._last = said

    # ── 分别为 ──────────────────────────────────────────────────────────────────────────────────────────

    def _respectively(self, at: int) -> int:
        """Reads A、B、C分别为1、2、3; returns the clause after it, 0 where names and figures do not match."""
        clause = self._clauses[at]
        items: list[tuple[int, Mention]] = [(at, mention) for mention in clause.mentions]
        end = at + 1
        while end < len(self._clauses) and self._only_figures(self._clauses[end]):
            items += [(end, mention) for mention in self._clauses[end].mentions]
            end += 1
        lead = without_hedge(self.text[clause.start : clause.mentions[0].start])
        found = _RESPECTIVELY.search(lead)
        if found is None or len(items) < 2:
            return 0
        earlier = [
            c for c in self._clauses[:at] if c.sentence == clause.sentence and not c.mentions and c.opener != "；"
        ]
        names_text = lead[: found.start()]
        change, share = change_before(lead), share_before(lead)
        bases = [said for said in self._names if said.role in {"value", "per_head", "ratio"}]
        own = normal(without_periods(names_text))
        self._lists += 1
        labels = [p.label for p in periods(names_text) if not p.against]
        made: list[Said] = []
        names = names_of_list(names_text, len(items), [self.text[c.start : c.end] for c in earlier])
        for index, (where, mention) in enumerate(items):
            said = Said(mention, where, clause.sentence, period=self._base_period(), before=lead, listed=self._lists)
            said.subject = self._subject
            base = bases[index] if len(bases) == len(items) else None
            if len(labels) == len(items):
                said.period = labels[index]
                said.measure = own or self._carried()
            elif names:
                said.measure = normal(without_periods(names[index]))
            elif base is not None:
                said.base, said.measure, said.period = base, base.measure, base.period
            self._listed_role(said, change, share)
            made.append(said)
        if not any(said.measure for said in made):
            self._lists -= 1
            return 0
        if self._part and self._head is not None:
            for said in made:
                self._place(said)
        self.figures += made
        self._names = made if made[0].role in {"value", "per_head", "ratio"} else self._names
        self._last = made[-1] if made[0].role == "value" else self._last
        return end

    def _listed_role(self, said: Said, change: Change | None, share: object) -> None:
        unit = said.mention.quantity.unit
        if change is not None and not change.to and (change.noun or said.base is not None or self._compared):
            said.role = "growth" if unit.symbol in {"%", "‰"} else "change"
            if said.role == "growth" and _RATE.search(said.measure):
                said.role = "change"
            said.direction = change.direction
            said.against = self._against or previous(said.period) or "上年"
        elif share is not None and unit.symbol == "%":
            said.role = "share"
        else:
            self._role(said, "")

    def _only_figures(self, clause: Clause) -> bool:
        """Whether a clause goes on with a list of figures: 4086人 after 、, or 和5214人."""
        if not clause.mentions or clause.bracket or clause.opener not in "、，,":
            return False
        left = self.text[clause.start : clause.end]
        for mention in reversed(clause.mentions):
            left = left[: mention.start - clause.start] + left[mention.end - clause.start :]
        return re.fullmatch(r"(?:\s|和|与|及|以及|个|，|、)*", left) is not None


def _composed(part: str, whole: str) -> str:
    """公办 of 中等职业学校 measures 公办中等职业学校; a part that names a thing itself stays as it is."""
    if not part or len(part) > 4 or re.search(r"[校生师人数所员户率额费款]$", part):
        return part
    return part + whole


def _is_place_name(text: str) -> bool:
    """Whether the words before a figure only name somebody: 江门一职、鹤山职校 2所学校."""
    return subject_at(text.rpartition("、")[2], frozenset())[1] == len(text.rpartition("、")[2]) > 0
