"""Named rounding."""

from fractions import Fraction

import pytest

from zhijian.quantity import Rounding, round_to_mantissa


@pytest.mark.parametrize(
    ("value", "decimals", "half_up", "half_even", "truncate"),
    [
        ("2.5", 0, 3, 2, 2),
        ("3.5", 0, 4, 4, 3),
        ("-2.5", 0, -3, -2, -2),
        ("-2.4", 0, -2, -2, -2),
        ("0.125", 2, 13, 12, 12),
        ("97.65", 1, 977, 976, 976),
        ("97.6499", 1, 976, 976, 976),
        ("1/3", 4, 3333, 3333, 3333),
        ("2/3", 4, 6667, 6667, 6666),
        ("12345", -2, 123, 123, 123),
        ("12350", -2, 124, 124, 123),
        ("0", 3, 0, 0, 0),
    ],
)
def test_ties_go_where_the_rule_says(value: str, decimals: int, half_up: int, half_even: int, truncate: int) -> None:
    exact = Fraction(value)
    assert round_to_mantissa(exact, decimals, Rounding.HALF_UP) == half_up
    assert round_to_mantissa(exact, decimals, Rounding.HALF_EVEN) == half_even
    assert round_to_mantissa(exact, decimals, Rounding.TRUNCATE) == truncate
