"""One cell → one value, exactly, with what was mended on the way or what is wrong with it.

Decimals. A number typed as text keeps the decimals of its text. A number that Excel holds is a binary float: its
decimals are those of the shortest decimal that means this float (17190.22, although the file may say
17190.220000000001), and at least those that its number format shows (0.6 under 0.00 is 0.60). A fraction longer
than MOST_DECIMALS is the result of a division; it is taken as it is displayed. Where formats are unknown (.xls),
the catalogue's decimals stand for the format. Everything after the float's decimal text is integer arithmetic.
"""

from __future__ import annotations

import re
import unicodedata
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from zhijian.catalogue import Indicator
from zhijian.facts import Status
from zhijian.intake.grid import Cell, shown_by
from zhijian.intake.layout import FormRow, Kind
from zhijian.intake.limits import MOST_DECIMALS, MOST_DIGITS, MOST_TEXT_DECIMALS
from zhijian.intake.numerals import chinese_integer
from zhijian.quantity import (
    Quantity,
    QuantityError,
    UnknownUnit,
    parse_number,
    parse_quantity,
    round_to_mantissa,
    unit,
)

BLANK_MARKS = frozenset(["-", "--", "---", "—", "——", "――", "─", "──", "－", "/", "\\", "_", "·", ".", "..."])
NO_DATA_WORDS = frozenset(("无", "无数据", "暂无", "暂无数据", "没有", "缺", "缺失", "未统计", "无统计"))
NOT_APPLICABLE_WORDS = frozenset(("不适用", "仅高职填报", "高职填报", "N/A", "NA", "不涉及"))
PLAIN = re.compile(r"-?\d+")
DISPLAYED = 2  # decimals of a long fraction where neither format nor catalogue says


class Value(NamedTuple):
    """What a cell states. status is None for a cell that states nothing.

    mended: kinds of mending (codes of notices). fault: code of what is wrong; suggestion: what may be meant.
    """

    status: Status | None = None
    mantissa: int = 0
    decimals: int = 0
    mended: tuple[str, ...] = ()
    fault: str = ""
    suggestion: str = ""
    word: bool = False


EMPTY = Value()
NOT_APPLICABLE = Value(Status.not_applicable)

FULL_WIDTH, THOUSANDS, AS_TEXT, UNIT_WORD, RATIO, PERCENT = "ZJ150", "ZJ151", "ZJ152", "ZJ153", "ZJ154", "ZJ155"
BLANK_MARK, NO_DATA_WORD, FORMULA, LONG_FRACTION, CONVERTED = "ZJ156", "ZJ157", "ZJ158", "ZJ159", "ZJ160"


@lru_cache(maxsize=1 << 16)  # schools repeat each other: most cells of a row hold a small count, or nothing
def read_value(cell: Cell | None, row: FormRow, *, formats: bool = True) -> Value:
    """The value of a figure's cell. formats: whether the file tells number formats and formulas."""
    if cell is None:
        return NOT_APPLICABLE if row.kind is Kind.closed else EMPTY
    computed = row.kind in (Kind.derived, Kind.total)
    if cell.kind == "n":
        value = _number(cell, row.indicator, formats=formats, computed=computed)
    elif cell.kind == "s":
        value = _text(cell.text, row.indicator)
    elif cell.kind == "x":
        value = EMPTY if computed else Value(fault="ZJ119")
    else:
        value = Value(fault={"e": "ZJ118", "d": "ZJ120"}.get(cell.kind, "ZJ114"))
    if row.kind is Kind.closed:
        return NOT_APPLICABLE if value.fault or value.status is not Status.given else value
    if cell.formula and not computed and not value.fault:
        value = value._replace(mended=(*value.mended, FORMULA))
    return value


def stated(mantissa: int, decimals: int, indicator: Indicator, mended: tuple[str, ...] = ()) -> Value:
    """A given value, checked against what the indicator admits."""
    if indicator.unit.count and decimals > 0:
        whole, rest = divmod(mantissa, 10**decimals)
        if rest:
            return Value(fault="ZJ115")
        mantissa, decimals = whole, 0
    if abs(mantissa) >= 10**MOST_DIGITS * 10 or decimals > MOST_TEXT_DECIMALS:
        return Value(fault="ZJ122")
    low, high = indicator.bounds
    if low is not None and mantissa * low.denominator < low.numerator * 10**decimals:
        return Value(fault="ZJ116" if mantissa < 0 else "ZJ117")
    if high is not None and mantissa * high.denominator > high.numerator * 10**decimals:
        return Value(fault="ZJ117")
    return Value(Status.given, mantissa, decimals, mended)


def _number(cell: Cell, indicator: Indicator, *, formats: bool, computed: bool) -> Value:
    shown = shown_by(cell.format)
    if shown.date:
        return Value(fault="ZJ120")
    text = cell.text
    if PLAIN.fullmatch(text) and len(text) <= MOST_DIGITS:
        mantissa, decimals = int(text), 0
    else:
        try:
            mantissa, decimals = shortest(text)
        except (ValueError, OverflowError):
            return Value(fault="ZJ114")
    mended: tuple[str, ...] = ()
    if shown.percent and indicator.unit.symbol == "%":
        mantissa, decimals = (mantissa, decimals - 2) if decimals >= 2 else (mantissa * 10 ** (2 - decimals), 0)
        mended = (PERCENT,)
    least = shown.decimals if formats else indicator.decimals
    if decimals > MOST_DECIMALS:
        kept = least if least is not None else (DISPLAYED if indicator.decimals is None else indicator.decimals)
        kept = min(kept, MOST_DECIMALS)
        if not indicator.unit.count:
            mantissa, decimals = round_to_mantissa(Fraction(mantissa, 10**decimals), kept), kept
            mended = mended if computed else (*mended, LONG_FRACTION)
    elif least is not None and decimals < least and not indicator.unit.count:
        mantissa, decimals = mantissa * 10 ** (least - decimals), least
    if computed:
        return Value(Status.given, mantissa, decimals, mended)  # whether it can be so is for the rules to say
    return stated(mantissa, decimals, indicator, mended)


def shortest(text: str) -> tuple[int, int]:
    """(mantissa, decimals ≥ 0) of the shortest decimal that means the float ``text``, at most MOST_DIGITS digits.

    Raises ValueError where the text is no finite number.
    """
    number = float(text)
    digits = repr(number)
    if sum(c.isdigit() for c in digits.partition("e")[0].lstrip("-0.")) > MOST_DIGITS:
        digits = format(number, f".{MOST_DIGITS}g")
    figures, _, exponent = digits.partition("e")
    whole, _, fraction = figures.partition(".")
    fraction = "" if fraction == "0" else fraction
    mantissa, decimals = int(whole + fraction), len(fraction) - int(exponent or 0)
    return (mantissa, decimals) if decimals >= 0 else (mantissa * 10**-decimals, 0)


def _text(text: str, indicator: Indicator) -> Value:
    plain = unicodedata.normalize("NFKC", text).strip().replace("−", "-").replace("，", ",")
    compact = re.sub(r"\s", "", plain)
    if not compact or compact in BLANK_MARKS:
        return EMPTY._replace(mended=(BLANK_MARK,)) if compact else EMPTY
    if compact in NO_DATA_WORDS:
        return Value(Status.no_data, mended=() if compact == "无数据" else (NO_DATA_WORD,), word=True)
    if compact.upper() in NOT_APPLICABLE_WORDS:
        return Value(Status.not_applicable, word=True)
    if re.fullmatch(r"#(DIV/0!|REF!|NAME\?|VALUE!|NUM!|N/A|NULL!|SPILL!|CALC!)", compact.upper()):
        return Value(fault="ZJ118")
    try:
        mantissa, decimals = parse_number(compact)
    except QuantityError:
        return _quantity(compact, indicator)
    mended = [THOUSANDS] if "," in compact else []
    if any(ord(c) > 0x7F for c in text.strip()):
        mended.append(FULL_WIDTH)
    return stated(mantissa, decimals, indicator, tuple(mended or [AS_TEXT]))


def _quantity(text: str, indicator: Indicator) -> Value:
    try:
        quantity = parse_quantity(text)
    except QuantityError:
        suggested = chinese_integer(re.sub(r"[人个名门项所本册元次台]$", "", text))
        return Value(fault="ZJ114", suggestion="" if suggested is None else str(suggested))
    if quantity != Quantity.stated(quantity.mantissa, quantity.decimals, quantity.unit):
        return Value(fault="ZJ121")  # 近、约、以上: a form wants the figure itself
    own, there = indicator.unit, quantity.unit
    if there.dimension == own.dimension and there.scale != own.scale:
        moved = quantity.to(own)
        if not own.dimension or moved.value * own.scale != quantity.value * there.scale:
            return Value(fault="ZJ123")
        if moved.decimals < 0:
            return stated(moved.mantissa * 10**-moved.decimals, 0, indicator, (CONVERTED,))
        return stated(moved.mantissa, moved.decimals, indicator, (CONVERTED,))
    printed = unit(indicator.printed_unit) if _is_unit(indicator.printed_unit) else own
    generic = there.symbol == "个" and own.count  # 12个 for 12项
    if there.dimension == own.dimension or there == printed or generic:
        return stated(quantity.mantissa, quantity.decimals, indicator, (RATIO if own.symbol == ":1" else UNIT_WORD,))
    return Value(fault="ZJ123")


@lru_cache(maxsize=256)
def _is_unit(symbol: str) -> bool:
    try:
        unit(symbol)
    except UnknownUnit:
        return False
    return True
