"""An untagged PDF as blocks: lines from the characters' places, paragraphs from the lines, headings from bookmarks."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

from zhijian.document.blocks import Block, Heading, Paragraph, Text
from zhijian.document.read.pdf_structure import joined
from zhijian.document.read.radicals import meant

_BLANK = 0.15  # of a character: a gap that is a blank between words
_MARGIN = 0.12  # share of the page's height in which running heads and page numbers stand
_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第?\s*[\dIVXivx]+\s*页?(?:\s*[/共]\s*\d+\s*页?)?)[-—–－·\s]*")
_LEADERS = re.compile(r"(?:[.·…]\s*){6,}\s*\d+$")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)[.、\s]?\s*(.+)", re.DOTALL)


@dataclass(slots=True)
class Line:
    """One line: its characters, its edges in points (bottom is 0), and the height of its page."""

    text: str
    left: float
    right: float
    bottom: float
    top: float
    page: int
    page_height: float
    apart: bool = False  # a row of a table: wide gaps stand in it

    @property
    def size(self) -> float:
        return max(self.top - self.bottom, 1.0)


@dataclass(frozen=True, slots=True)
class _Character:
    """box: left, bottom, right and top in points. blank: there is one before it."""

    text: str
    box: tuple[float, float, float, float]
    blank: bool

    @property
    def left(self) -> float:
        return self.box[0]

    @property
    def right(self) -> float:
        return self.box[2]

    @property
    def size(self) -> float:
        return self.box[3] - self.box[1]


def blocks_of_lines(document: PdfDocument) -> tuple[Block, ...]:
    """Paragraphs and headings in order; empty where no page has text."""
    lines = [line for at, page in enumerate(document) for line in _lines(page, at)]
    lines = _without_margins(lines, len(document))
    titles = {_bare(mark.get_title()): mark.level + 1 for mark in document.get_toc()}
    return tuple(_blocks(lines, titles))


def _blocks(lines: list[Line], titles: dict[str, int]) -> Iterator[Block]:
    if not lines:
        return
    left = min(line.left for line in lines)
    right = max(line.right for line in lines)
    size = median(line.size for line in lines)
    gap = median(
        [above.bottom - line.bottom for above, line in pairwise(lines) if above.bottom > line.bottom] or [size]
    )
    held: list[str] = []
    last: Line | None = None
    for line in lines:
        level = titles.get(_bare(line.text))
        begins = last is None or (
            line.apart
            or last.apart
            or line.left > left + 1.2 * size
            or last.right < right - 2.5 * size
            or (line.page == last.page and last.bottom - line.bottom > 1.6 * gap)
        )
        if held and (level or begins):
            yield Paragraph((Text(joined("\n".join(held))),), "body")
            held = []
        if level:
            numbered = _NUMBERED.fullmatch(line.text)
            number, words = (numbered[1], numbered[2]) if numbered else ("", line.text)
            yield Heading(level, (Text(words),), "", number)
            last = None
            continue
        held.append(line.text)
        last = line
    if held:
        yield Paragraph((Text(joined("\n".join(held))),), "body")


def _lines(page: PdfPage, number: int) -> list[Line]:
    """The page's lines from top to bottom."""
    textpage = page.get_textpage()
    raw, count, height = textpage.raw, textpage.count_chars(), page.get_height()
    found: list[Line] = []
    held: list[_Character] = []
    blank = False

    def end() -> None:
        if any(character.text.strip() for character in held):
            found.append(_line(_from_left_to_right(held), number, height))

    for at in range(count):
        character = chr(pdfium.FPDFText_GetUnicode(raw, at))
        if pdfium.FPDFText_IsGenerated(raw, at) == 1:
            if character in "\r\n":
                end()
                held, blank = [], False
            else:
                blank = True
            continue
        held.append(_Character(character, textpage.get_charbox(at, loose=True), blank))
        blank = False
    end()
    textpage.close()
    page.close()
    return sorted(found, key=lambda line: -line.top)


def _from_left_to_right(line: list[_Character]) -> list[_Character]:
    """Word processors may write the quotation marks of a line, being of another font, after all its other characters."""
    upright = max(character.box[1] for character in line) < min(character.box[3] for character in line)
    if not upright or all(before.left <= here.left for before, here in pairwise(line)):
        return line
    line = sorted(line, key=lambda character: character.left)
    return [
        line[0],
        *(replace(here, blank=here.left - before.right > _BLANK * here.size) for before, here in pairwise(line)),
    ]


def _line(line: list[_Character], page: int, page_height: float) -> Line:
    """Blanks that pdfium saw are real between Latin words and between the cells of a table; the narrow ones between
    Chinese and Latin are typesetting."""
    text, apart = line[0].text, False
    for before, here in pairwise(line):
        wide = here.blank and here.left - before.right > 0.6 * here.size
        apart = apart or wide
        text += " " if wide or (here.blank and here.text.isascii() and text[-1].isascii()) else ""
        text += here.text
    left, bottom, _right, top = line[0].box
    return Line(meant(text).strip(), left, line[-1].right, bottom, top, page, page_height, apart)


def _without_margins(lines: list[Line], pages: int) -> list[Line]:
    """The lines without the table of contents, page numbers, and what stands at the top or bottom of many pages."""
    kinds = Counter(key for line in lines if (key := _margin_key(line)))
    often = max(3, pages // 4)
    return [
        line
        for line in lines
        if not _LEADERS.search(line.text)
        and (not (key := _margin_key(line)) or (kinds[key] < often and not _PAGE_NUMBER.fullmatch(line.text)))
    ]


def _margin_key(line: Line) -> str:
    middle = (line.top + line.bottom) / 2
    if line.page_height * _MARGIN < middle < line.page_height * (1 - _MARGIN):
        return ""
    return re.sub(r"\d+", "#", line.text)


def _bare(text: str) -> str:
    return "".join(meant(text).split())
