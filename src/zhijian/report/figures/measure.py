"""In which unit a figure is printed, and with how many decimals, when its author does not say."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhijian.catalogue import Catalogue
from zhijian.errors import ExpressionError
from zhijian.expressions import Binary, Call, Negate, Node, Number, Slices, Variable, dimension_of, leaves
from zhijian.expressions.dimensions import ANY
from zhijian.messages import _
from zhijian.quantity import Unit, UnknownUnit, unit
from zhijian.report.figures.request import FigureRequest
from zhijian.report.wording import wording


@dataclass(frozen=True, slots=True)
class Measure:
    """unit: in which the value is stated. symbol: printed behind it (人 for 人/门). decimals: None keeps what was
    stated. shift: by how many places the point moves, where the author asked for another unit than the indicator's
    (元 → 万元: 4) without saying how many decimals: then every digit is kept, and no zero is added."""

    unit: Unit
    symbol: str
    decimals: int | None
    shift: int | None = None


def measure_of(request: FigureRequest, catalogue: Catalogue) -> Measure:
    """Raises ExpressionError where the units of the expression, or the one asked for, do not fit."""
    node = request.node
    dimension = dimension_of(node, lambda name: catalogue[name].unit)
    natural = _natural(node, catalogue, shared="share(" in request.text)
    decimals = _decimals(node, natural, catalogue) if request.decimals is None else request.decimals
    wanted = request.unit
    if wanted is None:
        if natural is None and request.kind == "trend" and request.form == "word":
            # The word alone prints no figure; the unit only has to be one.
            return Measure(Unit("", dimension, Fraction(1)), "", decimals)
        if natural is None:
            raise ExpressionError(_("请用“| unit …”写明“{text}”的单位", text=request.text))
        return Measure(natural[0], natural[1], decimals)
    if natural is not None and wanted.dimension != natural[0].dimension:
        printed = _printed(natural[1])
        if printed is not None and printed.dimension == wanted.dimension:
            # 元/生 is printed as 元: 万元 then means 万元 per student.
            scale = natural[0].scale * wanted.scale / printed.scale
            return _converted(Unit(wanted.symbol, natural[0].dimension, scale), natural[0], decimals, request)
    if dimension not in (ANY, wanted.dimension):
        raise ExpressionError(_("“{text}”不能用“{unit}”表示：量纲不同", text=request.text, unit=wanted.symbol))
    if natural is None or natural[0].scale == wanted.scale:
        return Measure(wanted, wanted.symbol, decimals)
    return _converted(wanted, natural[0], decimals, request)


def _converted(wanted: Unit, natural: Unit, decimals: int | None, request: FigureRequest) -> Measure:
    shift = _power_of_ten(wanted.scale / natural.scale)
    if request.decimals is not None:
        return Measure(wanted, wanted.symbol, request.decimals)
    if shift is None:
        return Measure(wanted, wanted.symbol, int(wording("decimals")["other"]))
    return Measure(wanted, wanted.symbol, decimals, shift)


def _power_of_ten(factor: Fraction) -> int | None:
    return next((n for n in range(-12, 13) if factor == Fraction(10) ** n), None)


def _printed(symbol: str) -> Unit | None:
    try:
        return unit(symbol)
    except UnknownUnit:
        return None


def is_growth(node: Node) -> bool:
    """Whether the expression is x ÷ previous(x) − 1."""
    return (
        isinstance(node, Binary)
        and node.operator == "-"
        and isinstance(node.right, Number)
        and node.right.value == 1
        and isinstance(node.left, Binary)
        and node.left.operator == "/"
    )


def _natural(node: Node, catalogue: Catalogue, *, shared: bool) -> tuple[Unit, str] | None:
    """The unit that follows from the expression, and how it is printed; None where none follows.

    shared: a quotient of like by like was written as share(a, b), and is a percentage; a / b is a plain number.
    """
    if isinstance(node, Variable | Slices):
        indicator = catalogue[node.indicator]
        printed = indicator.printed_unit
        return indicator.unit, indicator.unit.symbol if printed in ("", "——", "-") else printed
    if isinstance(node, Number):
        return node.unit, node.unit.symbol
    if isinstance(node, Negate):
        return _natural(node.operand, catalogue, shared=shared)
    if isinstance(node, Call):
        return (unit("个"), "个") if node.function == "count" else _natural(node.arguments[0], catalogue, shared=shared)
    if is_growth(node):
        return unit("%"), "%"
    left, right = (_natural(side, catalogue, shared=shared) for side in (node.left, node.right))
    if node.operator in "+-":
        first = left if left is not None and not isinstance(node.left, Number) else right
        if node.operator == "-" and first is not None and first[0].symbol == "%":
            return first[0].difference, first[0].difference.symbol
        return first
    dimension = dimension_of(node, lambda name: catalogue[name].unit)
    if dimension == ():
        return (unit("%"), "%") if shared else (unit(""), "")
    for factor, other in ((left, right), (right, left)) if node.operator == "*" else ((left, right),):
        if factor is not None and other is not None and other[0].symbol == "":
            return factor
    return None


def _decimals(node: Node, natural: tuple[Unit, str] | None, catalogue: Catalogue) -> int | None:
    """The catalogue's decimals; None where what was stated is kept."""
    if _keeps_unit(node):
        found = [catalogue[leaf.indicator] for leaf in leaves(node)]
        stated = [_computed(i.unit) if i.derived and i.decimals is None else i.decimals for i in found]
        known = [d for d in stated if d is not None]
        return max(known) if len(known) == len(found) else None
    return _computed(natural[0] if natural is not None else None)


def _computed(measured: Unit | None) -> int:
    kinds = {"%": "percentage", "个百分点": "percentage", ":1": "ratio"}
    return int(wording("decimals")[kinds.get(measured.symbol if measured else "", "other")])


def _keeps_unit(node: Node) -> bool:
    """Whether only sums, differences and the like stand in it, so that its decimals are those of its parts."""
    if isinstance(node, Variable | Slices):
        return True
    if isinstance(node, Number):
        return False
    if isinstance(node, Negate):
        return _keeps_unit(node.operand)
    if isinstance(node, Call):
        return all(_keeps_unit(argument) for argument in node.arguments)
    return node.operator in "+-" and all(
        _keeps_unit(side) or isinstance(side, Number) for side in (node.left, node.right)
    )
