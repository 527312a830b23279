"""Quantities: a value with a unit, the decimals it was printed with, and the interval it stands for."""

from zhijian.quantity.quantity import Quantity, exact
from zhijian.quantity.rounding import Rounding, round_to_mantissa
from zhijian.quantity.text import QuantityError, format_number, parse_number, parse_quantity, widening_words
from zhijian.quantity.units import PREFIXES, Unit, UnknownUnit, known_symbols, unit

__all__ = [
    "PREFIXES",
    "Quantity",
    "QuantityError",
    "Rounding",
    "Unit",
    "UnknownUnit",
    "exact",
    "format_number",
    "known_symbols",
    "parse_number",
    "parse_quantity",
    "round_to_mantissa",
    "unit",
    "widening_words",
]
