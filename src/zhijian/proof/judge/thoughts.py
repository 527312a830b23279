"""The other figures of a relation, where the cheapest explanation is one: a reader wants to know what each would be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from fractions import Fraction

from zhijian.expressions import Variable
from zhijian.proof.judge.causes import Doubt
from zhijian.proof.judge.copies import Copies
from zhijian.proof.judge.implied import implied
from zhijian.proof.localise import Suspected
from zhijian.proof.shapes import Figure, Relation, figure_of

_LESS = Fraction(1, 3)  # of the confidence of the least likely suspect


def with_second_thoughts(told: Doubt, figures: Mapping[int, Figure], copies: Copies) -> Doubt:
    """The doubt with the figures that are not doubted, where one relation alone fails: they may be borne out by
    copies of themselves. Each with the values by which the relation would hold, the total of a sum before its parts.
    """
    if len(told.relations) != 1 or told.together or not told.suspects:
        return told
    (relation,) = told.relations
    doubted = {n for suspect in told.suspects for n in copies.all(figure_of(Variable(suspect.figure)))}
    less = _LESS * min(suspect.confidence for suspect in told.suspects)
    found = []
    for number in _whole_first(relation):
        said = None if number in doubted else implied(relation, number, figures)
        if said is not None:
            found.append(Suspected(figures[number].variable.indicator, said.low, said.high, less))
    return replace(told, thoughts=tuple(found))


def _whole_first(relation: Relation) -> list[int]:
    alone = [figure_of(term) for term in relation.that.terms if isinstance(term, Variable)]
    return list(dict.fromkeys((*alone, *relation.figures)))
