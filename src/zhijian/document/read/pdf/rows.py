"""Lines as rows of a table whose columns no line parts: the head with what spans columns, the rows below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from zhijian.document.read.pdf.cells import Spot
from zhijian.document.read.pdf.lines import Line
from zhijian.document.read.text.columns import is_value

OF_ONE_ROW = 0.95  # of a line's height: so near stand the lines of a label beside the figures in their middle
_WRAPPED = 2.0  # times a line's height: so near stands the second line of a label below the first
_CLOSER = 0.9  # of the distance of rows: lines so near are of one
_NARROW = 0.3  # characters: a gap that sets cells apart where columns are known to part
_FULL = 1.3  # characters: so near to the end of its column a label goes that did not fit

Columns = Sequence[tuple[float, float]]  # left and right of each, as far as its figures and labels reach


def columns_of(rows: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns that the parts of the rows make: parts that lie above one another are in one."""
    found: list[tuple[float, float]] = []
    for left, right in sorted((part.left, part.right) for row in rows for part in row.parts):
        if found and left < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], right))
        else:
            found.append((left, right))
    return _of_labels(found, rows)


def _of_labels(columns: list[tuple[float, float]], rows: Sequence[Line]) -> list[tuple[float, float]]:
    """The columns, those of words of which no row fills two put together: 合计 stands in the middle of its cell."""
    if not columns:
        return columns
    filled: list[set[int]] = [set() for _ in columns]
    words = [True] * len(columns)
    for number, row in enumerate(rows):
        for part in row.parts:
            at = column_of(part, columns)
            filled[at].add(number)
            words[at] = words[at] and not is_value(part.text)
    found = columns[:1]
    held = filled[0]
    for at in range(1, len(columns)):
        if words[at - 1] and words[at] and not held & filled[at]:
            found[-1] = (found[-1][0], columns[at][1])
            held = held | filled[at]
        else:
            found.append(columns[at])
            held = filled[at]
    return found


def column_of(part: Line, columns: Columns) -> int:
    """The column that a part stands in, or is nearest to."""
    return max(range(len(columns)), key=lambda at: _overlap(part, columns[at]))


def parts_in(line: Line, columns: Columns) -> list[Line]:
    """The parts of a line, those that run over the gap between two columns with a narrow gap of their own cut there."""
    found: list[Line] = []
    for part in line.parts:
        rest = part
        for (_left, end), (begin, _right) in pairwise(columns):
            at = next(
                (
                    (before.right + here.left) / 2
                    for before, here in pairwise(rest.glyphs)
                    if here.left - before.right > _NARROW * here.size and before.right <= begin and here.left >= end
                ),
                None,
            )
            if at is not None:
                done, rest = rest.cut(at)
                found.append(done)
        found.append(rest)
    return found


def _overlap(part: Line, column: tuple[float, float]) -> float:
    """How far they stand above one another, negative where they stand apart."""
    return min(part.right, column[1]) - max(part.left, column[0])


# ── the head ────────────────────────────────────────────────────────────────────────────────────────


@dataclass
class _Head:
    """A cell of the head while its lines are gathered. level: cells that stand over it."""

    level: int
    first: int
    last: int
    lines: list[Line] = field(default_factory=list)


def head_of(lines: Sequence[Line], columns: Columns) -> tuple[list[Spot], int]:
    """The cells of the head, and how many rows it has. A cell may stand over several columns that have their own."""
    heads: list[_Head] = []
    cut = [parts_in(line, columns) for line in lines]
    for at, parts in enumerate(cut):
        lower = [line for line in lines[at + 1 :] if lines[at].base - line.base > OF_ONE_ROW * line.size]
        below = {column_of(part, columns) for line in lower for part in parts_in(line, columns)}
        for part, reach in zip(parts, _reaches(parts, columns, below), strict=True):
            over = [head for head in heads if head.first <= reach[0] and reach[1] <= head.last]
            same = [head for head in over if (head.first, head.last) == reach]
            if same:  # a head of several lines
                same[-1].lines.append(part)
            else:
                heads.append(_Head(len(over), *reach, [part]))
    deep = max((head.level for head in heads), default=-1) + 1
    spots = [
        Spot(head.level, head.first, head.last - head.first + 1, _down(head, heads, deep), tuple(head.lines))
        for head in heads
    ]
    return sorted(spots, key=lambda spot: (spot.row, spot.column)), deep


def _reaches(parts: Sequence[Line], columns: Columns, below: set[int]) -> list[tuple[int, int]]:
    """First and last column of each part. below: columns with a head of their own further down: each stands under the
    part that is nearest, unless one stands right over it."""
    own = [{at for at in range(len(columns)) if _overlap(part, columns[at]) > 0} for part in parts]
    for at in sorted(below - set().union(*own)):
        middle = sum(columns[at]) / 2
        near = [n for n, reach in enumerate(own) if not reach or reach & below]
        if near:
            own[min(near, key=lambda n: abs((parts[n].left + parts[n].right) / 2 - middle))].add(at)
    reaches = []
    for part, reach in zip(parts, own, strict=True):
        reach = reach or {column_of(part, columns)}
        reaches.append((min(reach), max(reach)))
    return reaches


def _down(head: _Head, heads: Sequence[_Head], deep: int) -> int:
    """How many rows it spans: to the end of the head where nothing stands below it."""
    lower = any(o.level > head.level and o.first <= head.last and head.first <= o.last for o in heads)
    return 1 if lower else deep - head.level


# ── the rows below it ───────────────────────────────────────────────────────────────────────────────


def body_of(lines: Sequence[Line], columns: Columns, across: Sequence[float], start: int) -> tuple[list[Spot], int]:
    """The cells of the rows, counted from ``start``, and how many rows there are. across: level lines between them."""
    rows: list[list[Line]] = []
    pitch = _pitch(lines)
    for line in lines:
        if rows and _goes_on(rows[-1], line, columns, across, pitch):
            rows[-1].append(line)
        else:
            rows.append([line])
    spots = []
    for at, row in enumerate(rows, start=start):
        cells: list[list[Line]] = [[] for _ in columns]
        for line in row:
            for part in parts_in(line, columns):
                cells[column_of(part, columns)].append(part)
        spots += [Spot(at, column, 1, 1, tuple(cell)) for column, cell in enumerate(cells)]
    return spots, len(rows)


def _pitch(lines: Sequence[Line]) -> float:
    """The least distance between two rows with figures that follow one another."""
    gaps = [a.base - b.base for a, b in pairwise(lines) if _has_figures(a) and _has_figures(b)]
    return min(gaps, default=0.0)


def _goes_on(row: Sequence[Line], line: Line, columns: Columns, across: Sequence[float], pitch: float) -> bool:
    """Whether a line belongs to the row that the lines before it are of. pitch: the distance of rows."""
    above = row[-1]
    gap = above.base - line.base
    if any(line.base < at < above.base for at in across):
        return False
    figures, ours = any(map(_has_figures, row)), _has_figures(line)
    if figures and ours:
        return False
    size = max(above.size, line.size)
    if gap < max(OF_ONE_ROW * size, _CLOSER * pitch):  # a label of two lines beside its figures, or closer than rows
        return True
    if ours or len(line.parts) > 1 or gap > _WRAPPED * size:
        return False
    at = column_of(line, columns)
    before = [part for part in above.parts if column_of(part, columns) == at]
    return bool(before) and before[-1].right > columns[at][1] - _FULL * size


def last_words(lines: Sequence[Line], after: Sequence[Line], columns: Columns) -> list[Line]:
    """The lines after the last row of figures that are the end of its label."""
    found: list[Line] = []
    pitch = _pitch(lines)
    for line in after:
        within = columns[0][0] - line.size <= line.left and line.right <= columns[-1][1] + line.size
        if not within or len(line.parts) > 1 or not _goes_on([lines[-1], *found], line, columns, (), pitch):
            break
        found.append(line)
    return found


def _has_figures(line: Line) -> bool:
    return any(is_value(part.text) for part in line.parts[1:]) or (len(line.parts) == 1 and is_value(line.text))
