"""Findings as JSON, CSV, HTML and XLSX."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files
from pathlib import Path

from zhijian.findings import Finding, Severity, severity_label
from zhijian.messages import _
from zhijian.publish.exports import defused

FORMATS = ("json", "csv", "html", "xlsx")
MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - written into every workbook, so that the same findings give the same bytes


def headings() -> list[str]:
    """The columns of the tabular formats; the last is left for the reply."""
    return [
        _("编号"),
        _("级别"),
        _("位置"),
        _("问题"),
        _("应为"),
        _("实为"),
        _("算式"),
        _("处理办法"),
        _("已说明"),
        _("回复"),
    ]


def _cells(finding: Finding) -> list[str]:
    return [
        finding.code,
        severity_label(finding.severity),
        str(finding.location or ""),
        finding.message,
        finding.expected,
        finding.found,
        finding.arithmetic,
        finding.remedy,
        finding.accepted,
        "",
    ]


def render_findings(findings: Sequence[Finding], format: str, *, title: str = "") -> bytes:  # noqa: A002
    """The findings in one of FORMATS, as the bytes of a file."""
    render = {"json": _json, "csv": _csv, "html": _html, "xlsx": _xlsx}[format]
    return render(findings, title or _("核查问题"))


def write_findings(findings: Sequence[Finding], folder: Path, *, title: str = "") -> list[Path]:
    """Write findings.json, .csv, .html and .xlsx; returns their paths."""
    paths = [folder / f"findings.{format_}" for format_ in FORMATS]
    for path, format_ in zip(paths, FORMATS, strict=True):
        path.write_bytes(render_findings(findings, format_, title=title))
    return paths


def _json(findings: Sequence[Finding], title: str) -> bytes:
    counts = Counter(f.severity.name for f in findings)
    data = {
        "title": title,
        "summary": {s.name: counts[s.name] for s in reversed(Severity)} | {"total": len(findings)},
        "findings": [f.as_json() for f in findings],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


def _csv(findings: Sequence[Finding], _title: str) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headings())
    writer.writerows([defused(cell) for cell in _cells(finding)] for finding in findings)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _html(findings: Sequence[Finding], title: str) -> bytes:
    from jinja2 import Environment

    template = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        files(__package__).joinpath("findings.html.j2").read_text("utf-8")
    )
    counts = [(s.name, severity_label(s), sum(f.severity is s for f in findings)) for s in reversed(Severity)]
    page = template.render(
        title=title, findings=findings, counts=counts, label=severity_label, headings=headings(), _=_
    )
    return page.encode()


def _xlsx(findings: Sequence[Finding], title: str) -> bytes:
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": title, "created": MADE})
    sheet = book.add_worksheet(title[:31])
    head = book.add_format(
        {"bold": True, "bg_color": "#1F4E79", "font_color": "white", "border": 1, "valign": "vcenter"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"})
    for column, (heading, width) in enumerate(zip(headings(), (8, 6, 30, 50, 18, 18, 30, 40, 20, 30), strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    for row, finding in enumerate(findings, start=1):
        for column, text in enumerate(_cells(finding)):
            sheet.write_string(row, column, text, body)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(findings), 1), len(headings()) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()
    return buffer.getvalue()
