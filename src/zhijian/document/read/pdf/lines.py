"""Characters as lines: those on one base line from left to right, what is raised or lowered among them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from statistics import median

from zhijian.document.read.pdf.glyphs import MIDDLE, Glyph

_ON_ONE_BASE = 0.25  # of a character: how far base lines may differ
_SMALL = 0.8  # of a character: so small is what is raised or lowered
_WORD = 0.15  # of a character: a gap that is a blank between Latin words
_WIDE = 0.6  # of a character: a gap that is a blank wherever it stands
CLOSING = "，。、；：！？）》”’】」』％%,.;:!?)"  # what begins no line
_CELL = 0.75  # of a character: a gap that may set cells apart


@dataclass(frozen=True)
class Line:
    """A line, or what stands of it in one cell. glyphs: at least one, from left to right. page: from 1."""

    glyphs: tuple[Glyph, ...]
    page: int

    @cached_property
    def text(self) -> str:
        text = self.glyphs[0].text
        for before, here in pairwise(self.glyphs):
            gap = (here.left - before.right) / max(before.size, here.size)
            latin = before.text[-1].isascii() and here.text[0].isascii()
            blank = here.blank or gap > _WIDE or (latin and gap > _WORD and text[-1].isalnum() and here.text.isalnum())
            text += " " + here.text if blank else here.text
        return text

    @cached_property
    def left(self) -> float:
        return self.glyphs[0].left

    @cached_property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    @cached_property
    def words_end(self) -> float:
        """Its right edge, what may hang over it left out."""
        return max(glyph.right for glyph in self.glyphs if glyph.text not in CLOSING or glyph is self.glyphs[0])

    @cached_property
    def size(self) -> float:
        return median(glyph.size for glyph in self.glyphs)

    @cached_property
    def base(self) -> float:
        return median(glyph.base for glyph in self.glyphs)

    @property
    def top(self) -> float:
        return self.base + 0.85 * self.size

    @property
    def bottom(self) -> float:
        return self.base - 0.15 * self.size

    @property
    def middle(self) -> float:
        """Of its height: where a cell that is centred has its middle too."""
        return self.base + MIDDLE * self.size

    @cached_property
    def bold(self) -> bool:
        return 2 * sum(glyph.bold for glyph in self.glyphs) > len(self.glyphs)

    @cached_property
    def parts(self) -> tuple[Line, ...]:
        """The line cut where gaps are wide enough to stand between cells."""
        found: list[list[Glyph]] = [[self.glyphs[0]]]
        right = self.glyphs[0].right
        for before, here in pairwise(self.glyphs):
            if here.left - right > _CELL * max(before.size, here.size):
                found.append([])
            found[-1].append(here)
            right = max(right, here.right)
        return tuple(Line(tuple(part), self.page) for part in found) if len(found) > 1 else (self,)

    def cut(self, at: float) -> tuple[Line, ...]:
        """What stands to the left and to the right of a distance."""
        sides = (
            [g for g in self.glyphs if g.left + g.right < 2 * at],
            [g for g in self.glyphs if g.left + g.right >= 2 * at],
        )
        return tuple(Line(tuple(side), self.page) for side in sides if side)

    def lowered(self, by: float) -> Line:
        """The line further down, or up where by is above 0."""
        return Line(tuple(replace(glyph, base=glyph.base + by) for glyph in self.glyphs), self.page)


def bare(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())


def lines_of(glyphs: Iterable[Glyph], page: int) -> list[Line]:
    """The lines from top to bottom; those that stand side by side in columns are one each."""
    bases: list[list[Glyph]] = []
    for glyph in sorted(glyphs, key=lambda glyph: -glyph.base):
        if bases and abs(bases[-1][0].base - glyph.base) <= _ON_ONE_BASE * min(bases[-1][0].size, glyph.size):
            bases[-1].append(glyph)
        else:
            bases.append([glyph])
    return [Line(tuple(sorted(line, key=lambda g: g.left)), page) for line in _with_raised(bases)]


def _with_raised(bases: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """What is small and leans on a larger line above or below belongs to it: a mark of a note, the 2 of m²."""
    kept: list[list[Glyph]] = []
    waiting: list[list[Glyph]] = []
    for line in bases:
        if kept and _leans(line, kept[-1]):
            kept[-1] += line
            continue
        for small in waiting:
            if _leans(small, line):
                kept.remove(small)
                line += small
        kept.append(line)
        waiting = [line]
    return kept


def _leans(small: Sequence[Glyph], line: Sequence[Glyph]) -> bool:
    size = max(glyph.size for glyph in line)
    if max(glyph.size for glyph in small) > _SMALL * size or len(small) > len(line):
        return False
    if not -0.4 * size <= small[0].base - line[0].base <= 0.7 * size:
        return False
    return all(any(abs(mark.left - glyph.right) < 0.5 * size for glyph in (*line, *small)) for mark in small)


def joined(lines: Iterable[str]) -> str:
    """The lines of a paragraph as one: Latin words keep a blank between them, Chinese goes on without."""
    whole = ""
    for line in lines:
        if whole and line and latin(whole[-1]) and latin(line[0]):
            whole += " "
        whole += line
    return whole


def latin(character: str) -> bool:
    """Whether it is a Latin letter or a digit."""
    return character.isascii() and character.isalnum()
