"""One amount told twice in different units: 占地面积236.5亩（约合15.8万平方米）."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from zhijian.proof.claims.said import Said
from zhijian.proof.claims.saying import name, said
from zhijian.proof.shapes import Figure, Relation, Words

_LIKELY = Fraction(85, 100)
_CONVERTED = re.compile(r"[\s，,（(]*(?:约?折?合|约?折算为?|相当于)约?\s*")
_CLOSE = 8  # characters between the two


def conversion_relations(every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """That an amount and the one that it is converted into are one."""
    for first, second in pairwise(every):
        one, other = first.mention, second.mention
        if not _CONVERTED.fullmatch(second.before) or other.start - one.end > _CLOSE or other.quantity.high is None:
            continue
        same = first.counts_like(second) and one.quantity.unit.dimension and not one.quantity.unit.count
        if same and one.quantity.unit.scale != other.quantity.unit.scale and first.sentence == second.sentence:
            yield said(
                "duplicate",
                figures[second.number].variable,
                "==",
                figures[first.number].variable,
                figures=[figures[first.number], figures[second.number]],
                confidence=_LIKELY,
                words=Words(name(figures[first.number]), name(figures[first.number])),
            )
