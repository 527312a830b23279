"""Closed ranges with open-ended sides, exact, that remember what each end rests on.

An end's reasons are a bit mask: the figures (low bits) and comparisons (high bits) that it was derived from. A
contradiction's reasons are then the figures of which one must be wrong.
"""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

Reasons = int
_MOST_DIGITS = 160  # bits of a denominator beyond which an end is moved outwards to a shorter one
_STEP = 2**96


class Range(NamedTuple):
    """[low, high]; None is without end."""

    low: Fraction | None
    high: Fraction | None
    low_reasons: Reasons = 0
    high_reasons: Reasons = 0

    @property
    def empty(self) -> bool:
        return self.low is not None and self.high is not None and self.low > self.high

    @property
    def reasons(self) -> Reasons:
        return self.low_reasons | self.high_reasons


EVERYTHING = Range(None, None)


def point(value: Fraction) -> Range:
    return Range(value, value)


def plus(a: Range, b: Range) -> Range:
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    return Range(
        low,
        high,
        0 if low is None else a.low_reasons | b.low_reasons,
        0 if high is None else a.high_reasons | b.high_reasons,
    )


def scaled(a: Range, factor: Fraction) -> Range:
    if factor == 1:
        return a
    low = None if a.low is None else a.low * factor
    high = None if a.high is None else a.high * factor
    if factor > 0:
        return Range(low, high, a.low_reasons, a.high_reasons)
    return Range(high, low, a.high_reasons, a.low_reasons)


def times(a: Range, b: Range) -> Range:
    """The product: end by end where both are at least 0, by the corners where all ends exist, else unbounded."""
    reasons = a.reasons | b.reasons
    if a.low is not None and b.low is not None and a.low >= 0 and b.low >= 0:
        high = None if a.high is None or b.high is None else a.high * b.high
        return Range(a.low * b.low, high, reasons, reasons)
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return EVERYTHING
    corners = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Range(min(corners), max(corners), reasons, reasons)


def over(a: Range, b: Range) -> Range:
    """The quotient; where the denominator may be 0 its end towards 0 is open."""
    reasons = a.reasons | b.reasons
    if b.low == b.high == 0:
        return EVERYTHING
    if b.high is not None and b.high <= 0:
        return over(scaled(a, Fraction(-1)), scaled(b, Fraction(-1)))
    if b.low is None or b.low < 0:
        return EVERYTHING
    if a.low is not None and a.low >= 0:
        low = Fraction(0) if b.high is None else a.low / b.high if b.high else None
        high = a.high / b.low if a.high is not None and b.low else None
        return Range(low, high, reasons, reasons)
    if a.high is not None and a.high <= 0:
        return scaled(over(scaled(a, Fraction(-1)), b), Fraction(-1))
    if not b.low or a.low is None or a.high is None:  # the numerator may be of either sign
        return EVERYTHING
    return Range(a.low / b.low, a.high / b.low, reasons, reasons)


def shortened(value: Fraction, *, upwards: bool) -> Fraction:
    """``value``, moved outwards by less than 2^-96 of itself where its denominator has grown unwieldy."""
    if value.denominator.bit_length() <= _MOST_DIGITS:
        return value
    scale = _STEP * max(1, value.denominator // max(1, abs(value.numerator)))
    whole = value.numerator * scale // value.denominator
    return Fraction(whole + int(upwards), scale)
