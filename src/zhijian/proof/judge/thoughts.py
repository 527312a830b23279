"""The total of a sum that misses, where the cheapest explanation is another: a reader wants to know what it would be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction

from zhijian.expressions import Variable, leaves
from zhijian.findings import Suspect
from zhijian.proof.judge.causes import Doubt
from zhijian.proof.judge.wording import Told
from zhijian.proof.localise import suggested
from zhijian.proof.shapes import Figure, Relation, figure_of

_LESS = Fraction(1, 3)  # of the confidence of the least likely suspect


def second_thoughts(relations: Sequence[Relation], told: Doubt, figures: Mapping[int, Figure]) -> list[Told]:
    """The total, where one sum alone fails and other figures are doubted: it may be borne out by copies of itself."""
    if len(relations) != 1 or relations[0].kind != "sum" or not told.suspects:
        return []
    left, right = relations[0].that.terms[:2]
    for side, others in ((left, right), (right, left)):
        if not isinstance(side, Variable) or isinstance(others, Variable):
            continue
        doubted = {figure_of(Variable(suspect.figure)) for suspect in told.suspects}
        total = figures[figure_of(side)]
        parts = [figures[figure_of(leaf)].quantity for leaf in leaves(others) if isinstance(leaf, Variable)]
        if total.id in doubted or not parts or any(part.high is None for part in parts):
            return []
        scale = total.quantity.unit.scale
        low = sum((part.low * part.unit.scale for part in parts), Fraction(0)) / scale
        high = sum(((part.high or 0) * part.unit.scale for part in parts), Fraction(0)) / scale
        suspect = Suspect(
            total.text,
            total.location,
            _LESS * min(suspected.confidence for suspected in told.suspects),
            (low, high),
            suggested(total.quantity, low, high),
        )
        return [Told(total.id, suspect, certain=False, slip=False, thought=True)]
    return []
