"""Figures that state one thing in the same words of number: one figure to doubt, for what is copied is wrong alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhijian.proof.judge.evaluation import violated_pair
from zhijian.proof.shapes import Figure, Relation

_SURE = Fraction(75, 100)  # a duplicate that is less surely one makes no copies
_DIGITS = 3  # fewer are alike by accident


class Copies:
    """The copies among ``relations``' figures; each group is known by its first figure in reading order."""

    def __init__(self, relations: Sequence[Relation], figures: Mapping[int, Figure]) -> None:
        beside: dict[int, set[int]] = {}
        for relation in relations:
            if relation.kind != "duplicate":
                for number in relation.figures:
                    beside.setdefault(number, set()).update(relation.figures)
        self._group: dict[int, set[int]] = {}
        for relation in relations:
            if relation.kind == "duplicate" and relation.confidence >= _SURE and _copied(relation, figures):
                groups = [self._group.get(number, {number}) for number in relation.figures]
                together = groups[0].union(*groups[1:])
                # what stands in one relation, as this year's figure and last year's do, is not one thing
                if not any(beside.get(number, set()) & (together - {number}) for number in together):
                    self._group.update(dict.fromkeys(together, together))

    def first(self, number: int) -> int:
        """The figure by which the group of ``number`` is known."""
        return min(self._group.get(number, {number}))

    def all(self, number: int) -> list[int]:
        """The group of ``number``, in reading order."""
        return sorted(self._group.get(number, {number}))


def _copied(relation: Relation, figures: Mapping[int, Figure]) -> bool:
    one, other = (figures[number].quantity for number in relation.figures)
    return (
        one.digits >= _DIGITS
        and one.unit == other.unit
        and one.high is not None
        and (one.low, one.high) == (other.low, other.high)
        and violated_pair(relation, figures) is None
    )
