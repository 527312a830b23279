"""Small cells: counts of persons that could point to one of them are left out of what is published."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

import polars as pl

from zhijian.catalogue import Catalogue
from zhijian.expressions import Slices, Variable, leaves
from zhijian.facts import FactSet, OrganisationTree
from zhijian.facts.organisations import LEVELS
from zhijian.publish.equalities import Equality, Key, determined, equalities

SMALLEST_CELL = 5
"""Counts of 1 to 4 persons are suppressed; 0 is not, for it points to nobody.

Common practice of statistical disclosure control (a threshold of 3 to 10 is usual); the catalogue says which
indicators count persons that could be recognised (``small_cells``).
"""


def suppressed_keys(facts: FactSet, catalogue: Catalogue, tree: OrganisationTree) -> frozenset[Key]:
    """The keys of the facts that must not be published.

    Primary: small counts of indicators marked ``small_cells``. Secondary: further figures of the sums that they stand
    in (parts and whole, slices and total, schools and their city), until no suppressed figure follows from published
    ones, and none is known to be together with others fewer than SMALLEST_CELL. Of those that could be taken, schools
    go before the organisations above them, and the smallest first; 0 comes last, for it hides little.
    Derived: figures that are computed from suppressed ones, for with the other term they give them away.
    """
    marked = {i.id for i in catalogue.indicators.values() if i.small_cells}
    values = _values(facts)
    hidden = {key for key, value in values.items() if key[2] in marked and 0 < value < SMALLEST_CELL}
    if not hidden:
        return frozenset()
    sums = equalities(values, catalogue, tree, {key[2] for key in hidden})
    ranks = {o.id: LEVELS.index(o.level) for o in tree}

    def reluctance(key: Key) -> tuple[bool, int, Fraction, Key]:
        return (values[key] == 0, ranks[key[0]], values[key], key)

    while more := _needed(sums, hidden, values):
        hidden |= {min(candidates, key=reluctance) for candidates in more}
    return frozenset(hidden | set(_derived(hidden, values, catalogue)))


def _values(facts: FactSet) -> dict[Key, Fraction]:
    """The value of every given fact."""
    given = facts.frame.filter((pl.col("status") == "given") & pl.col("mantissa").is_not_null())
    rows = given.select("organisation", "period", "indicator", "slice", "mantissa", "decimals").iter_rows()
    return {(o, p, i, s): Fraction(mantissa, 10**decimals) for o, p, i, s, mantissa, decimals in rows}


def _needed(sums: Iterable[Equality], hidden: set[Key], values: Mapping[Key, Fraction]) -> list[list[Key]]:
    """For each suppressed figure that still shows, those of which one more must go; empty where all is hidden."""
    touched = [one for one in sums if not hidden.isdisjoint(one)]
    needed = [[key for key in one if key not in hidden] for one in touched if _shows(one, hidden, values)]
    if not any(needed):
        showing = determined(touched, hidden)
        needed = [[k for one in touched if key in one for k in one if k not in hidden] for key in showing]
    return [candidates for candidates in needed if candidates]


def _shows(equality: Equality, hidden: set[Key], values: Mapping[Key, Fraction]) -> bool:
    """Whether the sum by itself gives a suppressed figure away, or that several are very few persons together."""
    unknown = [key for key in equality if key in hidden]
    if len(unknown) == 1:
        return True
    parts = len({equality[key] for key in unknown}) == 1  # none of them is the whole of the others
    return parts and 0 < sum(values[key] for key in unknown) < SMALLEST_CELL


def _derived(hidden: set[Key], values: Mapping[Key, Fraction], catalogue: Catalogue) -> Iterator[Key]:
    """The facts of derived indicators that a suppressed figure goes into."""
    users: dict[str, list[tuple[str, Variable | Slices]]] = defaultdict(list)
    for indicator in catalogue.indicators.values():
        if indicator.formula is not None:
            for leaf in leaves(catalogue.expand(indicator.formula)):
                users[leaf.indicator].append((indicator.id, leaf))
    for organisation, period, used, slice_ in hidden:
        for id_, leaf in users[used]:
            key = (leaf.organisation or organisation, catalogue.earlier(period, -leaf.back), id_, "")
            concerned = bool(slice_) if isinstance(leaf, Slices) else leaf.slice == slice_
            if concerned and key in values:
                yield key
