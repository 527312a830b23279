"""Relations of different kinds that all say the same other value of one figure bear each other out.

That two misreadings agree to the digit on what a figure should be is no accident to reckon with: a total row that
misses what its column adds up to, and what the text says of it, was misprinted, even where most totals of its table
miss.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction

from zhijian.proof.judge.implied import implied
from zhijian.proof.localise import Range
from zhijian.proof.shapes import Figure, Relation

_WITNESSES = {
    "duplicate": "stated", "sum": "added", "share": "divided", "ratio": "divided", "per_head": "divided",
    "change": "changed", "growth": "changed",
}  # fmt: skip
"""By kind: what the relation goes by. Two that go by one thing may be misread alike, two that do not are not."""

_NARROW = 50  # times the width of what a witness allows, that the value is at least
_DIGITS = 3  # of the figure, below which values agree by accident


def agreeing(
    relations: Sequence[Relation], broken: AbstractSet[int], figures: Mapping[int, Figure], doubtful: AbstractSet[str]
) -> set[int]:
    """The numbers of the broken relations that another one, understood in another way, bears out.

    doubtful: families that may be misread; a column that was taken for last year's is not borne out by what the text
    says of last year.
    """
    against: dict[int, list[int]] = {}
    for number in sorted(broken):
        if relations[number].kind in _WITNESSES:
            for figure in relations[number].figures:
                against.setdefault(figure, []).append(number)
    found: set[int] = set()
    for figure, numbers in against.items():
        ways = {_WITNESSES[relations[number].kind] for number in numbers}
        if len(ways) > 1 and figures[figure].quantity.digits >= _DIGITS:
            said = [(number, value) for number in numbers if (value := _value(relations[number], figure, figures))]
            for one, other in _pairs(said):
                if _independent(relations[one], relations[other], figures, doubtful):
                    found |= {one, other}
    return found


def _value(relation: Relation, figure: int, figures: Mapping[int, Figure]) -> Range | None:
    """What the relation says of the figure, if it is told closely enough."""
    said = implied(relation, figure, figures)
    if said is None or said.low is None or said.high is None or said.low <= 0:
        return None
    return said if _NARROW * (said.high - said.low) <= said.low else None


def _pairs(said: Sequence[tuple[int, Range]]) -> Iterator[tuple[int, int]]:
    for at, (one, first) in enumerate(said):
        for other, second in said[at + 1 :]:
            if max(_low(first), _low(second)) <= min(_high(first), _high(second)):
                yield one, other


def _low(said: Range) -> Fraction:
    return said.low or Fraction(0)


def _high(said: Range) -> Fraction:
    return said.high or Fraction(0)


def _independent(one: Relation, other: Relation, figures: Mapping[int, Figure], doubtful: AbstractSet[str]) -> bool:
    """Whether the two were understood in different ways, and one of them inside a paragraph or a table."""
    if _WITNESSES[one.kind] == _WITNESSES[other.kind]:
        return False
    if set(one.figures) <= set(other.figures) or set(other.figures) <= set(one.figures):
        return False
    if any(_WITNESSES[each.kind] == "changed" and each.family in doubtful for each in (one, other)):
        return False
    return any(len({_block(figures[number]) for number in each.figures}) == 1 for each in (one, other))


def _block(figure: Figure) -> str:
    return figure.table or str(figure.block)
