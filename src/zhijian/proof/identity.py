"""Findings that are alike are told apart by where they stand, so that one can be accepted without the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from zhijian.findings import Finding
from zhijian.proof.order import Reading


def told_apart(findings: Iterable[Finding], reading: Reading) -> list[Finding]:
    """The findings in their order, none with the subject and the figures of another: with the section where the
    subject does not name its place, and with its number among those that are alike even so."""
    seen: Counter[tuple[str, str, tuple[str, ...]]] = Counter()
    told = []
    for finding in findings:
        subject = finding.subject
        if not subject.startswith("proof/"):
            place = reading.place(finding.location)
            subject = "/".join(part for part in (place.section if place else "", subject) if part)
        key = finding.code, subject, tuple(figure.text for figure in finding.figures)
        seen[key] += 1
        told.append(replace(finding, subject=subject if seen[key] == 1 else f"{subject}（{seen[key]}）"))
    return told
