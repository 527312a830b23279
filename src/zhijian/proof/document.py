"""Proofs a document: reads its figures, binds them, and judges what must hold between them."""

from __future__ import annotations

from dataclasses import dataclass

from zhijian.catalogue import Catalogue
from zhijian.document import Document
from zhijian.findings import Finding, Severity
from zhijian.proof.bind import Facts, bind
from zhijian.proof.claims import read_passages, read_relations
from zhijian.proof.judge import judge
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


def proof_document(document: Document, *, catalogue: Catalogue | None = None) -> ProofResult:
    """What ``document`` says of itself that cannot all be true.

    catalogue: recognises the official tables and the names of indicators; without it a document is held to its own
    words and the form of its tables.
    """
    read = _read(document, catalogue)
    findings = judge(read.figures, read.relations, read.facts)
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
    said: list[Relation] = read_relations(passages)
    official: dict[int, str] = {}
    recognised = 0
    for table in tables:
        figures += table.figures.values()
        known = official_indicators(table, catalogue) if catalogue is not None else {}
        recognised += bool(known)
        official |= known
        said += [r for r in relations_of(table) if not (known and r.kind == "part")]
    figures.sort(key=lambda figure: figure.id)
    facts, bound = bind(figures, said, official=official, catalogue=catalogue)
    return _Read(tuple(figures), (*said, *bound), facts, len(tables), recognised)
