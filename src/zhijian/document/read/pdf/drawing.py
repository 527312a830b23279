"""What is drawn on a page: its characters, ruling lines and shaded boxes, in points from the lower left corner.

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

from zhijian.document.read.pdf.glyphs import Glyph, characters, glyph, upright
from zhijian.document.read.pdf.points import HERE, Box, Matrix, moved, times

_THIN = 3.0  # points; a filled rectangle that is no thicker is a line
_SHORT = 4.0  # points; a shorter line is a corner or a dash
_DEEPEST = 8  # groups within groups; files have two or three


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line. level: it lies, at the height ``at``, from start to end; else it stands at the left distance."""

    at: float
    start: float
    end: float
    level: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """A page, upright. boxes: the shaded ones. curves: points of lines that are neither level nor upright."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    boxes: tuple[Box, ...]
    curves: tuple[tuple[float, float], ...]


def drawn(page: PdfPage, number: int) -> Drawing:
    """What is drawn on ``page``, turned so that most of its text is upright; number: from 1."""
    found = list(characters(page))
    left, bottom, right, top = page.get_mediabox()
    turn, (width, height) = upright(found, right - left, top - bottom)
    strokes = _Strokes([], [], [])
    for item, matrix in _objects(page.raw, turn):
        if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
            _add_path(item, matrix, strokes)
    return Drawing(
        number,
        width,
        height,
        glyphs=tuple(glyph(it, turn) for it in found),
        rules=tuple(strokes.rules),
        boxes=tuple(strokes.boxes),
        curves=tuple(strokes.curves),
    )


@dataclass(frozen=True, slots=True)
class _Strokes:
    rules: list[Rule]
    boxes: list[Box]
    curves: list[tuple[float, float]]


# ── lines and boxes ──────────────────────────────────────────────────────────────────────────────────


def _objects(page: Any, turn: Matrix) -> Iterator[tuple[Any, Matrix]]:
    """Every object, those in groups too, with what takes its points to the page."""
    for at in range(pdfium.FPDFPage_CountObjects(page)):
        yield from _unfolded(pdfium.FPDFPage_GetObject(page, at), turn, 0)


def _unfolded(item: Any, outer: Matrix, depth: int) -> Iterator[tuple[Any, Matrix]]:
    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_FORM:
        yield item, outer
    elif depth < _DEEPEST:
        inner = times(_matrix(item), outer)
        for at in range(pdfium.FPDFFormObj_CountObjects(item)):
            yield from _unfolded(pdfium.FPDFFormObj_GetObject(item, at), inner, depth + 1)


def _matrix(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, found):
        return HERE
    return found.a, found.b, found.c, found.d, found.e, found.f


def _add_path(item: Any, outer: Matrix, to: _Strokes) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(item, fill, stroke)
    matrix = times(_matrix(item), outer)
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
        corners.append(moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment) and corners[0] != corners[-1]:
            corners.append(corners[0])
    if corners:
        yield corners, bent
