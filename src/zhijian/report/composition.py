"""What composing a report gives."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from zhijian.document import Document
from zhijian.findings import Finding, Location

FactKey = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class ComposedFigure:
    """A figure of the report, and where it comes from.

    anchor: as in the document (f-2-13, t3-12-2024). text: as printed. expression: what the author wrote, with its
    options. indicator: its id where the expression is one indicator. location: chapter file and line, or the place
    in the official form. organisation, period: what it is about where the expression names no other. facts: the
    keys of the facts that it was computed from, down to base facts. value: exact, in ``unit``; low, high: the
    interval that the facts leave open; decimals: as printed. None for a figure that has no value (仅高职填报).
    """

    anchor: str
    text: str
    expression: str
    indicator: str
    location: Location
    organisation: str
    period: str
    facts: tuple[FactKey, ...]
    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    unit: str
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Composition:
    """The document, its figures by the order of their appearance, and notices (ZJ4xx) that did not stop it."""

    document: Document
    figures: tuple[ComposedFigure, ...]
    findings: tuple[Finding, ...]
