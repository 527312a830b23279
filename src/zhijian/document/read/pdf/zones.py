"""The zones of a page that text fills by itself: frames, shaded boxes, the columns of a page, the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from zhijian.document.read.pdf.lines import Line
from zhijian.document.read.pdf.points import Box

_LOWEST = 24.0  # points: lower boxes are bars behind a title
_SHORTEST = 0.45  # share of its column's width, from which a line fills it
_MOST_FILL = 0.7  # of the lines that stand beside others: so many are running text in pages of two columns
_FEWEST = 6  # lines that begin a column, and that end one


@dataclass(frozen=True, slots=True)
class Zone:
    """key: the same on every page that the zone goes on. left, right: how far its lines reach. framed: by a box."""

    key: tuple[int, int]
    left: float
    right: float
    framed: bool = False


def in_zones(lines: Sequence[Line], boxes: Iterable[Box], usual: tuple[float, float]) -> list[tuple[Line, Zone]]:
    """The lines in reading order, each with its zone. usual: left and right of the document's lines."""
    frames = sorted((box for box in boxes if box[3] - box[1] >= _LOWEST), key=lambda box: box[2] - box[0])
    by_box: dict[Box | None, list[Line]] = {}
    for line in lines:
        box = next((box for box in frames if _holds(box, line)), None)
        by_box.setdefault(box, []).append(line)
    zones = {box: _zone(box, of, usual) for box, of in by_box.items()}
    loose = _in_columns(by_box.get(None, []), zones.get(None))
    boxed = [(line, zones[box]) for box, of in by_box.items() if box is not None for line in of]
    if any(zone.key != loose[0][1].key for _line, zone in loose):  # columns: a frame goes where its first line would
        return _set_in(loose, boxed)
    return sorted([*loose, *boxed], key=lambda pair: -pair[0].base)


def _holds(box: Box, line: Line) -> bool:
    return box[0] - 1 <= line.left and line.right <= box[2] + line.size and box[1] <= line.middle <= box[3]


def _zone(box: Box | None, lines: Sequence[Line], usual: tuple[float, float]) -> Zone:
    if box is not None:
        return Zone((round(box[0] / 3), round(box[2] / 3)), *edges(lines), framed=True)
    return Zone((0, 0), *usual)


def edges(lines: Sequence[Line]) -> tuple[float, float]:
    """Left and right of running text: as far as several lines reach, and where most end; a comma may hang over."""
    lefts = Counter(round(line.left / 2) for line in lines)
    several = max(1, len(lines) // 5)
    begin = min(at for at, count in lefts.items() if count >= min(several, max(lefts.values())))
    rights = Counter(round(line.words_end / 2) for line in lines)
    end = max(at for at, count in rights.items() if count == max(rights.values()))
    return (
        min(line.left for line in lines if round(line.left / 2) == begin),
        max(line.words_end for line in lines if round(line.words_end / 2) == end),
    )


def _set_in(loose: Sequence[tuple[Line, Zone]], boxed: Sequence[tuple[Line, Zone]]) -> list[tuple[Line, Zone]]:
    found = list(loose)
    for pair in sorted(boxed, key=lambda pair: -pair[0].base):
        at = next((at for at, (line, _z) in enumerate(found) if line.base < pair[0].base), len(found))
        found.insert(at, pair)
    return found


# ── pages of two columns ────────────────────────────────────────────────────────────────────────────


def _in_columns(lines: Sequence[Line], zone: Zone | None) -> list[tuple[Line, Zone]]:
    """The lines of one column after those of the other, where the page has two; what goes across parts them."""
    if zone is None:
        return []
    gutter = _gutter(lines, zone)
    if gutter is None:
        return [(line, zone) for line in lines]
    found: list[tuple[Line, Zone]] = []
    sides: tuple[list[Line], list[Line]] = ([], [])

    def end() -> None:
        for number, side in enumerate(sides, start=1):
            if side:
                left, right = min(line.left for line in side), max(line.right for line in side)
                found.extend((line, Zone((0, number), left, right)) for line in side)
            side.clear()

    for line in lines:
        if line.left < gutter < line.right and not _open(line, gutter):
            end()
            found.append((line, zone))
            continue
        for part in line.cut(gutter):
            sides[part.left > gutter].append(part)
    end()
    return found


def _open(line: Line, at: float) -> bool:
    return any(before.right <= at <= after.left for before, after in pairwise(line.parts))


def _gutter(lines: Sequence[Line], zone: Zone) -> float | None:
    """Where the gap between two columns of running text is; None on a page of one."""
    width = zone.right - zone.left
    middle = zone.left + width / 2
    beside: list[tuple[float, float]] = []  # where the left column ends and the right one begins
    across = 0
    for line in lines:
        left, right = [part for part in line.parts if part.right <= middle], [p for p in line.parts if p.left >= middle]
        if len(left) + len(right) < len(line.parts):
            across += 1
        else:
            full = [
                len(side) == 1 and _SHORTEST * width / 2 <= side[0].right - side[0].left
                for side in (left, right)
                if side
            ]
            if all(full):
                beside.append((left[-1].right if left else zone.left, right[0].left if right else zone.right))
    rights = [right for _left, right in beside if right < zone.right]
    lefts = [left for left, _right in beside if left > zone.left]
    if min(len(rights), len(lefts)) < _FEWEST or len(beside) < _MOST_FILL * (len(beside) + across):
        return None
    ends, begins = max(lefts), min(rights)
    return (ends + begins) / 2 if ends < begins else None
