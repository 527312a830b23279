"""Every fault of a catalogue is told with file and line; tests/cases/catalogue-faults.yaml lists them."""

from pathlib import Path

import pytest
import yaml

from zhijian.catalogue import load_catalogue
from zhijian.errors import CatalogueError

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "catalogue-faults.yaml").read_text("utf-8"))

HEAD = """\
id: fault-2024
level: secondary
year: 2024
version: "1"
label: {zh: 测试, en: Test}
periods: ["2023", "2024"]
times: {stock: {zh: 时点, en: Stock}}
tables: [{number: 1, label: {zh: 表, en: Table}}]
sections: {base: {zh: 基础数据, en: Base data}}
files: [sound.yaml, faulty.yaml]
"""

SOUND = """\
- {id: students.total, label: {zh: 在校生人数, en: Students}, section: base, unit: 人, from: school, roll_up: sum}
- {id: teachers.total, label: {zh: 专任教师数, en: Teachers}, section: base, unit: 人, from: school, roll_up: sum}
- {id: money.total, label: {zh: 经费, en: Money}, section: base, unit: 万元, from: school, roll_up: sum}
"""


def written(folder: Path, entries: str, head: str = HEAD) -> Path:
    for name, text in (("catalogue.yaml", head), ("sound.yaml", SOUND), ("faulty.yaml", entries)):
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("case", CASES, ids=[case["fault"] for case in CASES])
def test_fault_is_told_with_file_and_line(case: dict[str, str], tmp_path: Path) -> None:
    with pytest.raises(CatalogueError) as raised:
        load_catalogue(written(tmp_path, case["entries"]))

    assert f"faulty.yaml:{case['message']}" in raised.value.problems


def test_faults_of_all_entries_are_told_together(tmp_path: Path) -> None:
    entries = "".join(f"- {{id: {name}, label: {name}, section: base, unit: 摞, from: school}}\n" for name in "ab")

    with pytest.raises(CatalogueError) as raised:
        load_catalogue(written(tmp_path, entries))

    assert [problem.split(": ")[0] for problem in raised.value.problems] == ["faulty.yaml:1", "faulty.yaml:2"]


def test_the_lines_that_every_case_begins_with_are_sound(tmp_path: Path) -> None:
    assert list(load_catalogue(written(tmp_path, "")).indicators) == ["students.total", "teachers.total", "money.total"]


def test_a_head_without_periods_is_told(tmp_path: Path) -> None:
    head = HEAD.replace('periods: ["2023", "2024"]\n', "")

    with pytest.raises(CatalogueError, match=r"catalogue\.yaml:1: 缺少 periods"):
        load_catalogue(written(tmp_path, "", head))


def test_an_unknown_catalogue_is_told_with_those_that_exist() -> None:
    with pytest.raises(CatalogueError, match="没有指标目录“primary-1990”，现有：secondary-2024"):
        load_catalogue("primary-1990")
