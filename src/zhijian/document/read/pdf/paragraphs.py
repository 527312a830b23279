"""Lines as paragraphs: by indents, lines that end early, gaps, and changes of size or weight."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from zhijian.document.read.pdf.lines import CLOSING, Line, bare, joined
from zhijian.document.read.pdf.zones import Zone, edges
from zhijian.document.read.text.kinds import title_of

_INDENT = 1.2  # characters: a line that begins so far to the right begins a paragraph
_EARLY = 1.5  # characters: a line that leaves so much more room than the next word takes ends one
_GAP = 1.25  # times the usual distance of lines
_ALIKE = 0.08  # how far sizes may differ
_CENTRED = 0.75  # characters: how far the middle of a centred line may be from that of its zone
_BIG = 1.12  # times the size of the text: a title
_JUSTIFIED = 3  # lines that end at one place: the edge of their text
_INSIDE = CLOSING + "∶·—…"
_ENDS = ("。", "；", "！", "？", "：")


@dataclass(frozen=True)
class Lines:
    """A paragraph: its lines."""

    lines: tuple[Line, ...]
    zone: Zone

    @cached_property
    def text(self) -> str:
        return joined(line.text for line in self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].size

    @property
    def page(self) -> int:
        """On which it begins."""
        return self.lines[0].page

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)


class Titles:
    """The titles of a file's bookmarks, without blanks, and all that they begin with."""

    def __init__(self, whole: Iterable[str]) -> None:
        self.whole = frozenset(whole)
        self.beginnings = frozenset(title[:end] for title in self.whole for end in range(1, len(title) + 1))


class Typography:
    """What is usual in a document: the size of its text, and the distance of lines of each size."""

    def __init__(self, pages: Iterable[Sequence[Line]]) -> None:
        sizes: Counter[float] = Counter()
        gaps: dict[float, list[float]] = defaultdict(list)
        for lines in pages:
            for line in lines:
                sizes[_rounded(line.size)] += len(line.glyphs)
            for above, line in pairwise(lines):
                if _rounded(above.size) == _rounded(line.size) and above.base - line.base < 3 * line.size:
                    gaps[_rounded(line.size)].append(above.base - line.base)
        self.size = max(sizes, key=lambda size: sizes[size], default=12.0)
        self._gaps = {size: median(found) for size, found in gaps.items()}

    def gap(self, line: Line) -> float:
        """The usual distance of the base lines of two such lines."""
        return self._gaps.get(_rounded(line.size), 1.5 * line.size)

    def big(self, line: Line) -> bool:
        return line.size > _BIG * self.size


def _rounded(size: float) -> float:
    return round(2 * size) / 2


def paragraphs(lines: Sequence[tuple[Line, Zone]], typography: Typography, titles: Titles) -> list[Lines]:
    """The paragraphs that the lines make, in order. titles: of the file's bookmarks."""
    found: list[list[tuple[Line, Zone]]] = []
    for line, zone in _with_edges(lines, typography):
        if found and _goes_on(found[-1], line, zone, typography, titles):
            found[-1].append((line, zone))
        else:
            found.append([(line, zone)])
    return [Lines(tuple(line for line, _zone in of), of[0][1]) for of in found]


def _with_edges(lines: Sequence[tuple[Line, Zone]], typography: Typography) -> Iterator[tuple[Line, Zone]]:
    """The lines, each with the edges of the text around it: a case may be set in from the edges of its page."""
    at = 0
    while at < len(lines):
        end = at + 1
        while end < len(lines) and _close(lines[end - 1], lines[end], typography):
            end += 1
        group, zone = [line for line, _zone in lines[at:end]], lines[at][1]
        left, right = edges(group)
        ends = sum(abs(line.words_end - right) < 1 for line in group)
        for line, its in lines[at:end]:
            yield (
                line,
                replace(
                    its,
                    left=left if len(group) > 1 else zone.left,
                    right=right if ends >= _JUSTIFIED else its.right,
                ),
            )
        at = end


def _close(above: tuple[Line, Zone], below: tuple[Line, Zone], typography: Typography) -> bool:
    """Whether lines follow one another without a gap, in one size."""
    (last, its), (line, zone) = above, below
    gap = last.base - line.base
    return (
        its.key == zone.key
        and last.page == line.page
        and abs(last.size - line.size) <= _ALIKE * line.size
        and 0 < gap <= _GAP * typography.gap(line)
    )


def _goes_on(
    before: Sequence[tuple[Line, Zone]], line: Line, zone: Zone, typography: Typography, titles: Titles
) -> bool:
    last, its = before[-1]
    if zone.key != its.key or _unlike(last, line) or (len(last.parts) > 1 and len(line.parts) > 1):
        return False
    if last.page == line.page and last.base - line.base > max(_GAP * typography.gap(line), typography.gap(line) + 1.5):
        return False
    text = bare("".join(it.text for it, _zone in before))
    if text + bare(line.text) in titles.beginnings:
        return True
    if text in titles.whole or bare(line.text) in titles.whole:
        return False
    if _centred(line, zone) and (_centred(last, its) or (typography.big(last) and last.left <= its.left + last.size)):
        return _goes_on_centred(before, line, typography)
    return not (line.left > zone.left + _INDENT * line.size or _ends(last, line, its))


def _ends(last: Line, line: Line, zone: Zone) -> bool:
    """Whether what comes first in ``line`` would have had room in the line before it: that one ends a paragraph."""
    word = [line.glyphs[0]]
    for before, here in pairwise(line.glyphs):
        close = here.text.isascii() and (before.text.isascii() or before.text in CLOSING) and not here.blank
        if here.text not in _INSIDE and not close:
            break
        word.append(here)
    return zone.right - last.right > word[-1].right - word[0].left + _EARLY * last.size


def _unlike(last: Line, line: Line) -> bool:
    """Another size; or one of them is bold throughout, and the other is not where they meet."""
    if abs(last.size - line.size) > _ALIKE * max(last.size, line.size):
        return True
    throughout = all(g.bold for g in last.glyphs) or all(g.bold for g in line.glyphs)
    return throughout and last.glyphs[-1].bold != line.glyphs[0].bold


def _centred(line: Line, zone: Zone) -> bool:
    return (
        abs(line.left + line.right - zone.left - zone.right) < 2 * _CENTRED * line.size
        and line.left > zone.left + 1.5 * line.size
    )


def _goes_on_centred(before: Sequence[tuple[Line, Zone]], line: Line, typography: Typography) -> bool:
    """A title of several lines: larger than the text or bold; a caption and what is no title stand alone."""
    last = before[-1][0]
    if not (typography.big(line) or (line.bold and last.bold)) or len(line.parts) > 1 or len(last.parts) > 1:
        return False
    title = title_of(line.text)
    return title is None and not last.text.endswith(_ENDS) and not line.text.startswith(("（", "(", "——"))
