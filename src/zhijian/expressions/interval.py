"""Closed intervals of exact rationals, one per row, with a mask of the rows where they are defined."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt

from zhijian.expressions.rationals import Rationals

Mask = npt.NDArray[np.bool_]


class Interval:
    """[low, high] per row. defined: false where there is no value (missing, or a denominator that may be 0)."""

    __slots__ = ("defined", "high", "low")

    def __init__(self, low: Rationals, high: Rationals, defined: Mask | None = None) -> None:
        self.low = low
        self.high = high
        self.defined = np.ones(len(low), dtype=bool) if defined is None else defined

    @classmethod
    def constant(cls, value: Fraction, rows: int) -> Interval:
        point = Rationals.constant(value, rows)
        return cls(point, point)

    @classmethod
    def one(cls, low: Fraction, high: Fraction) -> Interval:
        """A single row."""
        return cls(Rationals.of([low]), Rationals.of([high]))

    @classmethod
    def missing(cls, rows: int) -> Interval:
        zero = Rationals.constant(Fraction(0), rows)
        return cls(zero, zero, np.zeros(rows, dtype=bool))

    def __len__(self) -> int:
        return len(self.low)

    @property
    def points(self) -> bool:
        """Whether every row is a single value."""
        return self.low is self.high or bool(np.all(self.high <= self.low))

    def bounds(self, row: int = 0) -> tuple[Fraction, Fraction] | None:
        """The ends in one row; None where it is not defined."""
        return (self.low.fraction(row), self.high.fraction(row)) if self.defined[row] else None

    def scaled(self, factor: Fraction) -> Interval:
        if factor == 1:
            return self
        ends = [end * Rationals.constant(factor, len(self)) for end in (self.low, self.high)]
        return Interval(ends[0], ends[1], self.defined) if factor > 0 else Interval(ends[1], ends[0], self.defined)

    def __neg__(self) -> Interval:
        return Interval(-self.high, -self.low, self.defined)

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high, self.defined & other.defined)

    def __sub__(self, other: Interval) -> Interval:
        return self + -other

    def __mul__(self, other: Interval) -> Interval:
        defined = self.defined & other.defined
        if _positive(self.low) and _positive(other.low):
            return Interval(self.low * other.low, self.high * other.high, defined)
        corners = [a * b for a in (self.low, self.high) for b in (other.low, other.high)]
        return _hull(corners, defined)

    def __truediv__(self, other: Interval) -> Interval:
        """The quotient; not defined in rows where the denominator's interval contains 0."""
        nonzero = (other.low.sign() > 0) | (other.high.sign() < 0)
        defined = self.defined & other.defined & nonzero
        if not nonzero.all():
            one = Rationals.constant(Fraction(1), len(other))
            other = Interval(other.low.where(nonzero, one), other.high.where(nonzero, one))
        if _positive(self.low) and _positive(other.low):
            return Interval(self.low.divided_by(other.high), self.high.divided_by(other.low), defined)
        corners = [a.divided_by(b) for a in (self.low, self.high) for b in (other.low, other.high)]
        return _hull(corners, defined)

    def min(self, other: Interval) -> Interval:
        return Interval(self.low.min(other.low), self.high.min(other.high), self.defined & other.defined)

    def max(self, other: Interval) -> Interval:
        return Interval(self.low.max(other.low), self.high.max(other.high), self.defined & other.defined)

    def hull(self, other: Interval) -> Interval:
        """The smallest interval that holds both."""
        return Interval(self.low.min(other.low), self.high.max(other.high), self.defined & other.defined)

    def __abs__(self) -> Interval:
        zero = Rationals.constant(Fraction(0), len(self))
        low = self.low.max(-self.high).max(zero)
        return Interval(low, self.high.max(-self.low), self.defined)


def _positive(ends: Rationals) -> bool:
    return bool(np.all(ends.num >= 0))


def _hull(corners: list[Rationals], defined: Mask) -> Interval:
    low = high = corners[0]
    for corner in corners[1:]:
        low, high = low.min(corner), high.max(corner)
    return Interval(low, high, defined)
