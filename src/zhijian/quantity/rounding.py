"""Named ways of rounding an exact value to a number of decimals."""

from __future__ import annotations

from enum import Enum
from fractions import Fraction


class Rounding(Enum):
    """Tie rules. The Chinese name is what a report says of its figures."""

    HALF_UP = "四舍五入"  # ties away from zero, as schools are taught
    HALF_EVEN = "四舍六入五成双"  # GB/T 8170-2008
    TRUNCATE = "截尾"  # towards zero


def round_to_mantissa(value: Fraction, decimals: int, rounding: Rounding = Rounding.HALF_UP) -> int:
    """The integer m for which m · 10^-decimals is ``value`` rounded by ``rounding``.

    decimals: digits after the point; negative rounds to tens, hundreds, …
    """
    scaled = value * Fraction(10) ** decimals
    whole, rest = divmod(abs(scaled.numerator), scaled.denominator)
    twice = 2 * rest
    up = {
        Rounding.HALF_UP: twice >= scaled.denominator,
        Rounding.HALF_EVEN: twice > scaled.denominator or (twice == scaled.denominator and whole % 2 == 1),
        Rounding.TRUNCATE: False,
    }[rounding]
    magnitude = whole + int(up)
    return magnitude if scaled >= 0 else -magnitude
