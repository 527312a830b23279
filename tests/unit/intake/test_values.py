"""Decimals: as printed where a number is text, as the shortest decimal of the float and its format say otherwise."""

import pytest

from support.workbooks import catalogue
from zhijian.facts import Status
from zhijian.intake.grid import Cell
from zhijian.intake.layout import FormRow, form_of
from zhijian.intake.numerals import chinese_integer
from zhijian.intake.values import Value, read_value, shortest
from zhijian.quantity import format_number


def row(name: str) -> FormRow:
    return next(sheet.by_id[name] for sheet in form_of(catalogue()).sheets if name in sheet.by_id)


def printed(value: Value) -> str:
    return value.fault or (format_number(value.mantissa, value.decimals) if value.status is Status.given else "")


@pytest.mark.parametrize(
    ("text", "number_format", "read"),
    [
        ("17190.22", "", "17190.22"),
        ("17190.220000000001", "", "17190.22"),
        ("5119.6400000000003", "", "5119.64"),
        ("0.60", "", "0.6"),
        ("0.6", "0.00", "0.60"),
        ("0.30000000000000004", "", "0.3"),
        ("1.5E-2", "", "0.015"),
        ("1E+3", "", "1000"),
        ("1719", "0.000", "1719.000"),
        ("1719.25", "0.0", "1719.25"),
        ("33.333333333333336", "0.00", "33.33"),
        ("33.333333333333336", "", "33.33"),
        ("0.125000000000001", "0.00", "0.13"),
        ("1e400", "", "ZJ114"),
        ("1e17", "", "ZJ122"),
        ("nan", "", "ZJ114"),
    ],
)
def test_decimals_of_a_float(text: str, number_format: str, read: str) -> None:
    assert printed(read_value(Cell("n", text, number_format), row("funding.special"))) == read


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("0.60", "0.60"),
        ("１７１９．２２０", "1719.220"),
        ("1,719.22", "1719.22"),
        ("1719.22万元", "1719.22"),
        ("17192200元", "1719.2200"),
        ("1亿元", "10000"),
        ("−3", "ZJ116"),
        ("1.2.3", "ZJ114"),
        ("12,34", "ZJ114"),
        ("约1719", "ZJ121"),
        ("1719%", "ZJ123"),
        ("#REF!", "ZJ118"),
    ],
)
def test_text_in_a_number_cell(text: str, read: str) -> None:
    assert printed(read_value(Cell("s", text), row("funding.special"))) == read


@pytest.mark.parametrize(("text", "read"), [("12%", "ZJ123"), ("17倍", "17"), ("17.6：1", "17.6"), ("1:17.6", "ZJ114")])
def test_a_ratio(text: str, read: str) -> None:
    assert printed(read_value(Cell("s", text), row("ratio.students_per_teacher"))) == read


def test_without_formats_the_catalogue_says_the_decimals() -> None:
    rate = row("graduates.self_employed_rate")
    assert printed(read_value(Cell("n", "0.6"), rate, formats=False)) == "0.60"
    assert printed(read_value(Cell("n", "1072"), row("graduates.total"), formats=False)) == "1072"


def test_shortest_is_the_float_again() -> None:
    for text in ("0.1", "17190.22", "1e-7", "123456789012345", "4.35"):
        mantissa, decimals = shortest(text)
        assert float(format_number(mantissa, decimals)) == float(text)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("三万三千五百七十七", 33577),
        ("二〇二四", 2024),
        ("壹佰", 100),
        ("甲", None),
        ("", None),
    ],
)
def test_chinese_numerals(text: str, number: int | None) -> None:
    assert chinese_integer(text) == number


def test_a_formula_in_an_entry_cell_is_told() -> None:
    value = read_value(Cell("n", "155", "", formula=True), row("graduates.total"))
    assert (printed(value), value.mended) == ("155", ("ZJ158",))
    assert read_value(Cell("n", "17.7", "0.0", formula=True), row("ratio.students_per_teacher")).mended == ()
