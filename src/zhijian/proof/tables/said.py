"""How a table's relations are put together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce

from zhijian.expressions import Binary, Call, Node, Number
from zhijian.expressions import Relation as Statement
from zhijian.proof.shapes import Figure, Kind, Relation, Words
from zhijian.quantity import unit

SURE, LIKELY, POSSIBLE = Fraction(95, 100), Fraction(85, 100), Fraction(70, 100)
ONE = Number(Fraction(1), unit(""), "1")
HUNDRED = Number(Fraction(100), unit("%"), "100%")


def statement(left: Node, operator: str, right: Node) -> Statement:
    return Statement((left, right), (operator,))


def plus(terms: Sequence[Node]) -> Node:
    return reduce(lambda left, right: Binary("+", left, right), terms)


def relation(  # noqa: PLR0917 - the fields of a relation, in its order
    kind: Kind,
    that: Statement,
    figures: Sequence[Figure],
    confidence: Fraction,
    words: tuple[str, str],
    family: str = "",
) -> Relation:
    """words: why it must hold, in Chinese and English."""
    return Relation(kind, that, tuple(figure.id for figure in figures), confidence, Words(*words), family)


def between(
    whole: Figure, parts: Sequence[Figure], confidence: Fraction, words: tuple[str, str], family: str = ""
) -> Iterator[Relation]:
    """The mean of the whole lies between the least and the greatest of its parts."""
    variables = tuple(part.variable for part in parts)
    least, greatest = Call("min", variables), Call("max", variables)
    that = Statement((least, whole.variable, greatest), ("<=", "<="))
    yield relation("mean", that, [whole, *parts], confidence, words, family)
