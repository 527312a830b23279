"""What a proof says, in each of its forms, on one small report."""

import json
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import docx
import fastexcel
import pytest
from docx.oxml.ns import qn

from support.proofed import proofed, write_report
from zhijian.document.read import read_document
from zhijian.errors import UnreadableInput, UsageError
from zhijian.findings import Figure, Location, Severity
from zhijian.messages import use_language
from zhijian.proof.output import (
    Proofed,
    Spot,
    accept,
    as_json,
    as_sarif,
    lines_of,
    read_accepted,
    side_by_side,
    summary_line,
)
from zhijian.proof.output.comments import annotate
from zhijian.proof.output.page import as_page
from zhijian.proof.output.proofed import details
from zhijian.proof.output.review import write_review


@pytest.fixture
def report(tmp_path: Path) -> Proofed:
    write_report(tmp_path / "report.docx")
    return proofed(tmp_path / "report.docx")


def test_text_reads_like_notes_in_the_margin(report: Proofed) -> None:
    assert [line.text for line in lines_of(report)] == [
        "1 规模",
        "ZJ501 错误 专任教师前后不一致",
        "原文：全市专任教师【1249人】，生师比为17.6:1。",
        "算式：33577 ÷ 1249 ＝ 26.9 ≠ 17.6",
        "最可能有误：1249人，应为1903人（把握 88%；与上年的数相同）",
        "请核对。",
        "位置：report.docx#h1(1)/p1[6:11]",
        "第1张表",
        "ZJ502 警告 0 ＋ 5 ＋ 30 ≠ 34",
        "原文：教学资源库｜个｜【34】",
        "位置：report.docx#t1/r2/c3",
        "查看 12 个数字、5 条关系，发现 2 处问题：错误 1，警告 1，提示 0。",
    ]


@pytest.mark.parametrize(
    ("message", "first", "quote"),
    [
        ("“{}”有误", "“全市专任教师【1249人】，生师比为17.6:1。”有误", False),
        ("“{}”：应写“人”", "应写“人”", True),
        ("“1249人”有误：“{}”", "“1249人”有误", True),
        ("“{}”: the unit is missing", "The unit is missing", True),
    ],
)
def test_a_sentence_that_the_finding_quotes_is_told_once(
    report: Proofed, message: str, first: str, quote: bool
) -> None:
    said = message.format("全市专任教师1249人，生师比为17.6:1。")
    quoting = replace(report.findings[0], message=said, arithmetic="")
    lines = [line.text for line in lines_of(replace(report, findings=(quoting,)))]
    assert lines[1] == f"ZJ501 错误 {first}"
    assert ("原文：全市专任教师【1249人】，生师比为17.6:1。" in lines) is quote


def test_text_in_english(report: Proofed) -> None:
    with use_language("en"):
        told = [line.text for line in lines_of(report)]
    assert "Most probably wrong: 1249人, should be 1903人（88% sure；与上年的数相同）" in told
    assert told[-1] == "12 figures and 5 relations looked at, 2 findings: 1 errors, 1 warnings, 0 notices."


def test_json_takes_the_location_apart(report: Proofed) -> None:
    data = json.loads(as_json([report]))
    first, second = data["findings"]
    assert first["code"] == "ZJ501"
    assert first["place"] == {"section": "1 规模", "heading": 1, "paragraph": 1, "characters": [6, 11]}
    assert first["suspects"][0]["consistent"] == [1903, 1903]
    assert first["suspects"][0]["place"] == first["figures"][0]["place"] == first["place"]
    assert first["figures"][1]["place"] is None
    assert first["quote"] == "全市专任教师1249人，生师比为17.6:1。"
    assert second["place"] == {"section": "第1张表", "table": 1, "row": 2, "column": 3}
    assert data["summary"] == {
        "figures": 12, "relations": 5, "error": 1, "warning": 1, "notice": 0, "accepted": 0, "left_out": 0, "total": 2,
    }  # fmt: skip


def test_json_of_several_reports(report: Proofed) -> None:
    data = json.loads(as_json([report, replace(report, name="other.docx", findings=())]))
    assert [(one["report"], len(one["findings"])) for one in data["reports"]] == [("report.docx", 2), ("other.docx", 0)]
    assert data["summary"]["reports"] == 2


def test_sarif_names_rules_levels_and_places(report: Proofed) -> None:
    (run,) = json.loads(as_sarif([report]))["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["ZJ501", "ZJ502"]
    assert [(result["ruleId"], result["level"]) for result in run["results"]] == [
        ("ZJ501", "error"),
        ("ZJ502", "warning"),
    ]
    place = run["results"][0]["locations"][0]
    assert place["physicalLocation"]["artifactLocation"]["uri"] == "report.docx"
    assert place["logicalLocations"][0]["fullyQualifiedName"] == "report.docx#h1(1)/p1[6:11]"


def test_the_page_marks_the_words_and_notes_them_in_the_margin(report: Proofed, tmp_path: Path) -> None:
    page = as_page(report, read_document(tmp_path / "report.docx"))
    link = '<a id="zj-m1" href="#zj-n1" aria-label="核查意见 1">1</a>'
    assert f'教师<mark class="is-error">1249人{link}</mark>，' in page
    assert '<mark class="is-warning">34<a id="zj-m2"' in page
    assert page.index('id="zj-n1"') < page.index('id="zj-n2"')
    assert "最可能有误：1249人，应为1903人" in page
    assert "\ue000" not in page


def test_two_findings_on_one_figure_share_a_mark(report: Proofed, tmp_path: Path) -> None:
    again = replace(report.findings[0], code="ZJ504", severity=Severity.warning)
    document = read_document(tmp_path / "report.docx")
    page = as_page(replace(report, findings=(again, *report.findings)), document)
    assert page.count("<mark") == 2
    assert re.search('<mark class="is-error">1249人<a id="zj-m1"[^>]*>1</a><a id="zj-m2"[^>]*>2</a></mark>', page)
    for number in range(1, 4):  # every note leads to its mark, and the mark to it
        assert page.count(f'href="#zj-m{number}"') == page.count(f'id="zj-m{number}"') == 1


def test_a_note_on_a_whole_paragraph_leads_to_it(report: Proofed, tmp_path: Path) -> None:
    lost = replace(report.findings[0], location=Location("report.docx", "#h1(1)/p1[90:95]"), suspects=())
    page = as_page(replace(report, findings=(lost,)), read_document(tmp_path / "report.docx"))
    assert "<mark" not in page
    assert '<div class="text"><span id="zj-m1"></span><p>' in page


def test_a_comment_stands_at_the_doubtful_figure(report: Proofed, tmp_path: Path) -> None:
    out = tmp_path / "annotated.docx"
    assert annotate(report, tmp_path / "report.docx", out) == 2
    word = docx.Document(str(out))
    assert [comment.text.splitlines()[0] for comment in word.comments] == [
        "错误 ZJ501 专任教师前后不一致",
        "警告 ZJ502 0 ＋ 5 ＋ 30 ≠ 34",
    ]
    paragraph = word.paragraphs[1]
    assert paragraph.text == "全市专任教师1249人，生师比为17.6:1。教师结构持续优化。"
    assert commented(paragraph) == "1249人"
    assert [run.text for run in paragraph.runs if run.bold] == ["教师", "1249人", "，"]
    assert commented(word.tables[0].cell(1, 2).paragraphs[0]) == "34"


def commented(paragraph: docx.text.paragraph.Paragraph) -> str:
    """The characters between the marks of the paragraph's comment."""
    inside, text = False, ""
    for element in paragraph._p.iter():
        name = element.tag.rpartition("}")[2]
        inside = {"commentRangeStart": True, "commentRangeEnd": False}.get(name, inside)
        if inside and name == "t":
            text += element.text
    return text


def test_the_review_sheet_has_a_column_for_the_reply(report: Proofed, tmp_path: Path) -> None:
    write_review([report], tmp_path / "review.xlsx")
    rows = list(fastexcel.read_excel(tmp_path / "review.xlsx").load_sheet(0).to_polars().iter_rows(named=True))
    assert [(row["序号"], row["编号"], row["位置"], row["原文"], row["处理意见"]) for row in rows] == [
        ("1", "ZJ501", "1 规模", "全市专任教师【1249人】，生师比为17.6:1。", ""),
        ("2", "ZJ502", "第1张表", "教学资源库｜个｜【34】", ""),
    ]
    assert rows[0]["依据"] == "33577 ÷ 1249 ＝ 26.9 ≠ 17.6"
    assert rows[0]["建议"].startswith("最可能有误：1249人，应为1903人")
    write_review([report], tmp_path / "review.docx")
    (table,) = docx.Document(str(tmp_path / "review.docx")).tables
    heads = ["序号", "级别", "编号", "位置", "原文", "问题", "依据", "建议", "处理意见"]
    assert [cell.text for cell in table.rows[0].cells] == heads
    assert len(table.rows) == 3
    hinted = [fonts.get(qn("w:hint")) for fonts in table._tbl.iter(qn("w:rFonts"))]  # so that “” are Chinese marks
    assert set(hinted) == {"eastAsia"}
    assert len(hinted) == len(list(table._tbl.iter(qn("w:r"))))


def test_a_report_cannot_put_formulas_into_the_review_sheet(report: Proofed, tmp_path: Path) -> None:
    import openpyxl

    evil = '=HYPERLINK("http://example.com","=1+1")'
    harmful = replace(report, spots=dict.fromkeys(report.spots, Spot(evil, evil)))
    write_review([replace(harmful, name=evil)], tmp_path / "review.xlsx")
    cells = [cell for row in openpyxl.load_workbook(tmp_path / "review.xlsx").worksheets[0] for cell in row]
    assert evil in [cell.value for cell in cells]
    assert all(cell.data_type == "s" or cell.value is None for cell in cells)
    assert not any(cell.hyperlink for cell in cells)


def test_an_accepted_finding_is_quiet_until_its_figures_change(report: Proofed, tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.csv"
    accepted.write_text(
        "编号,对象,数字,理由\nZJ501,teachers,1249人|1903人,统计时点不同\nZJ502,=sum,34,\n", encoding="utf-8"
    )
    told = accept(report.findings, read_accepted(accepted))
    assert [(finding.severity, finding.accepted) for finding in told] == [
        (Severity.notice, "统计时点不同"),
        (Severity.warning, ""),  # no reason, no acceptance
    ]
    quiet = replace(report, findings=tuple(told))
    assert "ZJ501" not in "".join(line.text for line in lines_of(quiet))
    assert quiet.summary()["accepted"] == 1
    changed = replace(report.findings[0], figures=(Figure("1250人"), Figure("1903人")))
    assert accept([changed], read_accepted(accepted)) == [changed]


def test_an_acceptance_of_one_report_is_none_of_another(report: Proofed, tmp_path: Path) -> None:
    accepted = tmp_path / "accepted.csv"
    accepted.write_text("报告,编号,对象,数字,理由\n甲.docx,ZJ501,teachers,,口径不同\n", encoding="utf-8")
    entries = read_accepted(accepted)
    assert [finding.accepted for finding in accept(report.findings, entries, "甲.docx")] == ["口径不同", ""]
    assert accept(report.findings, entries, "乙.docx") == list(report.findings)


def test_a_review_sheet_with_reasons_can_be_handed_back(report: Proofed, tmp_path: Path) -> None:
    import openpyxl

    write_review([report], tmp_path / "review.xlsx")
    book = openpyxl.load_workbook(tmp_path / "review.xlsx")
    sheet = book.worksheets[0]
    columns = [cell.value for cell in sheet[1]]
    sheet.cell(2, columns.index("理由") + 1, "口径不同")
    book.save(tmp_path / "review.xlsx")
    told = accept(report.findings, read_accepted(tmp_path / "review.xlsx"), report.name)
    assert [finding.accepted for finding in told] == ["口径不同", ""]


def test_a_file_of_acceptances_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("编号,理由\n", encoding="utf-8")
    with pytest.raises(UsageError, match="对象、数字"):
        read_accepted(tmp_path / "a.csv")
    with pytest.raises(UnreadableInput, match=r"没有找到：.*none\.csv。请核对路径。"):
        read_accepted(tmp_path / "none.csv")
    (tmp_path / "意见.docx").write_bytes(b"PK")
    with pytest.raises(UsageError, match=r"“意见\.docx”不是。请改用 \.xlsx"):
        read_accepted(tmp_path / "意见.docx")


def test_what_was_left_out_is_said(report: Proofed) -> None:
    assert summary_line(replace(report, findings=(), left_out=2)).endswith(
        "没有其他问题；2 处按 --select、--ignore 略去。"
    )
    assert summary_line(replace(report, left_out=1)).endswith("提示 0；1 处按 --select、--ignore 略去。")
    assert summary_line(replace(report, findings=())).endswith("没有发现问题。")


def test_of_many_suspects_the_likeliest_are_listed_and_the_others_counted(report: Proofed) -> None:
    finding = report.findings[0]
    (first, *_) = finding.suspects
    many = [replace(first, text=f"{n}人", suggestion="", cause="", confidence=Fraction(1, 3 + n)) for n in range(7)]
    lines = details(report, replace(finding, suspects=tuple(many)))

    assert [line for line in lines if "可能有误" in line] == [
        "最可能有误：0人（把握 33%）", "也可能有误：1人（把握 25%）", "也可能有误：2人（把握 20%）",
        "也可能有误：3人（把握 17%）", "另有 3 个数也可能有误，请一并核对。",
    ]  # fmt: skip


def test_a_suspect_elsewhere_is_told_with_its_place(report: Proofed) -> None:
    finding, other = report.findings[0], report.findings[1].location
    (first, *_) = finding.suspects
    lines = details(report, replace(finding, suspects=(first, replace(first, text="34", location=other))))

    assert "可能有误：34（第1张表“教学资源库”），应为1903人" in "\n".join(lines)


def test_many_reports_worst_first(report: Proofed) -> None:
    clean = replace(report, name="clean.docx", findings=())
    broken = Proofed("broken.pdf", problem="已加密")
    warned = replace(report, name="warned.docx", findings=report.findings[1:])
    headings, rows = side_by_side([clean, warned, report, broken])
    assert headings[:4] == ["报告", "错误", "警告", "提示"]
    assert [row[0] for row in rows] == ["broken.pdf", "report.docx", "warned.docx", "clean.docx"]
    assert rows[0][-1] == "已加密"
    assert rows[1][-1].startswith("ZJ501")
