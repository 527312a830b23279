"""Numbers by chapter (图2-1, 表1-1, 案例2-1), anchors, and what references print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from zhijian.document import Reference
from zhijian.messages import _
from zhijian.report.chapters import next_number
from zhijian.report.markdown.drafts import (
    DraftBlock,
    DraftCase,
    DraftChart,
    DraftFigure,
    DraftHeading,
    DraftTableInsert,
    ReferenceSlot,
)
from zhijian.report.places import Place
from zhijian.report.problems import Problems
from zhijian.report.wording import wording

FIGURE, TABLE, CASE = "图", "表", "案例"


@dataclass(frozen=True, slots=True)
class Numbered:
    """What a block was given. number: as printed, empty for unnumbered headings. chapter: for the anchors of figures."""

    number: str
    anchor: str
    chapter: str


@dataclass(frozen=True, slots=True)
class _Target:
    printed: str
    anchor: str
    place: Place


@dataclass
class Numbering:
    """The numbers of a report's blocks, and the targets of its references."""

    problems: Problems
    _given: dict[int, Numbered] = field(default_factory=dict)
    _targets: dict[str, list[_Target]] = field(default_factory=dict)
    _short: dict[str, list[_Target]] = field(default_factory=dict)
    _anchors: Counter[str] = field(default_factory=Counter)

    @classmethod
    def of(cls, blocks: Iterable[DraftBlock], problems: Problems) -> Numbering:
        numbering = cls(problems)
        numbering._walk(blocks)
        return numbering

    def __getitem__(self, block: DraftBlock) -> Numbered:
        return self._given[id(block)]

    def add_target(self, name: str, printed: str, anchor: str, place: Place) -> None:
        """Make ``[@name]`` print ``printed`` and lead to ``anchor``."""
        self._targets.setdefault(name, []).append(_Target(printed, anchor, place))

    def resolve(self, slot: ReferenceSlot) -> Reference | None:
        """The reference as printed; None and a problem where it has no target, or several."""
        targets = self._targets.get(slot.target) or self._short.get(slot.target, [])
        if len(targets) == 1:
            return Reference(targets[0].printed, targets[0].anchor)
        if not targets:
            similar = get_close_matches(slot.target, [*self._targets, *self._short], n=3, cutoff=0.6)
            near = _("是否为 {near}？", near="、".join(similar)) if similar else ""
            self.problems.add("ZJ420", slot.place, found=slot.target, near=near)
        else:
            what = "、".join(f"{t.printed}（{t.place}）" for t in targets)
            self.problems.add("ZJ421", slot.place, found=slot.target, count=len(targets), what=what)
        return None

    def _walk(self, blocks: Iterable[DraftBlock]) -> None:
        counters = [0, 0, 0]
        chapter = "0"
        within: Counter[str] = Counter()
        for block in _nested(blocks):
            if isinstance(block, DraftHeading):
                number = next_number(counters, block)
                if block.level == 1:
                    within.clear()
                    chapter = number or "0"
                anchor = self._anchor(f"s-{number.replace('.', '-')}" if number else "s-front")
                self._given[id(block)] = Numbered(number, anchor, chapter)
                if block.id:
                    printed = _chapter(number) if number and block.level == 1 else number
                    self.add_target(block.id, printed or "".join(_plain(block)), anchor, block.place)
                continue
            named = _kind_and_name(block)
            if named is None:
                self._given[id(block)] = Numbered("", "", chapter)
                continue
            kind, name = named
            within[kind] += 1
            number = f"{kind}{chapter}-{within[kind]}"
            anchor = self._anchor(name)
            if chapter == "0":
                what = _("不编号的章（{mark}）中不能放图、表和案例，因为无号可编", mark="{-}")
                self.problems.add("ZJ415", block.place, what=what)
            self._given[id(block)] = Numbered(number, anchor, chapter)
            self.add_target(name, number, anchor, block.place)
            if isinstance(block, DraftFigure):
                # A picture's file name alone will do, where nothing else is called so.
                self._short.setdefault(block.id, []).append(_Target(number, anchor, block.place))

    def _anchor(self, name: str) -> str:
        self._anchors[name] += 1
        return name if self._anchors[name] == 1 else f"{name}-{self._anchors[name]}"


def _chapter(number: str) -> str:
    return str(wording("references")["chapter"]).format(number=number)


def _plain(heading: DraftHeading) -> Iterator[str]:
    for run in heading.runs:
        if hasattr(run, "text"):
            yield run.text


def _nested(blocks: Iterable[DraftBlock]) -> Iterator[DraftBlock]:
    for block in blocks:
        yield block
        if isinstance(block, DraftCase):
            yield from _nested(block.blocks)


def _kind_and_name(block: DraftBlock) -> tuple[str, str] | None:
    if isinstance(block, DraftFigure):
        return FIGURE, f"figure-{block.id}"
    if isinstance(block, DraftChart):
        return FIGURE, f"chart-{block.id}"
    if isinstance(block, DraftTableInsert):
        return TABLE, f"table-{block.id}"
    if isinstance(block, DraftCase):
        return CASE, block.id
    return None
