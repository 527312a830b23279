"""A figure and those which it is made of: the rows that show what a column of a table is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhijian.proof.shapes import Figure


@dataclass(frozen=True, slots=True)
class Made:
    """The figure of a row, and those which it is made of."""

    whole: Figure
    parts: tuple[Figure, ...]


def adds_up(made: Made) -> bool:
    """Whether the parts can add up to the whole as all are rounded."""
    low, high = ends(made.parts)
    own = made.whole.quantity
    return own.high is not None and low <= own.high * own.unit.scale and high >= own.low * own.unit.scale


def ends(figures: Sequence[Figure]) -> tuple[Fraction, Fraction]:
    """The least and the greatest that the sum of figures can be as they are rounded."""
    quantities = [figure.quantity for figure in figures]
    low = sum((q.low * q.unit.scale for q in quantities), Fraction(0))
    return low, sum(((q.low if q.high is None else q.high) * q.unit.scale for q in quantities), Fraction(0))


def makes_hundred(row: Sequence[Figure]) -> bool:
    """Whether shares can add up to 100 % as they are rounded."""
    low, high = ends(row)
    return low <= 1 <= high


def kept(found: Sequence[Made]) -> int:
    """How many add up."""
    return sum(adds_up(made) for made in found)
