"""Binding: figures in different places that state one fact, and what follows between them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhijian.catalogue import Catalogue
from zhijian.proof.bind.aliases import join_aliases
from zhijian.proof.bind.beside import beside
from zhijian.proof.bind.bounds import bounds
from zhijian.proof.bind.directions import directions
from zhijian.proof.bind.facts import Facts, Key, bind_figures, current_period
from zhijian.proof.bind.last_year import Restated, restated
from zhijian.proof.bind.names import Names, plain
from zhijian.proof.bind.per_head import per_head
from zhijian.proof.bind.prices import constant_prices
from zhijian.proof.bind.rejoined import rejoined
from zhijian.proof.bind.relations import agree, changes, duplicates, recurring, rules
from zhijian.proof.bind.shares import shares
from zhijian.proof.bind.whole_counts import whole_counts
from zhijian.proof.shapes import Figure, Relation

__all__ = [
    "Facts",
    "Key",
    "Restated",
    "agree",
    "bind",
    "constant_prices",
    "current_period",
    "plain",
    "recurring",
    "restated",
]


def bind(
    figures: Sequence[Figure],
    said: Sequence[Relation],
    *,
    official: Mapping[int, str] | None = None,
    catalogue: Catalogue | None = None,
) -> tuple[Facts, list[Relation]]:
    """The facts that figures state, and the relations between figures that no one sentence or table holds.

    said: the relations that sentences and tables state themselves. official: indicator by figure of the official
    tables. Without a catalogue only figures of the very same words are taken for one.
    """
    figures = rejoined(figures)
    current = current_period(figures)
    names = Names(catalogue)
    facts = bind_figures(figures, official or {}, names, current)
    join_aliases(facts)
    found = [
        *duplicates(facts),
        *changes(facts, figures, said, current, names),
        *directions(facts, figures),
        *shares(facts, figures, said, current),
        *per_head(figures, said, facts),
        *beside(figures, facts),
        *bounds(figures),
        *whole_counts(figures, said, facts, catalogue),
    ]
    if catalogue is not None:
        found += rules(facts, catalogue)
    return facts, found
