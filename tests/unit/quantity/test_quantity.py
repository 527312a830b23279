"""What a printed figure stands for: counts are points, rounded figures are closed intervals."""

from fractions import Fraction

import pytest

from zhijian.quantity import Quantity, Rounding, exact, format_number, parse_number, parse_quantity, unit


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("33577人", "33577", "33577"),
        ("0个", "0", "0"),
        ("1,903人", "1903", "1903"),
        ("12学时", "12", "12"),
        ("97.6%", "97.55", "97.65"),
        ("97.60%", "97.595", "97.605"),
        ("100%", "99.5", "100.5"),
        ("17.6:1", "17.55", "17.65"),
        ("17:1", "16.5", "17.5"),
        ("36136.914万元", "36136.9135", "36136.9145"),  # ± 5 元
        ("5119.64元/生", "5119.635", "5119.645"),
        ("3928人/门", "3927.5", "3928.5"),  # a mean of persons is no count
        ("3.36万人", "3.355", "3.365"),
        ("3万人", "2.5", "3.5"),
        ("0.5人", "0.45", "0.55"),  # a count with a fraction was rounded
        ("-5.0%", "-5.05", "-4.95"),
        ("0.00%", "-0.005", "0.005"),
    ],
)
def test_the_interval_follows_from_unit_and_digits(text: str, low: str, high: str) -> None:
    stated = parse_quantity(text)
    assert (stated.low, stated.high) == (Fraction(low), Fraction(high))
    assert stated.exact == (low == high)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("近50%", "45", "50"),
        ("约50%", "40", "60"),
        ("约11.0%", "10.9", "11.1"),  # the printed zero is a digit
        ("约1.1万人", "1.0", "1.2"),
        ("2300多名", "2300", "2400"),
        ("2300余人", "2300", "2400"),
        ("不足10人", "0", "10"),
        ("10人以下", "0", "10"),
        ("100人左右", "0", "200"),
        ("近-5%", "-5", "-4.5"),
    ],
)
def test_words_widen_as_documented(text: str, low: str, high: str) -> None:
    stated = parse_quantity(text)
    assert (stated.low, stated.high) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize("text", ["超过2300人", "2300人以上", "不少于2300人", "逾2300人"])
def test_some_words_leave_no_upper_end(text: str) -> None:
    stated = parse_quantity(text)
    assert (stated.low, stated.high) == (Fraction(2300), None)
    assert stated.meets(parse_quantity("9000人"))
    assert not stated.meets(parse_quantity("2299人"))


@pytest.mark.parametrize(
    ("text", "symbol", "printed"),
    [
        ("36136.914万元", "元", "361369140元"),
        ("17190.22万元", "亿元", "1.719022亿元"),
        ("1.5Gbps", "Mbps", "1500Mbps"),
        ("3.6%", "个百分点", "3.6个百分点"),
        ("12名", "人", "12人"),
        ("3亩", "平方米", "2000平方米"),
    ],
)
def test_converting_moves_the_point_and_keeps_the_interval(text: str, symbol: str, printed: str) -> None:
    there = parse_quantity(text).to(unit(symbol))
    assert str(there) == printed
    assert there.meets(parse_quantity(text))
    assert parse_quantity(text).low * parse_quantity(text).unit.scale == there.low * there.unit.scale


def test_different_dimensions_do_not_convert() -> None:
    with pytest.raises(ValueError, match="人 → 元"):
        parse_quantity("3人").to(unit("元"))


def test_figures_meet_when_one_value_can_be_both() -> None:
    assert parse_quantity("97.6%").meets(parse_quantity("97.60%"))
    assert parse_quantity("97.6%").meets(parse_quantity("97.65%"))  # closed ends: 97.65 may round either way
    assert not parse_quantity("97.6%").meets(parse_quantity("97.66%"))
    assert not parse_quantity("1903人").meets(parse_quantity("1904人"))
    assert parse_quantity("1.2万元").meets(parse_quantity("12345元"))


def test_a_computed_value_is_rounded_for_print_only() -> None:
    ratio = exact(Fraction(33577, 1903), unit(":1"), 1)
    assert (str(ratio), ratio.low, ratio.high) == ("17.6:1", Fraction(33577, 1903), Fraction(33577, 1903))
    assert str(exact(Fraction(5, 2), unit("人"), 0, Rounding.HALF_EVEN)) == "2人"


def test_a_count_can_be_told_to_be_a_mean() -> None:
    assert not Quantity.stated(3928, 0, unit("人"), exact_count=False).exact


@pytest.mark.parametrize(
    ("text", "mantissa", "decimals"),
    [
        ("12", 12, 0),
        ("１２", 12, 0),
        ("12.50", 1250, 2),
        ("1,234,567.8", 12345678, 1),
        ("１，２３４", 1234, 0),
        ("-0.50", -50, 2),
        ("−3", -3, 0),
        ("+3", 3, 0),
        (" 7 ", 7, 0),
        ("007", 7, 0),
    ],
)
def test_plain_numbers_are_read(text: str, mantissa: int, decimals: int) -> None:
    assert parse_number(text) == (mantissa, decimals)


@pytest.mark.parametrize(
    "text", ["", "十二", "1,23", "12345,678", "1.2.3", "5²", "①", "½", "٣", "1 2", "12.", ".5", "1e3"]
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(Exception, match="不是数字"):
        parse_number(text)


@pytest.mark.parametrize("text", ["", "人", "12只猫", "12人13人", "第12名次", "2024年至2025年", "100m³"])
def test_what_is_no_quantity_is_refused(text: str) -> None:
    with pytest.raises(Exception, match="不是可识别的数量"):
        parse_quantity(text)


@pytest.mark.parametrize(
    ("mantissa", "decimals", "text"),
    [(1250, 2, "12.50"), (-5, 2, "-0.05"), (0, 1, "0.0"), (3, -4, "30000"), (-12, 0, "-12")],
)
def test_numbers_print_with_their_trailing_zeros(mantissa: int, decimals: int, text: str) -> None:
    assert format_number(mantissa, decimals) == text


@pytest.mark.parametrize(
    ("text", "value", "ends"),
    [("1.2万元", 12000, (11500, 12500)), ("33577人", 33577, (33577, 33577)), ("2300人以上", 2300, (2300, None))],
)
def test_a_figure_is_known_in_the_base_of_its_unit(text: str, value: int, ends: tuple[int, int | None]) -> None:
    quantity = parse_quantity(text)

    assert (quantity.in_base, quantity.ends) == (value, ends)
