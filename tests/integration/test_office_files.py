"""Every Office file that the demo city's build writes is valid, as Microsoft's own validator sees it."""

import zipfile
from pathlib import Path

import pytest

from support.tools import open_xml_faults

pytestmark = pytest.mark.needs("ooxml-validator")


@pytest.mark.parametrize("edition", ["internal", "public"])
@pytest.mark.parametrize("name", ["report.docx", "findings.xlsx", "tables/tables.xlsx"])
def test_what_the_package_holds(city: Path, tmp_path: Path, edition: str, name: str) -> None:
    with zipfile.ZipFile(city / "build" / edition / "package.zip") as package:
        package.extract(name, tmp_path)
    assert open_xml_faults(tmp_path / name) == []


def test_the_workbook_of_a_school(city: Path) -> None:
    assert open_xml_faults(city / "workbooks" / "school-01.xlsx") == []
