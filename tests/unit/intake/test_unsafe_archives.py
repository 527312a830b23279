"""Spreadsheets that are better not opened, told from their directory alone."""

import io
import zipfile

import pytest

from zhijian.intake import unsafe_archive


def archive(*names: str, size: int = 10) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as made:
        for name in names:
            made.writestr(name, b"0" * size)
    return whole.getvalue()


SHEET = ("[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml")


@pytest.mark.parametrize(
    ("data", "codes"),
    [
        (archive(*SHEET), []),
        (b"school,student_no\n", []),
        (archive(*SHEET, size=30_000_000), ["ZJ108"]),
        (archive(*SHEET, "xl/vbaProject.bin"), ["ZJ106"]),
        (archive(*SHEET, "xl/externalLinks/externalLink1.xml"), ["ZJ107"]),
        (archive(*SHEET)[:200], ["ZJ103"]),
    ],
)
def test_what_speaks_against_opening_it(data: bytes, codes: list[str]) -> None:
    assert [found.code for found in unsafe_archive(data, "graduates.xlsx")] == codes
