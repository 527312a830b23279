"""A report that was proofed, as every kind of output takes it. It holds no document, so that many can be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from zhijian.findings import Finding, Location, Severity
from zhijian.messages import _


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands, as a reader finds it. section: 2.4.4 教师队伍, 表3 教学资源表, 案例2-1.

    quote: the sentence around it, or the row of the cell; mark: the characters of the quote that are meant.
    """

    section: str = ""
    quote: str = ""
    mark: tuple[int, int] = (0, 0)

    @property
    def marked(self) -> str:
        """The quote with 【】 around what is meant."""
        start, end = self.mark
        return f"{self.quote[:start]}【{self.quote[start:end]}】{self.quote[end:]}" if start < end else self.quote


@dataclass(frozen=True)
class Proofed:
    """name: of the file. findings: in reading order. figures, relations: how many were looked at.

    spots: by the printed location, of findings and of the figures that they speak of.
    problem: why the file could not be read; then there is nothing else. title: of the document.
    """

    name: str
    findings: tuple[Finding, ...] = ()
    figures: int = 0
    relations: int = 0
    spots: Mapping[str, Spot] = field(default_factory=dict)
    problem: str = ""
    title: str = ""

    @property
    def told(self) -> Iterator[Finding]:
        """The findings that nobody accepted."""
        return (finding for finding in self.findings if not finding.accepted)

    def spot(self, location: Location | None) -> Spot:
        return self.spots.get(str(location), Spot())

    def headline(self, finding: Finding) -> str:
        """What is wrong, without the sentence, for outputs that show that beside it."""
        said, quote = headline(finding), self.spot(finding.location).quote
        if not quote:
            return said
        for colon in ("：", ": "):
            said = said.removesuffix(f"{colon}“{quote}”").removeprefix(f"“{quote}”{colon}")
        return said[:1].upper() + said[1:]

    def count(self, severity: Severity) -> int:
        return sum(finding.severity is severity for finding in self.told)

    @property
    def badness(self) -> tuple[int, ...]:
        """To order many reports by: errors, then warnings, then notices."""
        return tuple(self.count(severity) for severity in reversed(Severity))

    def summary(self) -> dict[str, int]:
        counts = Counter(finding.severity.name for finding in self.told)
        accepted = sum(bool(finding.accepted) for finding in self.findings)
        return {
            "figures": self.figures,
            "relations": self.relations,
            **{severity.name: counts[severity.name] for severity in reversed(Severity)},
            "accepted": accepted,
            "total": len(self.findings) - accepted,
        }


def headline(finding: Finding) -> str:
    """What is wrong, without the calculation and the suspects, which stand on lines of their own."""
    for line in finding.arithmetic.split("；"):
        before, found, _rest = finding.message.partition(line) if line else ("", "", "")
        if found and before.strip():
            return before.rstrip("，：；;,: ")
    return finding.message


def suspects_in_words(finding: Finding) -> Sequence[str]:
    """A line per suspect: what is doubted, what would be right, how sure that is and how it may have gone wrong."""
    lines = []
    several = len(finding.suspects) > 1
    for suspect in finding.suspects:
        line = _("可能有误：{text}", text=suspect.text) if several else _("最可能有误：{text}", text=suspect.text)
        if suspect.suggestion:
            line = _("{suspect}，应为{value}", suspect=line, value=suspect.suggestion)
        sure = _("把握 {percent}%", percent=round(suspect.confidence * 100))
        lines.append(f"{line}（{'；'.join(part for part in (sure, suspect.cause) if part)}）")
    return lines


def details(finding: Finding) -> list[str]:
    """What is said of a finding below its headline: calculation, suspects, remedy."""
    arithmetic = finding.arithmetic if finding.arithmetic not in headline(finding) else ""
    lines = [arithmetic and _("算式：{arithmetic}", arithmetic=arithmetic), *suspects_in_words(finding), finding.remedy]
    return [line for line in lines if line]
