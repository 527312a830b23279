"""Proofed reports as lines of text, as an editor would note them in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhijian.findings import Finding, Severity
from zhijian.messages import _
from zhijian.proof.output.proofed import Proofed, suspects_in_words


@dataclass(frozen=True, slots=True)
class Line:
    """kind: report | section | finding | quote | detail | summary. severity: of a finding's own line."""

    text: str
    kind: str
    severity: Severity | None = None


def lines_of(report: Proofed) -> Iterator[Line]:
    """The findings in reading order below the heading where they stand, then the summary."""
    if report.problem:
        yield Line(report.problem, "summary")
        return
    section = None
    for finding in report.findings:
        if finding.accepted:
            continue
        here = report.section(finding.location)
        if here != section:
            yield Line(here or _("全文"), "section")
            section = here
        yield from _finding(report, finding)
    yield Line(summary_line(report), "summary")


def _finding(report: Proofed, finding: Finding) -> Iterator[Line]:
    yield Line(f"{finding.code} {finding.message}", "finding", finding.severity)
    quote = report.quote(finding.location)
    if quote and quote not in finding.message:
        yield Line(_("原文：{quote}", quote=quote), "quote")
    if finding.arithmetic and finding.arithmetic not in finding.message:
        yield Line(_("算式：{arithmetic}", arithmetic=finding.arithmetic), "detail")
    for words in suspects_in_words(finding):
        yield Line(words, "detail")
    if finding.remedy:
        yield Line(finding.remedy, "detail")
    if finding.location:
        yield Line(str(finding.location), "quote")


def summary_line(report: Proofed) -> str:
    """How many figures and relations were looked at, and what was found."""
    counts = report.summary()
    looked = _("查看 {figures} 个数字、{relations} 条关系", figures=counts["figures"], relations=counts["relations"])
    if not counts["total"]:
        found = _("没有发现问题")
    else:
        found = _(
            "发现 {n} 处问题：错误 {errors}，警告 {warnings}，提示 {notices}",
            n=counts["total"],
            errors=counts["error"],
            warnings=counts["warning"],
            notices=counts["notice"],
        )
    accepted = _("；另有 {n} 处已说明理由", n=counts["accepted"]) if counts["accepted"] else ""
    return _("{looked}，{found}{accepted}。", looked=looked, found=found, accepted=accepted)


def side_by_side(reports: Sequence[Proofed]) -> tuple[list[str], list[list[str]]]:
    """Many reports in one table, worst first: the headings, and a row for each."""
    headings = [_("报告"), _("错误"), _("警告"), _("提示"), _("数字"), _("关系"), _("首要问题")]
    rows = []
    for report in worst_first(reports):
        if report.problem:
            rows.append([report.name, "—", "—", "—", "—", "—", report.problem])
            continue
        counts = report.summary()
        gravest = max(
            (finding for finding in report.findings if not finding.accepted), key=lambda f: f.severity, default=None
        )
        numbers = [str(counts[name]) for name in ("error", "warning", "notice", "figures", "relations")]
        rows.append([report.name, *numbers, f"{gravest.code} {gravest.message}" if gravest else ""])
    return headings, rows


def worst_first(reports: Sequence[Proofed]) -> list[Proofed]:
    """Those that could not be read, then by errors, warnings and notices; equal ones by name."""
    return sorted(reports, key=lambda r: (not r.problem, *(-n for n in r.badness), r.name))
