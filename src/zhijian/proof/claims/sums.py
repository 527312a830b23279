"""That parts add up to their whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.proof.claims.saying import name, plus, said
from zhijian.proof.shapes import Figure, Relation, Words
from zhijian.proof.slips import one_slip_apart

SURE = Fraction(95, 100)
_LIKELY, _LESS = Fraction(85, 100), Fraction(3, 4)


def can_make(parts: Sequence[Figure], whole: Figure) -> bool:
    """Whether the parts can add up to the whole as all are rounded; not where one of them has no end."""
    (low, high), (least, most) = _ends_of_sum(parts), whole.quantity.ends
    return high is not None and most is not None and low <= most and high >= least


def _ends_of_sum(parts: Sequence[Figure]) -> tuple[Fraction, Fraction | None]:
    ends = [part.quantity.ends for part in parts]
    highs = [high for _low, high in ends if high is not None]
    return sum((low for low, _ in ends), Fraction(0)), sum(highs, Fraction(0)) if len(highs) == len(ends) else None


def sum_of(
    parts: Sequence[Figure], whole: Figure, *, sure: bool, explicit: bool = False, most: Fraction = SURE
) -> Iterator[Relation]:
    """That the parts add up to the whole, where they do or would but for one slip, or the words say so.

    sure: their names leave nothing out. explicit: the list says that it is whole. most: the highest confidence.
    """
    (low, high), (least, greatest) = _ends_of_sum(parts), whole.quantity.ends
    exact = (greatest is None or low <= greatest) and (high is None or high >= least)
    if exact or sure or explicit:
        confidence = SURE if exact or sure else _LIKELY
    elif one_slip_apart(parts, whole):
        confidence = _LESS
    else:
        return
    yield said(
        "sum",
        plus([part.variable for part in parts]),
        "==",
        whole.variable,
        figures=[whole, *parts],
        confidence=min(confidence, most),
        words=Words(
            f"{'、'.join(name(part) for part in parts)}之和应等于{name(whole)}",
            f"{', '.join(name(part) for part in parts)} should add up to {name(whole)}",
        ),
    )
