"""The workbook as a clerk gets it, seen by a second reader."""

from pathlib import Path

import openpyxl
import pytest

from support.workbooks import CITY, SCHOOL, TREE, catalogue, filled, stated
from zhijian.catalogue import load_catalogue
from zhijian.facts import FactSet
from zhijian.intake import Reason, read_workbook, workbook_identity, write_workbook
from zhijian.intake.layout import Kind, form_of
from zhijian.intake.limits import MOST_DIGITS

INDICATOR = "graduates.monthly_income"


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("template") / "school-03.xlsx"
    write_workbook(path, catalogue(), school=SCHOOL)
    return openpyxl.load_workbook(path)


def test_sheets_in_the_order_of_the_form(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == ["填报说明", "表1", "表2", "表3", "基础数据", "_zhijian"]
    assert book["_zhijian"].sheet_state == "veryHidden"
    identity = {row[0].value: row[1].value for row in book["_zhijian"].iter_rows()}
    assert identity == {
        "zhijian": "workbook",
        "format": "1",
        "catalogue": "tiny-2024",
        "version": "2024.1",
        "school": "school-03",
        "name": "云岭市财经学校",
        "period": "2024",
    }


def test_a_workbook_says_whose_it_is(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    write_workbook(path, catalogue(), school=SCHOOL)
    assert workbook_identity(path)["catalogue"] == "tiny-2024"
    path.write_bytes(b"x")
    assert workbook_identity(path) == {}


def test_cells_are_as_the_official_form_merges_them(book: openpyxl.Workbook) -> None:
    merged = {str(area) for area in book["表3"].merged_cells.ranges}
    assert {"B6:B7", "A6:A7", "A8:A12"} <= merged  # 门 and 学时 share a label; a 序号 stands over its group
    assert book["表3"]["B9"].value == "其中：国家级数量"
    assert book["表3"]["B10"].alignment.indent > book["表3"]["B9"].alignment.indent
    assert book["表1"]["B4"].value == "毕业生人数*"


def test_only_what_the_school_fills_in_is_open(book: openpyxl.Workbook) -> None:
    form = form_of(catalogue())
    for sheet in form.sheets:
        assert book[sheet.name].protection.sheet
        assert book[sheet.name].protection.password is None
        for row in sheet.rows:
            for period in catalogue().periods:
                cell = book[sheet.name].cell(row.row + 1, form.period_column(sheet, period) + 1)
                assert cell.protection.locked == (row.kind not in (Kind.entry, Kind.optional)), row.id
    assert book["表3"]["E16"].value == "仅高职填报"


def test_derived_cells_are_formulas_over_other_sheets(book: openpyxl.Workbook) -> None:
    sheet = book["表3"]
    assert (
        sheet["E4"].value
        == "=IF(COUNT('基础数据'!E5,'基础数据'!E6)<2,\"\",IFERROR(ROUND('基础数据'!E5/'基础数据'!E6,1),\"\"))"
    )
    assert "ROUND('基础数据'!E7/'基础数据'!E6*100,2)" in sheet["E5"].value
    assert "ROUND((E13*10000)/'基础数据'!E5,2)" in sheet["E14"].value  # 万元 over persons, in 元
    assert book["基础数据"]["E11"].value == '=IF(COUNT(E12:E14)=0,"",SUM(E12:E14))'
    assert book["表2"]["F4"].value == "=IF('基础数据'!E8=\"\",\"\",'基础数据'!E8)"
    assert sheet["E4"].number_format == '0.0":1"'


def test_entry_cells_say_what_they_take(book: openpyxl.Workbook) -> None:
    rules = {str(r.sqref): r for r in book["表1"].data_validations.dataValidation}
    persons = next(r for area, r in rules.items() if "E4" in area)
    assert (persons.type, persons.operator, persons.formula1) == ("whole", "greaterThanOrEqual", "0")
    assert persons.promptTitle == "请填整数"
    assert "不小于 0 的整数，单位：人" in persons.prompt
    percent = next(r for area, r in rules.items() if "E8" in area)
    assert (percent.type, percent.formula1, percent.formula2) == ("decimal", "0", "100")


def test_definitions_are_notes(book: openpyxl.Workbook) -> None:
    note = book["表1"]["B4"].comment
    assert note is not None
    assert "取得毕业证书" in note.text
    assert "2023年9月1日至2024年8月31日" in note.text
    assert book["表3"]["B4"].comment is not None
    assert "全日制在校生人数 ÷ 专任教师总数" in book["表3"]["B4"].comment.text


def test_it_prints_on_a4_with_repeated_headers_and_a_block_to_sign(book: openpyxl.Workbook) -> None:
    for name in ("表1", "表2", "表3", "基础数据"):
        sheet = book[name]
        assert sheet.page_setup.paperSize == 9
        assert (sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.page_setup.fitToHeight) == (True, 0)
        assert sheet.print_title_rows == "$3:$3"
        assert sheet.freeze_panes == "C4"
        texts = " ".join(str(c.value) for row in sheet.iter_rows() for c in row if c.value)
        assert all(word in texts for word in ("填报人", "审核人", "校长签字", "（公章）", "日期"))
        assert "&P" in sheet.oddFooter.center.text


def test_the_same_arguments_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.xlsx", "b.xlsx"):
        write_workbook(tmp_path / name, catalogue(), school=SCHOOL, values=filled())
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_what_was_filled_in_is_read_with_its_sources(tmp_path: Path) -> None:
    path = tmp_path / "school-03.xlsx"
    reasons = [Reason("school-03", "2024", INDICATOR, "扩大了调查范围", "outlier")]
    write_workbook(path, catalogue(), school=SCHOOL, values=filled(), reasons=reasons)
    reading = read_workbook(path, catalogue(), container="workbooks/school-03.xlsx", tree=TREE)
    assert reading.findings == ()
    assert reading.organisation == "school-03"
    assert reading.reasons == tuple(reasons)
    written = stated(filled())
    read = stated(reading.facts)
    assert {key: read[key] for key in written} == written
    fact = reading.facts.get("school-03", "2024", "courses.total_hours")
    assert fact is not None
    assert fact.source == "workbooks/school-03.xlsx#表3!E7"
    assert fact.unit == "学时"


def test_derived_cells_hold_their_values_without_excel(tmp_path: Path) -> None:
    path = tmp_path / "school-03.xlsx"
    write_workbook(path, catalogue(), school=SCHOOL, values=filled())
    facts = read_workbook(path, catalogue(), container="w", tree=TREE).facts

    def text(indicator: str, period: str = "2024") -> str:
        fact = facts.get("school-03", period, indicator)
        return str(fact.quantity) if fact else ""

    assert text("ratio.students_per_teacher") == "17.7:1"  # 3357 / 190 = 17.668…
    assert text("teachers.dual_qualified_rate") == "37.37%"
    assert text("funding.per_student") == "5120.71元/生"  # 1719.022 万元 / 3357
    assert text("awards.skills") == "19项"


def test_last_years_values_are_filled_in_alone(tmp_path: Path) -> None:
    path = tmp_path / "school-03.xlsx"
    write_workbook(path, catalogue(), school=SCHOOL, previous=filled())
    facts = read_workbook(path, catalogue(), container="w", tree=TREE).facts
    last, now = (facts.get("school-03", period, "graduates.total") for period in catalogue().periods)
    assert last is not None
    assert now is not None
    assert (last.mantissa, now.status.value) == (941, "not_reported")


def test_an_amount_in_another_unit_is_written_in_the_rows_own(tmp_path: Path) -> None:
    from dataclasses import replace

    from zhijian.quantity import unit

    fact = filled().get("school-03", "2024", "funding.special")
    assert fact is not None
    assert fact.quantity is not None
    in_yuan = fact.quantity.to(unit("元"))
    other = replace(
        fact, mantissa=in_yuan.mantissa, decimals=in_yuan.decimals, low=in_yuan.low, high=in_yuan.high, unit="元"
    )
    write_workbook(tmp_path / "a.xlsx", catalogue(), school=SCHOOL, values=FactSet.from_facts([other]))
    read = read_workbook(tmp_path / "a.xlsx", catalogue(), container="w").facts.get(
        "school-03", "2024", "funding.special"
    )
    assert read is not None
    assert (read.mantissa, read.decimals, read.unit) == (fact.mantissa, fact.decimals, "万元")


def test_a_number_longer_than_excel_keeps_stands_as_text(tmp_path: Path) -> None:
    values = filled(funding__special=f"1.5 1{'0' * MOST_DIGITS}.5")
    write_workbook(tmp_path / "a.xlsx", catalogue(), school=SCHOOL, values=values)
    assert openpyxl.load_workbook(tmp_path / "a.xlsx")["表3"]["E13"].data_type == "s"


def test_without_a_school_the_template_is_nobodys(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", catalogue())
    reading = read_workbook(tmp_path / "a.xlsx", catalogue(), container="a.xlsx", tree=TREE)
    assert [f.code for f in reading.findings] == ["ZJ112"]


def test_the_official_catalogue(tmp_path: Path) -> None:
    official = load_catalogue("secondary-2024")
    write_workbook(tmp_path / "a.xlsx", official, school=SCHOOL)
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx").sheetnames
    assert sheets == ["填报说明", *(f"表{n}" for n in range(1, 7)), "基础数据", "_zhijian"]
    reading = read_workbook(tmp_path / "a.xlsx", official, container="a.xlsx", tree=TREE)
    assert reading.findings == ()
    laid_out = {row.indicator.id for sheet in form_of(official).sheets for row in sheet.rows}
    assert laid_out == set(official.indicators)


def test_nothing_is_left_where_writing_fails(tmp_path: Path) -> None:
    frame = FactSet.from_facts([*filled()]).frame
    broken = FactSet(frame.with_columns(unit=frame["unit"].replace("人", "没有的单位")))
    with pytest.raises(Exception, match="没有的单位"):
        write_workbook(tmp_path / "a.xlsx", catalogue(), school=SCHOOL, values=broken)
    assert list(tmp_path.iterdir()) == []


def test_the_city_is_no_school(tmp_path: Path) -> None:
    write_workbook(tmp_path / "a.xlsx", catalogue(), school=CITY)
    reading = read_workbook(tmp_path / "a.xlsx", catalogue(), container="a.xlsx", tree=TREE)
    assert [f.code for f in reading.findings] == ["ZJ112"]
