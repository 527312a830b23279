"""Proofed reports as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from zhijian.findings import Finding, Location
from zhijian.proof.order import span_of
from zhijian.proof.output.proofed import Proofed

_KINDS = {"p": "paragraph", "t": "table", "r": "row", "c": "column", "f": "figure", "h": "heading"}


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
        unread = sum(bool(report.problem) for report in reports)
        data = {"reports": told, "summary": {"reports": len(reports), "unread": unread, **total}}
    return json.dumps(data, ensure_ascii=False, indent=1)


def _one(report: Proofed) -> dict[str, Any]:
    problem = {"problem": report.problem} if report.problem else {}
    findings = [_finding(report, finding) for finding in report.findings]
    return {"report": report.name, **problem, "findings": findings, "summary": report.summary()}


def _finding(report: Proofed, finding: Finding) -> dict[str, Any]:
    """The record of the finding; beside each location the same taken apart, and what is quoted there."""
    record = finding.as_json()
    record["place"] = _place(report, finding.location)
    record["quote"] = report.spot(finding.location).quote
    locations = {
        "figures": [figure.location for figure in finding.figures],
        "suspects": [suspect.location for suspect in finding.suspects],
    }
    for name, found in locations.items():
        for entry, location in zip(record[name], found, strict=True):
            entry["place"] = _place(report, location)
    return record


def _place(report: Proofed, location: Location | None) -> dict[str, Any] | None:
    """Section, heading, paragraph or table, row and column, counted from 1; characters from 0."""
    if location is None:
        return None
    found: dict[str, Any] = {"section": report.spot(location).section}
    for part in location.address.lstrip("#").partition("[")[0].split("/"):
        kind, number = part[:1], part[1:].partition("(")[0]
        if part.startswith("case"):
            kind, number = "case", part[4:].partition("(")[0]
        if number.isdigit() and (name := _KINDS.get(kind, kind)):
            found[name] = int(number)
    span = span_of(location)
    return found | ({"characters": list(span)} if span else {})
