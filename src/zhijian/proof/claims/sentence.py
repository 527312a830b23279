"""The clauses of a paragraph, one after another: what each figure measures, of whom, when, and what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from zhijian.proof.claims.classify import PLANNED, classify
from zhijian.proof.claims.clauses import Clause, clauses
from zhijian.proof.claims.heads import settle_heads
from zhijian.proof.claims.hedges import without_hedge
from zhijian.proof.claims.inclusion import inclusion
from zhijian.proof.claims.make_up import read_make_up
from zhijian.proof.claims.measures import normal, scope_of, without_periods
from zhijian.proof.claims.mention import Mention
from zhijian.proof.claims.mentions import mentions, plain
from zhijian.proof.claims.patterns import change_before, names_norm, share_before
from zhijian.proof.claims.periods import OTHER_TERMS, periods
from zhijian.proof.claims.placing import place
from zhijian.proof.claims.respectively import RESPECTIVELY, read_list
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.state import State
from zhijian.proof.claims.vocabulary import either
from zhijian.proof.claims.when import Own

_VERB_WITHIN = re.compile(
    r".*(?:获得|取得|通过|达到|完成|实现|发放|投入|支出|收入|授予|共有|拥有|中有|中的|里有)(?=.{2})"
)
_LONGEST_LEAD = 160  # characters before a figure that are looked at
_ASIDE = re.compile(r"[（(][^（()）]*[)）]\s*$")
_CALLED = re.compile(r"[（(][^（()）\d]*[)）](?=约?(?:为|达到?|是)\s*$)")  # 占总人口的比重（城镇化率）为62.6%
_AND = re.compile(r"[\s和与及、]+")
_MADE_OF = re.compile(r"\s*(?:分别)?由[^，。；;]{0,12}\d[^，。；;]{0,100}(?:组成|构成)")  # 由高职12个、中职26个组成
_OF_WHICH = re.compile(r"^\s*(?:分别)?由")
_FOUNDED = re.compile(either("founding"))
_NO_PART = re.compile(
    r"\s*(?:折合|约合|不含|不包括|另|合计?|相当于|即|上年|去年|[年期]初|[年期]末|上期|20\d\d|标准|计划|目标|编制|核定|应|限额|定额|国家|规定|占|比|较|同比|增|减|下降|提高)"
)


class Paragraph:
    """Reads the clauses of one text in order. default: the report's period; own: what it calls itself."""

    def __init__(self, text: str, *, default: str, own: frozenset[str], subject: str = "") -> None:
        self.text = plain(text)
        self._state = State(default, own, subject)
        self._clauses = list(clauses(self.text, mentions(self.text)))

    def read(self) -> list[Said]:
        """Every figure of the text."""
        at = 0
        while at < len(self._clauses):
            at = self._clause(at)
        settle_heads(self._state.figures)
        return self._state.figures

    def _clause(self, at: int) -> int:
        clause, state = self._clauses[at], self._state
        first = clause.mentions[0].start if clause.mentions else clause.end
        words = self.text[clause.start : first][-_LONGEST_LEAD:]
        self._begin(clause, words)
        if not clause.mentions:
            if not _FOUNDED.search(words):
                state.note_periods(words)
            state.without_figures(words)
            return at + 1
        if any(mention.part for mention in clause.mentions):
            return self._make_up(clause, at)
        if (
            (RESPECTIVELY.search(words) or self._goes_on_respectively(clause))
            and state.closing != "all"
            and (end := self._list(at, words))
        ):
            return end
        for number, mention in enumerate(clause.mentions):
            self._figure(clause, at, number, mention)
        return at + 1

    def _begin(self, clause: Clause, words: str) -> None:
        """What a clause's mark before it and its first words change for the figures in it."""
        state = self._state
        if clause.sentence != state.sentence:
            state.new_sentence(clause)
        opens = clause.bracket and clause.opener in "（("
        if opens:
            state.enter_bracket()
        elif not clause.bracket:
            state.leave_bracket()
        if state.when.against in OTHER_TERMS or state.when.against == state.when.plan:
            state.when.against = ""
        if clause.opener and clause.opener in "；;":
            state.condition = ""
        state.notes_of(words)
        if opens:
            self._part_in_bracket(clause, words)
        elif _MADE_OF.match(self.text, clause.start, clause.end + _LONGEST_LEAD):
            state.begin_part("all")
        if clause.opener == ":" and state.last is not None and state.last.total:
            state.begin_part()

    def _goes_on_respectively(self, clause: Clause) -> bool:
        """分别增加6万元和42万元，增长5.0%和5.1%: a clause with as many changes as the list directly before it has."""
        listed, figures = self._state.listed, self._state.figures
        first, *rest = clause.mentions
        if not listed or not figures or figures[-1] is not listed[-1] or len(listed) != len(clause.mentions):
            return False
        between = "".join(self.text[a.end : b.start] for a, b in pairwise([first, *rest]))
        return (
            bool(rest)
            and _AND.fullmatch(between) is not None
            and change_before(self.text[clause.start : first.start]) is not None
        )

    def _list_follows(self, at: int) -> bool:
        """Whether the next clause begins a list of parts."""
        if at + 1 == len(self._clauses):
            return False
        following = self._clauses[at + 1]
        same = following.sentence == self._clauses[at].sentence and not following.bracket
        return same and self.text.startswith("其中", following.start)

    def _without_noun_of_last(self, bare: str, number: int) -> str:
        """62名学生共372000元: 学生 belongs to the figure before."""
        if not number or not self._state.figures:
            return bare
        if self._state.figures[-1].role == "other":
            return bare
        last = self._state.figures[-1].measure
        return bare[len(last) :] if last and bare.startswith(last) and bare[len(last) :].strip() else bare

    def _without_inclusion(self, said: Said, bare: str) -> str:
        """生均经费不含取暖费为1200元，含取暖费为1460元: the words of what is measured, the others being its scope."""
        found = inclusion(bare, beside=self._state.left_out) if not self._state.part else None
        if found is None:
            return bare
        said.scope = (*said.scope, re.sub(r"\s", "", found[1]))
        return bare[: found[0]]

    def _without_plan(self, said: Said, before: str) -> str:
        """比预算8400万元超收250万元: the words without the plan, of its own figure with it."""
        found = self._state.when.note_plan(before)
        if found is None:
            return before
        own = not before[found.end() :].strip() and not said.mention.words and not said.mention.ranked
        if own:
            said.planned, said.plan = True, found["plan"]
        return before[: found.start()] + (found["plan"] if own else "") + before[found.end() :]

    def _part_of_last(self, mention: Mention) -> None:
        """24名学员中有17名入选, 毕业生9862人中，就业9610人: what follows is of the figure before."""
        state = self._state
        last = state.last
        if last is None or last.role != "value" or last.percent or last.mention.end >= mention.start or state.part:
            return
        if mention.start - last.mention.end < 30 and _OF_THEM.fullmatch(self.text, last.mention.end, mention.start):
            state.begin_part()
            state.head, state.overlapping = last, True

    def _make_up(self, clause: Clause, at: int) -> int:
        """Reads a clause with 6.1:42.6:51.3 in it; what else it says is one figure after the other."""
        begins = clause.start
        number = 0
        while number < len(clause.mentions):
            mention = clause.mentions[number]
            if mention.part is None:
                self._figure(clause, at, number, mention)
                count = 1
            else:
                count = mention.part[1]
                parts = clause.mentions[number : number + count]
                self._state.figures += read_make_up(
                    parts, self.text[begins : mention.start][-_LONGEST_LEAD:], at, self._state
                )
            number += count
            begins = clause.mentions[number - 1].end
        return at + 1

    def _list(self, at: int, words: str) -> int:
        self._state.note_periods(words)
        return read_list(self._clauses, at, self.text, self._state)

    def _part_in_bracket(self, clause: Clause, words: str) -> None:
        """14所（公办11所、民办3所）: figures in brackets directly after one of their unit are its parts."""
        state = self._state
        if not state.figures or not clause.mentions or _NO_PART.match(words) or inclusion(words, beside=False):
            return
        last, first = state.figures[-1], clause.mentions[0]
        directly = not self.text[last.mention.end : clause.start - 1].strip()
        state.beside = self._change_before() if directly else None
        last = state.beside or last
        unit = last.mention.quantity.unit
        alike = unit.dimension == first.quantity.unit.dimension and "/" not in unit.symbol
        if not directly or not alike or last.percent or first.ranked:
            return
        if last.role == "value":
            state.begin_part()
            state.head = last
        elif state.beside is not None and _no_more_than(clause.mentions, last.mention):
            state.begin_part()

    def _change_before(self) -> Said | None:
        """The difference that was said last, behind which its growth may stand: 增加120人，增长4.0%（…）."""
        for said in reversed(self._state.figures):
            if said.role != "growth":
                return said if said.role == "change" and not said.percent else None
        return None

    def _figure(self, clause: Clause, at: int, number: int, mention: Mention) -> None:
        state = self._state
        begins = clause.mentions[number - 1].end if number else clause.start
        begins = max(begins, mention.start - _LONGEST_LEAD)
        ends = clause.mentions[number + 1].start if number + 1 < len(clause.mentions) else clause.end
        before, after = without_hedge(self.text[begins : mention.start]), self.text[mention.end : ends]
        if state.part and state.closing == "all":
            before = _OF_WHICH.sub("", before)
        said = Said(mention, at, clause.sentence, before=before)
        lead = self._lead_of_bracket(clause, number, before)
        own = self._own_of(said, before, lead)
        said.period, said.scope = own.period or state.when.period, ((own.scope,) if own.scope else ())
        said.before = before = self._without_plan(said, before)
        said.origin = bool(said.plan) or own.compared
        said.aside = bool(own.period) and not said.origin
        if number and (bound := state.figures[-1]).role == "other" and "以上" in bound.mention.words:
            said.scope = (*said.scope, self.text[bound.mention.start : bound.mention.end])  # 3000人以上学校8所
        said.leads = number + 1 == len(clause.mentions) and self._list_follows(at)
        said.after_semicolon = clause.opener in {"；", ";"}
        said.bracketed, said.enumerated = clause.bracket, clause.opener == "、"
        if number and (cut := _VERB_WITHIN.match(before)):
            before = before[cut.end() :]
        elif number and not _says(before):
            before = "" if after.strip() else before
        before = _CALLED.sub("", before)
        if aside := _ASIDE.search(before):
            said.scope = (*said.scope, *scope_of(aside.group()))
            before = before[: aside.start()]
        bare = self._without_noun_of_last(without_periods(before), number)
        if state.awaiting:
            state.among(state.awaiting, mention)
            state.awaiting = ""
        if "其中" not in before and (of := _AMONG.match(bare)) and state.among(of["whole"], mention):
            bare = bare[of.end() :]
        if "其中" in bare:
            bare = bare[bare.rindex("其中") + 2 :]
        bare = self._without_inclusion(said, bare)
        self._part_of_last(mention)
        subject, end = state.subject_in(bare)
        if end and not number and (not said.enumerated or state.subject or bare[end:].strip()):
            state.subject, bare = subject, bare[end:]
        said.subject = state.subject
        said.planned = said.planned or bool(lead and PLANNED.search(lead))  # 完成计划（1300人）的103.2%
        classify(said, bare, after, state)
        if lead and (share := share_before(lead)) is not None and share.of:
            said.measure = normal(share.of)  # 占专业教师（1420人）的80.77%
        elif lead and said.role != "other" and names_norm(lead):
            said.role = "other"  # 优于国家标准（20∶1）
        place(said, state)
        state.figures.append(said)

    def _own_of(self, said: Said, before: str, lead: str) -> Own:
        """What the words before a figure, or before the bracket that it stands in alone, say of when it held."""
        state, mention = self._state, said.mention
        own = state.note_periods(before, counted=not said.percent and mention.quantity.unit.symbol != "个百分点")
        if any(period.against and period.end == len(lead.rstrip()) for period in periods(lead)):
            own = state.note_periods(lead, counted=True)  # 比上年（97.92%）上升
        if state.when.compared and _COMPARED_WITH.match(self.text, mention.end):
            own = Own(own.period or state.when.against, own.scope, compared=True)
        return own

    def _lead_of_bracket(self, clause: Clause, number: int, before: str) -> str:
        """The words directly before the bracket that holds nothing but a figure."""
        if not clause.bracket or number or before.strip() or len(clause.mentions) > 1:
            return ""
        at = self._clauses.index(clause)
        if not at or self._clauses[at - 1].bracket:
            return ""
        outside = self._clauses[at - 1]
        last = outside.mentions[-1].end if outside.mentions else outside.start
        return self.text[last : clause.start - 1] if outside.end == clause.start - 1 else ""


_COMPARED_WITH = re.compile(r"\s*(?:[（(][^（）()]{1,20}[）)])?\s*(?:相比|比较|对比|[高低][出了]?\s*\d)")
_OF_THEM = re.compile(
    r"\s*[\u4e00-\u9fff“”]{0,10}?(?<![其集初高])中(?![职专级学小央心国外医])[，,]?(?!其中)[\u4e00-\u9fff“”\u2160-\u217fA-Z—~～-]{0,14}\s*"
)


def _no_more_than(parts: Sequence[Mention], whole: Mention) -> bool:
    return all(part.quantity.in_base <= whole.quantity.in_base for part in parts)


_AMONG = re.compile(
    r"\s*(?:在)?(?P<whole>[\u4e00-\u9fff“”]{2,12}?)(?<![其集初高])中(?![职专级学小央心国外医等])[，,]?(?=.{2})"
)


def _says(before: str) -> bool:
    """Whether the words between two figures of a clause say what the second is of the first."""
    return change_before(before) is not None or share_before(before) is not None or before.strip() == "的"
