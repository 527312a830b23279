"""One cause, one finding: what localisation holds together is parted where different figures are to be doubted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from zhijian.expressions import Variable
from zhijian.proof.judge.copies import Copies
from zhijian.proof.localise import Cause, Conflict, Suspected
from zhijian.proof.shapes import Relation, figure_of, variable


@dataclass(frozen=True, slots=True)
class Doubt:
    """What does not hold for one reason.

    relations: those that fail by themselves; where none does, those that cannot hold ``together``.
    certain: suspects in every explanation; either: one of these; thoughts: those that it would take more to doubt.
    """

    relations: tuple[Relation, ...]
    together: bool
    certain: tuple[Suspected, ...]
    either: tuple[Suspected, ...]
    thoughts: tuple[Suspected, ...] = ()

    @property
    def suspects(self) -> tuple[Suspected, ...]:
        return (*self.certain, *self.either)


def doubts(
    cause: Cause, relations: Sequence[Relation], fails: Callable[[Relation], bool], copies: Copies
) -> list[Doubt]:
    """The cause, parted so that conflicts explained by different suspects stand apart.

    Of copies that are doubted the one is told that stands in what fails.
    fails: whether a relation cannot hold by itself. One that can is told only where nothing else explains its
    conflict: that 5438 is at most 9400 − 4722 is a reason, that 4722 is 4722 is none.
    """
    suspects = {s.figure: s for s in cause.suspects}
    certain = {name for name in suspects if all(_holds(name, a.suspects) for a in cause.alternatives)}

    def fails_alone(conflict: Conflict) -> bool:
        """Whether one relation explains the conflict."""
        figures = set(conflict.figures)
        return any(
            figures <= {variable(copies.first(figure)).indicator for figure in relations[number].figures}
            and fails(relations[number])
            for number in conflict.relations
        )

    groups: list[tuple[set[str], list[Conflict]]] = []
    for conflict in sorted(cause.conflicts, key=lambda c: not fails_alone(c)):
        doubted = suspects.keys() & set(conflict.figures)
        names = doubted & certain or doubted
        joined = [group for group in groups if group[0] & names]
        if joined and not fails_alone(conflict):
            continue  # explained by what is told already
        groups = [group for group in groups if group not in joined]
        groups.append(
            (names.union(*(group[0] for group in joined)), [*(c for group in joined for c in group[1]), conflict])
        )
    found = []
    for names, conflicts in groups:
        numbers = sorted({number for conflict in conflicts for number in conflict.relations})
        alone = [number for number in numbers if fails(relations[number])]
        if not alone:
            fewest = min(conflicts, key=lambda conflict: len(conflict.relations))
            numbers = sorted(fewest.relations)
        ordered = [s for s in cause.suspects if s.figure in names]
        told = tuple(relations[number] for number in alone or numbers)
        found.append(
            Doubt(
                told,
                not alone,
                tuple(_in(told, s, copies) for s in ordered if s.figure in certain),
                tuple(_in(told, s, copies) for s in ordered if s.figure not in certain),
            )
        )
    return found


def _in(relations: Sequence[Relation], suspect: Suspected, copies: Copies) -> Suspected:
    """The suspect by the copy that stands in the relations."""
    standing = {number for relation in relations for number in relation.figures}
    every = copies.all(figure_of(Variable(suspect.figure)))
    first = next((number for number in every if number in standing), every[0])
    return replace(suspect, figure=variable(first).indicator)


def _holds(name: str, suspects: Sequence[Suspected]) -> bool:
    return any(suspect.figure == name for suspect in suspects)
