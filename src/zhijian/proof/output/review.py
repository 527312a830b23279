"""核查意见: the findings as a sheet with a column for the reply, as XLSX or DOCX."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from zhijian.findings import Finding, Severity
from zhijian.messages import _
from zhijian.proof.output.accepted import figures_in_words
from zhijian.proof.output.proofed import Proofed, suspects_in_words

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - written into the file, so that the same findings give the same bytes


def severity_label(severity: Severity) -> str:
    return {Severity.error: _("错误"), Severity.warning: _("警告"), Severity.notice: _("提示")}[severity]


def review_rows(report: Proofed) -> list[list[str]]:
    """One row per finding that is not accepted: what the sheet holds before 回复 and 理由."""
    return [_row(report, number, f) for number, f in enumerate((f for f in report.findings if not f.accepted), start=1)]


def _row(report: Proofed, number: int, finding: Finding) -> list[str]:
    return [
        str(number),
        report.name,
        finding.code,
        severity_label(finding.severity),
        report.section(finding.location),
        report.quote(finding.location),
        finding.message + (f"\n{finding.arithmetic}" if finding.arithmetic else ""),
        "\n".join([*suspects_in_words(finding), finding.remedy]).strip(),
        finding.subject,
        figures_in_words(finding),
    ]


def _headings() -> list[tuple[str, float]]:
    return [
        (_("序号"), 5),
        (_("报告"), 16),
        (_("编号"), 8),
        (_("级别"), 6),
        (_("位置"), 18),
        (_("原文"), 36),
        (_("问题"), 36),
        (_("核查意见"), 36),
        (_("对象"), 14),
        (_("数字"), 14),
        (_("回复"), 26),
        (_("理由"), 20),
    ]


def write_review(reports: Sequence[Proofed], path: Path) -> None:
    """Write the sheet; the suffix (.xlsx or .docx) tells the format."""
    rows = [row for report in reports for row in review_rows(report)]
    if path.suffix.lower() == ".docx":
        _docx(rows, path)
    else:
        _xlsx(rows, path)


def _xlsx(rows: list[list[str]], path: Path) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": _("核查意见"), "created": _MADE})
    sheet = book.add_worksheet(_("核查意见"))
    head = book.add_format(
        {"bold": True, "bg_color": "#1F4E79", "font_color": "white", "border": 1, "valign": "vcenter"}
    )
    body = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF"})
    reply = book.add_format({"text_wrap": True, "valign": "top", "border": 1, "bg_color": "#FFF9E5"})
    headings = _headings()
    for column, (heading, width) in enumerate(headings):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    sheet.write_comment(
        0, len(headings) - 1, _("经核实无误、不需修改的，在此写明理由；把本表交给 --accepted，该条即不再提示。")
    )
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate([*row, "", ""]):
            sheet.write_string(number, column, text, body if column < len(row) else reply)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    book.close()


def _docx(rows: list[list[str]], path: Path) -> None:
    """On paper the columns for programs (对象, 数字) and the report's name are left out."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Mm, Pt

    kept = [0, 2, 3, 4, 5, 6, 7, 10]
    headings = _headings()
    paper = docx.Document()
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    paper.styles["Normal"].font.size = Pt(9)
    paper.core_properties.title, paper.core_properties.created = _("核查意见"), _MADE
    paper.add_heading(_("核查意见"), level=1)
    table = paper.add_table(rows=1, cols=len(kept), style="Table Grid")
    total = sum(headings[column][1] for column in kept)
    for place, column in enumerate(kept):
        table.rows[0].cells[place].text = headings[column][0]
    for row in rows:
        cells = table.add_row().cells
        for place, column in enumerate(kept):
            cells[place].text = row[column] if column < len(row) else ""
    for row_ in table.rows:
        for place, column in enumerate(kept):
            row_.cells[place].width = Mm(267 * headings[column][1] / total)
    paper.save(str(path))
