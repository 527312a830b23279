"""How relations are put together: terms, statements, and the words that explain them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from zhijian.expressions import Binary, Node, Number
from zhijian.expressions import Relation as Statement
from zhijian.proof.shapes import Figure, Kind, Relation, Words
from zhijian.quantity import unit

ONE = Number(Fraction(1), unit(""), "1")
WHOLE = Number(Fraction(100), unit("%"), "100%")


def plus(terms: Sequence[Node]) -> Node:
    return reduce(lambda left, right: Binary("+", left, right), terms)


def signed(node: Node, direction: int) -> Node:
    """The node, or what is taken away where the direction is down."""
    return Binary("-", Number(Fraction(0), unit(""), "0"), node) if direction < 0 else node


def said(
    kind: Kind,
    left: Node,
    operator: str,
    right: Node,
    *,
    figures: Sequence[Figure],
    confidence: Fraction,
    words: Words,
) -> Relation:
    """The relation between ``left`` and ``right`` over ``figures``."""
    ids = tuple(dict.fromkeys(figure.id for figure in figures))
    return Relation(kind, Statement((left, right), (operator,)), ids, confidence, words)


def name(figure: Figure) -> str:
    """What a figure is called in an explanation."""
    return f"“{figure.measure or figure.text}”"


def one_slip_apart(figures: Sequence[Figure], whole: Figure) -> bool:
    """Whether one slip in one printed number (a digit changed, left out, doubled; two swapped) would make them add up.

    So a list of parts whose sum misses is told from a list that never meant to be complete. In numbers of three digits
    or fewer a slip is too easily found.
    """
    total = sum((figure.quantity.value * figure.quantity.unit.scale for figure in figures), Fraction(0))
    missing = whole.quantity.value * whole.quantity.unit.scale - total
    for figure in (*figures, whole):
        quantity = figure.quantity
        sign = -1 if figure is whole else 1
        meant = quantity.value + sign * missing / quantity.unit.scale
        scaled = meant * Fraction(10) ** quantity.decimals
        if (
            scaled.denominator == 1
            and scaled >= 1000
            and abs(quantity.mantissa) >= 1000
            and slip(str(abs(quantity.mantissa)), str(scaled.numerator))
        ):
            return True
    return False


def slip(first: str, second: str) -> bool:
    """Whether one changed, lost or added digit, or two swapped neighbours, make one number of the other."""
    if len(first) == len(second):
        different = [at for at in range(len(first)) if first[at] != second[at]]
        if len(different) == 1:
            return len(first) > 1
        return (
            len(different) == 2
            and different[1] == different[0] + 1
            and first[different[0]] == second[different[1]]
            and first[different[1]] == second[different[0]]
        )
    if abs(len(first) - len(second)) != 1:
        return False
    longer, shorter = (first, second) if len(first) > len(second) else (second, first)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
