"""What is wrong with numbers that should run 1, 2, 3 …; one slip of the pen is told once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby, pairwise

from zhijian.findings import Finding, Location, Severity, Suspect, finding
from zhijian.messages import _
from zhijian.proof.form.marks import Mark
from zhijian.proof.form.texts import is_plain_text

_MOST_MISSING = 12  # numbers that are missing in a row before it is no numbering at all (图2024-1)
_JOINT = {"": "."}
_SURE = Fraction(3, 4)


def check_sequence(
    group: Sequence[Mark], *, gap: str, repeat: str, given: Iterable[int] = (), cited: Collection[int] = ()
) -> Iterator[Finding]:
    """One finding for each cause. given: numbers whose own title is missing; cited: numbers that the text refers to
    and that are not there."""
    if not group:
        return
    wrong = mistyped(group)
    if wrong is not None:
        yield _mistyped(group, *wrong, repeat=repeat, cited=cited)
        return
    first: dict[int, Mark] = {}
    repeated: set[int] = set()
    for mark in group:
        number = mark.number[-1]
        earlier = first.setdefault(number, mark)
        if earlier is not mark:
            repeated.add(number)
            yield _twice(repeat, earlier, mark)
    untitled = sorted(set(given) - set(first))
    for number in untitled:
        after = next((m for n, m in sorted(first.items()) if n > number), group[-1])
        name = name_of(group[0], number)
        yield finding("ZJ606", after.location, severity=lost(after.location), number=name, subject=name)
    yield from _gaps(_missing(group, untitled), first, gap, cited)
    in_order = [mark for number, mark in first.items() if number not in repeated]
    for before, after in pairwise(in_order):
        if after.number[-1] < before.number[-1]:
            yield _out_of_order(before, after)


def mistyped(group: Sequence[Mark]) -> tuple[Mark, int] | None:
    """The one number that, put right, lets all run on where they repeat themselves or are out of order, and what it
    should be; None where there is none, or more than one."""
    numbers = [mark.number[-1] for mark in group]
    if all(before < after for before, after in pairwise(numbers)):
        return None
    start = min(numbers) if _chapters(group) else 1
    fitting = [
        (mark, start + at)
        for at, mark in enumerate(group)
        if [*numbers[:at], start + at, *numbers[at + 1 :]] == list(range(start, start + len(numbers)))
    ]
    return fitting[0] if len(fitting) == 1 else None


def lacking(group: Sequence[Mark], given: Iterable[int] = ()) -> set[int]:
    """The numbers that ``check_sequence`` says are not there."""
    wrong = mistyped(group)
    return {wrong[1]} if wrong is not None else set(_missing(group, given))


def name_of(mark: Mark, number: int) -> str:
    """What the mark would be called with this number."""
    if mark.label in {"章", "节"}:
        return f"第{number}{mark.label}"
    joint = _JOINT.get(mark.label, "-")
    return mark.label + joint.join(str(part) for part in (*mark.number[:-1], number))


def lost(location: Location | None) -> Severity | None:
    """A notice in a text file, where the title may have been lost; else the code's own severity."""
    return Severity.notice if is_plain_text(location) else None


def _chapters(group: Sequence[Mark]) -> bool:
    """Part of a report may begin with its third chapter."""
    return len(group[0].number) == 1 and group[0].label in {"", "章"}


def _missing(group: Sequence[Mark], untitled: Iterable[int]) -> list[int]:
    known = {mark.number[-1] for mark in group} | set(untitled)
    start = min(known) if _chapters(group) else 1
    missing = [n for n in range(start, max(known)) if n not in known]
    return missing if len(missing) <= _MOST_MISSING else []


def _mistyped(group: Sequence[Mark], mark: Mark, number: int, *, repeat: str, cited: Collection[int]) -> Finding:
    """What is seen of it, a repeat or a wrong order, with the number that it should have."""
    right = name_of(mark, number)
    twin = next((m for m in group if m is not mark and m.number == mark.number), None)
    at = next(at for at, m in enumerate(group) if m is mark)
    more = _("；应编为“{number}”", number=right) + _cited(cited, [number], mark)
    suspect = Suspect(mark.text, mark.location, _SURE, None, right)
    if twin is not None:
        earlier, later = sorted((twin, mark), key=lambda m: next(n for n, each in enumerate(group) if each is m))
        return _twice(repeat, earlier, later, at=mark, suspects=(suspect,), more=more)
    before = group[at - 1] if at and group[at - 1].number[-1] > mark.number[-1] else mark
    after = mark if before is not mark else group[at + 1]
    return _out_of_order(before, after, at=mark, suspects=(suspect,), more=more)


def _twice(
    code: str,
    earlier: Mark,
    later: Mark,
    *,
    at: Mark | None = None,
    suspects: tuple[Suspect, ...] = (),
    more: str = "",
) -> Finding:
    return finding(
        code,
        (at or later).location,
        suspects=suspects,
        number=later.text,
        first=_inside(earlier.title or earlier.text),
        second=_inside(later.title or later.text),
        more=more,
        subject=f"{later.text} {later.title}",
    )


def _inside(quoted: str) -> str:
    """Words for inside quotation marks: 打造‘五金’."""
    return quoted.translate(str.maketrans("“”", "‘’"))


def _out_of_order(
    before: Mark, after: Mark, *, at: Mark | None = None, suspects: tuple[Suspect, ...] = (), more: str = ""
) -> Finding:
    place = (at or after).location
    return finding(
        "ZJ614",
        place,
        severity=lost(place),
        suspects=suspects,
        number=after.text,
        before=before.text,
        more=more,
        subject=f"{before.text}/{after.text}",
    )


def _gaps(missing: Sequence[int], first: Mapping[int, Mark], code: str, cited: Collection[int]) -> Iterator[Finding]:
    """One for each run of missing numbers, at what follows it."""
    for _run, run in groupby(enumerate(missing), lambda pair: pair[1] - pair[0]):
        numbers = [number for _at, number in run]
        after = next(m for n, m in sorted(first.items()) if n > numbers[-1])
        names = "、".join(name_of(after, n) for n in numbers)
        yield finding(
            code,
            after.location,
            severity=lost(after.location),
            number=after.text,
            missing=names,
            more=_cited(cited, numbers, after),
            subject=names,
        )


def _cited(cited: Collection[int], numbers: Iterable[int], mark: Mark) -> str:
    names = "、".join(name_of(mark, number) for number in numbers if number in cited)
    return _("，正文引用了“{names}”", names=names) if names else ""
