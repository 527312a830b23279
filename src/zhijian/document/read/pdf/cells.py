"""A table as it is found on one page: its rows and columns, and what stands in each cell."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from zhijian.document.read.pdf.drawing import Drawing
from zhijian.document.read.pdf.glyphs import Glyph
from zhijian.document.read.pdf.lines import Line, joined, lines_of
from zhijian.document.read.pdf.points import Box
from zhijian.document.read.pdf.rules import Grid
from zhijian.document.read.text.columns import is_value

_DRAWN = 3  # slanted or bent lines in a grid from which it is a drawing; a slanted corner of a header has one or two


@dataclass(frozen=True, slots=True)
class Spot:
    """A cell: its row and first column from 0, what it spans, and its lines."""

    row: int
    column: int
    columns: int
    rows: int
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        return joined(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Found:
    """A table on a page. edges: left and right of its columns. spots: by row and column. rows: how many.

    header: rows of its head, 0 where nothing drawn tells. ruled: by upright lines, which stand at its edges. source:
    the lines that it is made of where it is not. alone: whether it is a table by itself too, not only as the rest of
    one on the page before.
    """

    page: int
    box: Box
    edges: tuple[float, ...]
    rows: int
    spots: tuple[Spot, ...]
    header: int = 0
    ruled: bool = False
    source: tuple[Line, ...] = ()
    alone: bool = True

    @property
    def top(self) -> float:
        return self.box[3]

    @property
    def bottom(self) -> float:
        return self.box[1]


def inside(glyph: Glyph, box: Box) -> bool:
    x, y = glyph.middle
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def table_of(grid: Grid, drawing: Drawing) -> Found | None:
    """The table that the lines of ``grid`` make; None where they frame text of one column, or draw something."""
    left, bottom, right, top = grid.box
    if sum(left < x < right and bottom < y < top for x, y in drawing.curves) >= _DRAWN:
        return None
    places = list(_merged(grid))
    xs = sorted({at for place in places for at in (place.column, place.column + place.columns)})
    if len(xs) < 3:
        return None
    columns = {at: number for number, at in enumerate(xs)}
    owner = {
        (row, column): at
        for at, place in enumerate(places)
        for row in range(place.row, place.row + place.rows)
        for column in range(place.column, place.column + place.columns)
    }
    glyphs: list[list[Glyph]] = [[] for _ in places]
    falling = [-y for y in grid.ys]
    for glyph in drawing.glyphs:
        if inside(glyph, grid.box):
            x, y = glyph.middle
            row, column = bisect_right(falling, -y) - 1, bisect_right(grid.xs, x) - 1
            glyphs[owner[min(row, len(falling) - 2), min(column, len(grid.xs) - 2)]].append(glyph)
    filled = [
        replace(
            place,
            column=columns[place.column],
            columns=columns[place.column + place.columns] - columns[place.column],
            lines=tuple(lines_of(its, drawing.number)),
        )
        for place, its in zip(places, glyphs, strict=True)
    ]
    if sum(bool(spot.lines) for spot in filled) < 2:
        return None
    rows, spots = _unfolded(filled, len(grid.ys) - 1)
    return Found(drawing.number, grid.box, tuple(grid.xs[at] for at in xs), rows, tuple(spots), ruled=True)


def _merged(grid: Grid) -> Iterator[Spot]:
    """The cells, each as far to the right and down as no line parts it."""
    xs, ys = grid.xs, grid.ys
    taken: set[tuple[int, int]] = set()
    for row in range(len(ys) - 1):
        for column in range(len(xs) - 1):
            if (row, column) in taken:
                continue
            end = column + 1
            while (
                end < len(xs) - 1
                and (row, end) not in taken
                and not grid.ruled(xs[end], ys[row + 1], ys[row], level=False)
            ):
                end += 1
            below = row + 1
            while below < len(ys) - 1 and _goes_down(grid, below, column, end):
                below += 1
            taken |= {(r, c) for r in range(row, below) for c in range(column, end)}
            yield Spot(row, column, end - column, below - row, ())


def _goes_down(grid: Grid, row: int, column: int, end: int) -> bool:
    xs, ys = grid.xs, grid.ys
    return not grid.ruled(ys[row], xs[column], xs[end], level=True) and not any(
        grid.ruled(xs[at], ys[row + 1], ys[row], level=False) for at in range(column + 1, end)
    )


def _unfolded(spots: Sequence[Spot], rows: int) -> tuple[int, list[Spot]]:
    """The rows that no line parts: where two columns hold several figures below one another, each is of a row."""
    starts: list[int] = []
    bases: list[list[float]] = []
    for row in range(rows):
        starts.append(sum(map(len, bases)))
        bases.append(_bases([spot for spot in spots if spot.row == row and spot.rows == 1]))
    starts.append(sum(map(len, bases)))
    found: list[Spot] = []
    for spot in spots:
        start, end = starts[spot.row], starts[spot.row + spot.rows]
        if spot.rows > 1 or end - start == 1:
            found.append(replace(spot, row=start, rows=end - start))
            continue
        for at, base in enumerate(bases[spot.row]):
            nearest = [line for line in spot.lines if _nearest(bases[spot.row], line.base) == base]
            found.append(replace(spot, row=start + at, lines=tuple(nearest)))
    return starts[-1], sorted(found, key=lambda spot: (spot.row, spot.column))


def _bases(spots: Iterable[Spot]) -> list[float]:
    """The base lines of the rows that stand between two lines; one where there is one row."""
    several = [spot.lines for spot in spots if len(spot.lines) > 1]
    figures = [lines for lines in several if all(is_value(line.text) for line in lines)]
    if not figures or len(several) < 2:
        return [0.0]
    return [line.base for line in max(figures, key=len)]


def _nearest(bases: Sequence[float], base: float) -> float:
    return min(bases, key=lambda it: abs(it - base))
