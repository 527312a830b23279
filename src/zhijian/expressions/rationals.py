"""Arrays of exact rationals: int64 while everything fits, Python integers from where it might not."""

from __future__ import annotations

from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[Any]  # int64, or object holding Python integers
_LIMIT = 2**62


class Rationals:
    """One rational per row: ``num / den``. den: one positive integer for all rows, or one per row."""

    __slots__ = ("den", "num")

    def __init__(self, num: Integers, den: Integers | int = 1) -> None:
        self.num = num
        self.den = den

    @classmethod
    def constant(cls, value: Fraction | int, rows: int) -> Rationals:
        fits = abs(value.numerator) < _LIMIT
        return cls(np.full(rows, value.numerator, dtype=np.int64 if fits else object), value.denominator)

    @classmethod
    def of(cls, values: list[Fraction]) -> Rationals:
        den = lcm(*(v.denominator for v in values)) if values else 1
        nums = [v.numerator * (den // v.denominator) for v in values]
        fits = all(abs(n) < _LIMIT for n in nums)
        return cls(np.array(nums, dtype=np.int64 if fits else object), den)

    def __len__(self) -> int:
        return len(self.num)

    def fraction(self, row: int) -> Fraction:
        den = self.den if isinstance(self.den, int) else int(self.den[row])
        return Fraction(int(self.num[row]), den)

    def take(self, rows: Integers) -> Rationals:
        return Rationals(self.num[rows], self.den if isinstance(self.den, int) else self.den[rows])

    def __neg__(self) -> Rationals:
        return Rationals(-self.num, self.den)

    def __add__(self, other: Rationals) -> Rationals:
        left, right, den = _common(self, other)
        return Rationals(_plus(left, right), den)

    def __sub__(self, other: Rationals) -> Rationals:
        return self + -other

    def __mul__(self, other: Rationals) -> Rationals:
        return Rationals(_times(self.num, other.num), _times(self.den, other.den))

    def divided_by(self, other: Rationals) -> Rationals:
        """The quotient; ``other`` must be nonzero in every row."""
        num, den = _times(self.num, other.den), _times(self.den, other.num)
        assert not isinstance(den, int)  # noqa: S101 - other.num is an array
        sign = np.where(den < 0, -1, 1)
        return Rationals(num * sign, den * sign)

    def where(self, mask: npt.NDArray[np.bool_], other: Rationals) -> Rationals:
        """Own value where mask, the other's elsewhere."""
        left, right, den = _common(self, other)
        return Rationals(np.where(mask, left, right), den)

    def __le__(self, other: Rationals) -> npt.NDArray[np.bool_]:
        left, right, _ = _common(self, other)
        return np.asarray(left <= right, dtype=bool)

    def __lt__(self, other: Rationals) -> npt.NDArray[np.bool_]:
        left, right, _ = _common(self, other)
        return np.asarray(left < right, dtype=bool)

    def sign(self) -> npt.NDArray[np.int8]:
        return np.asarray((self.num > 0).astype(np.int8) - (self.num < 0).astype(np.int8))

    def floor(self) -> Integers:
        """The greatest whole number that is not above, per row."""
        if max(_largest(self.num), _largest(self.den)) < _LIMIT:
            return np.asarray(self.num // self.den)
        den = self.den if isinstance(self.den, int) else self.den.astype(object)
        return np.asarray(self.num.astype(object) // den)

    def min(self, other: Rationals) -> Rationals:
        return self.where(self <= other, other)

    def max(self, other: Rationals) -> Rationals:
        return self.where(other <= self, other)


def _largest(values: Integers | int) -> int:
    if isinstance(values, int):
        return abs(values)
    if not len(values):
        return 0
    return max(abs(int(values.max())), abs(int(values.min())))


def _times(left: Integers | int, right: Integers | int) -> Any:
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    largest = _largest(left), _largest(right)
    if largest[0] * largest[1] >= _LIMIT or max(largest) >= _LIMIT:
        left = left if isinstance(left, int) else left.astype(object)
        right = right if isinstance(right, int) else right.astype(object)
    return left * right


def _plus(left: Integers, right: Integers) -> Integers:
    if _largest(left) + _largest(right) >= _LIMIT:
        left, right = left.astype(object), right.astype(object)
    return np.asarray(left + right)


def _common(left: Rationals, right: Rationals) -> tuple[Integers, Integers, Any]:
    a, b = left.den, right.den
    if a is b:
        return left.num, right.num, a
    if isinstance(a, int) and isinstance(b, int):
        den = a if a == b else lcm(a, b)
        return (
            left.num if den == a else _times(left.num, den // a),
            right.num if den == b else _times(right.num, den // b),
            den,
        )
    return _times(left.num, b), _times(right.num, a), _times(a, b)
