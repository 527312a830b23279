"""Values for expressions, written by hand: a Resolver over a few rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

import numpy as np

from zhijian.expressions import Interval, Rationals, Slices, Variable

Ends = tuple[Fraction, Fraction]


@dataclass
class Values:
    """By the name of a variable (``x``, ``x[key]``, ``previous x``) its interval in each row; None is missing."""

    named: Mapping[str, Sequence[Ends | None]]
    rows: int = field(init=False)

    def __post_init__(self) -> None:
        self.rows = max((len(values) for values in self.named.values()), default=1)

    def variable(self, variable: Variable) -> Interval:
        key = f"[{variable.slice}]" if variable.slice else ""
        return self._interval(self.named["previous " * variable.back + variable.indicator + key])

    def slices(self, slices: Slices) -> list[Interval]:
        prefix = "previous " * slices.back + slices.indicator + "["
        return [self._interval(values) for name, values in self.named.items() if name.startswith(prefix)]

    @staticmethod
    def _interval(values: Sequence[Ends | None]) -> Interval:
        ends = [value or (Fraction(0), Fraction(0)) for value in values]
        defined = np.array([value is not None for value in values])
        return Interval(Rationals.of([low for low, _ in ends]), Rationals.of([high for _, high in ends]), defined)


def between(low: str | int, high: str | int | None = None) -> Ends:
    """[low, high], or the point low."""
    return Fraction(low), Fraction(low if high is None else high)
