"""``zhijian proof``: where finished reports contradict themselves, in every form, with an exit code for scripts."""

import json
import os
from pathlib import Path

import docx
import openpyxl
import pytest

from support.command import files_in, zhijian
from support.contradictory import SAID, write_report


@pytest.fixture
def report(tmp_path: Path) -> Path:
    return write_report(tmp_path / "年报.docx")


def codes(told: str) -> list[str]:
    return [entry["code"] for entry in json.loads(told)["findings"]]


def test_text_reads_like_notes_of_an_editor(tmp_path: Path) -> None:
    told = zhijian("proof", write_report(tmp_path / "年报.txt"))
    assert told.code == 1
    lines = told.out.splitlines()
    at = lines.index("1.2 教师")
    assert lines[at + 1].startswith("  ZJ501 错误 ")
    assert lines[at + 2] == f"      原文：{SAID.replace('160人', '【160人】')}"
    assert lines[at + 3].startswith("      算式：")
    assert any("应为150人" in line for line in lines[at + 4 : at + 6])
    assert lines[-1].startswith("查看 ")
    assert "错误 1，警告 1" in lines[-1]
    assert "\x1b" not in told.out


@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "txt"])
def test_every_format_is_told_the_same(tmp_path: Path, ending: str) -> None:
    told = zhijian("proof", write_report(tmp_path / f"年报.{ending}"), "--format", "json")
    assert told.code == 1
    assert sorted(codes(told.out)) == ["ZJ501", "ZJ608"]


def test_a_consistent_report_has_nothing_to_tell(tmp_path: Path) -> None:
    told = zhijian("proof", write_report(tmp_path / "年报.docx", wrong=False))
    assert (told.code, told.err) == (0, "")
    assert "没有发现问题" in told.out


def test_json_leads_to_the_characters(tmp_path: Path) -> None:
    path = write_report(tmp_path / "年报.txt")
    finding = next(
        entry
        for entry in json.loads(zhijian("proof", path, "--format", "json").out)["findings"]
        if entry["code"] == "ZJ501"
    )
    start, end = finding["suspects"][0]["place"]["characters"]
    assert path.read_text("utf-8")[start:end] == "160人"
    assert finding["place"]["section"] == "1.2 教师"
    assert finding["quote"] == SAID


def test_json_and_sarif_and_html_into_files(report: Path, tmp_path: Path) -> None:
    for form in ("json", "sarif", "html"):
        target = tmp_path / f"核查.{form}"
        told = zhijian("proof", report, "--format", form, "-o", target)
        assert (told.code, told.out) == (1, "")
        assert str(target) in told.err
        assert "ZJ501" in target.read_text("utf-8")
        assert zhijian("proof", report, "--format", form).out.rstrip() == target.read_text("utf-8").rstrip()


def test_text_into_a_file(report: Path, tmp_path: Path) -> None:
    zhijian("proof", report, "-o", tmp_path / "核查.txt")
    assert "ZJ501 错误" in (tmp_path / "核查.txt").read_text("utf-8")


def test_an_annotated_copy(report: Path, tmp_path: Path) -> None:
    before = report.read_bytes()
    told = zhijian("proof", report, "--annotate", tmp_path / "批注.docx")
    assert told.code == 1
    comments = [comment.text for comment in docx.Document(str(tmp_path / "批注.docx")).comments]
    assert [text.split()[1] for text in comments] == ["ZJ501", "ZJ608"]
    assert report.read_bytes() == before


def test_a_review_sheet_comes_back_with_reasons(report: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "核查意见.xlsx"
    zhijian("proof", report, "--review", sheet)
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    heads = [cell.value for cell in page[1]]
    for row in page.iter_rows(min_row=2):
        if row[heads.index("编号")].value == "ZJ501":
            row[heads.index("理由")].value = "两处口径不同，已核实"
    book.save(sheet)

    told = zhijian("proof", report, "--accepted", sheet)
    assert told.code == 0
    assert "ZJ501" not in told.out
    assert "另有 1 处已说明理由" in told.out
    report.rename(tmp_path / "年报-二稿.docx")
    assert zhijian("proof", tmp_path / "年报-二稿.docx", "--accepted", sheet).code == 0
    assert zhijian("proof", report.with_name("年报-二稿.docx"), "--accepted", sheet, "--fail-on", "warning").code == 1

    changed = write_report(tmp_path / "改.txt")
    changed.write_text(changed.read_text("utf-8").replace("160人", "170人"), "utf-8")
    assert zhijian("proof", changed, "--accepted", sheet).code == 1  # the reason was for other figures


def test_last_years_report(tmp_path: Path) -> None:
    now, before = tmp_path / "2024.txt", tmp_path / "2023.txt"
    before.write_text(
        "云岭市中等职业教育质量报告（2023年度）\n1 规模\n2023年，全市中职学校全日制在校生32415人。\n", "utf-8"
    )
    now.write_text(
        "云岭市中等职业教育质量报告（2024年度）\n1 规模\n"
        "2024年，全市中职学校全日制在校生33577人；2023年，全市中职学校全日制在校生32451人。\n",
        "utf-8",
    )
    assert zhijian("proof", now).code == 0
    told = zhijian("proof", now, "--last-year", before, "--format", "json", "--fail-on", "warning")
    assert (told.code, codes(told.out)) == (1, ["ZJ513"])


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--ignore", "ZJ5"], 0),
        (["--ignore", "ZJ5", "--fail-on", "warning"], 1),
        (["--select", "zj608"], 0),
        (["--select", "ZJ6，ZJ501"], 1),
        (["--fail-on", "never"], 0),
        (["--catalogue", "none", "--fail-on", "warning"], 1),
        (["--fail-on", "fatal"], 2),
        (["--select", "ZJ1234"], 2),
        (["--format", "pdf"], 2),
        (["--catalogue", "secondary-1999"], 2),
        (["--review", "意见.pdf"], 2),
        (["--annotate", "批注.pdf"], 2),
        (["--output", "没有/核查.txt"], 2),
        (["--accepted", "没有.csv"], 3),
        (["--last-year", "没有.docx"], 3),
    ],
)
def test_exit_codes(report: Path, arguments: list[str], code: int) -> None:
    told = zhijian("proof", report, *arguments)
    assert told.code == code, told.text
    assert code < 2 or told.err.startswith("未能完成：")


@pytest.mark.parametrize("option", ["--output", "--annotate", "--review"])
def test_nothing_that_is_read_is_written_over(report: Path, option: str) -> None:
    before = files_in(report.parent)
    told = zhijian("proof", report, option, report)
    assert told.code == 2
    assert "会覆盖所读的文件" in told.err
    (report.parent / "别名.docx").symlink_to(report)
    assert zhijian("proof", report, option, report.parent / "别名.docx").code == 2
    (report.parent / "别名.docx").unlink()
    assert files_in(report.parent) == before


def test_replies_that_somebody_wrote_are_not_lost(report: Path, tmp_path: Path) -> None:
    for option, name in (("--review", "意见.xlsx"), ("--annotate", "批注.docx")):
        (tmp_path / name).write_bytes(b"replies")
        told = zhijian("proof", report, option, tmp_path / name)
        assert told.code == 2
        assert "--force" in told.err
        assert (tmp_path / name).read_bytes() == b"replies"
        assert zhijian("proof", report, option, tmp_path / name, "--force").code == 1
        assert (tmp_path / name).read_bytes() != b"replies"


def test_two_results_in_one_file(report: Path, tmp_path: Path) -> None:
    assert zhijian("proof", report, "--review", tmp_path / "一.docx", "--annotate", tmp_path / "一.docx").code == 2


def test_a_pdf_cannot_be_annotated(tmp_path: Path) -> None:
    told = zhijian("proof", write_report(tmp_path / "年报.pdf"), "--annotate", tmp_path / "批注.docx")
    assert told.code == 2
    assert "--format html" in told.err


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    told = zhijian("proof", tmp_path)
    assert told.code == 3
    assert f"{tmp_path}/*.docx" in told.err


def test_english(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIJIAN_LANG", "en")
    told = zhijian("proof", report)
    assert "ZJ501 Error" in told.out
    assert "1 errors, 1 warnings" in told.out


def test_a_terminal_gets_colours_and_whole_words(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "60")
    told = zhijian("proof", report).out
    assert "\x1b[" in told
    assert all(len(line.encode("gb18030")) < 90 for line in told.splitlines() if "\x1b" not in line)
    assert os.environ["COLUMNS"] == "60"
