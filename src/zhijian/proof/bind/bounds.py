"""Rates that are parts of a whole by their name: 合格率, 满意度 are at most 100 %."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from fractions import Fraction

from zhijian.expressions import Number
from zhijian.expressions import Relation as Statement
from zhijian.proof.shapes import Figure, Relation, Words
from zhijian.quantity import unit

_PARTS = re.compile(
    r"(?:满意度|(?:满意|合格|优良|优秀|及格|就业|升学|落实|毕业|达标|获证|取证|持证|对口|出勤|巩固|合规|及时|办结|参赛|通过)率)$"
)
_HUNDRED = Number(Fraction(100), unit("%"), "100%")
_SURE = Fraction(95, 100)


def bounds(figures: Iterable[Figure]) -> Iterator[Relation]:
    """Such a rate beyond 100 %."""
    for figure in figures:
        if figure.role not in {"value", "share"} or figure.quantity.unit.symbol != "%" or figure.quantity.low <= 100:
            continue
        name = figure.row if figure.table and _PARTS.search(figure.row) else figure.measure
        if _PARTS.search(name):
            yield Relation(
                "part",
                Statement((figure.variable, _HUNDRED), ("<=",)),
                (figure.id,),
                _SURE,
                Words(f"“{name}”不应大于100%", f"{name} cannot exceed 100%"),
            )
