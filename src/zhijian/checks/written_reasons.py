"""Written reasons: which findings they answer, and whether an accepted one still has the figures it was accepted for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from zhijian.facts import OrganisationTree
from zhijian.findings import Finding, Severity, finding
from zhijian.intake import Reason


class Reasons:
    """The reasons of a report, by what they are about."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self._texts: dict[tuple[str, str, str], str] = {}
        self._accepted: dict[str, list[tuple[str, str]]] = {}
        for reason in reasons:
            if reason.kind != "accepted":
                self._texts[reason.organisation, reason.period, reason.indicator] = reason.text
                continue
            subject, _, figures = reason.indicator.partition("#")
            if "/" not in subject:  # a rule's or an indicator's id alone
                subject = f"{subject}/{reason.organisation}/{reason.period}"
            self._accepted.setdefault(subject, []).append((figures, reason.text))

    def explains(self, organisation: str, period: str, indicator: str, slice: str = "") -> str:  # noqa: A002
        """The text of a reason for that figure; one for the whole indicator also answers its slices; else empty."""
        sliced = self._texts.get((organisation, period, f"{indicator}[{slice}]"), "") if slice else ""
        return sliced or self._texts.get((organisation, period, indicator), "")

    def accept(self, findings: Sequence[Finding], tree: OrganisationTree) -> Iterator[Finding]:
        """The findings, accepted ones with their reason in ``accepted`` and as notices.

        Where the figures changed since, the finding stays as grave as it is and ZJ305 says what changed.
        """
        for found in findings:
            entries = self._accepted.get(found.subject, [])
            now = figures_of(found)
            fitting = next((text for figures, text in entries if figures in ("", now)), None)
            if fitting is not None:
                yield with_reason(found, fitting)
                continue
            yield found
            if entries:
                organisation, period = found.subject.split("/")[1:3]
                yield finding(
                    "ZJ305",
                    found.location,
                    figures=found.figures,
                    found=_listed(now),
                    subject=found.subject,
                    school=tree[organisation].name if organisation in tree else organisation,
                    period=period,
                    previous=_listed(entries[-1][0]),
                )


def with_reason(found: Finding, reason: str) -> Finding:
    """The finding; where a reason was written, a notice that carries it."""
    return replace(found, severity=Severity.notice, accepted=reason) if reason else found


def figures_of(found: Finding) -> str:
    """The figures of a finding, as they are kept when it is accepted: 34个|0个|5个|30个."""
    return "|".join(figure.text for figure in found.figures)


def acceptance_of(found: Finding) -> str:
    """What ``indicator`` of a Reason of the kind ``accepted`` holds: the finding's subject and its figures.

    The finding is then quiet for as long as its figures are these; with the subject alone, whatever they are.
    """
    return f"{found.subject}#{figures_of(found)}"


def _listed(figures: str) -> str:
    return figures.replace("|", "、")
