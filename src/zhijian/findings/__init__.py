"""Findings: what a check has to say, where, and how to mend it."""

from zhijian.findings.codes import Code, all_codes, code
from zhijian.findings.finding import Figure, Finding, Severity, Suspect, finding, severity_label
from zhijian.findings.location import Location, cell, parse_location, record, text_span

__all__ = [
    "Code",
    "Figure",
    "Finding",
    "Location",
    "Severity",
    "Suspect",
    "all_codes",
    "cell",
    "code",
    "finding",
    "parse_location",
    "record",
    "severity_label",
    "text_span",
]
