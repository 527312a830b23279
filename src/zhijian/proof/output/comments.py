"""A copy of a DOCX with a Word comment at each doubtful figure."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from zhijian.document.write.docx.comments import Comment, write_comments
from zhijian.findings import Finding, severity_label
from zhijian.messages import _
from zhijian.proof.output.proofed import Proofed, details, likely_suspects

_MOST_ALTERNATIVES = 4  # figures of which each may be the wrong one, that get a comment of their own


def annotate(report: Proofed, source: Path, out: Path) -> int:
    """Write ``source`` to ``out`` with the findings of ``report`` as comments; returns how many found their place.

    The first suspect has the whole comment, further ones a short one that names the first.
    """
    comments = [comment for finding in report.told for comment in _comments(report, finding)]
    return write_comments(source, out, comments, author=_("职鉴"), initials="ZJ")


def _comments(report: Proofed, finding: Finding) -> Iterator[Comment]:
    suspects = [suspect for suspect in likely_suspects(finding) if suspect.location]
    first = suspects[0].location if suspects else finding.location
    label = f"{severity_label(finding.severity)} {finding.code}"
    yield Comment(first, "\n".join([f"{label} {report.headline(finding)}", *details(report, finding)]))
    for suspect in suspects[1:_MOST_ALTERNATIVES]:
        if suspect.location == first:
            continue
        text = _(
            "{label} 这里也可能有误：{text}。详见 {place} 处“{first}”的批注。",
            label=label,
            text=suspect.text,
            place=report.spot(first).section,
            first=suspects[0].text,
        )
        right = [_("应为{value}", value=suspect.suggestion)] if suspect.suggestion else []
        yield Comment(suspect.location, "\n".join([text, *right]))
