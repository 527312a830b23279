"""Proofed reports for programs: JSON and SARIF 2.1.0."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from zhijian.findings import Finding, Location, Severity, all_codes
from zhijian.messages import language
from zhijian.proof.order import span_of
from zhijian.proof.output.proofed import Proofed

_LEVELS = {Severity.error: "error", Severity.warning: "warning", Severity.notice: "note"}


def as_json(reports: Sequence[Proofed]) -> str:
    """{"findings": [...], "summary": {...}} of one report; of several {"reports": [...]}, each with its name."""
    told = [_one(report) for report in reports]
    data: dict[str, Any]
    if len(told) == 1:
        data = told[0]
    else:
        total = {
            name: sum(report.summary()[name] for report in reports)
            for name in (reports[0].summary() if reports else {})
        }
        data = {"reports": told, "summary": {"reports": len(reports), **total}}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _one(report: Proofed) -> dict[str, Any]:
    data: dict[str, Any] = {"report": report.name}
    if report.problem:
        return data | {"problem": report.problem, "findings": [], "summary": report.summary()}
    findings = [
        finding.as_json() | {"place": _place(report, finding.location), "quote": report.quote(finding.location)}
        for finding in report.findings
    ]
    return data | {"findings": findings, "summary": report.summary()}


def _place(report: Proofed, location: Location | None) -> dict[str, Any]:
    """The location taken apart: section, table, row, column, characters."""
    found: dict[str, Any] = {"section": report.section(location)}
    if location is None:
        return found
    address = location.address.lstrip("#").partition("[")[0]
    for part in address.split("/"):
        kind, number = part[:1], part[1:].partition("(")[0]
        name = {"p": "paragraph", "t": "table", "r": "row", "c": "column", "f": "figure", "h": "heading"}.get(kind)
        if name and number.isdigit():
            found[name] = int(number)
    span = span_of(location)
    return found | ({"characters": list(span)} if span else {})


def as_sarif(reports: Sequence[Proofed]) -> str:
    """Static Analysis Results Interchange Format, for editors and code-hosting platforms."""
    codes, lang = all_codes(), language()
    used = sorted({finding.code for report in reports for finding in report.findings})
    rules = [
        {
            "id": code,
            "name": code,
            "shortDescription": {"text": codes[code].title[lang]},
            "fullDescription": {"text": codes[code].why[lang]},
            "help": {"text": codes[code].remedy[lang]},
            "defaultConfiguration": {"level": _LEVELS[Severity[codes[code].severity]]},
        }
        for code in used
    ]
    results = [_result(report, finding, used.index(finding.code)) for report in reports for finding in report.findings]
    run = {
        "tool": {"driver": {"name": "zhijian", "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    return json.dumps(
        {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]},
        ensure_ascii=False,
        indent=1,
    )


def _result(report: Proofed, finding: Finding, index: int) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": "\n".join(text for text in (finding.message, finding.arithmetic) if text)},
        "locations": [_sarif_location(report, finding.location)],
    }
    related = [_sarif_location(report, figure.location, figure.text) for figure in finding.figures if figure.location]
    if related:
        result["relatedLocations"] = [location | {"id": number} for number, location in enumerate(related)]
    if finding.accepted:
        result["suppressions"] = [{"kind": "external", "justification": finding.accepted}]
    return result


def _sarif_location(report: Proofed, location: Location | None, message: str = "") -> dict[str, Any]:
    span, quote = span_of(location), report.quote(location)
    physical: dict[str, Any] = {"artifactLocation": {"uri": report.name.replace("\\", "/")}}
    logical = {"fullyQualifiedName": str(location) if location else report.name, "kind": "element"}
    if quote and span:
        physical["contextRegion"] = {"startLine": 1, "snippet": {"text": quote}}
        physical["region"] = {"startLine": 1, "snippet": {"text": quote}}
    told: dict[str, Any] = {"physicalLocation": physical, "logicalLocations": [logical]}
    return told | ({"message": {"text": message}} if message else {})
