"""The Finding: one frozen record for everything that any check says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import IntEnum
from fractions import Fraction
from functools import cache
from typing import Any

from zhijian.findings.codes import code as code_entry
from zhijian.findings.location import Location
from zhijian.messages import _, language

# What messages open with that whoever stands before the figure sees already: whose it is, its year, its place, its name.
OPENING = re.compile(r"(?:(?:\{(?:school|period|sheet|place)\}|（\{label\}）|\(\{label\}\))年?[，：,: ]*)*")


class Severity(IntEnum):
    """How grave; ordered, so that ``--fail-on warning`` means warning and above."""

    notice = 1
    warning = 2
    error = 3


def severity_label(severity: Severity) -> str:
    """The word for it."""
    return {Severity.error: _("错误"), Severity.warning: _("警告"), Severity.notice: _("提示")}[severity]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that a finding speaks of: its text, where it stands, the interval it stands for."""

    text: str
    location: Location | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "location": str(self.location) if self.location else None,
            "low": _number(self.low),
            "high": _number(self.high),
            "unit": self.unit,
        }


@dataclass(frozen=True, slots=True)
class Suspect:
    """A figure that is probably wrong, with the interval that would be consistent."""

    text: str
    location: Location | None
    confidence: Fraction
    consistent: tuple[Fraction, Fraction] | None = None
    suggestion: str = ""
    cause: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "location": str(self.location) if self.location else None,
            "confidence": _number(self.confidence),
            "consistent": [_number(end) for end in self.consistent] if self.consistent else None,
            "suggestion": self.suggestion,
            "cause": self.cause,
        }


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say. ``subject`` names what it is about, stably, so that it can be accepted.

    subject: e.g. ``school-03/2024/graduates.total`` or a rule's id with organisation and period.
    """

    code: str
    severity: Severity
    message: str
    location: Location | None = None
    figures: tuple[Figure, ...] = ()
    expected: str = ""
    found: str = ""
    arithmetic: str = ""
    suspects: tuple[Suspect, ...] = ()
    remedy: str = ""
    subject: str = ""
    accepted: str = field(default="", compare=False)
    opening: str = field(default="", compare=False, repr=False)  # of the message: whose figure, which year, where

    @property
    def beside(self) -> str:
        """The message for who has the figure before them: without the words that say whose it is, and where."""
        return self.message.removeprefix(self.opening)

    def as_json(self) -> dict[str, Any]:
        """The record as JSON values; exact fractions as strings where they are not whole."""
        return {
            "code": self.code,
            "severity": self.severity.name,
            "message": self.message,
            "location": str(self.location) if self.location else None,
            "figures": [figure.as_json() for figure in self.figures],
            "expected": self.expected,
            "found": self.found,
            "arithmetic": self.arithmetic,
            "suspects": [suspect.as_json() for suspect in self.suspects],
            "remedy": self.remedy,
            "subject": self.subject,
            "accepted": self.accepted,
        }


def finding(
    name: str,
    location: Location | None = None,
    *,
    severity: Severity | None = None,
    message: str | None = None,
    figures: tuple[Figure, ...] = (),
    suspects: tuple[Suspect, ...] = (),
    expected: str = "",
    found: str = "",
    arithmetic: str = "",
    remedy: str | None = None,
    subject: str = "",
    **values: object,
) -> Finding:
    """A Finding of code ``name``, its message and remedy filled from the code's templates in the current language.

    values, with location, expected, found and arithmetic, are what the templates name. message and remedy
    override the templates (rules carry their own).
    """
    entry = code_entry(name)
    named = {
        "location": location or "",
        "expected": expected,
        "found": found,
        "arithmetic": arithmetic,
        "subject": subject,
        **values,
    }
    lang = language()
    template = entry.message[lang]
    return Finding(
        code=entry.code,
        severity=Severity[entry.severity] if severity is None else severity,
        message=template.format_map(named) if message is None else message,
        location=location,
        figures=figures,
        expected=expected,
        found=found,
        arithmetic=arithmetic,
        suspects=suspects,
        remedy=entry.remedy[lang].format_map(named) if remedy is None else remedy,
        subject=subject,
        opening=_opening(template).format_map(named) if message is None else "",
    )


@cache
def _opening(template: str) -> str:
    found = OPENING.match(template)
    return found[0] if found else ""


def _number(value: Fraction | None) -> int | str | None:
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else str(value)
