"""Medians and absolute deviations of exact rationals."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np
import numpy.typing as npt

from zhijian.expressions import Rationals

NORMAL = Fraction(14826, 10000)  # makes the MAD comparable to a standard deviation


@dataclass(frozen=True, slots=True)
class Spread:
    """The median of some values, and 1.4826 times the median of their distances from it."""

    median: Fraction
    deviation: Fraction
    count: int

    def usual(self, factor: Fraction) -> tuple[Fraction, Fraction]:
        """The range that lies within ``factor`` deviations of the median."""
        return self.median - factor * self.deviation, self.median + factor * self.deviation


def spread_of(values: Rationals) -> Spread:
    """The Spread of one or more values."""
    middle = median(values)
    distances = values - Rationals.constant(middle, len(values))
    negative = distances.sign() < 0
    return Spread(middle, NORMAL * median((-distances).where(negative, distances)), len(values))


def median(values: Rationals) -> Fraction:
    """The middle value; the mean of the two middle ones where their number is even."""
    ordered = values.take(_order(values))
    upper = len(values) // 2
    lower = (len(values) - 1) // 2
    return (ordered.fraction(lower) + ordered.fraction(upper)) / 2


def _order(values: Rationals) -> npt.NDArray[Any]:
    """The order from least to greatest. Floating point proposes it, exact comparison confirms it."""
    if isinstance(values.den, int):
        return np.argsort(values.num, kind="stable")
    order = np.argsort(values.num.astype(float) / values.den.astype(float), kind="stable")
    ordered = values.take(order)
    rest = np.arange(len(order) - 1)
    if (ordered.take(rest) <= ordered.take(rest + 1)).all():
        return order
    return np.array(sorted(range(len(values)), key=values.fraction))
