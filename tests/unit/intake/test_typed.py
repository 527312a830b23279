"""What somebody types into a cell of the form."""

import pytest

from zhijian.catalogue import load_catalogue
from zhijian.facts import Status
from zhijian.intake import form_of, read_typed

FORM = form_of(load_catalogue("secondary-2024"))


@pytest.mark.parametrize(
    ("indicator", "text", "expected"),
    [
        ("graduates.total", "1903", (Status.given, 1903, 0)),
        ("graduates.total", " 1，903 人", (Status.given, 1903, 0)),
        ("graduates.total", "", (Status.not_reported, 0, 0)),
        ("graduates.total", "—", (Status.not_reported, 0, 0)),
        ("graduates.total", "无数据", (Status.no_data, 0, 0)),
        ("graduates.placed_in_province_rate", "97.60", (Status.given, 9760, 2)),
    ],
)
def test_a_text_states_a_value(indicator: str, text: str, expected: tuple[Status, int, int]) -> None:
    sheet, row = FORM.places[indicator, ""]
    typed = read_typed(text, row, sheet)
    assert (typed.status, typed.mantissa, typed.decimals, typed.fault) == (*expected, None)


@pytest.mark.parametrize(
    ("indicator", "text", "code"),
    [
        ("graduates.total", "十二", "ZJ114"),
        ("graduates.total", "12.5", "ZJ115"),
        ("graduates.total", "-3", "ZJ116"),
        ("graduates.total", "约1900", "ZJ121"),
        ("graduates.total", "不适用", "ZJ126"),
    ],
)
def test_a_text_that_states_nothing_says_why(indicator: str, text: str, code: str) -> None:
    sheet, row = FORM.places[indicator, ""]
    typed = read_typed(text, row, sheet)
    assert typed.status is Status.not_reported
    assert typed.fault is not None
    assert typed.fault.code == code
    assert text in typed.fault.message
