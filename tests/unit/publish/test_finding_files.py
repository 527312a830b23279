"""Findings as files: the same content in each format, and nothing that a spreadsheet would run."""

import csv
import io
import json

import openpyxl
import pytest

from zhijian.findings import Location, finding
from zhijian.publish import FORMATS, render_findings
from zhijian.publish.exports import defused
from zhijian.publish.finding_files import MADE

FINDINGS = [
    finding("ZJ702", Location("package.zip", "#report.docx")),
    finding("ZJ705", label="=cmd()", period="2024", threshold=5),
]


def test_json_has_a_summary_and_each_finding() -> None:
    data = json.loads(render_findings(FINDINGS, "json", title="核查"))
    assert data["summary"] == {"error": 1, "warning": 0, "notice": 1, "total": 2}
    assert data["findings"][0]["location"] == "package.zip#report.docx"


def test_csv_opens_in_a_spreadsheet() -> None:
    data = render_findings(FINDINGS, "csv")
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert rows[0][:2] == ["编号", "级别"]
    assert rows[1][0] == "ZJ702"


def test_xlsx_keeps_text_as_text() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(render_findings(FINDINGS, "xlsx"))).active
    assert sheet is not None
    assert sheet["A2"].value == "ZJ702"
    assert sheet["D3"].data_type == "s"


def test_html_escapes_and_counts() -> None:
    page = render_findings([finding("ZJ705", label="<b>", period="2024", threshold=5)], "html", title="核查").decode()
    assert "&lt;b&gt;" in page
    assert "提示</b> 1" in page


def test_no_findings_say_so() -> None:
    assert "没有发现问题" in render_findings([], "html").decode()


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_renders(format_: str) -> None:
    assert render_findings(FINDINGS, format_)


def test_the_same_findings_give_the_same_bytes_at_any_time() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render_findings(FINDINGS, "xlsx")))
    assert book.properties.created == MADE


@pytest.mark.parametrize(
    ("text", "safe"),
    [("=1+1", "'=1+1"), ("@x", "'@x"), ("-5", "-5"), ("-cmd", "'-cmd"), ("+86", "'+86"), ("正常", "正常"), ("", "")],
)
def test_formulas_are_defused(text: str, safe: str) -> None:
    assert defused(text) == safe
