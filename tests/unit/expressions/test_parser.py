"""Reading the language of formulas and rules."""

import pytest

from zhijian.errors import ExpressionError
from zhijian.expressions import Slices, Variable, leaves, parse_expression, parse_relation, to_text


def words(text: str) -> str:
    """The expression with its operators as signs; variables by their ids."""

    def name(leaf: Variable | Slices) -> str:
        key = "[*]" if isinstance(leaf, Slices) else f"[{leaf.slice}]" if leaf.slice else ""
        at = f"@{leaf.organisation}" if leaf.organisation else ""
        return "上年" * leaf.back + leaf.indicator + key + at

    return to_text(parse_relation(text) if any(c in text for c in "<>=≤≥≠") else parse_expression(text), name)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a + b * c", "a ＋ b × c"),
        ("(a + b) * c", "（a ＋ b） × c"),
        ("a - b - c", "a － b － c"),
        ("a - (b - c)", "a － （b － c）"),
        ("a / (b * c)", "a ÷ （b × c）"),
        ("a / b / c", "a ÷ b ÷ c"),
        ("-a + b", "－a ＋ b"),
        ("-(a + b)", "－（a ＋ b）"),
        ("sum(x[*])", "合计（x[*]）"),
        ("min(a, b)", "最小（a，b）"),
        ("x[国际级]", "x[国际级]"),
        ("x[ 61 ]@school-03", "x[61]@school-03"),
        ("previous(a + x[*])", "上年a ＋ 上年x[*]"),
        ("previous(previous(a))", "上年上年a"),
        ("growth(a)", "a ÷ 上年a － 1"),
        ("change(a)", "a － 上年a"),
        ("share(a, b)", "a ÷ b"),
        ("0.5 * a <= 33 平方米/生", "0.5 × a ≤ 33平方米/生"),
        ("a ≤ b ≤ c", "a ≤ b ≤ c"),
        ("a × b ÷ c − d = e", "a × b ÷ c － d ＝ e"),
        ("a ≠ 85%", "a ≠ 85%"),
    ],
)
def test_expressions_are_read(text: str, printed: str) -> None:
    assert words(text) == printed


def test_leaves_come_in_reading_order_with_repeats() -> None:
    found = [leaf.indicator for leaf in leaves(parse_relation("a + b <= c + a"))]
    assert found == ["a", "b", "c", "a"]


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("a +", 3, "左括号"),
        ("a + * b", 4, "左括号"),
        ("(a + b", 6, "“）”|“\\)”"),
        ("a b", 2, "表达式结束"),
        ("a ? b", 2, "运算符"),
        ("blend(a)", 0, "函数名"),
        ("3 匹", 2, "不认识的计量单位"),
    ],
)
def test_what_cannot_be_read_is_shown_at_its_place(text: str, position: int, expected: str) -> None:
    with pytest.raises(ExpressionError, match=expected) as caught:
        parse_expression(text)
    assert caught.value.position == position


def test_a_rule_must_compare() -> None:
    with pytest.raises(ExpressionError, match="比较符号"):
        parse_relation("a + b")
    with pytest.raises(ExpressionError, match="2 个参数"):
        parse_expression("share(a)")
