"""The composed report proofed like anybody's, before it leaves the house."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from zhijian.checks import figures_of
from zhijian.compilation.folder import ReportFolder
from zhijian.document import Document
from zhijian.document.read import located
from zhijian.findings import Finding, Location, Severity
from zhijian.intake import Reason
from zhijian.proof import Reading, check_form, proof_document, walk
from zhijian.proof.output import Proofed, spots_of
from zhijian.proof.output.page import as_page

REPORT = "report.docx"
"""What places in the report are named after; they are the same in its other formats."""

_CHECKED = ("ZJ514",)
"""Jumps from one year to the next: asked about when the facts are checked, where the written reasons are (ZJ301)."""


@dataclass(frozen=True, slots=True)
class SelfProof:
    """findings: with the chapter's file and line as location where the report's own text is meant, and with the place
    in the printed report otherwise. document, proofed: what the page with notes in the margin is made of."""

    findings: tuple[Finding, ...]
    document: Document
    proofed: Proofed

    @property
    def sound(self) -> bool:
        """Whether no error is left that nobody gave a reason for."""
        return not any(found.severity is Severity.error and not found.accepted for found in self.findings)

    def page(self) -> str:
        """The report with the findings in the margin."""
        return as_page(self.proofed, self.document)


def self_proof(document: Document, folder: ReportFolder) -> SelfProof:
    """What ``document`` says of itself that cannot all be true, and faults of its form."""
    read = located(document, REPORT)
    result = proof_document(read, catalogue=folder.catalogue)
    told = (found for found in result.findings if found.code not in _CHECKED)
    found = tuple(_accepted(told, folder.reasons))
    proofed = Proofed(
        REPORT, found, len(result.figures), len(result.relations), spots_of(read, found), title=document.title
    )
    return SelfProof(tuple(_as_written(found, document, read)), read, proofed)


def form_of(document: Document, folder: ReportFolder) -> tuple[Finding, ...]:
    """Faults of form of an edition that prints a selection of another, whose figures were proofed there."""
    read = located(document, REPORT)
    return tuple(_as_written(_accepted(check_form(read), folder.reasons), document, read))


def _accepted(findings: Iterable[Finding], reasons: Iterable[Reason]) -> Iterator[Finding]:
    """The findings, those accepted in reasons.csv as notices; with figures named there, while they are the same."""
    entries = [(*reason.indicator.partition("#")[::2], reason.text) for reason in reasons if reason.kind == "accepted"]
    for found in findings:
        now = figures_of(found)
        text = next(
            (text for subject, figures, text in entries if subject == found.subject and figures in ("", now)), ""
        )
        yield replace(found, severity=Severity.notice, accepted=text) if text else found


def _as_written(findings: Iterable[Finding], document: Document, read: Document) -> Iterator[Finding]:
    """The findings with the file and line where the author finds the block."""
    reading = Reading(read)
    sources: list[Location | None] = [place.block.location for place in walk(document)]
    for found in findings:
        place = reading.place(found.location)
        source = sources[place.index] if place is not None else None
        yield replace(found, location=source) if source is not None and source.container else found
