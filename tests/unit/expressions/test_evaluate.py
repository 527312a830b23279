"""Exact evaluation over intervals."""

from fractions import Fraction

import pytest

from support.values import Values, between
from zhijian.expressions import evaluate, parse_expression, parse_relation, relation_possible


def value(text: str, **named: tuple[Fraction, Fraction] | None) -> tuple[Fraction, Fraction] | None:
    """The interval of an expression in a single row."""
    return evaluate(parse_expression(text), Values({name: [ends] for name, ends in named.items()})).bounds()


A, B = between(2, 3), between(5, 10)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("a + b", "7", "13"),
        ("a - b", "-8", "-2"),
        ("a * b", "10", "30"),
        ("(a - b) * b", "-80", "-10"),  # a once, b twice: b's degree is 2, so the bound is an outer one
        ("a / b", "1/5", "3/5"),
        ("-a", "-3", "-2"),
        ("min(a, b)", "2", "3"),
        ("max(a, b)", "5", "10"),
        ("abs(a - b)", "2", "8"),
        ("abs(b - a * 2)", "0", "6"),
        ("a - a", "0", "0"),
        ("a / a", "1", "1"),
        ("(b - a) / a", "2/3", "4"),
        ("b / a - 1", "2/3", "4"),
        ("a / (a + b)", "1/6", "3/8"),
        ("(a + b) / (a + 1)", "2", "4"),
        ("a * b + a", "12", "33"),
        ("50% * b", "5/2", "5"),
    ],
)
def test_the_range_of_an_expression(text: str, low: str, high: str) -> None:
    assert value(text, a=A, b=B) == between(low, high)


@pytest.mark.parametrize(
    "text",
    [
        "b / (a - a)",  # 0 everywhere
        "b / z",  # z may be 0
        "1 / (a - z)",  # at the corners 2 − (−1) > 0 and 2 − 4 < 0, so it passes through 0
        "a / (z - a) + a",
        "1 / (1 / z)",
    ],
)
def test_a_denominator_that_may_be_zero_is_not_evaluated(text: str) -> None:
    assert value(text, a=A, b=B, z=between(-1, 4)) is None


def test_signs_of_several_denominators_are_told_apart() -> None:
    """Two denominators that both change their sign do not make up for each other."""
    text = "a / (a - 5/2) + a / (5/2 - a)"
    assert value(text, a=A) is None
    assert value("a / (a - 4) + a / (5 - a)", a=A) is not None


def test_missing_values_make_the_result_missing() -> None:
    assert value("a + b", a=A, b=None) is None
    assert value("max(a, b)", a=A, b=None) is None


def test_slices_that_are_not_stated_have_nothing_to_add() -> None:
    slices = {"x[甲]": [between(2), None, None], "x[乙]": [between(3), between(4), None]}
    rows = [
        evaluate(parse_expression(text), Values(slices))
        for text in ("sum(x[*])", "min(x[*])", "max(x[*])", "count(x[*])")
    ]
    assert [row.bounds(0) for row in rows] == [between(5), between(2), between(3), between(2)]
    assert [row.bounds(1) for row in rows] == [between(4), between(4), between(4), between(1)]
    assert [row.bounds(2) for row in rows] == [None] * 4


def test_a_count_of_what_may_be_zero_is_an_interval() -> None:
    assert evaluate(
        parse_expression("count(x[*])"), Values({"x[甲]": [between(0, 1)], "x[乙]": [between(2)]})
    ).bounds() == between(1, 2)


def test_a_set_without_any_slice_is_missing() -> None:
    assert evaluate(parse_expression("sum(x[*])"), Values({"y": [between(1)]})).bounds() is None


@pytest.mark.parametrize(
    ("relation", "a", "b", "holds"),
    [
        ("a == b", between(35), between(34), False),
        ("a == b", between("97.55", "97.65"), between("97.65", "97.75"), True),  # closed ends touch
        ("a < b", between(2, 3), between(1, 2), False),
        ("a <= b", between(2, 3), between(1, 2), True),
        ("a > b", between(2), between(2), False),
        ("a >= b", between(2), between(2), True),
        ("a != b", between(2), between(2), False),
        ("a != b", between(2, 3), between(2), True),
        ("a <= b", None, between(2), True),  # nothing can be said, so nothing is violated
        ("a - b == b - a", between(1, 2), between(3, 4), False),
        ("a + b <= a", between(1, 9), between(0, 1), True),
        ("a + b <= a", between(1, 9), between(1, 2), False),  # the same a on both sides
    ],
)
def test_a_relation_is_violated_only_when_no_choice_satisfies_it(
    relation: str, a: tuple[Fraction, Fraction] | None, b: tuple[Fraction, Fraction] | None, holds: bool
) -> None:
    ((left, operator, right),) = parse_relation(relation).pairs
    assert bool(relation_possible(left, operator, right, Values({"a": [a], "b": [b]}))[0]) is holds


def test_many_rows_at_once_are_the_same_as_one_by_one() -> None:
    rows = [between(1, 2), between(3), None, between(10**12, 10**13)]
    together = evaluate(parse_expression("a * a * a / (a + 1)"), Values({"a": rows}))
    single = [evaluate(parse_expression("a * a * a / (a + 1)"), Values({"a": [row]})).bounds() for row in rows]
    assert [together.bounds(i) for i in range(4)] == single
