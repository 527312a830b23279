"""A、B、C分别为1、2、3: the figures of a list whose names come first."""

from __future__ import annotations

import re
from collections.abc import Sequence

from zhijian.proof.claims.clauses import Clause
from zhijian.proof.claims.hedges import without_hedge
from zhijian.proof.claims.lists import names_of_list
from zhijian.proof.claims.measures import PER_HEAD, RATE, joined, normal, scope_of, without_periods
from zhijian.proof.claims.mention import Mention
from zhijian.proof.claims.names import subject_at
from zhijian.proof.claims.patterns import Change, Share, change_before, share_before
from zhijian.proof.claims.periods import periods
from zhijian.proof.claims.placing import place
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.state import State
from zhijian.proof.claims.vocabulary import either
from zhijian.proof.claims.when import earlier

RESPECTIVELY = re.compile(r"分别|依次")
_LONGEST_LIST = 30
_GROWTH_NOUN = re.compile(either("growth_up", "growth_down"))
_FROM = re.compile(r"(?:分别|依次)(?:由|从)")  # 分别由1和2升为3和4: which is which is not followed
_COMPARED = re.compile(r"(?:(?<!占)比(?![重例率])|较|与|同)[^、，]{0,12}$")
_COMPARED_SURELY = re.compile(  # where no change is said 与 may belong to a name: 电子与信息大类
    r"(?:(?<!占)比(?![重例率])|较)[^、，]{0,12}$|[与同][^、，]{0,8}(?:相比|比较|持平)[^、，]{0,4}$"
)
_BESIDE = re.compile(r"(?:比|较|高于|低于)[^，。；]{2,24}$")


def read_list(all_clauses: Sequence[Clause], at: int, text: str, state: State) -> int:
    """Reads the list that begins in the clause ``at``; returns the clause after it, 0 where names and figures do not
    match."""
    clause = all_clauses[at]
    items: list[tuple[int, Mention]] = [(at, mention) for mention in clause.mentions]
    end = at + 1
    while end < len(all_clauses) and _only_figures(all_clauses[end], text) and len(items) < _LONGEST_LIST:
        items += [(end, mention) for mention in all_clauses[end].mentions]
        end += 1
    lead = without_hedge(text[clause.start : clause.mentions[0].start])
    if len(items) < 2:
        return 0
    found = RESPECTIVELY.search(lead)
    reader = _List(lead, found.start() if found else 0, items, state, clause.sentence)
    made = reader.read(_earlier_names(all_clauses, at, text))
    if not made:
        return 0
    if state.part:
        for said in made:
            place(said, state)
    state.figures += made
    state.listed = made
    if made[0].stands:
        state.names = made
    state.last = made[-1] if made[0].role in {"value", "share"} else state.last
    return end


def _earlier_names(all_clauses: Sequence[Clause], at: int, text: str) -> list[str]:
    """The clauses without figures directly before, which hold the first names of a list."""
    earlier: list[str] = []
    if all_clauses[at].opener in "；;":
        return earlier
    for clause in reversed(all_clauses[max(0, at - _LONGEST_LIST) : at]):
        if clause.sentence != all_clauses[at].sentence or clause.mentions:
            break
        earlier.insert(0, text[clause.start : clause.end])
        if clause.opener in "；;":
            break
    return earlier


def _only_figures(clause: Clause, text: str) -> bool:
    """Whether a clause goes on with a list of figures: 4086人 after 、, or 和5214人."""
    if not clause.mentions or clause.bracket or clause.opener not in "、，,":
        return False
    left, start = "", clause.start
    for mention in clause.mentions:
        left += text[start : mention.start]
        start = mention.end
    return re.fullmatch(r"(?:\s|和|与|及|以及|个|，|、)*", left + text[start : clause.end]) is not None


class _List:
    """One list: its words (``lead``), where 分别 stands in them, its figures."""

    def __init__(self, lead: str, cut: int, items: list[tuple[int, Mention]], state: State, sentence: int) -> None:
        self._lead, self._names, self._items, self._state, self._sentence = lead, lead[:cut], items, state, sentence
        self._change: Change | None = change_before(lead)
        self._share: Share | None = share_before(lead)

    def read(self, earlier: Sequence[str]) -> list[Said]:
        """The figures, empty where nothing tells what they measure."""
        state, count = self._state, len(self._items)
        state.lists += 1
        labels = [p.label for p in periods(self._names) if not p.against and not p.origin]
        if not labels:  # 2022年、2023年和2024年，招生分别为
            labels = [p.label for p in periods("、".join(earlier)) if not p.against and not p.origin]
        bases = self._bases(count)
        text = (
            (_COMPARED if self._change else _COMPARED_SURELY).sub("", without_periods(self._names))
            if len(labels) != count
            else ""
        )
        text = text if self._share is None else re.sub(r"占[^、，]*$", "", text)
        names = names_of_list(text, count, earlier) if len(labels) != count else []
        own = normal(without_periods(self._names))
        if _GROWTH_NOUN.fullmatch(own) and len(state.listed) == count:
            names = [growth.measure + own for growth in state.listed]
        other_thing = _BESIDE.search(without_periods(self._names)) if self._change and self._change.compared else None
        if other_thing is not None:
            own, names = normal(self._names[: other_thing.start()]), []
        made = []
        for index, (where, mention) in enumerate(self._items):
            said = Said(
                mention, where, self._sentence, period=state.when.period, before=self._lead, listed=state.lists,
                subject=state.subject, scope=joined(*state.when.scope, *scope_of(without_periods(self._lead))),
            )  # fmt: skip
            if len(labels) == count:
                said.period, said.measure = labels[index], own or self._named_after() or state.carried(said)
            elif names:
                self._named(said, names[index])
            elif len(bases) == count:
                said.base = bases[index]
                said.measure, said.period, said.subject = said.base.measure, said.base.period, said.base.subject
            else:
                said.measure = own if self._share is None else normal(self._lead[: self._share.start])
            if other_thing is not None or _FROM.search(self._lead):
                said.role = "other"
            else:
                self._role(said)
            made.append(said)
        if not all(said.measure for said in made):
            state.lists -= 1
            return []
        return made

    def _named_after(self) -> str:
        """2023年、2024年分别招生1311人和1342人: what is measured, where it stands behind 分别."""
        found = RESPECTIVELY.search(self._lead)
        return normal(self._lead[found.end() :]) if found is not None and self._change is None else ""

    def _bases(self, count: int) -> list[Said]:
        """The figures of which a list says changes or shares: those of the list before, or the last ones said."""
        state = self._state
        if len(state.names) == count:
            return state.names
        near = [f for f in state.figures[-4 * count :] if f.stands and not f.origin and f.sentence == self._sentence]
        return near[-count:] if normal(without_periods(self._names)) in {"", "分别"} and len(near) >= count else []

    def _named(self, said: Said, name: str) -> None:
        bare = without_periods(name)
        subject, end = subject_at(bare, self._state.own, "")
        if end and normal(bare[end:]):
            said.subject, bare = subject or self._state.home, bare[end:]
        said.measure = normal(bare) or normal(name)

    def _role(self, said: Said) -> None:
        state, unit = self._state, said.mention.quantity.unit
        change = self._change
        if change is not None and not change.to and unit.symbol != ":1":
            growth = unit.symbol in {"%", "‰", "倍"} and not (
                RATE.search(said.measure)
                or _GROWTH_NOUN.search(said.measure)
                or (said.base is not None and said.base.percent)
            )
            said.role, said.direction = ("growth" if growth else "change"), change.direction
            said.against = state.when.against or earlier(said)
            said.base = said.base or self._value_of(said)
        elif self._share is not None and said.percent:
            said.role, said.of = "share", normal(self._share.of)
        elif unit.symbol == ":1":
            said.role = "ratio"
        elif PER_HEAD.search(said.measure[:8]) or PER_HEAD.search(self._names[:8]):
            said.role = "per_head"

    def _value_of(self, said: Said) -> Said | None:
        for other in self._state.recent():
            if other.sentence < said.sentence - 1:
                return None
            if other.stands and other.measure == said.measure and other.period == said.period:
                return other
        return None
