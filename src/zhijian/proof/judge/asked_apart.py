"""ZJ508 as a notice: a total beyond all of its parts, where it may have been asked for by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from zhijian.findings import Finding, Severity, finding
from zhijian.proof.judge.evaluation import violated_pair
from zhijian.proof.judge.identity import subject_of
from zhijian.proof.judge.telling import line
from zhijian.proof.judge.wording import in_words, named, shown
from zhijian.proof.shapes import Figure, Relation


def asked_apart(
    relations: Iterable[Relation], figures: Mapping[int, Figure], doubted: frozenset[int]
) -> Iterator[Finding]:
    """A notice for each that fails. doubted: figures that something else speaks against, of which nothing is asked."""
    for relation in relations:
        if violated_pair(relation, figures) is None or not doubted.isdisjoint(relation.figures):
            continue
        whole = figures[relation.figures[0]]
        told = line(relation, figures)
        yield finding(
            "ZJ508",
            whole.location,
            severity=Severity.notice,
            figures=tuple(shown(figures[number]) for number in relation.figures),
            found=whole.text,
            arithmetic=told,
            subject=subject_of("ZJ508", (figures[number] for number in relation.figures)),
            what=str(relation.explanation),
            main=told,
            more="",
            doubt="",
            labels=in_words("、", ", ").join(named(figures[number]) for number in relation.figures),
        )
