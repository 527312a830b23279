"""A figure and those which it is made of: the rows that show what a column of a table is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhijian.proof.shapes import Figure, ends_of_sum


@dataclass(frozen=True, slots=True)
class Made:
    """The figure of a row, and those which it is made of."""

    whole: Figure
    parts: tuple[Figure, ...]


def adds_up(made: Made) -> bool:
    """Whether the parts can add up to the whole as all are rounded."""
    low, high = ends_of_sum(made.parts)
    least, most = made.whole.quantity.ends
    return most is not None and low <= most and high >= least


def makes_hundred(row: Sequence[Figure]) -> bool:
    """Whether shares can add up to 100 % as they are rounded."""
    low, high = ends_of_sum(row)
    return low <= 1 <= high


def kept(found: Sequence[Made]) -> int:
    """How many add up."""
    return sum(adds_up(made) for made in found)
