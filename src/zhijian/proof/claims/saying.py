"""How relations are put together: terms, statements, and the words that explain them."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import ceil, floor

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


_NEAR = Fraction(1, 100)  # of the whole: who leaves something out leaves more out
_BEYOND = Fraction(10, 100)  # of the whole: parts that overlap exceed it by more
_CLOSE = Fraction(2, 100)  # of the whole, within which a slip in three digits is no accident
_DIGITS, _FEW_DIGITS = 1000, 100
_FEWEST = 3


def one_slip_apart(figures: Sequence[Figure], whole: Figure) -> bool:
    """Whether parts that miss their whole were meant to add up to it, and no list that leaves something out.

    So it is where one slip in one printed number (a digit changed, left out, doubled; two swapped) makes them add up,
    allowing for rounding; where three or more come within a hundredth of the whole; where they exceed it a little, or by one of
    them.
    In numbers of few digits a slip is too easily found.
    """
    if whole.quantity.high is None or any(figure.quantity.high is None for figure in figures):
        return False
    low = sum((figure.quantity.low * figure.quantity.unit.scale for figure in figures), Fraction(0))
    high = sum(((figure.quantity.high or 0) * figure.quantity.unit.scale for figure in figures), Fraction(0))
    scale = whole.quantity.unit.scale
    least, most, size = whole.quantity.low * scale, whole.quantity.high * scale, abs(whole.quantity.value * scale)
    missing, beyond = max(least - high, Fraction(0)), max(low - most, Fraction(0))
    fine = abs(whole.quantity.mantissa) >= _FEW_DIGITS
    if fine and (0 < beyond <= _BEYOND * size or (0 < missing <= _NEAR * size and len(figures) >= _FEWEST)):
        return True
    if fine and len(figures) >= _FEWEST:  # the whole is the sum of all parts but one, which was left out
        for figure in figures:
            own = figure.quantity.unit.scale
            if low - (figure.quantity.high or 0) * own <= most and high - figure.quantity.low * own >= least and beyond:
                return True
    if fine and _in_one_unit(figures, whole):
        return True
    digits = _FEW_DIGITS if missing + beyond <= _CLOSE * size else _DIGITS
    for figure in (*figures, whole):
        quantity = figure.quantity
        if abs(quantity.mantissa) < digits:
            continue
        own = quantity.unit.scale
        ends = (low, high)
        if figure is not whole:
            ends = (least - (high - (quantity.high or 0) * own), most - (low - quantity.low * own))
        first, last = (end / own * Fraction(10) ** quantity.decimals for end in ends)
        for meant in range(ceil(first), min(floor(last), ceil(first) + _MOST_MEANT) + 1):
            if meant >= digits and slip(str(abs(quantity.mantissa)), str(meant)):
                return True
    return False


def _in_one_unit(figures: Sequence[Figure], whole: Figure) -> bool:
    """Whether parts printed in several units, 万元 and 亿元, would add up if all were in that of the whole."""
    if all(figure.quantity.unit == whole.quantity.unit for figure in figures):
        return False
    low = sum((figure.quantity.low for figure in figures), Fraction(0))
    high = sum((figure.quantity.high or Fraction(0) for figure in figures), Fraction(0))
    return low <= (whole.quantity.high or Fraction(0)) and high >= whole.quantity.low


_MOST_MEANT = 12  # values that rounding leaves open, beyond which a slip is found by accident


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
