"""``zhijian check``: what is wrong with workbooks, folders, packages; in every format, with an exit code for scripts."""

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest

from support.command import zhijian
from support.damage import damage

WRONG: list[dict[str, object]] = [{"set": {"sheet": "表6", "at": "E4", "value": "三千二百"}}]  # an error, ZJ114


@pytest.fixture
def workbook(folder: Path) -> Path:
    """A school's workbook with one error."""
    return damage(folder / "workbooks/school-03.xlsx", WRONG)


def codes(told: str) -> set[str]:
    return {entry["code"] for entry in json.loads(told)["findings"]}


def test_a_workbook(workbook: Path) -> None:
    told = zhijian("check", workbook)
    assert told.code == 1
    assert "ZJ114 错误" in told.out
    assert "三千二百" in told.out
    assert told.out.splitlines()[-1].startswith("共 ")


def test_a_folder_of_workbooks_and_several_paths_at_once(workbook: Path, tmp_path: Path) -> None:
    assert "ZJ114" in zhijian("check", workbook.parent).out
    other = workbook.parent / "school-01.xlsx"
    assert zhijian("check", other, "--select", "ZJ1").code == 0
    assert zhijian("check", other, workbook, "--select", "ZJ1").code == 1


def test_a_report_folder_with_what_lies_beside_the_workbooks(folder: Path) -> None:
    chapter = folder / "chapters/01-规模结构.md"
    chapter.write_text(chapter.read_text("utf-8").replace("students.full_time", "students.fulltime"), "utf-8")
    (folder / "records/programmes.csv").write_text("")
    told = zhijian("check", folder, "--format", "json")
    assert told.code == 1
    assert {"ZJ401", "ZJ819"} <= codes(told.out)


def test_a_school_that_lacks_is_told_once_and_not_at_every_figure(folder: Path) -> None:
    (folder / "workbooks/school-02.xlsx").unlink()
    told = zhijian("check", folder, "--format", "json")
    assert "ZJ141" in codes(told.out)
    assert codes(told.out).isdisjoint({"ZJ403", "ZJ404", "ZJ405"})


def test_a_package(city: Path) -> None:
    for edition in ("internal", "public"):
        told = zhijian("check", city / "build" / edition / "package.zip")
        assert (told.code, told.out.strip()) == (0, "没有发现问题。")


def test_json_csv_html_and_xlsx_tell_the_same(workbook: Path, tmp_path: Path) -> None:
    told = zhijian("check", workbook, "--format", "json")
    entries = json.loads(told.out)["findings"]
    assert told.code == 1
    rows = list(csv.reader(io.StringIO(zhijian("check", workbook, "--format", "csv").out)))
    assert [row[0] for row in rows[1:] if row] == [entry["code"] for entry in entries]
    page = zhijian("check", workbook, "--format", "html").out
    assert page.startswith("<!doctype html>")
    assert "三千二百" in page
    assert zhijian("check", workbook, "--format", "xlsx", "-o", tmp_path / "问题.xlsx").code == 1
    sheet = openpyxl.load_workbook(tmp_path / "问题.xlsx").active
    assert sheet is not None
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [entry["code"] for entry in entries]


@pytest.mark.parametrize("ending", ["json", "csv", "html"])
def test_a_file_instead_of_the_screen(workbook: Path, tmp_path: Path, ending: str) -> None:
    target = tmp_path / f"问题.{ending}"
    told = zhijian("check", workbook, "--format", ending, "--output", target)
    assert (told.code, told.out) == (1, "")
    assert str(target) in told.err
    assert "ZJ114" in target.read_text("utf-8-sig")


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ([], 1),
        (["--fail-on", "notice"], 1),
        (["--fail-on", "never"], 0),
        (["--ignore", "ZJ1,ZJ2,ZJ3"], 0),
        (["--ignore", "zj114"], 0),
        (["--select", "ZJ2"], 0),
        (["--select", "ZJ114，ZJ2"], 1),
        (["--fail-on", "fatal"], 2),
        (["--format", "pdf"], 2),
        (["--format", "xlsx"], 2),
        (["--catalogue", "secondary-1999"], 2),
    ],
)
def test_exit_codes(workbook: Path, arguments: list[str], code: int) -> None:
    assert zhijian("check", workbook, *arguments).code == code


def test_warnings_fail_only_where_asked(folder: Path) -> None:
    (folder / "workbooks/school-02.xlsx").unlink()
    assert zhijian("check", folder, "--select", "ZJ141").code == 0
    assert zhijian("check", folder, "--select", "ZJ141", "--fail-on", "warning").code == 1


@pytest.mark.parametrize(("name", "says"), [("没有", "没有找到"), ("空", "既没有 report.toml，也没有工作簿")])
def test_what_cannot_be_checked(tmp_path: Path, name: str, says: str) -> None:
    (tmp_path / "空").mkdir()
    told = zhijian("check", tmp_path / name)
    assert told.code == 3
    assert says in told.err


def test_long_runs_of_one_code_are_folded_and_still_counted(folder: Path) -> None:
    path = folder / "workbooks/school-03.xlsx"
    workbook = openpyxl.load_workbook(path)
    for row in range(10, 36):
        workbook["表3"].cell(row, 5).value = "若干"
    workbook.save(path)
    shown = zhijian("check", path, "--select", "ZJ114").out
    entries = json.loads(zhijian("check", path, "--select", "ZJ114", "--format", "json").out)["findings"]
    assert shown.count("ZJ114 错误") == 20 < len(entries)
    assert f"共 {len(entries)} 条" in shown
    assert f"另有 {len(entries) - 20} 条 ZJ114" in shown
