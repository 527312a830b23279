"""Gaps, repeats, wrong order and missing titles in the numbering of headings, tables, figures and cases."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from zhijian.findings import Finding, finding
from zhijian.proof.form.marks import Mark
from zhijian.proof.form.sequence import check_sequence, lacking, lost

Called = tuple[str, tuple[int, ...]]
"""Label and number of a table, figure, case or, with the label "", a section."""


def check_numbering(marks: Sequence[Mark], cited: AbstractSet[Called] = frozenset()) -> Iterator[Finding]:
    """ZJ601 to ZJ606, ZJ612 and ZJ614. cited: what the text refers to though it is not there."""
    runs = list(_runs(marks))
    for run in runs:
        head = run.group[0]
        named = {n for (label, number) in cited if (label, number[:-1]) == (head.label, head.number[:-1])
                 for n in number[-1:]}  # fmt: skip
        yield from check_sequence(run.group, gap=run.gap, repeat=run.repeat, given=run.given, cited=named)
    for mark in marks:
        if not mark.title and not _is_heading(mark):
            yield finding("ZJ605", mark.location, severity=lost(mark.location), number=mark.text, subject=mark.text)
    for mark, chapter in _in_other_chapters(marks).items():
        yield finding("ZJ612", mark.location, number=mark.text, chapter=str(chapter), subject=mark.text)


def said_to_lack(marks: Sequence[Mark]) -> set[Called]:
    """What ``check_numbering`` says is not there, so that a reference to it is no fault of its own."""
    return {
        (run.group[0].label, (*run.group[0].number[:-1], number))
        for run in _runs(marks)
        for number in lacking(run.group, run.given)
    }


@dataclass(frozen=True, slots=True)
class _Run:
    """Marks that should be numbered one after another. given: numbers of which only subsections carry a heading."""

    group: Sequence[Mark]
    gap: str
    repeat: str
    given: AbstractSet[int] = frozenset()


def _runs(marks: Sequence[Mark]) -> Iterator[_Run]:
    headings = [mark for mark in marks if _is_heading(mark)]
    chapters = [mark for mark in headings if mark.label == "章"]
    if chapters:
        yield _Run(chapters, "ZJ601", "ZJ602")
    decimal = [mark for mark in headings if not mark.label]
    numbers = {mark.number for mark in decimal}
    for group in _groups(decimal):
        prefix = group[0].number[:-1]
        if not prefix and (chapters or _restarts(group)):
            continue  # a list of points, not the chapters
        yield _Run(group, "ZJ601", "ZJ602", _below(numbers, prefix))
    others = _as_they_stand([mark for mark in marks if not _is_heading(mark)], _in_other_chapters(marks))
    for group in _groups(others):
        yield _Run(group, "ZJ603", "ZJ604")


def _as_they_stand(marks: Sequence[Mark], elsewhere: Mapping[Mark, int]) -> list[Mark]:
    """The marks; one that names another chapter takes the place that is free in its own, and none where none is."""
    numbers = {(mark.label, mark.number) for mark in marks if mark not in elsewhere}
    told = []
    for mark in marks:
        if mark not in elsewhere:
            told.append(mark)
            continue
        number = (elsewhere[mark], *mark.number[1:])
        run = [n[-1] for label, n in numbers if (label, n[:-1]) == (mark.label, number[:-1])]
        if run and number[-1] < max(run) and number[-1] not in run:
            told.append(replace(mark, number=number))
    return told


def _is_heading(mark: Mark) -> bool:
    return mark.label in {"", "章", "节", "一、", "（一）"}


def _below(numbers: Iterable[tuple[int, ...]], prefix: tuple[int, ...]) -> set[int]:
    """The numbers right below ``prefix`` of which only subsections carry a heading: 5 where there is a 5.1."""
    depth = len(prefix)
    return {n[depth] for n in numbers if len(n) > depth + 1 and n[:depth] == prefix}


def _groups(marks: Iterable[Mark]) -> list[list[Mark]]:
    groups: dict[tuple[str, tuple[int, ...]], list[Mark]] = {}
    for mark in marks:
        groups.setdefault((mark.label, mark.number[:-1]), []).append(mark)
    return list(groups.values())


def _restarts(group: Sequence[Mark]) -> bool:
    return sum(mark.number[-1] == 1 for mark in group) > 1


def _in_other_chapters(marks: Sequence[Mark]) -> Mapping[Mark, int]:
    """Figures, tables and cases whose number names another chapter than the one they stand in, with that one.

    Not where the chapter's own number stands twice: then that is wrong, and not what stands in it. Below 第一章 a number
    alone is that of a point.
    """
    named = any(mark.label == "章" for mark in marks)
    chapters = {mark.number[0] for mark in marks if not mark.label}
    twice = Counter(mark.number[0] for mark in marks if not mark.label and len(mark.number) == 1)
    found: dict[Mark, int] = {}
    for mark in marks:
        within = "" if named and "." not in mark.section.rstrip(".．、") else mark.section.split(".")[0]
        numbered = len(mark.number) == 2 and not _is_heading(mark) and mark.number[0] in chapters
        if numbered and within.isdigit() and int(within) != mark.number[0] and twice[int(within)] < 2:
            found[mark] = int(within)
    return found
