"""What last year's report said of the years that this one speaks of, too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from zhijian.proof.bind.facts import Facts, Key, Stated
from zhijian.proof.bind.relations import agree
from zhijian.proof.shapes import Figure
from zhijian.proof.slips import looks_like_a_slip

_ENOUGH = Fraction(75, 100)
_FAR = Fraction(1, 3)  # by their own words only: further apart, two figures count different things


@dataclass(frozen=True, slots=True)
class Restated:
    """One fact that two reports state differently. now: this report's figures, in reading order."""

    key: Key
    now: tuple[Figure, ...]
    before: Figure


def restated(facts: Facts, last_year: Facts) -> Iterator[Restated]:
    """Every fact of a year that both reports state, where none of this one's figures can be last year's figure."""
    for key, stated in facts.by_key.items():
        said = last_year.best(key.measure, key.subject, key.period)
        if said is None or said.confidence < _ENOUGH:
            continue
        differing = [s for s in stated if s.confidence >= _ENOUGH and not agree(s.figure, said.figure)]
        if differing and (key.known or all(_comparable(s, said) for s in differing)):
            yield Restated(key, tuple(s.figure for s in differing), said.figure)


def _comparable(now: Stated, before: Stated) -> bool:
    """Names that no catalogue knows: both in tables, or near enough that they count one thing."""
    a, b = (abs(s.figure.quantity.in_base) for s in (now, before))
    near = abs(a - b) <= _FAR * max(a, b) or looks_like_a_slip(now.figure.quantity, before.figure.quantity)
    return near and bool(now.figure.table) and bool(before.figure.table)
