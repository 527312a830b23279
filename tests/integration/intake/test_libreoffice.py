"""Workbooks that another program has opened, computed and saved."""

import subprocess
from pathlib import Path

import pytest

from support.workbooks import SCHOOL, TREE, catalogue, filled, stated
from zhijian.intake import WorkbookReading, read_workbook, write_workbook

pytestmark = pytest.mark.needs("soffice")


def saved_as(folder: Path, kind: str) -> Path:
    """The filled-in workbook, opened by LibreOffice and saved as ``kind``."""
    path = folder / "in" / "school-03.xlsx"
    path.parent.mkdir()
    write_workbook(path, catalogue(), school=SCHOOL, values=filled())
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder / f"school-03.{kind}"


def read(path: Path) -> WorkbookReading:
    return read_workbook(path, catalogue(), container=f"workbooks/{path.name}", tree=TREE)


def test_saved_again_as_xlsx_it_is_the_same(tmp_path: Path) -> None:
    reading = read(saved_as(tmp_path, "xlsx"))
    before = tmp_path / "in" / "school-03.xlsx"
    assert reading.findings == ()
    assert stated(reading.facts) == stated(read(before).facts)  # its formulas compute what ours say


def test_saved_as_xls_it_is_the_same_but_for_formats(tmp_path: Path) -> None:
    reading = read(saved_as(tmp_path, "xls"))
    assert [f.code for f in reading.findings] == ["ZJ164"]
    known = stated(reading.facts)
    assert {key: known[key][:2] for key in stated(filled())} == {k: v[:2] for k, v in stated(filled()).items()}
    assert known["2023", "graduates.self_employed_rate", ""][2] == 2  # 0.60
    source = reading.facts.get("school-03", "2024", "graduates.total")
    assert source is not None
    assert source.source == "workbooks/school-03.xls#表1!E4"


def test_saved_as_ods_it_says_how_to_save_it(tmp_path: Path) -> None:
    assert [f.code for f in read(saved_as(tmp_path, "ods")).findings] == ["ZJ105"]
