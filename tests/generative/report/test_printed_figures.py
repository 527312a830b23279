"""What is printed stands for an interval that contains the exact value."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zhijian.quantity import Quantity, Rounding, parse_quantity, unit
from zhijian.report.figures.measure import Measure
from zhijian.report.figures.printing import print_value

VALUES = st.fractions(min_value=-(10**9), max_value=10**9, max_denominator=10**6)
UNITS = st.sampled_from(["人", "%", ":1", "元", "万元", "亿元", "万平方米", "元/生", "个百分点", "学时"])
NEAREST = st.sampled_from([Rounding.HALF_UP, Rounding.HALF_EVEN])


@given(VALUES, UNITS, st.integers(0, 6), NEAREST)
def test_a_printed_figure_reads_back_as_an_interval_around_its_value(
    value: Fraction, symbol: str, decimals: int, rounding: Rounding
) -> None:
    measured = unit(symbol)
    printed = print_value(value, Measure(measured, symbol, decimals), stated_decimals=0, rounding=rounding)
    read = parse_quantity(printed.text)
    assert (read.mantissa, read.decimals, read.unit) == (printed.mantissa, decimals, measured)
    # A computed value is rounded even where its unit counts, so that the figure stands for its rounding interval.
    stated = Quantity.stated(read.mantissa, read.decimals, read.unit, exact_count=False)
    assert stated.high is not None
    assert stated.low <= value / measured.scale <= stated.high


@given(st.integers(-(10**12), 10**12), st.integers(0, 4), st.sampled_from(["万元", "亿元", "元"]))
def test_money_in_another_unit_is_exact_unless_fewer_digits_are_asked_for(
    mantissa: int, decimals: int, symbol: str
) -> None:
    value = Fraction(mantissa, 10**decimals)
    measured = unit(symbol)
    shift = {"元": 0, "万元": 4, "亿元": 8}[symbol]
    printed = print_value(value, Measure(measured, symbol, None, shift), stated_decimals=decimals)
    read = parse_quantity(printed.text)
    assert read.value * measured.scale == value
    assert printed.decimals == 0 or printed.mantissa % 10, "no zero is added"


@given(VALUES, st.integers(0, 4))
def test_truncation_never_goes_away_from_zero(value: Fraction, decimals: int) -> None:
    printed = print_value(
        value, Measure(unit("%"), "%", decimals), stated_decimals=0, rounding=Rounding.TRUNCATE, absolute=True
    )
    shown = Fraction(printed.mantissa, 10**decimals)
    assert 0 <= abs(value) * 100 - shown < Fraction(1, 10**decimals)
