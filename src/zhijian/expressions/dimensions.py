"""Units of expressions: every formula and rule is proved to add and compare like with like."""

from __future__ import annotations

from collections.abc import Callable

from zhijian.errors import ExpressionError
from zhijian.expressions.nodes import Binary, Call, Negate, Node, Number, Relation, Slices, Variable
from zhijian.messages import _
from zhijian.quantity import Unit
from zhijian.quantity.units import Dimension, combine

ANY: Dimension = (("any", 1),)  # the dimension of 0, which fits every unit


def dimension_of(node: Node, unit_of: Callable[[str], Unit]) -> Dimension:
    """The dimension of an expression, given each indicator's unit. Raises ExpressionError where units clash."""
    if isinstance(node, Number):
        return ANY if node.value == 0 and node.unit.symbol == "" else node.unit.dimension
    if isinstance(node, Variable | Slices):
        return unit_of(node.indicator).dimension
    if isinstance(node, Negate):
        return dimension_of(node.operand, unit_of)
    if isinstance(node, Binary):
        left, right = dimension_of(node.left, unit_of), dimension_of(node.right, unit_of)
        if node.operator in "+-":
            return _same(left, right, _("“{sign}”两侧", sign=node.operator))
        sign = 1 if node.operator == "*" else -1
        return ANY if ANY in (left, right) else combine(left, right, sign)
    if isinstance(node, Call):
        if node.function == "count":
            return ANY
        dimension = dimension_of(node.arguments[0], unit_of)
        for argument in node.arguments[1:]:
            where = _("{name}() 各参数", name=node.function)
            dimension = _same(dimension, dimension_of(argument, unit_of), where)
        return dimension
    raise AssertionError(node)


def check_relation(relation: Relation, unit_of: Callable[[str], Unit]) -> None:
    """Raises ExpressionError unless every term of the relation has one dimension."""
    dimension = ANY
    for term in relation.terms:
        dimension = _same(dimension, dimension_of(term, unit_of), _("关系式各项"))


def _same(left: Dimension, right: Dimension, where: str) -> Dimension:
    if left == ANY:
        return right
    if right in (ANY, left):
        return left
    raise ExpressionError(
        _("{where}的计量单位不一致：{left} 与 {right}。", where=where, left=_named(left), right=_named(right))
    )


def _named(dimension: Dimension) -> str:
    return "·".join(base + (f"^{power}" if power != 1 else "") for base, power in dimension) or _("无量纲")
