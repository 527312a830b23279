"""A report that was proofed, as every kind of output takes it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from zhijian.document import Case, Document, Figure, Heading, ListBlock, Paragraph, Table, plain_text
from zhijian.document.grid import placed
from zhijian.findings import Finding, Location, Severity
from zhijian.messages import _
from zhijian.proof.order import Reading, span_of

_LONGEST_QUOTE = 120


@dataclass(frozen=True)
class Proofed:
    """name: of the file. findings: in reading order. figures, relations: how many were looked at."""

    name: str
    document: Document
    findings: tuple[Finding, ...]
    figures: int = 0
    relations: int = 0
    problem: str = ""  # why the file could not be read; then there is nothing else

    @cached_property
    def reading(self) -> Reading:
        return Reading(self.document)

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity and not finding.accepted for finding in self.findings)

    @property
    def badness(self) -> tuple[int, ...]:
        """To order many reports by: errors, then warnings, then notices."""
        return tuple(self.count(severity) for severity in reversed(Severity))

    def summary(self) -> dict[str, int]:
        counts = Counter(finding.severity.name for finding in self.findings if not finding.accepted)
        accepted = sum(bool(finding.accepted) for finding in self.findings)
        return {
            "figures": self.figures,
            "relations": self.relations,
            **{severity.name: counts[severity.name] for severity in reversed(Severity)},
            "accepted": accepted,
            "total": len(self.findings) - accepted,
        }

    def section(self, location: Location | None) -> str:
        """Where a reader finds it: 2.4.4 教师队伍, 表3 教学资源表, 案例2-1."""
        place = self.reading.place(location)
        if place is None:
            return ""
        block = place.block
        if isinstance(block, Table | Figure):
            return " ".join(part for part in (block.number, block.caption) if part) or _(
                "第{n}张表", n=_ordinal(location)
            )
        if isinstance(block, Heading):
            return f"{block.number} {plain_text(block.runs)}".strip()
        above = f"{place.section} {place.heading}".strip()
        case = block.number or block.title if isinstance(block, Case) else place.case_title
        return "，".join(part for part in (above, case) if part)

    def quote(self, location: Location | None) -> str:
        """The sentence around the place, or the row of the cell; empty where there is no text."""
        place = self.reading.place(location)
        if place is None:
            return ""
        match place.block:
            case Paragraph(runs=runs) | Heading(runs=runs):
                return _sentence(plain_text(runs), span_of(location))
            case ListBlock(items=items):
                return _shortened("；".join(plain_text(item) for item in items))
            case Table() as table:
                return _row(table, location)
            case Figure(number=number, caption=title) | Case(number=number, title=title):
                return f"{number} {title}".strip()
            case _:
                return ""


def _ordinal(location: Location | None) -> str:
    head = (location.address if location else "").lstrip("#").partition("/")[0].partition("(")[0]
    return "".join(c for c in head if c.isdigit())


def _sentence(text: str, span: tuple[int, int] | None) -> str:
    start, end = span or (0, 0)
    first = max((text.rfind(mark, 0, start) for mark in "。；！？\n"), default=-1) + 1
    last = min((i for i in (text.find(mark, end) for mark in "。；！？\n") if i >= 0), default=len(text) - 1) + 1
    if last - first > _LONGEST_QUOTE:  # the clauses around it are enough
        first = max(first, start - _LONGEST_QUOTE // 2)
        last = min(last, end + _LONGEST_QUOTE // 2)
        return ("……" if first else "") + text[first:last].strip() + ("……" if last < len(text) else "")
    return text[first:last].strip()


def _row(table: Table, location: Location | None) -> str:
    """The cells of the row, with the headers of its last cell's column: 专任教师总数｜人｜1870｜1903."""
    address = (location.address if location else "").partition("[")[0]
    cells = [(row, cell) for row, _column, cell in placed(table.rows)]
    wanted = next((row for row, cell in cells if cell.location and cell.location.address == address), None)
    texts = [plain_text(cell.runs).strip() for row, cell in cells if row == wanted]
    return _shortened("｜".join(text for text in texts if text))


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "……"


def suspects_in_words(finding: Finding) -> Sequence[str]:
    """A line per suspect: what is doubted, what would be right, why it may have gone wrong."""
    lines = []
    several = len(finding.suspects) > 1
    for suspect in finding.suspects:
        words = [_("可能有误：{text}", text=suspect.text) if several else _("最可能有误：{text}", text=suspect.text)]
        if suspect.suggestion:
            words.append(_("相符的值：{value}", value=suspect.suggestion))
        if suspect.cause:
            words.append(suspect.cause)
        words.append(_("把握 {percent}%", percent=round(suspect.confidence * 100)))
        lines.append("；".join(words))
    return lines
