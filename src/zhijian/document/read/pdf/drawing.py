"""What is drawn on a page: its characters, its ruling lines and its pictures, in points from the lower left corner.

Source: the page objects of ISO 32000-1 (8.5 path objects, 9.4 text objects), as PDFium gives them.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfPage

from zhijian.document.read.radicals import meant

_THIN = 3.0  # points; a filled rectangle that is no thicker is a line
_SMALLEST = 1.0  # points, of a character
_SHORT = 4.0  # points; a shorter line is a corner or a dash
_DEEPEST = 8  # groups within groups; files have two or three
_BOLD = ("bold", "black", "heavy", "simhei", "黑体")

Box = tuple[float, float, float, float]  # left, bottom, right, top
Matrix = tuple[float, float, float, float, float, float]
_HERE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


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


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line. level: it lies, at the height ``at``, from start to end; else it stands at the left distance."""

    at: float
    start: float
    end: float
    level: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page. pictures: left, bottom, right, top of each; boxes: of the shaded ones. curves: points of lines that are
    neither level nor upright."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...]
    boxes: tuple[Box, ...]
    curves: tuple[tuple[float, float], ...]


def drawn(page: PdfPage, number: int) -> Drawing:
    """What is drawn on ``page``; number: from 1."""
    strokes = _Strokes([], [], [])
    pictures: list[Box] = []
    for item, matrix in _objects(page.raw):
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(item, matrix, strokes)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pictures.append(_bounds(item, matrix))
    return Drawing(
        number,
        page.get_width(),
        page.get_height(),
        glyphs=tuple(_glyphs(page)),
        rules=tuple(strokes.rules),
        pictures=tuple(pictures),
        boxes=tuple(strokes.boxes),
        curves=tuple(strokes.curves),
    )


@dataclass(frozen=True, slots=True)
class _Strokes:
    rules: list[Rule]
    boxes: list[Box]
    curves: list[tuple[float, float]]


# ── characters ──────────────────────────────────────────────────────────────────────────────────────


def _glyphs(page: PdfPage) -> Iterator[Glyph]:
    textpage = page.get_textpage()
    raw = textpage.raw
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    looks: dict[int, tuple[float, bool]] = {}
    blank = False
    for at in range(textpage.count_chars()):
        character = chr(pdfium.FPDFText_GetUnicode(raw, at))
        if character.isspace() or character == "\0":
            blank = blank or pdfium.FPDFText_IsGenerated(raw, at) != 1
            continue
        address = ctypes.cast(item := pdfium.FPDFText_GetTextObject(raw, at), ctypes.c_void_p).value or 0
        if address not in looks:
            looks[address] = _look(item, raw, at)
        size, bold = looks[address]
        text = meant(character) if size else ""
        if text:
            pdfium.FPDFText_GetLooseCharBox(raw, at, box)
            pdfium.FPDFText_GetCharOrigin(raw, at, x, y)
            yield Glyph(text, box.left, box.right, y.value, size, bold, blank)
        blank = False
    textpage.close()


def _look(item: Any, textpage: Any, at: int) -> tuple[float, bool]:
    """Size, in points, and whether it is bold, of the text object that a character is of; size 0 of a watermark, which
    goes across the page."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(textpage, at, matrix)
    level, upright = abs(matrix.a) + abs(matrix.d), abs(matrix.b) + abs(matrix.c)
    if min(level, upright) > 0.5 * max(level, upright):
        return 0.0, False
    size = pdfium.FPDFText_GetFontSize(textpage, at) * abs(matrix.d or matrix.b)
    return max(size, _SMALLEST), _is_bold(item)


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


# ── lines and pictures ──────────────────────────────────────────────────────────────────────────────


def _objects(page: Any) -> Iterator[tuple[Any, Matrix]]:
    """Every object, those in groups too, with what takes its points to the page."""
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page, at), _HERE, 0)


def _unfolded(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, outer
    elif depth < _DEEPEST:
        inner = _times(_matrix(item), outer)
        for at in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _unfolded(pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return _HERE
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(point: tuple[float, float], by: Matrix) -> tuple[float, float]:
    x, y = point
    return x * by[0] + y * by[2] + by[4], x * by[1] + y * by[3] + by[5]


def _bounds(item: Any, outer: Matrix) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    (x, y), (z, w) = _moved((left.value, bottom.value), outer), _moved((right.value, top.value), outer)
    return min(x, z), min(y, w), max(x, z), max(y, w)


def _add_path(item: Any, outer: Matrix, to: _Strokes) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    matrix = _times(_matrix(item), outer)
    for corners, bent in _subpaths(item, matrix):
        xs, ys = [x for x, _y in corners], [y for _x, y in corners]
        left, right, bottom, top = min(xs), max(xs), min(ys), max(ys)
        if fill.value and min(right - left, top - bottom) > _THIN:
            to.boxes.append((left, bottom, right, top))
        if bent:
            to.curves.append(((left + right) / 2, (bottom + top) / 2))
        elif top - bottom <= _THIN or right - left <= _THIN:
            if stroke.value or fill.value:
                to.rules.extend(_thin(left, bottom, right, top))
        elif stroke.value:
            for (x, y), (z, w) in pairwise(corners):
                if abs(x - z) <= 1 or abs(y - w) <= 1:
                    to.rules.extend(_thin(min(x, z), min(y, w), max(x, z), max(y, w)))
                else:
                    to.curves.append(((x + z) / 2, (y + w) / 2))


def _thin(left: float, bottom: float, right: float, top: float) -> Iterator[Rule]:
    if right - left >= max(top - bottom, _SHORT):
        yield Rule((bottom + top) / 2, left, right, level=True)
    elif top - bottom >= _SHORT:
        yield Rule((left + right) / 2, bottom, top, level=False)


def _subpaths(item: Any, matrix: Matrix) -> Iterator[tuple[list[tuple[float, float]], bool]]:
    """The corners of each part of a path, the first again where it is closed; whether it has curves."""
    corners: list[tuple[float, float]] = []
    bent = False
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(pdfium.FPDFPath_CountSegments(item)):
        segment = pdfium.FPDFPath_GetPathSegment(item, at)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == pdfium.FPDF_SEGMENT_MOVETO and corners:
            yield corners, bent
            corners, bent = [], False
        bent = bent or kind == pdfium.FPDF_SEGMENT_BEZIERTO
        corners.append(_moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment) and corners[0] != corners[-1]:
            corners.append(corners[0])
    if corners:
        yield corners, bent
