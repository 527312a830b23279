"""``zhijian template``: the workbook that a school fills in."""

from pathlib import Path

import openpyxl
import pytest

from support.command import files_in, zhijian


def named(path: Path) -> str:
    """The line of the first sheet that says whose workbook it is."""
    workbook = openpyxl.load_workbook(path)
    rows = workbook["表6"].iter_rows(max_row=6, values_only=True)
    return next(value for row in rows for value in row if isinstance(value, str) and value.startswith("填报单位："))


def full_time_students(path: Path) -> tuple[object, object]:
    """What stands in the row 全日制在校生人数: last year's value and this year's."""
    for row in openpyxl.load_workbook(path)["表6"].iter_rows(values_only=True):
        if str(row[1]).startswith("全日制在校生人数"):
            return row[3], row[4]
    raise AssertionError("no such row")


@pytest.mark.parametrize("name", ["school-03", "云岭市财经学校", "云岭财经"])
def test_a_school_is_chosen_by_id_name_or_short_name(folder: Path, tmp_path: Path, name: str) -> None:
    told = zhijian("template", tmp_path / "填报.xlsx", "--school", name, "--in", folder)
    assert told.code == 0
    assert named(tmp_path / "填报.xlsx") == "填报单位：云岭市财经学校"


def test_in_the_report_folder_it_need_not_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert zhijian("template", "空白/云岭财经.xlsx", "--school", "云岭财经").code == 0
    assert named(folder / "空白/云岭财经.xlsx") == "填报单位：云岭市财经学校"


def test_an_unknown_school_is_answered_with_those_there_are(folder: Path, tmp_path: Path) -> None:
    told = zhijian("template", tmp_path / "a.xlsx", "--school", "云岭", "--in", folder)
    assert told.code == 2
    assert "没有找到学校“云岭”" in told.err
    assert "school-03 云岭市财经学校" in told.err
    assert not (tmp_path / "a.xlsx").exists()


def test_last_years_workbook_fills_last_years_column_and_names_the_school(folder: Path, tmp_path: Path) -> None:
    earlier = folder / "workbooks/school-03.xlsx"
    told = zhijian("template", tmp_path / "a.xlsx", "--previous", earlier)
    assert told.code == 0
    assert named(tmp_path / "a.xlsx") == "填报单位：云岭市财经学校"
    assert full_time_students(tmp_path / "a.xlsx") == (full_time_students(earlier)[0], None)
    assert full_time_students(tmp_path / "a.xlsx")[0] is not None


def test_another_schools_workbook_fills_nothing(folder: Path, tmp_path: Path) -> None:
    others = folder / "workbooks/school-01.xlsx"
    told = zhijian("template", tmp_path / "a.xlsx", "--school", "school-03", "--in", folder, "--previous", others)
    assert told.code == 2
    assert "云岭市第一职业技术学校（school-01）的工作簿，不是云岭市财经学校的" in told.err
    assert not (tmp_path / "a.xlsx").exists()


@pytest.mark.parametrize(("name", "says"), [("无.xlsx", "没有找到"), ("report.toml", "ZJ102")])
def test_what_is_no_workbook_fills_nothing(folder: Path, tmp_path: Path, name: str, says: str) -> None:
    told = zhijian("template", tmp_path / "a.xlsx", "--previous", folder / name)
    assert told.code == 3
    assert says in told.err
    assert not (tmp_path / "a.xlsx").exists()


def test_a_file_that_is_there_is_overwritten_only_by_force(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"mine")
    told = zhijian("template", tmp_path / "a.xlsx")
    assert told.code == 2
    assert "已存在" in told.err
    assert files_in(tmp_path) == {"a.xlsx": b"mine"}
    assert zhijian("template", tmp_path / "a.xlsx", "--force").code == 0
    assert named(tmp_path / "a.xlsx") == "填报单位："


@pytest.mark.parametrize(
    ("arguments", "says"),
    [(["a.xls"], "应以 .xlsx 结尾"), (["a.xlsx", "--catalogue", "secondary-1999"], "没有指标目录“secondary-1999”")],
)
def test_a_wrong_call_is_said(tmp_path: Path, arguments: list[str], says: str) -> None:
    told = zhijian("template", tmp_path / arguments[0], *arguments[1:])
    assert told.code == 2
    assert says in told.err
    assert files_in(tmp_path) == {}
