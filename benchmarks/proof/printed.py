"""A printed figure and the values that it stands for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from zhijian.quantity import unit as unit_of

UNITS = {
    "": (1, True), "人": (1, True), "名": (1, True), "所": (1, True), "个": (1, True), "家": (1, True), "张": (1, True),
    "项": (1, True), "件": (1, True), "户": (1, True), "辆": (1, True), "条": (1, True), "门": (1, True), "册": (1, True),
    "人次": (1, True), "台": (1, True), "座": (1, True), "处": (1, True), "起": (1, True), "部": (1, True), "分": (1, False),
    "元": (1, False), "万元": (10**4, False), "亿元": (10**8, False), "万人": (10**4, False), "万人次": (10**4, False),
    "万户": (10**4, False), "公里": (1000, False), "平方米": (1, False), "万平方米": (10**4, False), "吨": (1, False),
    "万吨": (10**4, False), "万辆": (10**4, False), "万册": (10**4, False), "元/人": (1, False), "册/生": (1, False),
    "%": (Fraction(1, 100), False), "个百分点": (Fraction(1, 100), False), ":1": (1, False), "‰": (Fraction(1, 1000), False),
    "天": (1, False), "人/户": (1, False), "倍": (1, False), "亩": (1, False), "万亩": (10**4, False),
}  # fmt: skip
"""By unit: how many base units it is, and whether a whole number in it was counted."""


@dataclass(frozen=True, slots=True, eq=False)
class Printed:
    """One printed figure. number: its digits; unit: what is printed behind them; measured: the unit that holds where
    none is printed (a cell); hedge: 近, 约, 超过 before it; last: the digits that last year's value would have."""

    id: int
    number: str
    unit: str = ""
    measured: str = ""
    hedge: str = ""
    last: str = ""

    @property
    def text(self) -> str:
        return self.hedge + self.number + self.unit


@dataclass(frozen=True, slots=True, eq=False)
class Turn:
    """A word that says which way something went. direction: 1, -1, 0; other: the word for the opposite."""

    id: int
    text: str
    direction: int
    other: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """What is printed instead: other digits, another unit, or another word."""

    number: str
    unit: str | None = None


Edits = Mapping[int, Edit]


def measure(symbol: str) -> tuple[Fraction, bool]:
    """How many base units one is, and whether it is counted."""
    if symbol in UNITS:
        scale, counted = UNITS[symbol]
        return Fraction(scale), counted
    known = unit_of(symbol)
    return known.scale, known.count


def shown(piece: Printed | Turn, edits: Edits) -> str:
    """The characters that stand in the report."""
    edit = edits.get(piece.id)
    if edit is None:
        return piece.text
    if isinstance(piece, Turn):
        return edit.number
    return piece.hedge + edit.number + (piece.unit if edit.unit is None else edit.unit)


def interval(figure: Printed, edits: Edits) -> tuple[Fraction, Fraction | None]:
    """The least and the greatest value that the printed figure stands for; None where there is no greatest."""
    edit = edits.get(figure.id, Edit(figure.number))
    unit = edit.unit if edit.unit is not None and figure.unit else figure.unit or figure.measured
    scale, counted = measure(unit)
    digits = edit.number.replace(",", "")
    decimals = len(digits.partition(".")[2])
    value, half = Fraction(digits), Fraction(1, 2 * 10**decimals)
    low, high = (value, value) if counted and not decimals else (value - half, value + half)
    if figure.hedge == "近":
        low = value - value / 10
    elif figure.hedge in {"超过", "超", "逾"}:
        return low * scale, None
    elif figure.hedge == "约":
        low, high = value - value / 10, value + value / 10
    return low * scale, high * scale


def rounded(value: Fraction, decimals: int) -> str:
    """``value`` with so many decimals, a half away from zero."""
    scaled = abs(value) * 10**decimals + Fraction(1, 2)
    digits = str(scaled.numerator // scaled.denominator).rjust(decimals + 1, "0")
    text = f"{digits[: len(digits) - decimals]}.{digits[len(digits) - decimals :]}" if decimals else digits
    return "-" + text if value < 0 and text.strip("0.") else text
