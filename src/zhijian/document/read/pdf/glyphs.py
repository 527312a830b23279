"""The characters of a page, and how the page is to be turned so that they are upright."""

from __future__ import annotations

import ctypes
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from zhijian.document.read.pdf.points import HERE, Box, Matrix, moved
from zhijian.document.read.radicals import meant

MIDDLE = 0.35  # of a character: its middle above its base line
_SMALLEST = 1.0  # points, of a character
_BOLD = ("bold", "black", "heavy", "simhei", "黑体")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character that can be seen. base: of its line. blank: a blank was printed before it."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    blank: bool = False

    @property
    def middle(self) -> tuple[float, float]:
        """The point that tells in which cell or box it stands."""
        return (self.left + self.right) / 2, self.base + MIDDLE * self.size


class _Look(NamedTuple):
    """Size in points, 0 of a watermark, which goes across the page. turns: quarters by which it is turned to the left."""

    size: float
    bold: bool
    turns: int


class Character(NamedTuple):
    """As the file has it, its page not yet turned. origin: where its base line begins."""

    text: str
    box: Box
    origin: tuple[float, float]
    look: _Look
    blank: bool


def characters(page: PdfPage) -> Iterator[Character]:
    """What can be seen of the page's text, in the order of the file."""
    textpage = page.get_textpage()
    raw = textpage.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    looks: dict[int, _Look] = {}
    blank = False
    for at in range(textpage.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(raw, at))
        if character.isspace() or character == "\0":
            blank = blank or pdfium.FPDFText_IsGenerated(raw, at) != 1
            continue
        address = ctypes.cast(item := pdfium.FPDFText_GetTextObject(raw, at), ctypes.c_void_p).value or 0
        if address not in looks:
            looks[address] = _look(item, raw, at)
        look = looks[address]
        text = meant(character) if look.size else ""
        if text:
            pdfium.FPDFText_GetLooseCharBox(raw, at, box)
            pdfium.FPDFText_GetCharOrigin(raw, at, x, y)
            yield Character(text, (box.left, box.bottom, box.right, box.top), (x.value, y.value), look, blank)
        blank = False
    textpage.close()


def _look(item: Any, textpage: Any, at: int) -> _Look:
    """How the text object looks that a character is of."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, at, matrix)
    level, upright = abs(matrix.a) + abs(matrix.d), abs(matrix.b) + abs(matrix.c)
    if min(level, upright) > 0.5 * max(level, upright):
        return _Look(0.0, bold=False, turns=0)
    turns = (0 if matrix.a > 0 else 2) if level >= upright else (1 if matrix.b > 0 else 3)
    size = pdfium.FPDFText_GetFontSize(textpage, at) * max(abs(matrix.d), abs(matrix.c))
    return _Look(max(size, _SMALLEST), _is_bold(item), turns)


def upright(characters: Iterable[Character], width: float, height: float) -> tuple[Matrix, tuple[float, float]]:
    """What turns the page so that most characters are upright, and its width and height then."""
    turns = Counter(it.look.turns for it in characters).most_common(1)
    match turns[0][0] if turns else 0:
        case 1:
            return (0.0, -1.0, 1.0, 0.0, 0.0, width), (height, width)
        case 2:
            return (-1.0, 0.0, 0.0, -1.0, width, height), (width, height)
        case 3:
            return (0.0, 1.0, -1.0, 0.0, height, 0.0), (height, width)
        case _:
            return HERE, (width, height)


def glyph(it: Character, turn: Matrix) -> Glyph:
    """The character on the turned page."""
    (x, _y), (z, _w) = moved(it.box[:2], turn), moved(it.box[2:], turn)
    return Glyph(it.text, min(x, z), max(x, z), moved(it.origin, turn)[1], it.look.size, it.look.bold, it.blank)


def _is_bold(item: Any) -> bool:
    """By the weight or the name of the font, or since it is drawn with an outline, as office programs embolden."""
    if pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE:
        return True
    font = pdfium.FPDFTextObj_GetFont(item)
    length = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(max(length, 1))
    pdfium.FPDFFont_GetBaseFontName(font, name, length)
    called = name.value.decode("utf-8", "replace").lower()
    return pdfium.FPDFFont_GetWeight(font) >= 600 or any(word in called for word in _BOLD)
