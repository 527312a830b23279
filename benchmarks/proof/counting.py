"""One report proofed end to end, and what of its slips was found."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from benchmarks.proof.draft import Draft, anchor_of
from benchmarks.proof.files import write
from benchmarks.proof.manners import MANNERS
from benchmarks.proof.places import Place, place_of, places
from benchmarks.proof.printed import Printed, Turn, shown
from benchmarks.proof.slips import Slip, put_in
from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.document import Document
from zhijian.document.read import read_document
from zhijian.findings import Finding, Severity
from zhijian.proof import proof_document
from zhijian.proof.form import check_form


@dataclass(frozen=True, slots=True)
class Told:
    """One slip and what became of it. placed: it was found again in the file that was read; named: a finding has it
    among its figures; rank: its place among the suspects of the findings that name it, from 1, 0 where it is none of
    them; suspects before it that are slips themselves are not counted. independent: relations that fail, hold it, and
    share nothing else."""

    kind: str
    text: str
    violating: bool
    placed: bool
    named: bool
    rank: int
    independent: int
    alone: bool
    about: str


@dataclass(slots=True)
class Count:
    """What one report gave. false: findings (error or warning) that name no slip, with their words; notices apart."""

    manner: str
    seed: int
    format: str
    figures: int = 0
    told: list[Told] = field(default_factory=list)
    findings: int = 0
    false: list[str] = field(default_factory=list)
    false_errors: int = 0
    notices: int = 0
    name: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A report to be proofed. kind and slips: what is put in; none for a clean one."""

    manner: str
    seed: int
    format: str
    kind: str = ""
    slips: int = 0

    @property
    def name(self) -> str:
        return f"{self.manner}/{self.seed}/{self.format}" + (f"/{self.kind}×{self.slips}" if self.kind else "")


@cache
def _catalogue() -> Catalogue:
    return load_catalogue()


@cache
def _draft(manner: str, seed: int) -> Draft:
    return MANNERS[manner](seed)


def findings_of(document: Document, catalogue: Catalogue | None) -> list[Finding]:
    """Everything that is said of a document: of its figures, and of its form."""
    proofed = list(proof_document(document, catalogue=catalogue).findings)
    known = {(f.code, str(f.location)) for f in proofed}
    return proofed + [f for f in check_form(document) if (f.code, str(f.location)) not in known]


def count(job: Job) -> Count:
    """Writes, reads and proofs the report, and looks for every slip in what is found."""
    draft = _draft(job.manner, job.seed)
    edits, slips = put_in(draft, job.kind, job.slips, random.Random(job.name)) if job.kind else ({}, [])
    written = draft.document(edits)
    with tempfile.TemporaryDirectory() as folder:
        read = read_document(write(written, Path(folder), job.format))
    found = findings_of(read, _catalogue() if draft.catalogue else None)
    made = Count(job.manner, job.seed, job.format, figures=len(draft.figures), name=job.name)
    where = places(written, read)
    targets = {slip: _targets(slip, where) for slip in slips}
    hit = [_places_of(finding) for finding in found]
    for slip in slips:
        others = [place for other, its in targets.items() if other is not slip for place in its]
        made.told.append(_told(slip, targets[slip], others, found, hit, edits_text=shown(slip.piece, edits)))
    for finding, its in zip(found, hit, strict=True):
        if finding.severity == Severity.notice:
            made.notices += 1
            continue
        made.findings += 1
        true = any(_meets(target, its) or _numbering(slip, finding) for slip, target in targets.items())
        if not true:
            made.false_errors += finding.severity == Severity.error
            made.false.append(
                f"{job.name} {finding.severity.name} {finding.code} {finding.message} @ {finding.location}"
            )
    return made


def _told(
    slip: Slip,
    targets: list[Place],
    others: list[Place],
    found: Sequence[Finding],
    hit: Sequence[Sequence[Place]],
    *,
    edits_text: str,
) -> Told:
    piece = slip.piece
    naming = [n for n in range(len(found)) if _meets(targets, hit[n]) or _numbering(slip, found[n])]
    ranks = [rank for n in naming if (rank := _rank(found[n], targets, others))]
    about = "；".join(f"{r.kind}({'，'.join(f.text for f in r.figures)})" for r in slip.relations[:3])
    return Told(
        slip.kind, f"{piece.text} → {edits_text}", slip.violating, bool(targets), bool(naming), min(ranks, default=0),
        _independent(slip), slip.alone, about,
    )  # fmt: skip


def _rank(finding: Finding, targets: Sequence[Place], others: Sequence[Place]) -> int:
    wrongly = 0
    for suspect in finding.suspects:
        place = place_of(suspect.location)
        if place is not None and _meets(targets, [place]):
            return wrongly + 1
        wrongly += place is None or not _meets(others, [place])
    return 0


def _targets(slip: Slip, where: dict[str, Place]) -> list[Place]:
    """Where the slip stands. A word of direction is no figure: it is found where its figures are named."""
    own = where.get(anchor_of(slip.piece))
    if isinstance(slip.piece, Printed) or slip.kind == "numbering":
        return [own] if own else []
    figures = [figure for relation in slip.relations for figure in relation.figures]
    return [place for place in (own, *(where.get(anchor_of(f)) for f in figures)) if place is not None]


def _places_of(finding: Finding) -> list[Place]:
    locations = [finding.location, *(f.location for f in finding.figures), *(s.location for s in finding.suspects)]
    return [place for location in locations if (place := place_of(location)) is not None]


def _meets(targets: Iterable[Place], its: Iterable[Place]) -> bool:
    its = list(its)
    return any(target.meets(place) for target in targets for place in its)


def _numbering(slip: Slip, finding: Finding) -> bool:
    """A number that is wrong is told at the next one too, and where it was referred to."""
    if slip.kind != "numbering" or not finding.code.startswith(("ZJ60", "ZJ614")):
        return False
    assert isinstance(slip.piece, Turn)
    return slip.piece.text in finding.message or slip.edit.number in finding.message


def _independent(slip: Slip) -> int:
    """How many of the failing relations share no other figure with one another."""
    taken: set[int] = set()
    number = 0
    for relation in sorted(slip.relations, key=lambda r: len(r.members)):
        others = set(relation.members) - {slip.piece.id}
        if not others & taken:
            taken |= others
            number += 1
    return number
