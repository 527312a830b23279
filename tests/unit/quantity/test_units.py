"""Units: symbols, aliases, quotients and prefixes."""

from fractions import Fraction

import pytest

from zhijian.quantity import UnknownUnit, parse_quantity, unit


@pytest.mark.parametrize("alias", ["名", "位", "生"])
def test_people_are_counted_in_many_words(alias: str) -> None:
    assert unit(alias) is unit("人")
    assert str(parse_quantity(f"12{alias}")) == "12人"


@pytest.mark.parametrize(
    ("symbol", "scale", "count"),
    [
        ("万元", 10_000, False),
        ("亿元", 100_000_000, False),
        ("万人", 10_000, False),  # 3万人 is rounded, though persons are counted
        ("%", Fraction(1, 100), False),
        ("元/生", 1, False),
        ("万元/人", 10_000, False),
        ("个/生", 1, False),
        ("人日", 1, True),
        ("人次", 1, True),
        ("亩", Fraction(2000, 3), False),
    ],
)
def test_scale_and_kind(symbol: str, scale: Fraction, count: bool) -> None:
    assert (unit(symbol).scale, unit(symbol).count) == (scale, count)


def test_quotients_have_the_dimension_of_both() -> None:
    assert dict(unit("元/生").dimension) == {"yuan": 1, "person": -1}
    assert unit("人/人").dimension == ()


def test_an_unknown_unit_is_named() -> None:
    with pytest.raises(UnknownUnit, match="只"):
        unit("只")
    with pytest.raises(UnknownUnit, match="只"):
        unit("元/只")


@pytest.mark.parametrize("text", ["300m²", "300㎡", "300平方米"])
def test_square_metres_are_read_in_each_spelling(text: str) -> None:
    assert str(parse_quantity(text)) == "300平方米"


def test_a_difference_of_percentages_is_in_points() -> None:
    assert unit("%").difference.symbol == "个百分点"
    assert unit("人").difference.symbol == "人"
