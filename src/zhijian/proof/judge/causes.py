"""One cause, one finding: what localisation holds together is parted where different figures are to be doubted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zhijian.proof.localise import Cause, Suspected
from zhijian.proof.shapes import Relation, variable


@dataclass(frozen=True, slots=True)
class Doubt:
    """Relations that do not hold for one reason. certain: suspects in every explanation; either: one of these."""

    relations: tuple[Relation, ...]
    certain: tuple[Suspected, ...]
    either: tuple[Suspected, ...]

    @property
    def suspects(self) -> tuple[Suspected, ...]:
        return (*self.certain, *self.either)


def doubts(cause: Cause, relations: Sequence[Relation]) -> list[Doubt]:
    """The cause, parted so that relations explained by different suspects stand apart."""
    suspects = {s.figure: s for s in cause.suspects}
    certain = {name for name in suspects if all(_holds(name, a.suspects) for a in cause.alternatives)}
    groups: list[tuple[set[str], list[Relation]]] = []
    for number in cause.relations:
        relation = relations[number]
        doubted = {name for figure in relation.figures if (name := variable(figure).indicator) in suspects}
        doubted = doubted & certain or doubted
        joined = [group for group in groups if group[0] & doubted]
        groups = [group for group in groups if group not in joined]
        names = doubted.union(*(group[0] for group in joined))
        groups.append((names, [*(r for group in joined for r in group[1]), relation]))
    found = []
    for names, together in groups:
        ordered = [s for s in cause.suspects if s.figure in names]
        found.append(
            Doubt(
                tuple(together),
                tuple(s for s in ordered if s.figure in certain),
                tuple(s for s in ordered if s.figure not in certain),
            )
        )
    return found


def _holds(name: str, suspects: Sequence[Suspected]) -> bool:
    return any(suspect.figure == name for suspect in suspects)
