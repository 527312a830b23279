"""Proofs a document: reads its figures, binds them, and judges what must hold between them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from zhijian.catalogue import Catalogue
from zhijian.document import Document
from zhijian.findings import Finding, Severity
from zhijian.proof.bind import Facts, bind, constant_prices, restated
from zhijian.proof.bind.superlatives import superlatives
from zhijian.proof.claims import (
    parts_of_paragraph_before,
    read_passages,
    read_relations,
    shares_of_paragraphs_before,
)
from zhijian.proof.form import check_form
from zhijian.proof.identity import told_apart
from zhijian.proof.judge import SILENT_BELOW, differences, judge
from zhijian.proof.order import Reading
from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.tables import official_indicators, read_tables, relations_of


@dataclass(frozen=True, slots=True)
class ProofSummary:
    """What was looked at: printed figures, relations between them, recognised official tables."""

    figures: int
    relations: int
    tables: int
    official_tables: int
    errors: int
    warnings: int
    notices: int


@dataclass(frozen=True, slots=True)
class ProofResult:
    """findings: in reading order. figures: every printed figure. facts: which of them state one thing."""

    findings: tuple[Finding, ...]
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    facts: Facts
    summary: ProofSummary


def proof_document(
    document: Document, *, catalogue: Catalogue | None = None, last_year: Document | None = None
) -> ProofResult:
    """What ``document`` says of itself that cannot all be true, and faults of its form.

    catalogue: recognises the official tables and the names of indicators; without it a document is held to its own
    words and the form of its tables. last_year: last year's report; what it said of a year that ``document`` speaks
    of is compared, and a difference is a warning, since the figure may have been revised.
    """
    read = _read(document, catalogue)
    reading = Reading(document)
    found = [*judge(read.figures, read.relations, read.facts, catalogue, reading), *check_form(document)]
    if last_year is not None:
        found += differences(restated(read.facts, _read(last_year, catalogue).facts))
    findings = told_apart(reading.sorted(found), reading)
    return ProofResult(
        tuple(findings),
        read.figures,
        read.relations,
        read.facts,
        ProofSummary(
            len(read.figures),
            len(read.relations),
            read.tables,
            read.official,
            *(
                sum(f.severity == severity for f in findings)
                for severity in (Severity.error, Severity.warning, Severity.notice)
            ),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Read:
    figures: tuple[Figure, ...]
    relations: tuple[Relation, ...]
    facts: Facts
    tables: int
    official: int


def _read(document: Document, catalogue: Catalogue | None) -> _Read:
    tables = read_tables(document)
    passages = read_passages(document)
    figures = [figure for passage in passages for figure in passage.figures]
    measures = {figure.id: figure.measure for figure in figures}
    said = [
        relation
        for relation in read_relations(passages)
        if relation.kind != "growth" or not any(constant_prices(measures[number]) for number in relation.figures)
    ]
    official: dict[int, str] = {}
    recognised = 0
    for table in tables:
        figures += table.figures.values()
        known = official_indicators(table, catalogue) if catalogue is not None else {}
        recognised += bool(known)
        official |= known
        # Of an official table the catalogue says what is a part, and of what a mean: rows that only stand below
        # another are none, though a total beyond all of them is worth asking about.
        said += [_less_sure(r) if known and r.kind == "mean" else r for r in relations_of(table)
                 if not (known and r.kind == "part")]  # fmt: skip
    said += parts_of_paragraph_before(passages)
    said += [*shares_of_paragraphs_before(passages), *superlatives(passages, tables)]
    figures.sort(key=lambda figure: figure.id)
    facts, bound = bind(figures, said, official=official, catalogue=catalogue)
    return _Read(tuple(figures), (*said, *bound), facts, len({table.place.index for table in tables}), recognised)


def _less_sure(relation: Relation) -> Relation:
    return replace(relation, confidence=SILENT_BELOW)
