"""An exact value → the characters that are printed."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhijian.quantity import Rounding, format_number, round_to_mantissa
from zhijian.report.figures.measure import Measure


@dataclass(frozen=True, slots=True)
class Printed:
    """text: with its unit; bare: without. mantissa, decimals: the rounded value, in the measure's unit."""

    text: str
    bare: str
    mantissa: int
    decimals: int


def print_value(
    value: Fraction,
    measure: Measure,
    *,
    stated_decimals: int,
    rounding: Rounding = Rounding.HALF_UP,
    sign: bool = False,
    absolute: bool = False,
) -> Printed:
    """``value`` (in base units) rounded once, in the measure's unit.

    stated_decimals: used where neither the author nor the catalogue says how many. A value converted to another
    unit keeps all its digits unless its author asks for fewer. 17.6:1 is printed with its unit even when bare.
    """
    inside = value / measure.unit.scale
    if absolute:
        inside = abs(inside)
    decimals = stated_decimals if measure.decimals is None else measure.decimals
    if measure.shift is not None:
        decimals = max(decimals + measure.shift, 0)
    mantissa = round_to_mantissa(inside, decimals, rounding)
    while measure.shift is not None and decimals > 0 and mantissa % 10 == 0:
        mantissa, decimals = mantissa // 10, decimals - 1
    number = format_number(mantissa, decimals)
    if sign and mantissa > 0:
        number = "+" + number
    text = number + measure.symbol
    return Printed(text, text if measure.symbol == ":1" else number, mantissa, decimals)
