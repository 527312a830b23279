"""Arrays of rationals stay exact beyond 64 bits."""

from fractions import Fraction

import numpy as np
import pytest

from zhijian.expressions import Rationals

BIG = 2**61


def fractions(values: Rationals) -> list[Fraction]:
    return [values.fraction(row) for row in range(len(values))]


def test_small_numbers_are_machine_integers_and_large_ones_are_promoted() -> None:
    small = Rationals(np.array([BIG, 1]))
    assert small.num.dtype == np.int64
    assert fractions(small + small) == [2 * BIG, 2]
    assert fractions(small * small) == [BIG * BIG, 1]
    assert fractions(small * small - small * small) == [0, 0]


def test_zeros_times_a_number_beyond_64_bits_are_zeros() -> None:
    zeros = Rationals(np.zeros(2, dtype=np.int64))
    huge = Rationals.constant(Fraction(1, 3**60), 2)
    assert fractions(zeros + huge) == [Fraction(1, 3**60)] * 2
    assert fractions(zeros * huge) == [0, 0]


def test_a_denominator_for_each_row() -> None:
    a = Rationals(np.array([1, 2, -3]), np.array([2, 3, 4]))
    b = Rationals.of([Fraction(1, 6), Fraction(5), Fraction(-1, 9)])
    assert fractions(a + b) == [Fraction(2, 3), Fraction(17, 3), Fraction(-31, 36)]
    assert fractions(a.divided_by(b)) == [Fraction(3), Fraction(2, 15), Fraction(27, 4)]
    assert (a < b).tolist() == [False, True, True]
    assert fractions(a.min(b)) == [Fraction(1, 6), Fraction(2, 3), Fraction(-3, 4)]


def test_dividing_by_negative_numbers_keeps_denominators_positive() -> None:
    quotient = Rationals.of([Fraction(1), Fraction(-1)]).divided_by(Rationals.of([Fraction(-2), Fraction(-3)]))
    assert fractions(quotient) == [Fraction(-1, 2), Fraction(1, 3)]
    assert quotient.sign().tolist() == [-1, 1]


@pytest.mark.parametrize(
    ("value", "floor"), [("7/2", 3), ("-7/2", -4), ("4", 4), ("-4", -4), (f"{3 * 2**70}/4", 3 * 2**68)]
)
def test_floor(value: str, floor: int) -> None:
    assert Rationals.of([Fraction(value)]).floor().tolist() == [floor]


def test_no_rows() -> None:
    none, other = Rationals.of([]), Rationals.constant(1, 0)
    assert len(none + other) == 0
    assert (none <= other).tolist() == []
