"""Small cells: counts of persons that could point to one of them are left out of what is published."""

from __future__ import annotations

from zhijian.catalogue import Catalogue
from zhijian.facts import Fact, FactSet

SMALLEST_CELL = 5
"""Counts of 1 to 4 persons are suppressed; 0 is not, for it points to nobody.

Common practice of statistical disclosure control (a threshold of 3 to 10 is usual); the catalogue says which
indicators count persons that could be recognised (``small_cells``).
"""

Key = tuple[str, str, str, str]


def suppressed_keys(facts: FactSet, catalogue: Catalogue) -> frozenset[Key]:
    """The keys of the facts that must not be published.

    Primary: small counts of indicators marked ``small_cells``. Secondary: where exactly one part of an exact
    partition is suppressed, its smallest sibling goes with it, or the difference would give it away.
    """
    marked = {i.id for i in catalogue.indicators.values() if i.small_cells}
    partitions = [i.parts.exactly for i in catalogue.indicators.values() if i.parts.exactly]
    within = {part for parts in partitions for part in parts}
    candidates = facts.where(indicator=marked | within, status="given")
    by_key = {fact.key: fact for fact in candidates}
    hidden = {key for key, fact in by_key.items() if fact.indicator in marked and _small(fact)}
    changed = True
    while changed:
        changed = False
        for parts in partitions:
            for organisation, period, slice_ in {(o, p, s) for o, p, i, s in hidden if i in parts}:
                keys = [(organisation, period, part, slice_) for part in parts]
                there = [key for key in keys if key in by_key]
                if sum(key in hidden for key in there) == 1 and len(there) > 1:
                    hidden.add(min((k for k in there if k not in hidden), key=lambda k: _size(by_key[k])))
                    changed = True
    return frozenset(hidden)


def _small(fact: Fact) -> bool:
    return fact.low is not None and 0 < fact.low < SMALLEST_CELL


def _size(fact: Fact) -> tuple[bool, int]:
    """Smallest positive first; a sibling of 0 hides nothing and comes last."""
    mantissa = fact.mantissa or 0
    return (mantissa == 0, mantissa)
