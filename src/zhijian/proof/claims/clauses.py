"""A paragraph in sentences and clauses. Each item of an enumeration of figures is a clause; so is a bracket with one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhijian.proof.claims.mentions import Mention

_STOPS = "。！？!?\n"
_COMMAS = "，,；;：:"
_OPEN, _CLOSE = "（(", "）)"


@dataclass(frozen=True, slots=True)
class Clause:
    """start, end: its characters in the paragraph. mentions: its figures. bracket: it stands in brackets.

    opener: the character before it (、 in an enumeration). sentence: counted from 0.
    """

    start: int
    end: int
    mentions: tuple[Mention, ...]
    bracket: bool
    opener: str
    sentence: int


def clauses(text: str, found: Sequence[Mention]) -> Iterator[Clause]:
    """The clauses of ``text``, whose figures are ``found``."""
    inside = [False] * (len(text) + 1)
    for mention in found:
        for at in range(mention.start, mention.end):
            inside[at] = True
    brackets = _brackets(text, found)
    sentence, start, opener, depth = 0, 0, "", 0
    pending: list[Mention] = []
    queue = list(found)

    def cut(end: int) -> Clause:
        return Clause(start, end, tuple(pending), depth > 0, opener, sentence)

    for at, char in enumerate(text):
        while queue and queue[0].start <= at:
            pending.append(queue.pop(0))
        if inside[at]:
            continue
        stop = char in _STOPS
        if not (
            stop or char in _COMMAS or at in brackets or (char == "、" and pending and _item_follows(text, at, found))
        ):
            continue
        if text[start:at].strip() or pending:
            yield cut(at)
        start, opener, pending = at + 1, char, []
        depth += brackets.get(at, 0)
        if stop:
            sentence, depth = sentence + 1, 0
    if text[start:].strip() or pending:
        yield cut(len(text))


def _item_follows(text: str, at: int, found: Sequence[Mention]) -> bool:
    """Whether what follows 、 has a figure of its own: else the mark divides the words about the one before it."""
    end = next((i for i in range(at + 1, len(text)) if text[i] in _STOPS + _COMMAS + "、"), len(text))
    return any(at < mention.start < end or mention.start <= end < mention.end for mention in found)


def _brackets(text: str, found: Sequence[Mention]) -> dict[int, int]:
    """Where brackets open (1) and close (-1) in which figures stand."""
    marks: dict[int, int] = {}
    opened: list[int] = []
    starts = [mention.start for mention in found]
    for at, char in enumerate(text):
        if char in _OPEN:
            opened.append(at)
        elif char in _CLOSE and opened:
            opening = opened.pop()
            if not opened and any(opening < start < at for start in starts):
                marks[opening], marks[at] = 1, -1
        elif char in _STOPS:
            opened = []
    return marks
