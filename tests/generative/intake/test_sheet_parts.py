"""The quick reader of sheet parts sees the same cells as ElementTree, whatever stands in them."""

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from zhijian.intake.xlsx import sheet_rows

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=12)
REFERENCE = st.tuples(st.sampled_from(["A", "Z", "AA", "XFD"]), st.integers(1, 40))
STRINGS = ["", "毕业生人数*", "<&>", "12"]


@st.composite
def cells(draw: st.DrawFn) -> str:
    letters, number = draw(REFERENCE)
    style = draw(st.sampled_from(["", ' s="0"', ' s="1"']))
    start = f'<c r="{letters}{number}"{style}'
    formula = draw(st.sampled_from(["", "<f>A1+1</f>", '<f t="shared" ref="A1:A2" si="0">B1&amp;"&gt;"</f>', "<f/>"]))
    match draw(st.sampled_from(["blank", "open", "number", "shared", "inline", "text", "error", "boolean"])):
        case "blank":
            return start + "/>"
        case "open":
            return start + "></c>"
        case "number":
            return f"{start}>{formula}<v>{draw(st.integers(-9, 99999))}</v></c>"
        case "shared":
            return f'{start} t="s"><v>{draw(st.integers(0, 3))}</v></c>'
        case "inline":
            return f'{start} t="inlineStr"><is><t xml:space="preserve">{escape(draw(TEXT))}</t></is></c>'
        case "text":
            return f'{start} t="str">{formula}<v>{escape(draw(TEXT))}</v></c>'
        case "error":
            return f'{start} t="e">{formula}<v>#DIV/0!</v></c>'
    return f'{start} t="b"><v>1</v></c>'


@given(st.lists(cells(), max_size=12))
def test_both_ways_of_reading_agree(parts: list[str]) -> None:
    rows = "".join(f"<row>{part}</row>" for part in parts)
    head = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col min="1"/></cols>'
    data = f'<?xml version="1.0" encoding="UTF-8"?>{head}<sheetData>{rows}</sheetData></worksheet>'.encode()
    formats = ("", "0.00")
    quick = sheet_rows(data, "sheet", STRINGS, formats, plain=True)
    careful = sheet_rows(data, "sheet", STRINGS, formats, plain=False)
    assert {n: r for n, r in quick.items() if r} == {n: r for n, r in careful.items() if r}
