"""The system of all figures and relations, asked again and again: can these figures all be right?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from zhijian.expressions import Relation
from zhijian.proof.localise.circles import contradictory_circle
from zhijian.proof.localise.narrowing import Contradiction, Narrowing
from zhijian.proof.localise.ranges import Range, Reasons
from zhijian.proof.localise.trees import CannotCompile, Comparison, compile_relation


@dataclass(frozen=True, slots=True)
class Stated:
    """A printed figure as relations see it.

    low, high: the values it stands for, in the unit of the relations; high None has no end (2300人以上).
    weight: what it costs to doubt it, above 0. whole: it counts, so only whole values are possible.
    least: nothing below is possible even where the print is doubted; None for figures that may be negative.
    """

    low: Fraction | None
    high: Fraction | None
    weight: Fraction = Fraction(1)
    whole: bool = False
    least: Fraction | None = Fraction(0)


class System:
    """Figures by number, and the comparisons between them. Relations it cannot reason about are left out.

    copies: further names of the figures, by which relations speak of them.
    """

    def __init__(
        self,
        figures: Mapping[str, Stated],
        relations: Sequence[Relation],
        copies: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.names = list(figures)
        self.stated = [figures[name] for name in self.names]
        self.whole = [stated.whole for stated in self.stated]
        index = {name: number for number, name in enumerate(self.names)}
        index |= {copy: index[name] for copy, name in copies.items() if name in index}
        self.comparisons: list[Comparison] = []
        for number, relation in enumerate(relations):
            try:
                self.comparisons += compile_relation(relation, number, index)
            except CannotCompile:
                continue
        self.users = _users(self.comparisons, range(len(self.comparisons)))
        self._all_figures = (1 << len(self.names)) - 1

    # ── ranges ──────────────────────────────────────────────────────────────────────────────────────

    def printed(self, figure: int) -> Range:
        stated, reason = self.stated[figure], 1 << figure
        return Range(stated.low, stated.high, reason, reason)

    def possible(self, figure: int) -> Range:
        """What the figure could be whatever is printed."""
        least, low = self.stated[figure].least, self.stated[figure].low
        return Range(None if least is None or low is None or low < least else least, None)

    # ── questions ───────────────────────────────────────────────────────────────────────────────────

    def all_but(self, doubted: frozenset[int]) -> Narrowing:
        """What follows when every figure but the doubted is right. Raises Contradiction."""
        ranges = {f: self.possible(f) if f in doubted else self.printed(f) for f in range(len(self.names))}
        narrowing = Narrowing(ranges, self.whole, self.comparisons, self.users)
        narrowing.run(range(len(self.comparisons)))
        return narrowing

    def and_these(self, narrowing: Narrowing, believed: Iterable[int]) -> Narrowing:
        """What follows from ``narrowing`` when the figures ``believed`` are right, too. Raises Contradiction."""
        further = narrowing.copy()
        start: dict[int, None] = {}
        for figure in believed:
            if further.restrict(figure, self.printed(figure)):
                start.update(dict.fromkeys(self.users.get(figure, ())))
        further.run(start)
        return further

    def look_for_circles(self, narrowing: Narrowing, near: Iterable[int]) -> None:
        """Raises Contradiction where relations in a circle, at figures connected with ``near``, cannot hold together."""
        reasons = contradictory_circle(narrowing, near)
        if reasons is not None:
            raise Contradiction(reasons)

    def violated(self) -> list[frozenset[int]]:
        """The figures of each comparison that does not hold by itself, cut down to those that matter."""
        found = []
        for number in range(len(self.comparisons)):
            figures = self.comparisons[number].figures
            small = _Small(self, [number])
            if small.contradicts(figures):
                found.append(frozenset(small.least_contradiction(figures)))
        return found

    def relations_behind(self, conflict: frozenset[int]) -> set[int]:
        """The relations that contradict each other when every figure of ``conflict`` is right."""
        touching = sorted({c for f in conflict for c in self.users.get(f, ())})
        alone = [c for c in touching if _Small(self, [c]).contradicts(conflict)]
        needed = alone or _fewest(touching, lambda some: _Small(self, some).contradicts(conflict))
        return {self.comparisons[c].relation for c in needed}

    def conflict(self, reasons: Reasons) -> frozenset[int]:
        """The figures that a contradiction rests on, as few as still contradict each other."""
        figures = _bits(reasons & self._all_figures)
        comparisons = _bits(reasons >> len(self.names))
        small = _Small(self, comparisons)
        return frozenset(small.least_contradiction(figures)) if small.contradicts(figures) else frozenset(figures)


class _Small:
    """A part of the system: some comparisons and the figures in them, everything else unknown."""

    def __init__(self, system: System, comparisons: Sequence[int]) -> None:
        self.system = system
        self.figures = sorted({f for c in comparisons for f in system.comparisons[c].figures})
        self.comparisons = comparisons
        self.users = _users(system.comparisons, comparisons)

    def contradicts(self, believed: Iterable[int]) -> bool:
        system = self.system
        right = set(believed)
        ranges = {f: system.printed(f) if f in right else system.possible(f) for f in self.figures}
        narrowing = Narrowing(ranges, system.whole, system.comparisons, self.users)
        try:
            narrowing.run(self.comparisons)
            if len(self.comparisons) > 1:
                system.look_for_circles(narrowing, self.figures)
        except Contradiction:
            return True
        return False

    def least_contradiction(self, figures: Iterable[int]) -> list[int]:
        return _fewest(figures, self.contradicts)


def _fewest(things: Iterable[int], enough: Callable[[Sequence[int]], bool]) -> list[int]:
    """``things`` without any that ``enough`` does not need."""
    needed = list(things)
    for thing in list(needed):
        without = [other for other in needed if other != thing]
        if enough(without):
            needed = without
    return needed


def _users(comparisons: Sequence[Comparison], numbers: Iterable[int]) -> dict[int, list[int]]:
    users: dict[int, list[int]] = {}
    for number in numbers:
        for figure in comparisons[number].figures:
            users.setdefault(figure, []).append(number)
    return users


def _bits(mask: int) -> list[int]:
    found = []
    while mask:
        lowest = mask & -mask
        found.append(lowest.bit_length() - 1)
        mask ^= lowest
    return found
