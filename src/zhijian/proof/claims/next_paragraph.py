"""Parts that open the paragraph after the one that ends with their whole: 实现生产总值214.6亿元。 其中，第一产业…"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from zhijian.proof.claims.leaving_nothing import is_partition
from zhijian.proof.claims.read import Passage
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.sums import sum_of
from zhijian.proof.shapes import Relation

_OPENS = re.compile(r"\s*其中[，,：:、]?")
_LIKELY = Fraction(8, 10)


def parts_of_paragraph_before(passages: Sequence[Passage]) -> Iterator[Relation]:
    """Sums of parts whose names leave nothing out, of the only figure of their unit in the last sentence before."""
    for before, here in pairwise(passages):
        if here.place.index == before.place.index + 1 and _OPENS.match(here.text):
            yield from _sums(before, here)


def _sums(before: Passage, here: Passage) -> Iterator[Relation]:
    parts = [each for each in here.said if each.sentence == here.said[0].sentence and _stands(each)]
    if not parts or parts[0].number:
        return
    wholes = [each for each in before.said if each.sentence == before.said[-1].sentence and _stands(each)]
    wholes = [each for each in wholes if each.same_unit(parts[0])]
    group = [each for each in parts if each.same_unit(parts[0])]
    if len(wholes) != 1 or len(group) < 2 or not is_partition([each.before + each.measure for each in group]):
        return
    if any((each.period, each.subject) != (wholes[0].period, wholes[0].subject) for each in group):
        return
    figures = [here.figures[each.number] for each in group]
    yield from sum_of(figures, before.figures[wholes[0].number], sure=True, most=_LIKELY)


def _stands(each: Said) -> bool:
    return each.role == "value" and not each.percent and not each.origin and each.head is None
