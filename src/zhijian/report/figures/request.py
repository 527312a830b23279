"""What stands between ``{{`` and ``}}``: an expression, and how to print it.

students.full_time
growth(students.full_time) | decimals 1
funding.special | unit 亿元 | decimals 2
trend(students.full_time) | form change
rank(students.full_time@school-03) | lowest
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhijian.errors import ExpressionError
from zhijian.expressions import Node, parse_expression
from zhijian.messages import _
from zhijian.quantity import Rounding, Unit, UnknownUnit, unit
from zhijian.report.wording import wording

GENERATED = re.compile(r"(?P<kind>trend|rank)\s*\((?P<inner>.*)\)\s*", re.DOTALL)
OPTIONS = (
    "bare",
    "unit 万元",
    "decimals 1",
    "rounding 四舍五入",
    "sign",
    "abs",
    "period 2023",
    "form change",
    "lowest",
)


class FigureError(ExpressionError):
    """A bound figure that cannot be read."""


@dataclass(frozen=True, slots=True)
class FigureRequest:
    """kind: value | trend | rank. source: all of it, as written. node: the expression's tree.

    unit, decimals, rounding: None where not asked for. period: empty for the report's own. form: of a trend.
    lowest: a rank from the lowest value.
    """

    source: str
    kind: str
    text: str
    node: Node
    bare: bool = False
    unit: Unit | None = None
    decimals: int | None = None
    rounding: Rounding | None = None
    sign: bool = False
    absolute: bool = False
    period: str = ""
    form: str = "full"
    lowest: bool = False


def read_request(source: str) -> FigureRequest:
    """Raises FigureError or ExpressionError, saying what was found and what was expected."""
    head, *options = source.split("|")
    text = head.strip()
    if not text:
        raise FigureError(_("没有写指标或表达式"))
    match = GENERATED.fullmatch(text)
    kind, inner = (match["kind"], match["inner"].strip()) if match else ("value", text)
    node = parse_expression(inner)
    values: dict[str, object] = {}
    for option in options:
        name, value = _option(option.strip(), kind)
        if name in values:
            raise FigureError(_("选项“{option}”写了两次", option=option.strip()))
        values[name] = value
    return FigureRequest(source.strip(), kind, inner, node, **values)  # type: ignore[arg-type]


def _option(option: str, kind: str) -> tuple[str, object]:
    name, _space, value = option.partition(" ")
    value = value.strip()
    if name in ("bare", "sign", "abs") and not value:
        return {"abs": "absolute"}.get(name, name), True
    if name == "lowest" and not value and kind == "rank":
        return name, True
    if name == "unit" and value:
        try:
            return name, unit(value)
        except UnknownUnit as error:
            raise FigureError(str(error)) from None
    if name == "decimals" and re.fullmatch(r"-?\d{1,2}", value):
        return name, int(value)
    if name == "rounding" and value in [r.value for r in Rounding]:
        return name, Rounding(value)
    if name == "period" and re.fullmatch(r"\d{4}", value):
        return name, value
    if name == "form" and kind == "trend" and value in wording("trend"):
        return name, value
    known = "、".join(OPTIONS)
    raise FigureError(_("不认识的选项“{option}”，可用的有 {known}", option=option, known=known))
