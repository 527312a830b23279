"""How relations are put together: terms, statements, and the words that explain them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce

from zhijian.expressions import Binary, Node, Number
from zhijian.expressions import Relation as Statement
from zhijian.proof.claims.said import Said
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


def printed(figures: Sequence[Figure], *said: Said) -> tuple[Figure, ...]:
    """The figures of a passage that were read as these."""
    return tuple(figures[each.number] for each in said)


def quotient(kind: Kind, terms: Sequence[Figure], confidence: Fraction, *, per: Node | None = None) -> Relation:
    """That the first term over the second gives the third. per: what of the second, where not one of it (1亩)."""
    above, below, result = terms
    return said(
        kind,
        Binary("/", above.variable, below.variable if per is None else Binary("/", below.variable, per)),
        "==",
        result.variable,
        figures=terms,
        confidence=confidence,
        words=_of_two(kind, above, below, result),
    )


def _of_two(kind: Kind, above: Figure, below: Figure, result: Figure) -> Words:
    if kind == "share" and above.measure != below.measure:
        return Words(
            f"{name(above)}占{name(below)}的比重写作{result.text}，与两数不符",
            f"{name(above)} is said to be {result.text} of {name(below)}, which does not follow",
        )
    called = f"{name(above)}与{name(below)}之比" if above.measure != below.measure else f"{name(above)}两数之比"
    return Words(
        f"{called}写作{result.text}，与两数不符",
        f"{name(above)} over {name(below)} is said to be {result.text}, which does not follow",
    )


def name(figure: Figure) -> str:
    """What a figure is called in an explanation."""
    return f"“{figure.measure.removesuffix(figure.of) or figure.measure or figure.text}”"
