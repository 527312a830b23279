"""Gaps, repeats, wrong order and missing titles in the numbering of headings, tables, figures and cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise

from zhijian.findings import Finding, Location, Severity, finding
from zhijian.proof.form.marks import Mark
from zhijian.proof.form.texts import is_plain_text

_MOST_MISSING = 12  # numbers that are missing in a row before it is no numbering at all (图2024-1)
_JOINT = {"": "."}


def check_numbering(marks: Sequence[Mark]) -> Iterator[Finding]:
    """ZJ601 to ZJ606, ZJ612 and ZJ614."""
    headings = [mark for mark in marks if mark.label in {"", "章", "节", "一、", "（一）"}]
    others = [mark for mark in marks if mark not in headings]
    yield from _headings(headings)
    for group in _groups(others):
        yield from _sequence(group, gap="ZJ603", repeat="ZJ604")
    for mark in others:
        if not mark.title:
            yield finding("ZJ605", mark.location, severity=_lost(mark.location), number=mark.text, subject=mark.text)
    yield from _wrong_chapters(others, headings)


def _headings(headings: Sequence[Mark]) -> Iterator[Finding]:
    chapters = [mark for mark in headings if mark.label == "章"]
    yield from _sequence(chapters, gap="ZJ601", repeat="ZJ602")
    decimal = [mark for mark in headings if not mark.label]
    numbers = {mark.number for mark in decimal}
    for group in _groups(decimal):
        prefix = group[0].number[:-1]
        if not prefix and (chapters or _restarts(group)):
            continue  # a list of points, not the chapters
        yield from _sequence(group, gap="ZJ601", repeat="ZJ602", given=_below(numbers, prefix))


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


def _sequence(group: Sequence[Mark], *, gap: str, repeat: str, given: Iterable[int] = ()) -> Iterator[Finding]:
    """What is wrong with numbers that should run 1, 2, 3 …; given: numbers whose own title is missing."""
    if not group:
        return
    first: dict[int, Mark] = {}
    repeated: set[int] = set()
    for mark in group:
        number = mark.number[-1]
        earlier = first.setdefault(number, mark)
        if earlier is not mark:
            repeated.add(number)
            yield finding(
                repeat,
                mark.location,
                number=mark.text,
                first=earlier.title or earlier.text,
                second=mark.title or mark.text,
                subject=f"{mark.text} {mark.title}",
            )
    present = set(first)
    untitled = sorted(set(given) - present)
    for number in untitled:
        after = next((m for n, m in sorted(first.items()) if n > number), group[-1])
        name = _name(group[0], number)
        yield finding("ZJ606", after.location, severity=_lost(after.location), number=name, subject=name)
    known = present | set(untitled)
    chapters = len(group[0].number) == 1 and group[0].label in {"", "章"}
    start = min(known) if chapters else 1  # part of a report may begin with its third chapter
    missing = [n for n in range(start, max(known)) if n not in known]
    if len(missing) <= _MOST_MISSING:
        yield from _gaps(missing, first, gap)
    in_order = [mark for number, mark in first.items() if number not in repeated]
    for before, after in pairwise(in_order):
        if after.number[-1] < before.number[-1]:
            yield finding(
                "ZJ614",
                after.location,
                severity=_lost(after.location),
                number=after.text,
                before=before.text,
                subject=f"{before.text}/{after.text}",
            )


def _gaps(missing: Sequence[int], first: Mapping[int, Mark], code: str) -> Iterator[Finding]:
    """One for each run of missing numbers, at what follows it."""
    for _, run in groupby(enumerate(missing), lambda pair: pair[1] - pair[0]):
        numbers = [number for _at, number in run]
        after = next(m for n, m in sorted(first.items()) if n > numbers[-1])
        names = "、".join(_name(after, n) for n in numbers)
        yield finding(
            code, after.location, severity=_lost(after.location), number=after.text, missing=names, subject=names
        )


def _name(mark: Mark, number: int) -> str:
    if mark.label in {"章", "节"}:
        return f"第{number}{mark.label}"
    joint = _JOINT.get(mark.label, "-")
    return mark.label + joint.join(str(part) for part in (*mark.number[:-1], number))


def _wrong_chapters(marks: Sequence[Mark], headings: Sequence[Mark]) -> Iterator[Finding]:
    """Figures, tables and cases whose number names another chapter than the one they stand in."""
    chapters = {mark.number[0] for mark in headings if not mark.label}
    for mark in marks:
        within = mark.section.split(".")[0]
        if len(mark.number) == 2 and within.isdigit() and mark.number[0] in chapters and int(within) != mark.number[0]:
            yield finding("ZJ612", mark.location, number=mark.text, chapter=within, subject=mark.text)


def _lost(location: Location | None) -> Severity | None:
    """A notice in a text file, where the title may have been lost; else the code's own severity."""
    return Severity.notice if is_plain_text(location) else None
