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


def sum_of(
    whole: Figure, parts: Sequence[Figure], words: tuple[str, str], family: str = "", confidence: Fraction = LIKELY
) -> Relation:
    """The parts add up to the whole."""
    that = statement(plus([part.variable for part in parts]), "==", whole.variable)
    return relation("sum", that, [whole, *parts], confidence, words, family)


def sum_of_rows(whole: Figure, parts: Sequence[Figure], family: str = "", confidence: Fraction = LIKELY) -> Relation:
    """The figures of some rows add up to that of another."""
    names = "、".join(f"“{part.row}”" for part in parts)
    words = (f"{names}之和应等于“{whole.row}”", f"{names} should add up to {whole.row}")
    return sum_of(whole, parts, words, family, confidence)


def hundred(row: Sequence[Figure], family: str) -> Relation:
    """The shares of a row make 100 %."""
    words = (f"“{row[0].row}”各项占比之和应为100%", f"the shares of {row[0].row} should add up to 100%")
    that = statement(plus([figure.variable for figure in row]), "==", HUNDRED)
    return relation("share", that, row, LIKELY, words, family)


def share_of(  # noqa: PLR0917 - the figures in the order of the formula, then as in ``relation``
    stated: Figure, part: Figure, whole: Figure, confidence: Fraction, words: tuple[str, str], family: str
) -> Relation:
    """A share is its part over the whole."""
    that = statement(stated.variable, "==", Binary("/", part.variable, whole.variable))
    return relation("share", that, [stated, part, whole], confidence, words, family)


def between(
    whole: Figure, parts: Sequence[Figure], confidence: Fraction, words: tuple[str, str], family: str = ""
) -> Iterator[Relation]:
    """The mean of the whole lies between the least and the greatest of its parts."""
    variables = tuple(part.variable for part in parts)
    least, greatest = Call("min", variables), Call("max", variables)
    that = Statement((least, whole.variable, greatest), ("<=", "<="))
    yield relation("mean", that, [whole, *parts], confidence, words, family)
