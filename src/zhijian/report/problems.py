"""Problems of building a report: collected, and told all at once."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhijian.errors import BuildStopped
from zhijian.findings import Finding, Severity, finding
from zhijian.report.places import Place

UNKNOWN_NAMES = ("ZJ420", "ZJ422")
"""A reference without a target; a chart, table or case that nobody defines."""


class ReportStopped(BuildStopped):
    """The report cannot be composed; ``findings`` holds every error (ZJ4xx), in order of file and line."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(f"{one.code} {one.message} {one.remedy}".rstrip() for one in self.findings))


class Problems:
    """Collects findings while the report is composed."""

    def __init__(self) -> None:
        self._seen: dict[tuple[str, str, str], Finding] = {}

    def add(self, code: str, place: Place, *, found: str = "", expected: str = "", **values: object) -> None:
        """Note a finding of ``code`` at ``place``; the same one twice is noted once."""
        named: dict[str, Any] = {**values, "place": str(place)}
        one = finding(code, place.location, found=found, expected=expected, subject=str(place), **named)
        self._seen.setdefault((one.code, str(place), one.message), one)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """All of them, by file and line."""
        return tuple(sorted(self._seen.values(), key=_order))

    def stop_on_errors(self, *, but: tuple[str, ...] = ()) -> None:
        """Raises ReportStopped with every error, if there is one of another code than ``but``."""
        errors = [one for one in self.findings if one.severity >= Severity.error]
        if any(one.code not in but for one in errors):
            raise ReportStopped(errors)


def _order(one: Finding) -> tuple[str, int, str]:
    location = one.location
    if location is None:
        return ("", 0, one.code)
    line = location.address.removeprefix("#L")
    return (location.container, int(line) if line.isdigit() else 0, one.code)
