"""The cheapest sets of figures that touch every conflict, by HiGHS as a mixed-integer programme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import lcm

import highspy


class _Silent(highspy.Highs):
    """HiGHS without its banner, which the constructor prints on standard output when it sets callbacks up."""

    def enableCallbacks(self) -> None:  # noqa: N802 - the solver's name, called by its constructor
        self.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver's own signature
        super().enableCallbacks()  # type: ignore[no-untyped-call]


def cheapest_covers(
    conflicts: Sequence[frozenset[int]], weights: Mapping[int, Fraction], *, most: int
) -> list[frozenset[int]]:
    """Every set of least weight with a figure of each conflict, at most ``most`` of them.

    Each set that is found is forbidden (a no-good cut) and the programme solved again, until the weight rises.
    Weights are scaled to whole numbers, and the weight of each answer is added up exactly.
    """
    if len(conflicts) == 1:  # needs no solver
        least = min(weights[f] for f in conflicts[0])
        return [frozenset([f]) for f in sorted(conflicts[0]) if weights[f] == least][:most]
    best: list[frozenset[int]] = []
    for cover in _covers(conflicts, weights):
        if best and _weight(cover, weights) > _weight(best[0], weights):
            break
        best.append(cover)
        if len(best) == most:
            break
    return best


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
