"""The ``:::`` blocks of a chapter, found line by line before Markdown is read.

    ::: chart enrolment          an opening: kind and argument
    近三学年办学规模              its body, if it has one
    :::                          a closing line of as many colons

A closing line ends the nearest opening of as many colons; an opening without one has no body.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from zhijian.messages import _
from zhijian.report.places import Place
from zhijian.report.problems import Problems

FENCE = re.compile(r"\s{0,3}(?P<colons>:{3,})(?P<rest>.*)$")
WITH_BODY = ("internal",)


@dataclass(slots=True)
class Lines:
    """Plain Markdown between the blocks. first: its first line's number."""

    text: list[str]
    first: int


@dataclass(slots=True)
class Fence:
    """One ``:::`` block. body: what stands between opening and closing, blocks within it included."""

    kind: str
    argument: str
    line: int
    body: list[Lines | Fence] = field(default_factory=list)


@dataclass(slots=True)
class _Mark:
    line: int
    colons: int
    rest: str
    closed_by: int | None = None


def split_fences(lines: list[str], first: int, file: str, problems: Problems) -> list[Lines | Fence]:
    """The parts of a file, in order. first: the number of ``lines[0]``."""
    marks: dict[int, _Mark] = {}
    closings: set[int] = set()
    open_marks: list[_Mark] = []
    for index, line in enumerate(lines):
        match = FENCE.match(line)
        if match is None:
            continue
        colons, rest = len(match["colons"]), match["rest"].strip()
        if rest:
            mark = _Mark(index, colons, rest)
            marks[index] = mark
            open_marks.append(mark)
            continue
        closings.add(index)
        while open_marks and open_marks[-1].colons != colons:
            open_marks.pop()
        if open_marks:
            open_marks.pop().closed_by = index
        else:
            what = _("这一行“{found}”没有与之对应的开头", found=line.strip())
            problems.add("ZJ411", Place(file, first + index), what=what)
    for mark in marks.values():
        if mark.closed_by is None and mark.rest.split()[0] in WITH_BODY:
            what = _("“{found}”没有收尾的“{colons}”", found=mark.rest, colons=":" * mark.colons)
            problems.add("ZJ411", Place(file, first + mark.line), what=what)
    return list(_parts(lines, range(len(lines)), first, marks, closings))


def _parts(
    lines: list[str], span: range, first: int, marks: dict[int, _Mark], closings: set[int]
) -> Iterator[Lines | Fence]:
    plain: list[str] = []
    index = begun = span.start
    while index < span.stop:
        if index not in marks and index not in closings:
            plain.append(lines[index])
            index += 1
            continue
        if plain:
            yield Lines(plain, first + begun)
        if index in marks:
            mark = marks[index]
            kind, _space, argument = mark.rest.partition(" ")
            fence = Fence(kind, argument.strip(), first + index)
            if mark.closed_by is not None:
                fence.body = list(_parts(lines, range(index + 1, mark.closed_by), first, marks, closings))
                index = mark.closed_by
            yield fence
        index += 1
        plain, begun = [], index
    if plain:
        yield Lines(plain, first + begun)
