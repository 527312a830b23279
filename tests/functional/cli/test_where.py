"""``zhijian where``: from a figure in the report to the cell of a school's workbook that it came from."""

import json
import re
from pathlib import Path

import openpyxl
import pytest

from support.command import zhijian
from zhijian.document import BoundFigure, Document, Paragraph, Text
from zhijian.document.read import read_document
from zhijian.findings import parse_location


def figure_in(document: Document, sentence: str) -> BoundFigure:
    """The first bound figure after the words of ``sentence`` in a paragraph of the report."""
    for block in document.blocks:
        if isinstance(block, Paragraph):
            before = ""
            for run in block.runs:
                if isinstance(run, BoundFigure) and before.endswith(sentence):
                    return run
                before += run.text if isinstance(run, Text | BoundFigure) else ""
    raise AssertionError(f"no figure after {sentence}")


def cells_told(text: str) -> list[tuple[str, int, str]]:
    """(year, figure, place) of each workbook cell that ``where`` tells."""
    told = re.findall(r" (\d{4})年 \S+：(\d+)人  出自 (workbooks/\S+)", text)
    return [(year, int(value), place) for year, value, place in told]


def test_a_sentence_leads_to_every_schools_cell_and_the_number_stands_there(city: Path) -> None:
    figure = figure_in(read_document(city / "build/internal/report.html"), "全市中等职业学校全日制在校生")
    assert figure.text.startswith("33577人")
    told = zhijian("where", figure.anchor, "--in", city)
    assert told.code == 0
    assert figure.text in told.out
    cells = cells_told(told.out)
    this_year = [value for year, value, _place in cells if year == "2024"]
    assert (len(this_year), sum(this_year)) == (12, 33577)
    for _year, value, place in cells:
        location = parse_location(place)
        workbook = openpyxl.load_workbook(city / location.container, read_only=True)
        assert workbook[location.sheet][location.cell].value == value, place
        workbook.close()


def test_a_figure_that_records_yield_leads_to_the_records(city: Path) -> None:
    told = zhijian("where", "satisfaction.employers", "--in", city, "--organisation", "school-03")
    assert told.code == 0
    assert "出自 surveys/employers.csv?school=school-03" in told.out


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("students.full_time", "云岭市 2024年 全日制在校生人数：33577人"),
        ("#students.full_time", "33577人"),
        ("全日制在校生人数", "33577人"),
        ("ratio.students_per_teacher", "全日制在校生人数 ÷ 专任教师总数 ＝ 33577人 ÷ 1903人"),
        ("awards.skills[省级一等奖]", "省级一等奖"),
        ("students.by_category", "云岭市 2024年 在校生数（按专业大类）（电子与信息大类）：6535人"),
    ],
)
def test_a_figure_is_named_by_id_label_or_slice(city: Path, name: str, says: str) -> None:
    told = zhijian("where", name, "--in", city)
    assert (told.code, told.err) == (0, "")
    assert says in told.out


def test_another_organisation_and_year(city: Path) -> None:
    told = zhijian("where", "students.full_time", "--in", city, "--organisation", "school-03", "--period", "2023")
    assert told.code == 0
    assert told.out.startswith("云岭市财经学校 2023年")


def test_a_label_that_several_indicators_share_is_asked_back(city: Path) -> None:
    told = zhijian("where", "国家级数量", "--in", city)
    assert told.code == 2
    assert "指几个指标" in told.err
    assert "libraries.national" in told.err
    assert "simulation_bases.national" in told.err


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["f-99-99"], 2, "报告中没有“f-99-99”"),
        (["students.fulltime"], 2, "报告中没有“students.fulltime”"),
        (["students.full_time", "--organisation", "school-99"], 2, "没有“school-99”"),
        (["students.by_category[99]"], 2, "students.by_category"),
        (["students.full_time[x]"], 2, "students.full_time"),
        (["students.full_time", "--period", "1999"], 2, "1999"),
    ],
)
def test_what_is_not_there_is_said(city: Path, arguments: list[str], code: int, says: str) -> None:
    told = zhijian("where", *arguments, "--in", city)
    assert told.code == code, told.text
    assert says in told.err


def test_before_a_build_it_says_how_to_build(folder: Path) -> None:
    told = zhijian("where", "students.full_time", "--in", folder)
    assert told.code == 3
    assert f"请先运行：zhijian build {folder}" in told.err


def test_damaged_results_are_to_be_built_again(folder: Path) -> None:
    built = folder / "build/internal"
    built.mkdir(parents=True)
    (built / "lineage.json").write_text(json.dumps({"figures": []}), "utf-8")
    told = zhijian("where", "students.full_time", "--in", folder)
    assert told.code == 3
    assert "请重新运行" in told.err


def test_the_report_folder_need_not_be_named_where_there_is_one(city: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(city)
    assert zhijian("where", "students.full_time").code == 0
