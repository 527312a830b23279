"""A formula of the catalogue as an Excel formula, and the value that Excel will find for it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from zhijian.catalogue import Indicator
from zhijian.expressions import (
    Binary,
    Call,
    Interval,
    Negate,
    Node,
    Number,
    Slices,
    Variable,
    evaluate,
    leaves,
)
from zhijian.quantity import round_to_mantissa

UNSTATED_DECIMALS = 4
_PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2}
_FUNCTIONS = {"sum": "SUM", "min": "MIN", "max": "MAX", "abs": "ABS", "count": "COUNT"}


def derived_decimals(indicator: Indicator) -> int:
    """Decimals to which a derived cell is rounded."""
    return UNSTATED_DECIMALS if indicator.decimals is None else indicator.decimals


def excel_formula(indicator: Indicator, place: Callable[[str, str], str], unit_scale: Callable[[str], Fraction]) -> str:
    """The Excel formula of a derived indicator, rounded to its decimals; empty text where a part is missing.

    place: (indicator, slice) → cell reference. unit_scale: indicator → base units per unit.
    """
    assert indicator.formula is not None  # noqa: S101 - derived indicators have one
    parts = list(dict.fromkeys(place(leaf.indicator, _slice(leaf)) for leaf in leaves(indicator.formula)))
    body = _excel(indicator.formula, place, unit_scale, 0)
    if indicator.unit.scale != 1:
        factor = 1 / indicator.unit.scale
        body = f"{_excel(indicator.formula, place, unit_scale, 2)}{_times(factor)}"
    rounded = f"ROUND({body},{derived_decimals(indicator)})"
    return f'=IF(COUNT({",".join(parts)})<{len(parts)},"",IFERROR({rounded},""))'


def derived_value(indicator: Indicator, value: Callable[[str, str], Fraction | None]) -> tuple[int, int] | None:
    """(mantissa, decimals) of what ``excel_formula`` yields; None where a part is missing or a divisor is 0.

    value: (indicator, slice) → its stated value in base units.
    """
    assert indicator.formula is not None  # noqa: S101 - derived indicators have one
    result = evaluate(indicator.formula, _Stated(value))
    if not bool(result.defined[0]):
        return None
    decimals = derived_decimals(indicator)
    exact: Fraction = result.low.fraction(0) / indicator.unit.scale
    return round_to_mantissa(exact, decimals), decimals


class _Stated:
    """The printed values of one school and period, one row."""

    rows = 1

    def __init__(self, value: Callable[[str, str], Fraction | None]) -> None:
        self._value = value

    def variable(self, variable: Variable) -> Interval:
        value = self._value(variable.indicator, variable.slice)
        return Interval.missing(1) if value is None else Interval.one(value, value)

    def slices(self, slices: Slices) -> list[Interval]:
        raise ValueError(f"{slices.indicator}[*]")  # the form has no derived cell over a breakdown


def _slice(leaf: Variable | Slices) -> str:
    return leaf.slice if isinstance(leaf, Variable) else ""


def _times(factor: Fraction) -> str:
    text = f"*{factor.numerator}" if factor.numerator != 1 or factor.denominator == 1 else ""
    return text + (f"/{factor.denominator}" if factor.denominator != 1 else "")


def _excel(node: Node, place: Callable[[str, str], str], unit_scale: Callable[[str], Fraction], binding: int) -> str:
    if isinstance(node, Variable | Slices):
        scale = unit_scale(node.indicator)
        reference = place(node.indicator, _slice(node))
        if scale == 1:
            return reference
        return f"({reference}{_times(scale)})" if binding > 1 else reference + _times(scale)
    if isinstance(node, Number):
        value = node.value * node.unit.scale
        return str(value.numerator) if value.denominator == 1 else f"({value.numerator}/{value.denominator})"
    if isinstance(node, Negate):
        return "-" + _excel(node.operand, place, unit_scale, 3)
    if isinstance(node, Call):
        return f"{_FUNCTIONS[node.function]}({','.join(_excel(a, place, unit_scale, 0) for a in node.arguments)})"
    assert isinstance(node, Binary)  # noqa: S101 - the last kind of node
    own = _PRECEDENCE[node.operator]
    left = _excel(node.left, place, unit_scale, own)
    right = _excel(node.right, place, unit_scale, own + 1)
    text = f"{left}{node.operator}{right}"
    return f"({text})" if own < binding else text
