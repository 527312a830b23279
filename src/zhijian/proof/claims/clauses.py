"""A paragraph in sentences and clauses. Each item of an enumeration of figures is a clause; so is a bracket with one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhijian.proof.claims.mention import Mention

_STOPS = "。！？!?\n"
_COMMAS = "，,；;：:"
_LONGEST_BRACKET = 120
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
        goes_on = mention.part is not None and mention.part[0] < mention.part[1]
        for at in range(mention.start, mention.end + goes_on):  # 6.1:42.6:51.3 is no clause for each
            inside[at] = True
    starts = [mention.start for mention in found]
    brackets, quiet = _brackets(text, starts)
    sentence, start, opener, depth = 0, 0, "", 0
    pending: list[Mention] = []
    taken = 0

    def cut(end: int) -> Clause:
        return Clause(start, end, tuple(pending), depth > 0, opener, sentence)

    for at, char in enumerate(text):
        while taken < len(found) and starts[taken] <= at:
            pending.append(found[taken])
            taken += 1
        if inside[at] or at in quiet:
            continue
        stop = char in _STOPS
        if not (
            stop or char in _COMMAS or at in brackets or (char == "、" and pending and _item_follows(text, at, starts))
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


def _item_follows(text: str, at: int, starts: Sequence[int]) -> bool:
    """Whether what follows 、 has a figure of its own: else the mark divides the words about the one before it."""
    end = next((i for i in range(at + 1, len(text)) if text[i] in _STOPS + _COMMAS + "、"), len(text))
    return _any_between(starts, at, end)


def _brackets(text: str, starts: Sequence[int]) -> tuple[dict[int, int], set[int]]:
    """Where brackets open (1) and close (-1) in which figures stand, and the commas in brackets without any."""
    marks: dict[int, int] = {}
    quiet: set[int] = set()
    opened: list[int] = []
    for at, char in enumerate(text):
        if char in _OPEN:
            opened.append(at)
        elif char in _CLOSE and opened:
            opening = opened.pop()
            if not opened and _any_between(starts, opening, at):
                marks[opening], marks[at] = 1, -1
            elif not opened and at - opening < _LONGEST_BRACKET:
                quiet.update(i for i in range(opening, at) if text[i] in _COMMAS)
        elif char in _STOPS:
            opened = []
    return marks, quiet


def _any_between(starts: Sequence[int], first: int, last: int) -> bool:
    at = bisect_right(starts, first)
    return at < len(starts) and starts[at] < last
