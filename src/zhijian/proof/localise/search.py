"""Localisation: which figures to doubt where relations do not hold.

The cheapest set of figures whose release makes the rest consistent (Fellegi and Holt, 1976), by covering conflicts
as they come to light (Garfinkel, Kunnathur and Liepins, 1986): a conflict is a set of figures that cannot all be
right; HiGHS finds the cheapest cover of the conflicts known so far; exact arithmetic confirms that the rest is
consistent, or finds a further conflict. A cover that is confirmed is cheapest, since conflicts are only added.
Conflicts that share no figure are covered apart from each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from types import MappingProxyType

from zhijian.expressions import Relation, leaves
from zhijian.proof.localise.covering import cheapest_covers
from zhijian.proof.localise.narrowing import Contradiction, Narrowing
from zhijian.proof.localise.system import Stated, System

_MOST_WORK = 400  # rounds over a few conflicts, fewer over many: a table that is garbled has no one cause


@dataclass(frozen=True, slots=True)
class Suspected:
    """A figure to doubt. low, high: what would be consistent if only its alternative is doubted; None has no end."""

    figure: str
    low: Fraction | None
    high: Fraction | None
    confidence: Fraction


@dataclass(frozen=True, slots=True)
class Alternative:
    """One cheapest way to make the rest consistent: these figures are wrong together."""

    suspects: tuple[Suspected, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Figures that cannot all be right, as few as still contradict each other. relations: the numbers of why not."""

    figures: tuple[str, ...]
    relations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Cause:
    """What contradicts itself for one reason.

    figures: all that stand in its conflicts.
    alternatives: every cheapest one, the likeliest first; more than ``localise`` was to give where not ``complete``.
    """

    figures: tuple[str, ...]
    conflicts: tuple[Conflict, ...]
    alternatives: tuple[Alternative, ...]
    complete: bool = True

    @property
    def suspects(self) -> tuple[Suspected, ...]:
        """Every suspect of every alternative once, the likeliest first."""
        once: dict[str, Suspected] = {}
        for alternative in self.alternatives:
            for suspect in alternative.suspects:
                once.setdefault(suspect.figure, suspect)
        return tuple(sorted(once.values(), key=lambda s: -s.confidence))


def localise(
    figures: Mapping[str, Stated],
    relations: Sequence[Relation],
    *,
    most: int = 40,
    copies: Mapping[str, str] = MappingProxyType({}),
) -> list[Cause]:
    """The causes of all contradictions, in the order of ``figures``.

    relations: over Variables whose indicator is a name in ``figures``, or in ``copies``, which gives the name of the
    figure that it is a copy of; those with functions that are not reasoned about (abs, count, slices, !=) are left
    out. most: alternatives that are listed of one cause.
    """
    order = {name: number for number, name in enumerate(figures)}
    causes = [
        _renumbered(cause, numbers)
        for names, numbers in _components(figures, relations, copies)
        for cause in _Search(
            System({n: figures[n] for n in names}, [relations[r] for r in numbers], copies), most
        ).causes()
    ]
    return sorted(causes, key=lambda cause: order[cause.figures[0]])


def _components(
    figures: Mapping[str, Stated], relations: Sequence[Relation], copies: Mapping[str, str]
) -> list[tuple[list[str], list[int]]]:
    """Figures that relations connect, with the numbers of these relations: no component says anything of another."""
    above: dict[str, str] = {name: name for name in figures}

    def root(name: str) -> str:
        while above[name] != name:
            above[name] = name = above[above[name]]
        return name

    names_of = [
        [copies.get(leaf.indicator, leaf.indicator) for term in relation.terms for leaf in leaves(term)]
        for relation in relations
    ]
    for names in names_of:
        for name in names[1:]:
            above[root(name)] = root(names[0])
    members: dict[str, tuple[list[str], list[int]]] = {}
    for name in figures:
        members.setdefault(root(name), ([], []))[0].append(name)
    for number, names in enumerate(names_of):
        if names:
            members[root(names[0])][1].append(number)
    return [component for component in members.values() if component[1]]


def _renumbered(cause: Cause, numbers: Sequence[int]) -> Cause:
    """The cause with the numbers that its relations have among all."""
    conflicts = tuple(replace(c, relations=tuple(numbers[r] for r in c.relations)) for c in cause.conflicts)
    return replace(cause, conflicts=conflicts)


class _Search:
    def __init__(self, system: System, most: int) -> None:
        self.system = system
        self.most = most
        self.weights = {number: stated.weight for number, stated in enumerate(system.stated)}
        self.conflicts: list[frozenset[int]] = []
        self.doubtful: frozenset[int] = frozenset()
        self.base: Narrowing | None = None
        self.covered: dict[frozenset[frozenset[int]], list[frozenset[int]]] = {}

    def causes(self) -> list[Cause]:
        for conflict in self.system.violated():
            self._add(conflict)
        if not self.conflicts and self._contradicted(frozenset()) is None:
            return []
        work = 0
        while True:
            clusters = _clusters(self.conflicts)
            covers = [self._cheapest_covers(cluster) for cluster in clusters]
            work += 1 + max(len(cluster) for cluster in clusters) ** 2 // 50
            if self._confirmed(covers) or work > _MOST_WORK:
                return self._told(clusters, covers)

    def _cheapest_covers(self, cluster: list[frozenset[int]]) -> list[frozenset[int]]:
        """Those of the conflicts; a cluster to which nothing was added has the ones it had."""
        key = frozenset(cluster)
        if key not in self.covered:
            self.covered[key] = cheapest_covers(cluster, self.weights, most=self.most)
        return self.covered[key]

    def _add(self, conflict: frozenset[int]) -> None:
        if conflict and conflict not in self.conflicts:
            self.conflicts = [c for c in self.conflicts if not conflict <= c]
            if not any(c <= conflict for c in self.conflicts):
                self.conflicts.append(conflict)
        if not conflict <= self.doubtful:
            self.doubtful |= conflict
            self.base = None

    def _confirmed(self, covers: list[list[frozenset[int]]]) -> bool:
        """Whether every alternative holds, beside the first ones of the other clusters; else a conflict is added."""
        firsts = [alternatives[0] for alternatives in covers]
        together = frozenset().union(*firsts)
        if self._contradicted(together) is not None:
            return False
        for first, alternatives in zip(firsts, covers, strict=True):
            for other in alternatives[1:]:
                if self._contradicted(together - first | other) is not None:
                    return False
        return True

    def _contradicted(self, doubted: frozenset[int]) -> frozenset[int] | None:
        """A conflict among all figures but the doubted, which is then among the conflicts; None where there is none."""
        try:
            self._following(doubted)
        except Contradiction as contradiction:
            conflict = self.system.conflict(contradiction.reasons)
            self._add(conflict)
            return conflict
        return None

    def _following(self, doubted: frozenset[int]) -> Narrowing:
        """What follows when all figures but the doubted are right. Raises Contradiction.

        Everything that was ever in a conflict is left open once; what is believed of it is then put in, so that
        only the neighbourhood is gone through again.
        """
        if self.base is None:
            base = self.system.all_but(self.doubtful)
            self.system.look_for_circles(base, base.ranges)
            self.base = base
        narrowing = self.system.and_these(self.base, self.doubtful - doubted)
        self.system.look_for_circles(narrowing, self.doubtful)
        return narrowing

    # ── telling ─────────────────────────────────────────────────────────────────────────────────────

    def _told(self, clusters: list[list[frozenset[int]]], covers: list[list[frozenset[int]]]) -> list[Cause]:
        firsts = [alternatives[0] for alternatives in covers]
        together = frozenset().union(*firsts)
        causes = []
        for cluster, first, alternatives in zip(clusters, firsts, covers, strict=True):
            share = Fraction(1, len(alternatives))
            certainty: dict[int, Fraction] = {}
            for cover in alternatives:
                for figure in cover:
                    certainty[figure] = certainty.get(figure, Fraction(0)) + share * _borne_out(figure, cluster)
            told = []
            for cover in alternatives:
                try:
                    ranges = self._following(together - first | cover).ranges
                except Contradiction:  # only where the search was cut short
                    ranges = {f: self.system.possible(f) for f in cover}
                suspects = [
                    Suspected(self.system.names[f], ranges[f].low, ranges[f].high, certainty[f]) for f in sorted(cover)
                ]
                told.append(Alternative(tuple(sorted(suspects, key=lambda s: -s.confidence))))
            told.sort(key=lambda alternative: -max(s.confidence for s in alternative.suspects))
            involved = sorted(frozenset().union(*cluster))
            causes.append(
                Cause(
                    tuple(self.system.names[f] for f in involved),
                    tuple(self._conflict(conflict) for conflict in cluster),
                    tuple(told),
                    len(alternatives) < self.most,
                )
            )
        return causes

    def _conflict(self, conflict: frozenset[int]) -> Conflict:
        relations = tuple(sorted(self.system.relations_behind(conflict)))
        return Conflict(tuple(self.system.names[f] for f in sorted(conflict)), relations)


def _borne_out(figure: int, cluster: list[frozenset[int]]) -> Fraction:
    """3/4 where one conflict speaks against the figure, 5/6 with two, 7/8 with three, and so on towards 1."""
    against = sum(figure in conflict for conflict in cluster)
    return 1 - Fraction(1, 2 + 2 * against)


def _clusters(conflicts: Sequence[frozenset[int]]) -> list[list[frozenset[int]]]:
    """The conflicts, those that share figures together."""
    clusters: list[tuple[frozenset[int], list[frozenset[int]]]] = []
    for conflict in conflicts:
        touching = [c for c in clusters if c[0] & conflict]
        merged = (conflict.union(*(c[0] for c in touching)), [*(x for c in touching for x in c[1]), conflict])
        clusters = [c for c in clusters if not c[0] & conflict]
        clusters.append(merged)
    return [members for _, members in clusters]
