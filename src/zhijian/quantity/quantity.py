"""The Quantity: a stated value with its unit and the closed interval of values it may stand for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhijian.quantity.rounding import Rounding, round_to_mantissa
from zhijian.quantity.units import Unit


@dataclass(frozen=True, slots=True)
class Quantity:
    """A stated figure: ``mantissa · 10^-decimals`` in ``unit``.

    low, high: the closed interval, in ``unit``, of the values it stands for; equal for an exact
    count, half a unit of the last printed digit to either side for a rounded figure, wider where
    words widen it (近50%). ``high`` is None where it has no end (2300人以上).
    """

    mantissa: int
    decimals: int
    unit: Unit
    low: Fraction
    high: Fraction | None

    @classmethod
    def stated(cls, mantissa: int, decimals: int, unit: Unit, *, exact_count: bool | None = None) -> Quantity:
        """A figure as printed, with the interval that follows from its unit and decimals.

        exact_count: overrides the unit's own answer to whether a whole number is exact (a mean of
        persons per course is printed in 人 and is not a count).
        """
        value = Fraction(mantissa) / Fraction(10) ** decimals
        is_count = unit.count if exact_count is None else exact_count
        half = Fraction(0) if is_count and decimals <= 0 else Fraction(1, 2) / Fraction(10) ** decimals
        return cls(mantissa, decimals, unit, value - half, value + half)

    @property
    def value(self) -> Fraction:
        """The printed value, in ``unit``."""
        return Fraction(self.mantissa) / Fraction(10) ** self.decimals

    @property
    def in_base(self) -> Fraction:
        """The printed value in the base of its unit: 1.2万元 is 12000."""
        return self.value * self.unit.scale

    @property
    def ends(self) -> tuple[Fraction, Fraction | None]:
        """``low`` and ``high`` in the base of its unit."""
        scale = self.unit.scale
        return self.low * scale, None if self.high is None else self.high * scale

    @property
    def digits(self) -> int:
        """How many digits are printed, without zeros before the first: 3 of 0.157."""
        return len(str(abs(self.mantissa)))

    @property
    def exact(self) -> bool:
        """Whether the figure stands for one value only."""
        return self.low == self.high

    def to(self, unit: Unit) -> Quantity:
        """The same quantity in another unit of the same dimension, its interval unchanged.

        The printed digits move with the point where the scales differ by a power of ten (36136.914万元
        → 361369140元); otherwise the value is rounded to the decimals it had. Raises ValueError when
        the dimensions differ.
        """
        if unit.dimension != self.unit.dimension:
            raise ValueError(f"{self.unit} → {unit}")
        factor = self.unit.scale / unit.scale
        shift = _power_of_ten(factor)
        if shift is None:
            decimals, mantissa = self.decimals, round_to_mantissa(self.value * factor, self.decimals)
        else:
            decimals, mantissa = self.decimals - shift, self.mantissa
        high = None if self.high is None else self.high * factor
        return Quantity(mantissa, decimals, unit, self.low * factor, high)

    def meets(self, other: Quantity) -> bool:
        """Whether both can state one value: their intervals meet after conversion to one unit."""
        there = other.to(self.unit)
        return (there.high is None or self.low <= there.high) and (self.high is None or there.low <= self.high)

    def __str__(self) -> str:
        from zhijian.quantity.text import format_number

        return format_number(self.mantissa, self.decimals) + self.unit.symbol


def exact(
    value: Fraction,
    unit: Unit,
    decimals: int,
    rounding: Rounding = Rounding.HALF_UP,
    interval: tuple[Fraction, Fraction] | None = None,
) -> Quantity:
    """A computed value, rounded once for print; the interval stays exact (``value`` itself by default)."""
    low, high = interval or (value, value)
    return Quantity(round_to_mantissa(value, decimals, rounding), decimals, unit, low, high)


def _power_of_ten(factor: Fraction) -> int | None:
    for shift in range(-12, 13):
        if factor == Fraction(10) ** shift:
            return shift
    return None
