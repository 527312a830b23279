"""Record exports as spreadsheets, and in the two other spellings of headers."""

from pathlib import Path

import pytest
import xlsxwriter

from zhijian.catalogue import load_catalogue
from zhijian.facts import Organisation, OrganisationTree
from zhijian.records import RecordReading, read_records, record_tables

TREE = OrganisationTree(
    [Organisation("city", "甲市", "city"), Organisation("green", "青山职校", "school", "city", code="9901000001")]
)
ROW = {
    "school": "green", "mentor_no": "M1", "master": "是", "lessons": 40, "pay": 3200,
}  # fmt: skip


def workbook(path: Path, headers: list[str], rows: list[list[object]]) -> None:
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("导出")
    for i, row in enumerate([headers, *rows]):
        sheet.write_row(i, 0, row)
    book.close()


def lessons(reading: RecordReading) -> str:
    fact = reading.facts.get("green", "2024", "mentors.lessons")
    assert fact is not None, [finding.message for finding in reading.findings]
    return str(fact.quantity)


@pytest.mark.parametrize("spelling", ["name", "label", "pinyin"])
def test_headers_in_english_chinese_and_pinyin(spelling: str, tmp_path: Path) -> None:
    fields = record_tables()["mentors"].fields
    workbook(tmp_path / "mentors.xlsx", [getattr(fields[name], spelling) for name in ROW], [list(ROW.values())])
    assert lessons(read_records(tmp_path, load_catalogue(), TREE)) == "40课时"


def test_numbers_in_cells_read_like_numbers_in_text(tmp_path: Path) -> None:
    workbook(tmp_path / "导师2024.xlsx", list(ROW), [["9901000001", 17, 1, 40.0, "3,200"]])
    assert lessons(read_records(tmp_path, load_catalogue(), TREE)) == "40课时"


def test_a_long_number_that_lost_its_digits_in_a_cell_is_told(tmp_path: Path) -> None:
    workbook(tmp_path / "mentors.xlsx", list(ROW), [["green", 440101202301010012, 1, 40, 3200]])
    told = read_records(tmp_path, load_catalogue(), TREE).findings
    assert [finding.code for finding in told] == ["ZJ821", "ZJ812"]
    assert "4.40101E+17" in told[1].message


def test_a_long_number_that_is_text_is_kept(tmp_path: Path) -> None:
    workbook(tmp_path / "mentors.xlsx", list(ROW), [["green", "440101202301010012", 1, 40, 3200]])
    assert lessons(read_records(tmp_path, load_catalogue(), TREE)) == "40课时"


def test_rows_of_one_school_may_stand_in_several_files(tmp_path: Path) -> None:
    for name, number in (("mentors.csv", "M1"), ("mentors-green.csv", "M2")):
        text = f"school,mentor_no,master,lessons,pay\ngreen,{number},no,20,0\n"
        (tmp_path / name).write_text(text, "utf-8")
    reading = read_records(tmp_path, load_catalogue(), TREE)
    assert lessons(reading) == "40课时"
    fact = reading.facts.get("green", "2024", "mentors.total")
    assert fact is not None
    assert fact.source == "records/mentors*?school=green&distinct=mentor_no"


def test_a_file_of_another_name_is_told_and_left(tmp_path: Path) -> None:
    (tmp_path / "导出数据.csv").write_text("a,b\n1,2\n", "utf-8")
    assert [f.code for f in read_records(tmp_path, load_catalogue(), TREE).findings] == ["ZJ817"]


def test_without_the_city_code_nothing_is_guessed_about_places(tmp_path: Path) -> None:
    text = (
        "school,student_no,programme,destination,region,monthly_income,self_employed,first_employment\n"
        "green,1,710201,employed,990100,3000,no,yes\n"
    )
    (tmp_path / "graduates.csv").write_text(text, "utf-8")
    reading = read_records(tmp_path, load_catalogue(), TREE)
    assert "ZJ816" in [f.code for f in reading.findings]
    assert reading.facts.get("green", "2024", "employment.local") is None
    assert reading.facts.get("green", "2024", "employment.initial") is not None
