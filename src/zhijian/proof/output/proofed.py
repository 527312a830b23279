"""A report that was proofed, as every kind of output takes it. It holds no document, so that many can be kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from zhijian.findings import Finding, Location, Severity, Suspect
from zhijian.messages import _

_FAR = 8  # times as likely
_MOST_TOLD = 4  # suspects of one finding that get a line each; data formats have them all


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
    left_out: findings that were not asked for, by their codes.
    """

    name: str
    findings: tuple[Finding, ...] = ()
    figures: int = 0
    relations: int = 0
    spots: Mapping[str, Spot] = field(default_factory=dict)
    problem: str = ""
    title: str = ""
    left_out: int = 0

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
            "left_out": self.left_out,
            "total": len(self.findings) - accepted,
        }


def headline(finding: Finding) -> str:
    """What is wrong, without the calculation and the suspects, which stand on lines of their own."""
    for line in finding.arithmetic.split("；"):
        before, found, _rest = finding.message.partition(line) if line else ("", "", "")
        if found and before.strip():
            return before.rstrip("，：；;,: ")
    return finding.message


def suspects_in_words(report: Proofed, finding: Finding) -> Sequence[str]:
    """A line per suspect: what is doubted, what would be right, how sure that is and how it may have gone wrong.

    Copies of one figure share a line. Of many suspects the likeliest are told, and how many more there are.
    """
    suspects = likely_suspects(finding)
    groups = [list(group) for _key, group in groupby(suspects, lambda s: (s.text, s.suggestion, s.confidence))]
    likeliest = len(groups) == 1 or (len(groups) > 1 and groups[0][0].confidence > groups[1][0].confidence)
    lines = []
    for number, group in enumerate(groups[:_MOST_TOLD]):
        suspect = group[0]
        places = "、".join(dict.fromkeys(filter(None, (_beside(report, finding, each) for each in group))))
        text = suspect.text + (f"（{places}）" if places else "")
        if number == 0 and likeliest:
            line = _("最可能有误：{text}", text=text)
        else:
            line = _("也可能有误：{text}", text=text) if likeliest else _("可能有误：{text}", text=text)
        if suspect.suggestion:
            line = _should(line, suspect.suggestion)
        sure = _("把握 {percent}%", percent=round(suspect.confidence * 100))
        lines.append(f"{line}（{'；'.join(part for part in (sure, suspect.cause) if part)}）")
    if len(groups) > _MOST_TOLD:
        lines.append(_("另有 {n} 个数也可能有误，请一并核对。", n=len(groups) - _MOST_TOLD))
    return lines


def likely_suspects(finding: Finding) -> Sequence[Suspect]:
    """The suspects without those of which the first is far more likely; data formats have them all."""
    least = finding.suspects[0].confidence / _FAR if finding.suspects else 0
    return [suspect for suspect in finding.suspects if suspect.confidence >= least]


def _should(suspect: str, value: str) -> str:
    if value.startswith("不"):  # 不大于1009人
        return _("{suspect}，应{value}", suspect=suspect, value=value)
    return _("{suspect}，应为{value}", suspect=suspect, value=value)


def _beside(report: Proofed, finding: Finding, suspect: Suspect) -> str:
    """Where a suspect stands, if not where the finding is told: the words of its row, or its section."""
    here, there = report.spot(finding.location), report.spot(suspect.location)
    if suspect.location == finding.location or not there.section:
        return ""
    label = _label(there.quote)
    if label and label != _label(here.quote):
        where = label if there.section == here.section else f"{there.section}“{label}”"
    else:
        where = there.section if there.section != here.section else ""
    return where


def _label(quote: str) -> str:
    """The words that begin a row of a table: 校级数量 of 校级数量｜个｜26｜30."""
    if "｜" not in quote:
        return ""
    named = next((cell for cell in quote.split("｜") if any("一" <= c <= "鿿" for c in cell)), "")
    return named.removeprefix("其中：").rstrip("*")


def details(report: Proofed, finding: Finding) -> list[str]:
    """What is said of a finding below its headline: calculation, suspects, remedy."""
    arithmetic = finding.arithmetic if finding.arithmetic not in headline(finding) else ""
    told = arithmetic and _("算式：{arithmetic}", arithmetic=arithmetic)
    lines = [told, *suspects_in_words(report, finding), finding.remedy]
    return [line for line in lines if line]
