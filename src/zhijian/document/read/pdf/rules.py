"""Ruling lines as tables: lines that cross make a grid, level lines alone make a table with open sides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from zhijian.document.read.pdf.drawing import Rule
from zhijian.document.read.pdf.points import Box

_Thing = TypeVar("_Thing")

NEAR = 3.0  # points: lines so near are one line, or meet


@dataclass(frozen=True, slots=True)
class Grid:
    """Lines that cross. xs from left to right, ys from top to bottom; rules: whole ones, pieces put together."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    rules: tuple[Rule, ...]

    @property
    def box(self) -> Box:
        """Left, bottom, right, top."""
        return self.xs[0], self.ys[-1], self.xs[-1], self.ys[0]

    def ruled(self, at: float, start: float, end: float, *, level: bool) -> bool:
        """Whether a line goes at ``at`` along most of what lies between start and end."""
        along = sum(
            max(0.0, min(rule.end, end) - max(rule.start, start))
            for rule in self.rules
            if rule.level == level and abs(rule.at - at) <= NEAR
        )
        return 2 * along > end - start


def grids(rules: Iterable[Rule]) -> tuple[list[Grid], list[Rule]]:
    """The grids of a page from top to bottom, and the level lines that cross no other."""
    whole = _whole(rules)
    groups = _crossing(whole)
    found = [_grid(group) for group in groups if not all(rule.level for rule in group)]
    level = [rule for group in groups if all(rule.level for rule in group) for rule in group]
    return sorted(found, key=lambda grid: -grid.ys[0]), sorted(level, key=lambda rule: -rule.at)


def _whole(rules: Iterable[Rule]) -> list[Rule]:
    """The lines, pieces that lie in one line put together."""
    found: list[Rule] = []
    for level in (True, False):
        for bundle in near([rule for rule in rules if rule.level == level], lambda rule: rule.at):
            at = sum(rule.at for rule in bundle) / len(bundle)
            pieces = sorted(bundle, key=lambda rule: rule.start)
            start, end = pieces[0].start, pieces[0].end
            for piece in pieces[1:]:
                if piece.start > end + NEAR:
                    found.append(Rule(at, start, end, level=level))
                    start = piece.start
                end = max(end, piece.end) if piece.start <= end + NEAR else piece.end
            found.append(Rule(at, start, end, level=level))
    return found


def near(things: Iterable[_Thing], where: Callable[[_Thing], float]) -> list[list[_Thing]]:
    """The things in bundles, each no farther than NEAR from the next."""
    bundles: list[list[_Thing]] = []
    for thing in sorted(things, key=where):
        if bundles and where(thing) - where(bundles[-1][-1]) <= NEAR:
            bundles[-1].append(thing)
        else:
            bundles.append([thing])
    return bundles


def _crossing(rules: Sequence[Rule]) -> list[list[Rule]]:
    """The lines in groups of those that meet, directly or by others."""
    leader = list(range(len(rules)))

    def lead(at: int) -> int:
        while leader[at] != at:
            leader[at] = leader[leader[at]]
            at = leader[at]
        return at

    upright = [at for at, rule in enumerate(rules) if not rule.level]
    for one in (at for at, rule in enumerate(rules) if rule.level):
        for other in upright:
            if _meet(rules[one], rules[other]):
                leader[lead(one)] = lead(other)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(lead(at), []).append(rule)
    return list(groups.values())


def _meet(level: Rule, upright: Rule) -> bool:
    return (
        level.start - NEAR <= upright.at <= level.end + NEAR and upright.start - NEAR <= level.at <= upright.end + NEAR
    )


def _grid(rules: Sequence[Rule]) -> Grid:
    """The places of the lines and of their ends: sides may be open."""
    level, upright = [rule for rule in rules if rule.level], [rule for rule in rules if not rule.level]
    xs = [x for rule in level for x in (rule.start, rule.end)] + [rule.at for rule in upright]
    ys = [y for rule in upright for y in (rule.start, rule.end)] + [rule.at for rule in level]
    return Grid(_places(xs), tuple(reversed(_places(ys))), tuple(rules))


def _places(found: Iterable[float]) -> tuple[float, ...]:
    return tuple(sum(bundle) / len(bundle) for bundle in near(found, lambda place: place))
