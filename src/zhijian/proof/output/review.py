"""核查意见: the findings as a sheet with a column for the reply, as XLSX or DOCX."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from pathlib import Path
from unicodedata import east_asian_width

from zhijian.checks import figures_of
from zhijian.findings import Finding, severity_label
from zhijian.messages import _
from zhijian.proof.output.proofed import Proofed, suspects_in_words

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - written into the file, so that the same findings give the same bytes
_A4 = 9
_CELL_MARGIN = "57"  # twentieths of a point, 1 mm; wider ones break the words of the narrow columns
_LINE_HEIGHT, _HIGHEST = 13.5, 409  # points; a row of a workbook cannot be higher


@dataclass(frozen=True, slots=True)
class _Column:
    """width: in characters. kind: told | reply (to be filled in) | key (for --accepted, not printed)."""

    heading: str
    width: float
    kind: str = "told"


def _columns() -> list[_Column]:
    return [
        _Column(_("序号"), 5.5),
        _Column(_("报告"), 14, "report"),
        _Column(_("级别"), 5.5),
        _Column(_("编号"), 7.5),
        _Column(_("位置"), 13),
        _Column(_("原文"), 28),
        _Column(_("问题"), 20),
        _Column(_("依据"), 26),
        _Column(_("建议"), 28),
        _Column(_("处理意见"), 16, "reply"),
        _Column(_("理由"), 14, "reply"),
        _Column(_("对象"), 20, "key"),
        _Column(_("数字"), 20, "key"),
    ]


def review_rows(reports: Sequence[Proofed]) -> list[list[str]]:
    """One row per finding that is not accepted, and per report that could not be read, by ``_columns``."""
    told = (row for report in reports for row in _rows(report))
    return [[str(number), *row] for number, row in enumerate(told, start=1)]


def _rows(report: Proofed) -> Iterator[list[str]]:
    if report.problem:
        yield [report.name, _("错误"), "", "", "", report.problem, "", "", "", "", "", ""]
    for finding in report.told:
        spot = report.spot(finding.location)
        yield [
            report.name,
            severity_label(finding.severity),
            finding.code,
            spot.section or _("全文"),
            spot.marked,
            report.headline(finding),
            "\n".join(finding.arithmetic.split("；")) or _listed(finding),
            "\n".join([*suspects_in_words(report, finding), finding.remedy]).strip(),
            "",
            "",
            finding.subject,
            figures_of(finding),
        ]


def _listed(finding: Finding) -> str:
    return "、".join(figure.text for figure in finding.figures)


def write_review(reports: Sequence[Proofed], path: Path) -> None:
    """Write the sheet; the suffix (.xlsx or .docx) tells the format."""
    (_docx if path.suffix.lower() == ".docx" else _xlsx)(reports, path)


def _title(reports: Sequence[Proofed]) -> str:
    return f"{_('核查意见')}：{reports[0].title or reports[0].name}" if len(reports) == 1 else _("核查意见")


def _xlsx(reports: Sequence[Proofed], path: Path) -> None:
    """Texts are written as texts: what begins with = + - @ is no formula."""
    import xlsxwriter

    columns, rows = _columns(), review_rows(reports)
    book = xlsxwriter.Workbook(
        str(path), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    book.set_properties({"title": _title(reports), "created": _MADE})
    sheet = book.add_worksheet(_("核查意见"))
    head = book.add_format(
        {"bold": True, "bg_color": "#1F4E79", "font_color": "white", "border": 1, "valign": "vcenter"}
    )
    looks = {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#BFBFBF", "font_size": 10}
    told, reply = book.add_format(looks), book.add_format({**looks, "bg_color": "#FFF9E5"})
    for at, column in enumerate(columns):
        hidden = {"hidden": True} if column.kind == "key" or (column.kind == "report" and len(reports) == 1) else {}
        sheet.set_column(at, at, column.width, None, hidden)
        sheet.write_string(0, at, column.heading, head)
        if column.heading == _("理由"):
            sheet.write_comment(
                0, at, _("经核实无误、不需修改的，在此写明理由；把本表交给 --accepted，该条即不再提示。")
            )
    for number, row in enumerate(rows, start=1):
        shown = [_lines(text, column.width) for column, text in zip(columns, row, strict=True) if column.kind != "key"]
        sheet.set_row(number, min(max(shown) * _LINE_HEIGHT + 4, _HIGHEST))
        for at, (column, text) in enumerate(zip(columns, row, strict=True)):
            sheet.write_string(number, at, text, reply if column.kind == "reply" else told)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(columns) - 1)
    sheet.print_area(0, 0, max(len(rows), 1), len([c for c in columns if c.kind != "key"]) - 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_header(f"&C{_title(reports).replace('&', '&&')}")
    sheet.set_footer("&C&P / &N")
    book.close()


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a cell of ``width`` characters; Chinese ones are two wide."""
    wide = [sum(1 + (east_asian_width(c) in "WFA") for c in line) for line in text.split("\n")]
    return sum(max(1, ceil(length / (width - 1))) for length in wide)


def _docx(reports: Sequence[Proofed], path: Path) -> None:
    """On paper the columns for programs are left out, and the report's name where there is one."""
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    columns = _columns()
    left_out = ("key", "report") if len(reports) == 1 else ("key",)
    kept = [at for at, column in enumerate(columns) if column.kind not in left_out and column.heading != _("理由")]
    paper = docx.Document()
    section = paper.sections[0]
    section.orientation, section.page_width, section.page_height = WD_ORIENT.LANDSCAPE, Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    for name, size in (("Normal", 9), ("Heading 1", 16)):
        style = paper.styles[name]
        style.font.size, style.font.name, style.font.color.rgb = Pt(size), "Times New Roman", RGBColor(0, 0, 0)
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋" if name == "Normal" else "黑体")
    paper.core_properties.title, paper.core_properties.created = _title(reports), _MADE
    paper.add_heading(_title(reports), level=1)
    table = paper.add_table(rows=1, cols=len(kept), style="Table Grid")
    table.autofit = False
    margins = OxmlElement("w:tblCellMar")
    for side in ("w:top", "w:left", "w:bottom", "w:right"):
        margins.append(margin := OxmlElement(side))
        margin.set(qn("w:w"), _CELL_MARGIN)
        margin.set(qn("w:type"), "dxa")
    table._tbl.tblPr.append(margins)  # noqa: SLF001
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))  # noqa: SLF001 - python-docx has no name for it
    total = sum(columns[at].width for at in kept)
    widths = [Mm(267 * columns[at].width / total) for at in kept]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cell, at, width in zip(table.rows[0].cells, kept, widths, strict=True):
        cell.paragraphs[0].add_run(columns[at].heading).bold = True
        cell.width = width
    for row in review_rows(reports):
        line = table.add_row()
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell, at, width in zip(line.cells, kept, widths, strict=True):
            cell.text, cell.width = row[at], width
    for run in table._tbl.iter(qn("w:r")):  # noqa: SLF001 - “” and … are Chinese marks here, as wide as a character
        run.get_or_add_rPr().get_or_add_rFonts().set(qn("w:hint"), "eastAsia")
    paper.save(str(path))
