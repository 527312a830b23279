"""The cheapest sets of figures that touch every conflict: by branching where they are few, else by HiGHS."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

import highspy

_MOST_BRANCHES = 2000  # beyond, a mixed-integer programme is quicker


class _Silent(highspy.Highs):
    """HiGHS without its banner, which the constructor prints on standard output when it sets callbacks up."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the solver's name, called by its constructor
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver's own signature
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def cheapest_covers(
    conflicts: Sequence[frozenset[int]], weights: Mapping[int, Fraction], *, most: int
) -> list[frozenset[int]]:
    """Every set of least weight with a figure of each conflict, at most ``most`` of them.

    Few conflicts are branched over. Of many, HiGHS finds one set; each that is found is forbidden (a no-good cut) and
    the programme solved again, until the weight rises; the weight of each answer is added up exactly.
    """
    branched = _Branching(conflicts, weights).covers()
    if branched is not None:
        return branched[:most]
    best: list[frozenset[int]] = []
    for cover in _covers(conflicts, weights):
        if best and _weight(cover, weights) > _weight(best[0], weights):
            break
        best.append(cover)
        if len(best) == most:
            break
    return best


class _Branching:
    """Goes through the figures of one conflict that is not yet touched after another, never above the least weight."""

    def __init__(self, conflicts: Sequence[frozenset[int]], weights: Mapping[int, Fraction]) -> None:
        scale = lcm(*(weights[f].denominator for conflict in conflicts for f in conflict))
        self.weights = {f: int(weights[f] * scale) for conflict in conflicts for f in conflict}
        self.conflicts = sorted(conflicts, key=lambda c: (len(c), sorted(c)))
        self.least: int | None = None
        self.found: set[frozenset[int]] = set()
        self.branches = 0

    def covers(self) -> list[frozenset[int]] | None:
        """Every cheapest cover, in a fixed order; None where there is too much to go through."""
        if not self._branch(frozenset(), 0, frozenset()):
            return None
        return sorted(self.found, key=sorted)

    def _branch(self, chosen: frozenset[int], weight: int, barred: frozenset[int]) -> bool:
        self.branches += 1
        if self.branches > _MOST_BRANCHES:
            return False
        left = [conflict for conflict in self.conflicts if not conflict & chosen]
        if self.least is not None and weight + self._at_least(left) > self.least:
            return True
        if not left:
            if self.least is None or weight < self.least:
                self.least, self.found = weight, set()
            self.found.add(chosen)
            return True
        for figure in sorted(left[0] - barred, key=lambda f: (self.weights[f], f)):
            if not self._branch(chosen | {figure}, weight + self.weights[figure], barred):
                return False
            barred |= {figure}  # sets with it have been gone through
        return True

    def _at_least(self, left: Sequence[frozenset[int]]) -> int:
        """What covers of these weigh at least: conflicts without a common figure need one each."""
        taken: set[int] = set()
        weight = 0
        for conflict in left:
            if taken.isdisjoint(conflict):
                taken |= conflict
                weight += min(self.weights[f] for f in conflict)
        return weight


def _weight(cover: frozenset[int], weights: Mapping[int, Fraction]) -> Fraction:
    return sum((weights[f] for f in cover), Fraction(0))


def _covers(conflicts: Sequence[frozenset[int]], weights: Mapping[int, Fraction]) -> Iterator[frozenset[int]]:
    figures = sorted(set().union(*conflicts))
    scale = lcm(*(weights[f].denominator for f in figures))
    column = {figure: number for number, figure in enumerate(figures)}
    solver = _Silent()  # type: ignore[no-untyped-call]
    solver.setOptionValue("threads", 1)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("mip_abs_gap", 0.0)
    for figure in figures:
        solver.addVar(0.0, 1.0)
        solver.changeColCost(column[figure], float(weights[figure] * scale))
        solver.changeColIntegrality(column[figure], highspy.HighsVarType.kInteger)
    for conflict in conflicts:
        chosen = [column[f] for f in sorted(conflict)]
        solver.addRow(1.0, highspy.kHighsInf, len(chosen), chosen, [1.0] * len(chosen))
    while True:
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            return
        values = solver.getSolution().col_value
        cover = frozenset(figure for figure in figures if values[column[figure]] > 0.5)
        if not all(cover & conflict for conflict in conflicts):
            return
        yield cover
        chosen = [column[f] for f in sorted(cover)]
        solver.addRow(-highspy.kHighsInf, len(chosen) - 1.0, len(chosen), chosen, [1.0] * len(chosen))
