"""Formulas and rules add and compare like with like."""

import pytest

from zhijian.errors import ExpressionError
from zhijian.expressions import check_relation, dimension_of, parse_expression, parse_relation
from zhijian.quantity import Unit, unit

UNITS = {
    "students": unit("人"),
    "teachers": unit("人"),
    "money": unit("万元"),
    "rate": unit("%"),
    "area": unit("平方米"),
}


def unit_of(name: str) -> Unit:
    return UNITS[name]


@pytest.mark.parametrize(
    ("text", "symbol"),
    [
        ("students / teachers", ":1"),
        ("money / students", "元/生"),
        ("students * rate", "人"),
        ("sum(students, teachers)", "人"),
    ],
)
def test_the_dimension_of_a_formula(text: str, symbol: str) -> None:
    assert dimension_of(parse_expression(text), unit_of) == unit(symbol).dimension


@pytest.mark.parametrize(
    "text", ["students <= 0.1 * students", "0 <= money", "area / students >= 33 平方米/生", "rate <= 100%"]
)
def test_sound_relations(text: str) -> None:
    check_relation(parse_relation(text), unit_of)


@pytest.mark.parametrize("text", ["students <= money", "students + area > 0", "rate == students", "area >= 33"])
def test_apples_and_pears(text: str) -> None:
    with pytest.raises(ExpressionError, match="计量单位不一致"):
        check_relation(parse_relation(text), unit_of)
