"""Columnar interval evaluation against ten lines of fractions, and against brute force inside the intervals."""

from fractions import Fraction
from itertools import product

import numpy as np
from hypothesis import assume, example, given
from hypothesis import strategies as st

from support.values import Ends, Values
from zhijian.expressions import (
    Binary,
    Call,
    Negate,
    Node,
    Number,
    Rationals,
    Relation,
    Variable,
    evaluate,
    parse_expression,
    relation_possible,
)
from zhijian.quantity import unit

NAMES = ("a", "b", "c")


def nodes(*, functions: bool = True) -> st.SearchStrategy[Node]:
    """Expressions over a, b, c and small numbers."""
    numbers = st.integers(-3, 9).map(lambda n: Number(Fraction(n), unit(""), str(n)))
    leaves = st.one_of(st.sampled_from(NAMES).map(Variable), numbers)

    def grow(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        binary = st.builds(Binary, st.sampled_from("+-*/"), inner, inner)
        calls = st.builds(
            lambda f, x: Call(f, tuple(x)),
            st.sampled_from(["sum", "min", "max"]),
            st.lists(inner, min_size=1, max_size=3),
        )
        absolute = inner.map(lambda x: Call("abs", (x,)))
        return st.one_of(binary, inner.map(Negate), *([calls, absolute] if functions else []))

    return st.recursive(leaves, grow, max_leaves=6)


ENDS = st.tuples(st.fractions(-20, 20, max_denominator=8), st.fractions(0, 3, max_denominator=8)).map(
    lambda e: (e[0], e[0] + e[1])
)
POINTS = st.fractions(-(10**12), 10**12, max_denominator=10**6).map(lambda f: (f, f))


def reference(node: Node, values: dict[str, Fraction]) -> Fraction:
    """The value at a point."""
    if isinstance(node, Number):
        return node.value
    if isinstance(node, Variable):
        return values[node.indicator]
    if isinstance(node, Negate):
        return -reference(node.operand, values)
    if isinstance(node, Call):
        inner = [reference(argument, values) for argument in node.arguments]
        return abs(inner[0]) if node.function == "abs" else {"sum": sum, "min": min, "max": max}[node.function](inner)  # type: ignore[operator]
    assert isinstance(node, Binary)
    left, right = reference(node.left, values), reference(node.right, values)
    return {"+": lambda: left + right, "-": lambda: left - right, "*": lambda: left * right, "/": lambda: left / right}[
        node.operator
    ]()


@given(nodes(), st.lists(st.tuples(POINTS, POINTS, POINTS), min_size=1, max_size=5))
def test_points_give_the_value_in_every_row(node: Node, rows: list[tuple[Ends, Ends, Ends]]) -> None:
    """Numbers of any size: what does not fit machine integers is promoted."""
    result = evaluate(node, Values({name: [row[i] for row in rows] for i, name in enumerate(NAMES)}))
    for number, row in enumerate(rows):
        try:
            expected = reference(node, {name: row[i][0] for i, name in enumerate(NAMES)})
        except ZeroDivisionError:
            assert result.bounds(number) is None
            continue
        bounds = result.bounds(number)
        assert bounds is None or bounds == (expected, expected)


@given(nodes(), ENDS, ENDS, ENDS)
@example(
    parse_expression("a / (a - 5) + b / (5 - a)"),
    (Fraction(4), Fraction(6)),
    (Fraction(1), Fraction(1)),
    (Fraction(0), Fraction(0)),
)
def test_no_value_inside_the_intervals_lies_outside_the_bounds(node: Node, a: Ends, b: Ends, c: Ends) -> None:
    bounds = evaluate(node, Values({"a": [a], "b": [b], "c": [c]})).bounds()
    assume(bounds is not None)
    assert bounds is not None
    for x, y, z in product(*(_points(ends) for ends in (a, b, c))):
        value = reference(node, {"a": x, "b": y, "c": z})  # no division by zero where it is defined
        assert bounds[0] <= value <= bounds[1]


@given(
    st.sampled_from(
        ["a + b * c", "(a - b) / b", "a / (a + b)", "(a * b + c) / (a + c)", "a * b - a * c", "growth(a) + c - c"]
    ),
    ENDS,
    ENDS,
    ENDS,
)
def test_bounds_of_linear_fractional_expressions_are_reached(text: str, a: Ends, b: Ends, c: Ends) -> None:
    node = parse_expression(text)
    bounds = evaluate(node, Values({"a": [a], "b": [b], "c": [c], "previous a": [b]})).bounds()
    assume(bounds is not None)
    assert bounds is not None
    corners = [reference(_without_previous(node), {"a": x, "b": y, "c": z}) for x, y, z in product(a, b, c)]
    assert (min(corners), max(corners)) == bounds


RELATIONS = st.builds(
    lambda left, operator, right: Relation((left, right), (operator,)),
    nodes(functions=False),
    st.sampled_from(["==", "<=", "<", ">=", ">", "!="]),
    nodes(functions=False),
)


@given(RELATIONS, ENDS, ENDS, ENDS)
def test_a_violated_relation_has_no_solution(relation: Relation, a: Ends, b: Ends, c: Ends) -> None:
    ((left, operator, right),) = relation.pairs
    if relation_possible(left, operator, right, Values({"a": [a], "b": [b], "c": [c]}))[0]:
        return
    for x, y, z in product(*(_points(ends) for ends in (a, b, c))):
        point = {"a": x, "b": y, "c": z}
        assert not _compare(reference(left, point), operator, reference(right, point))


@given(
    st.sampled_from(["a + b", "a - b", "a / b", "a * 2"]),
    st.sampled_from(["==", "<=", "<", ">=", ">", "!="]),
    ENDS,
    ENDS,
    ENDS,
)
def test_a_relation_that_is_not_violated_has_a_solution(text: str, operator: str, a: Ends, b: Ends, c: Ends) -> None:
    """Each variable once: the corners decide an inequality, and between two corners of opposite sign lies an equality."""
    assume(not (b[0] <= 0 <= b[1]))
    left, right = parse_expression(text), parse_expression("c")
    differences = [reference(left, {"a": x, "b": y}) - z for x, y, z in product(a, b, c)]
    solvable = {
        "==": min(differences) <= 0 <= max(differences),
        "!=": any(differences),
        "<=": min(differences) <= 0,
        "<": min(differences) < 0,
        ">=": max(differences) >= 0,
        ">": max(differences) > 0,
    }[operator]
    assert bool(relation_possible(left, operator, right, Values({"a": [a], "b": [b], "c": [c]}))[0]) == solvable


@given(st.lists(st.tuples(st.fractions(), st.fractions()), min_size=1, max_size=6))
def test_arrays_of_rationals_are_fractions(pairs: list[tuple[Fraction, Fraction]]) -> None:
    left, right = (Rationals.of([pair[i] for pair in pairs]) for i in (0, 1))
    for array, expected in (
        (left + right, [a + b for a, b in pairs]),
        (left - right, [a - b for a, b in pairs]),
        (left * right, [a * b for a, b in pairs]),
        (left.min(right), [min(pair) for pair in pairs]),
        (left.max(right), [max(pair) for pair in pairs]),
    ):
        assert [array.fraction(row) for row in range(len(pairs))] == expected
    assert (left <= right).tolist() == [a <= b for a, b in pairs]
    assert (left < right).tolist() == [a < b for a, b in pairs]
    assert left.floor().tolist() == [a.numerator // a.denominator for a, _ in pairs]
    nonzero = [i for i, (_, b) in enumerate(pairs) if b]
    quotient = left.take(np.array(nonzero, dtype=int)).divided_by(right.take(np.array(nonzero, dtype=int)))
    assert [quotient.fraction(row) for row in range(len(nonzero))] == [pairs[i][0] / pairs[i][1] for i in nonzero]


def _points(ends: Ends) -> list[Fraction]:
    low, high = ends
    return sorted({low, high, (low + high) / 2, low + (high - low) / 3})


def _without_previous(node: Node) -> Node:
    """``previous a`` is given b's values here."""
    if isinstance(node, Variable):
        return Variable("b") if node.back else node
    if isinstance(node, Binary):
        return Binary(node.operator, _without_previous(node.left), _without_previous(node.right))
    return node


def _compare(left: Fraction, operator: str, right: Fraction) -> bool:
    return {
        "==": left == right,
        "!=": left != right,
        "<=": left <= right,
        "<": left < right,
        ">=": left >= right,
        ">": left > right,
    }[operator]
