"""Sheet parts as other programs write them."""

from typing import Any

import pytest

from zhijian.intake.grid import Cell, shown_by
from zhijian.intake.xlsx import Malformed, TooManyCells, Unsafe, sheet_rows

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def read(inner: str, strings: list[str] | None = None, formats: tuple[str, ...] = ("",)) -> dict[int, dict[int, Cell]]:
    return sheet_rows(
        f'<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'.encode(), "s", strings or [], formats
    )


@pytest.mark.parametrize(
    ("inner", "cell"),
    [
        ('<row r="1"><c r="A1"><v>12</v></c></row>', Cell("n", "12")),
        ('<row r="1"><c r="A1" t="n" s="0"><v>1.5</v></c></row>', Cell("n", "1.5")),
        ('<row r="1"><c r="A1" t="inlineStr"><is><r><t>十</t></r><rPh sb="0" eb="1"><t>shi</t></rPh><r><t>二</t></r></is></c></row>', Cell("s", "十二")),
        ('<row r="1"><c r="A1"><f>1/0</f></c></row>', Cell("x", "", "", formula=True)),
        ('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>', None),
        ('<row r="1"><c r="A1" t="str"><f>B1</f><v>a &amp; b</v></c></row>', Cell("s", "a & b", "", formula=True)),
        ('<row><c><v>7</v></c></row>', Cell("n", "7")),
        ("<!-- 注 --><row><c r='A1'><v>7</v></c></row>", Cell("n", "7")),
        ('<row r="1"><c r="A1"><v><![CDATA[7]]></v></c></row>', Cell("n", "7")),
    ],
)  # fmt: skip
def test_one_cell(inner: str, cell: Cell | None) -> None:
    assert read(inner).get(0, {}).get(0) == cell


def test_a_prefixed_part() -> None:
    data = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData><x:row r="2"><x:c r="B2"><x:v>3</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    assert sheet_rows(data.encode(), "s", [], ("",)) == {0: {}, 1: {1: Cell("n", "3")}}


def test_utf_16() -> None:
    data = f'<?xml version="1.0" encoding="UTF-16"?><worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>3</v></c></row></sheetData></worksheet>'
    assert sheet_rows(data.encode("utf-16"), "s", [], ("",))[0] == {0: Cell("n", "3")}


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<worksheet><sheetData>", Malformed),
        (b"", Malformed),
        (b"<!DOCTYPE x><worksheet/>", Unsafe),
        (
            f'<worksheet xmlns="{MAIN}"><sheetData><row><c r="A1" t="s"><v>5</v></c></row></sheetData></worksheet>'.encode(),
            Malformed,
        ),
        (
            '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY a "b">]><worksheet>&a;</worksheet>'.encode(
                "utf-16"
            ),
            Unsafe,
        ),
    ],
)
def test_refused_parts(data: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        sheet_rows(data, "s", [], ("",))


def test_too_many_cells(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("zhijian.intake.xlsx.MOST_CELLS", 2)
    with pytest.raises(TooManyCells):
        read('<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>1</v></c><c r="C1"><v>1</v></c></row>')


@pytest.mark.parametrize(
    ("code", "shown"),
    [
        ("", (None, False, False)),
        ("General", (None, False, False)),
        ("@", (None, False, False)),
        ("0", (0, False, False)),
        ("0.00", (2, False, False)),
        ("#,##0.0_ ", (1, False, False)),
        ("0.00%", (2, True, False)),
        ('0.0":1"', (1, False, False)),
        ('0.00"万元";[Red]-0.00', (2, False, False)),
        ("#.##", (0, False, False)),
        ("yyyy/m/d", (None, False, True)),
        ("h:mm", (None, False, True)),
        ('yyyy"年"m"月"', (None, False, True)),
        ("[$-804]yyyy/m/d", (None, False, True)),
        ("[DBNum1]0", (0, False, False)),
    ],
)
def test_what_a_number_format_shows(code: str, shown: tuple[Any, ...]) -> None:
    assert tuple(shown_by(code)) == shown
