"""Slips of the pen: one digit changed, left out or doubled, two swapped, the point or the unit misplaced."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from math import ceil, floor

from zhijian.proof.shapes import Figure
from zhijian.quantity import Quantity

MOST_MEANT = 13  # values that rounding leaves open, beyond which a slip is found by accident
_SHORTEST = 3  # digits of two numbers that a slip makes one of the other by no accident

_NEAR = Fraction(1, 100)  # of the whole: who leaves something out leaves more out
_BEYOND = Fraction(10, 100)  # of the whole: parts that overlap exceed it by more
_CLOSE = Fraction(2, 100)  # of the whole, within which a slip in three digits is no accident
_DIGITS, _FEW_DIGITS = 1000, 100
_FEWEST = 3


def slip(first: str, second: str) -> bool:
    """Whether one changed, lost or added digit, or two swapped neighbours, make one number of the other."""
    if len(first) == len(second):
        different = [at for at in range(len(first)) if first[at] != second[at]]
        if len(different) == 1:
            return len(first) > 1
        return (
            len(different) == 2
            and different[1] == different[0] + 1
            and first[different[0]] == second[different[1]]
            and first[different[1]] == second[different[0]]
        )
    if abs(len(first) - len(second)) != 1:
        return False
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))


def looks_like_a_slip(one: Quantity, other: Quantity) -> bool:
    """Whether a slip makes one quantity of the other, whatever their units; a misplaced point or unit is one, too."""
    first, second = (str(abs(quantity.mantissa)) for quantity in (one, other))
    if first.rstrip("0") == second.rstrip("0") != "":
        return True
    return min(len(first), len(second)) >= _SHORTEST and slip(first, second)


def mantissas(printed: Quantity, low: Fraction, high: Fraction) -> range:
    """The mantissas, in the unit and decimals of ``printed``, of the values between two in the base of its unit."""
    step = last_place(printed)
    return range(ceil(low / step), floor(high / step) + 1)


def last_place(printed: Quantity) -> Fraction:
    """What one in the last printed digit is, in the base of the unit."""
    return printed.unit.scale / Fraction(10) ** printed.decimals


def one_slip_apart(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether parts that miss their whole were meant to add up to it, and no list that leaves something out.

    So it is where one slip in one printed number makes them add up, allowing for rounding; where three or more come
    within a hundredth of the whole; where they exceed it a little, or by one of them. In numbers of few digits a slip
    is too easily found.
    """
    ranges = [ends for part in parts if (ends := _ends(part)) is not None]
    of_whole = _ends(whole)
    if of_whole is None or len(ranges) < len(parts):
        return False
    least, most = of_whole
    low, high = sum((low for low, _ in ranges), Fraction(0)), sum((high for _, high in ranges), Fraction(0))
    missing, beyond = max(least - high, Fraction(0)), max(low - most, Fraction(0))
    size, several = abs(whole.quantity.in_base), len(parts) >= _FEWEST
    if abs(whole.quantity.mantissa) >= _FEW_DIGITS:
        if 0 < beyond <= _BEYOND * size or (several and 0 < missing <= _NEAR * size):
            return True
        one_too_many = any(low - own_high <= most and high - own_low >= least for own_low, own_high in ranges)
        if (several and beyond and one_too_many) or _in_one_unit(parts, whole):
            return True
    digits = _FEW_DIGITS if missing + beyond <= _CLOSE * size else _DIGITS
    return _slipped(whole.quantity, low, high, digits) or any(
        _slipped(part.quantity, least - (high - own_high), most - (low - own_low), digits)
        for part, (own_low, own_high) in zip(parts, ranges, strict=True)
    )


def _ends(figure: Figure) -> tuple[Fraction, Fraction] | None:
    low, high = figure.quantity.ends
    return None if high is None else (low, high)


def _slipped(printed: Quantity, low: Fraction, high: Fraction, digits: int) -> bool:
    """Whether a slip made the printed number of one that stands for something between the two. digits: the least of
    both numbers."""
    number = abs(printed.mantissa)
    meant = mantissas(printed, low, high)[:MOST_MEANT]
    return number >= digits and any(m >= digits and slip(str(number), str(m)) for m in meant)


def _in_one_unit(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether parts printed in several units, 万元 and 亿元, would add up if all were in that of the whole."""
    if all(part.quantity.unit == whole.quantity.unit for part in parts):
        return False
    low = sum((part.quantity.low for part in parts), Fraction(0))
    high = sum((part.quantity.high or Fraction(0) for part in parts), Fraction(0))
    return low <= (whole.quantity.high or Fraction(0)) and high >= whole.quantity.low
