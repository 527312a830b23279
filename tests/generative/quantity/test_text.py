"""Reading and printing are inverse; rounding agrees with the decimal module."""

from decimal import ROUND_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from zhijian.quantity import Quantity, Rounding, format_number, parse_number, parse_quantity, round_to_mantissa, unit

MANTISSAS = st.integers(-(10**15), 10**15)
DECIMALS = st.integers(0, 9)
SYMBOLS = st.sampled_from(
    [
        "人",
        "个",
        "%",
        "元",
        "万元",
        "亿元",
        "元/生",
        "万人",
        ":1",
        "学时",
        "Mbps",
        "平方米",
        "个百分点",
        "人日",
        "册/生",
    ]
)
MODES = {Rounding.HALF_UP: ROUND_HALF_UP, Rounding.HALF_EVEN: ROUND_HALF_EVEN, Rounding.TRUNCATE: ROUND_DOWN}


@given(MANTISSAS, DECIMALS)
def test_what_is_printed_reads_back(mantissa: int, decimals: int) -> None:
    assert parse_number(format_number(mantissa, decimals)) == (mantissa, decimals)


@given(MANTISSAS, DECIMALS)
def test_grouped_and_full_width_numbers_read_the_same(mantissa: int, decimals: int) -> None:
    text = format_number(mantissa, decimals)
    whole, point, fraction = text.partition(".")
    grouped = f"{int(whole.lstrip('-')):,}"
    sign = "-" if text.startswith("-") else ""
    wide = str.maketrans("0123456789.,-", "０１２３４５６７８９．，－")
    assert parse_number((sign + grouped + point + fraction).translate(wide)) == (mantissa, decimals)


@given(MANTISSAS, DECIMALS, SYMBOLS)
def test_a_printed_quantity_is_the_same_quantity(mantissa: int, decimals: int, symbol: str) -> None:
    stated = Quantity.stated(mantissa, decimals, unit(symbol))
    assert parse_quantity(str(stated)) == stated
    assert stated.low <= stated.value <= (stated.high or 0)


@given(
    MANTISSAS,
    DECIMALS,
    st.sampled_from([("万元", "元"), ("亿元", "万元"), ("%", "个百分点"), ("Gbps", "Mbps"), ("人", "万人")]),
)
def test_converting_there_and_back_changes_nothing(mantissa: int, decimals: int, symbols: tuple[str, str]) -> None:
    here, there = (unit(symbol) for symbol in symbols)
    stated = Quantity.stated(mantissa, decimals, here)
    assert stated.to(there).to(here) == stated
    assert stated.to(there).meets(stated)


@given(st.fractions(-(10**6), 10**6, max_denominator=10**4), st.integers(-3, 6), st.sampled_from(list(MODES)))
def test_rounding_is_what_the_decimal_module_says(value: Fraction, decimals: int, mode: Rounding) -> None:
    with localcontext(prec=60):
        expected = (Decimal(value.numerator) / Decimal(value.denominator)).quantize(
            Decimal(1).scaleb(-decimals), MODES[mode]
        )
    assert Fraction(round_to_mantissa(value, decimals, mode)) / Fraction(10) ** decimals == Fraction(str(expected))


@given(st.fractions(-(10**6), 10**6), DECIMALS)
def test_a_rounded_value_stands_for_what_it_was_rounded_from(value: Fraction, decimals: int) -> None:
    stated = Quantity.stated(round_to_mantissa(value, decimals), decimals, unit("%"))
    assert stated.high is not None
    assert stated.low <= value <= stated.high
