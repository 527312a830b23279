"""Proofed reports as SARIF 2.1.0 (OASIS Standard, Static Analysis Results Interchange Format), for other programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from importlib.metadata import version
from typing import Any
from urllib.parse import quote as escaped

from zhijian.findings import Finding, Location, Severity, all_codes
from zhijian.messages import language
from zhijian.proof.order import span_of
from zhijian.proof.output.proofed import Proofed, details, headline

_LEVELS = {Severity.error: "error", Severity.warning: "warning", Severity.notice: "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def as_sarif(reports: Sequence[Proofed]) -> str:
    """One run. Files that could not be read are notifications of its invocation."""
    used = sorted({finding.code for report in reports for finding in report.findings})
    results = [_result(report, finding, used.index(finding.code)) for report in reports for finding in report.findings]
    unread = [
        {"level": "error", "message": {"text": report.problem}, "locations": [_location(report, None)]}
        for report in reports
        if report.problem
    ]
    run = {
        "tool": {"driver": {"name": "zhijian", "version": version("zhijian"), "rules": [_rule(code) for code in used]}},
        "language": "en" if language() == "en" else "zh-CN",
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
        "artifacts": [{"location": {"uri": _uri(report.name)}} for report in reports],
        "results": results,
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1)


def _rule(name: str) -> dict[str, Any]:
    code, lang = all_codes()[name], language()
    return {
        "id": name,
        "shortDescription": {"text": code.title[lang]},
        "fullDescription": {"text": code.why[lang]},
        "defaultConfiguration": {"level": _LEVELS[Severity[code.severity]]},
    }


def _result(report: Proofed, finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join([headline(finding), *details(report, finding)])},
        "locations": [_location(report, finding.location)],
    }
    related = [_location(report, figure.location, figure.text) for figure in finding.figures if figure.location]
    if related:
        result["relatedLocations"] = [location | {"id": number} for number, location in enumerate(related)]
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "justification": finding.accepted}]
    return result


def _location(report: Proofed, location: Location | None, message: str = "") -> dict[str, Any]:
    """Files that are no text have no lines: the place is a logical location; in text files also characters."""
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(report.name)}}
    span, spot = span_of(location), report.spot(location)
    if span and report.name.lower().endswith(".txt"):
        region = {"charOffset": span[0], "charLength": span[1] - span[0]}
        physical["region"] = region | ({"snippet": {"text": spot.quote}} if spot.quote else {})
    told: dict[str, Any] = {"physicalLocation": physical}
    if location is not None:
        told["logicalLocations"] = [{"name": spot.section, "fullyQualifiedName": str(location), "kind": "element"}]
    return told | ({"message": {"text": message}} if message else {})


def _uri(name: str) -> str:
    return escaped(name.replace("\\", "/"))
