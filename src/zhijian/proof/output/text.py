"""Proofed reports as lines of text, as an editor would note them in the margin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhijian.findings import Severity, severity_label
from zhijian.messages import _
from zhijian.proof.output.proofed import Proofed, details


@dataclass(frozen=True, slots=True)
class Line:
    """kind: section | finding | quote | detail | place | summary. severity: of a finding's own line."""

    text: str
    kind: str
    severity: Severity | None = None


def lines_of(report: Proofed) -> Iterator[Line]:
    """The findings in reading order below the heading where they stand, then the summary."""
    if report.problem:
        yield Line(report.problem, "summary")
        return
    section = None
    for finding in report.told:
        spot = report.spot(finding.location)
        if spot.section != section:
            yield Line(spot.section or _("全文"), "section")
            section = spot.section
        head = report.headline(finding)
        quoted = bool(spot.quote) and spot.quote in head  # then it need not stand there twice
        head = head.replace(spot.quote, spot.marked) if quoted else head
        yield Line(f"{finding.code} {severity_label(finding.severity)} {head}", "finding", finding.severity)
        if spot.quote and not quoted:
            yield Line(_("原文：{quote}", quote=spot.marked), "quote")
        yield from (Line(line, "detail") for line in details(report, finding))
        if finding.location:
            yield Line(_("位置：{location}", location=finding.location), "place")
    yield Line(summary_line(report), "summary")


def summary_line(report: Proofed) -> str:
    """How many figures and relations were looked at, and what was found."""
    counts = report.summary()
    looked = _("查看 {figures} 个数字、{relations} 条关系", figures=counts["figures"], relations=counts["relations"])
    if not counts["figures"] and not counts["total"] and not counts["left_out"]:
        return _("没有找到数字。请核对文件是否完整；扫描件须先识别成文字。")
    if not counts["total"]:
        found = _("没有其他问题") if counts["accepted"] or counts["left_out"] else _("没有发现问题")
    else:
        found = _(
            "发现 {n} 处问题：错误 {errors}，警告 {warnings}，提示 {notices}",
            n=counts["total"],
            errors=counts["error"],
            warnings=counts["warning"],
            notices=counts["notice"],
        )
    rest = _("；另有 {n} 处已说明理由", n=counts["accepted"]) if counts["accepted"] else ""
    rest += _("；{n} 处按 --select、--ignore 略去", n=counts["left_out"]) if counts["left_out"] else ""
    return _("{looked}，{found}{accepted}。", looked=looked, found=found, accepted=rest)


def side_by_side(reports: Sequence[Proofed]) -> tuple[list[str], list[list[str]]]:
    """Many reports in one table, worst first: the headings, and a row for each."""
    headings = [_("报告"), _("错误"), _("警告"), _("提示"), _("数字"), _("关系"), _("首要问题")]
    rows = []
    for report in worst_first(reports):
        if report.problem:
            rows.append([report.name, "—", "—", "—", "—", "—", report.problem])
            continue
        counts = report.summary()
        gravest = max(report.told, key=lambda finding: finding.severity, default=None)
        numbers = [str(counts[name]) for name in ("error", "warning", "notice", "figures", "relations")]
        rows.append([report.name, *numbers, f"{gravest.code} {report.headline(gravest)}" if gravest else ""])
    return headings, rows


def worst_first(reports: Sequence[Proofed]) -> list[Proofed]:
    """Those that could not be read, then by errors, warnings and notices; equal ones by name."""
    return sorted(reports, key=lambda r: (not r.problem, *(-n for n in r.badness), r.name))
