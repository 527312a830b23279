"""Whether rows of linear bounds can hold together: the simplex over bounds, in exact fractions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhijian.proof.localise.ranges import Range, Reasons

_MOST_PIVOTS = 3000


@dataclass(frozen=True, slots=True)
class Bounded:
    """Σ coefficient · variable lies in ``bounds``."""

    coefficients: Mapping[int, Fraction]
    bounds: Range


def contradiction(rows: Sequence[Bounded], bounds: Mapping[int, Range]) -> Reasons | None:
    """The reasons of rows and bounds that cannot hold together; None where values exist for all variables."""
    for row in rows:
        if not row.coefficients and not _inside(Fraction(0), row.bounds):
            return row.bounds.reasons
    return _Tableau([row for row in rows if row.coefficients], bounds).solve()


def _inside(value: Fraction, range_: Range) -> bool:
    return (range_.low is None or value >= range_.low) and (range_.high is None or value <= range_.high)


class _Tableau:
    """Each row's sum is a variable of its own, numbered below 0; basic variables are sums of the others."""

    def __init__(self, rows: Sequence[Bounded], bounds: Mapping[int, Range]) -> None:
        self.bounds = dict(bounds)
        self.value = {v: _nearest_zero(r) for v, r in bounds.items()}
        self.basic: dict[int, dict[int, Fraction]] = {}
        for number, row in enumerate(rows):
            name = -1 - number
            self.bounds[name] = row.bounds
            self.basic[name] = dict(row.coefficients)
            self.value[name] = sum((c * self.value[v] for v, c in row.coefficients.items()), Fraction(0))

    def solve(self) -> Reasons | None:
        for _ in range(_MOST_PIVOTS):
            wrong = min((b for b in self.basic if not _inside(self.value[b], self.bounds[b])), default=None)
            if wrong is None:
                return None
            low = self.bounds[wrong].low
            upwards = low is not None and self.value[wrong] < low
            target = low if upwards else self.bounds[wrong].high
            assert target is not None  # noqa: S101 - it is the bound that was passed
            entering = min(
                (v for v, c in self.basic[wrong].items() if self._gives(v, c, upwards=upwards)), default=None
            )
            if entering is None:
                return self._reasons(wrong, upwards=upwards)
            self._pivot(wrong, entering, target)
        return None  # not decided: nothing is claimed

    def _gives(self, variable: int, coefficient: Fraction, *, upwards: bool) -> bool:
        """Whether moving ``variable`` within its bounds moves the row the wanted way."""
        range_, value = self.bounds[variable], self.value[variable]
        if (coefficient > 0) == upwards:
            return range_.high is None or value < range_.high
        return range_.low is None or value > range_.low

    def _reasons(self, wrong: int, *, upwards: bool) -> Reasons:
        own = self.bounds[wrong]
        reasons = own.low_reasons if upwards else own.high_reasons
        for variable, coefficient in self.basic[wrong].items():
            range_ = self.bounds[variable]
            reasons |= range_.high_reasons if (coefficient > 0) == upwards else range_.low_reasons
        return reasons

    def _pivot(self, leaving: int, entering: int, target: Fraction) -> None:
        row = self.basic.pop(leaving)
        coefficient = row.pop(entering)
        step = (target - self.value[leaving]) / coefficient
        self.value[leaving] = target
        self.value[entering] += step
        for name, other in self.basic.items():
            if entering in other:
                self.value[name] += other[entering] * step
        solved = {v: -c / coefficient for v, c in row.items()}
        solved[leaving] = 1 / coefficient
        for other in self.basic.values():
            factor = other.pop(entering, None)
            if factor is None:
                continue
            for variable, c in solved.items():
                total = other.get(variable, Fraction(0)) + factor * c
                if total:
                    other[variable] = total
                else:
                    other.pop(variable, None)
        self.basic[entering] = solved


def _nearest_zero(range_: Range) -> Fraction:
    if range_.low is not None and range_.low > 0:
        return range_.low
    if range_.high is not None and range_.high < 0:
        return range_.high
    return Fraction(0)
