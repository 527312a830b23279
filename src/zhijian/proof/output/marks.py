"""Marks in a document's runs: characters that a finding is about, carried through the HTML writer as sentinels."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from zhijian.document import BoundFigure, Reference, Run, Text

# Private-use characters, which no report prints
_OPEN, _BETWEEN, _CLOSE = "\ue000", "\ue001", "\ue002"
_MARK = re.compile(f"{_OPEN}([\\d,]+){_BETWEEN}(.*?){_CLOSE}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Mark:
    """start, end: characters of the runs' plain text. keys: what it stands for."""

    start: int
    end: int
    keys: tuple[int, ...]


def put_in(runs: Sequence[Run], marks: Iterable[Mark]) -> tuple[Run, ...]:
    """The runs with the marks; those that overlap become one. A mark is divided where a run ends."""
    wanted: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark.start, mark.end)):
        if wanted and mark.start < wanted[-1].end:
            last = wanted[-1]
            wanted[-1] = Mark(last.start, max(last.end, mark.end), (*last.keys, *mark.keys))
        elif mark.start < mark.end:
            wanted.append(mark)
    told: list[Run] = []
    at = 0
    for run in runs:
        length = len(run.text)
        inside = [
            Mark(max(mark.start - at, 0), min(mark.end - at, length), mark.keys)
            for mark in wanted
            if mark.start < at + length and mark.end > at
        ]
        told.append(_marked(run, inside) if inside else run)
        at += length
    return tuple(told)


def _marked(run: Run, marks: Sequence[Mark]) -> Run:
    text, last = "", 0
    for mark in marks:
        keys = ",".join(map(str, mark.keys))
        text += f"{run.text[last : mark.start]}{_OPEN}{keys}{_BETWEEN}{run.text[mark.start : mark.end]}{_CLOSE}"
        last = mark.end
    text += run.text[last:]
    if isinstance(run, Reference):
        return Reference(text, run.target)
    if isinstance(run, BoundFigure):  # where it comes from is no part of a proof
        return Text(text, bold=run.bold)
    return replace(run, text=text)


def written(html: str, mark: Callable[[tuple[int, ...], str], str]) -> str:
    """The text with every mark as ``mark(keys, inside)`` writes it."""
    return _MARK.sub(lambda found: mark(tuple(map(int, found[1].split(","))), found[2]), html)
