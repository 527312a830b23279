"""How a wrong figure probably came about, and what it should be.

A slip explains a figure only where undoing it gives a value that is consistent with everything else; it is told only
where the consistent range is narrow enough that this is no accident.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Literal

from zhijian.messages import _
from zhijian.quantity import Quantity

Slip = Literal[
    "last_year", "swapped", "missing_digit", "extra_digit", "wrong_digit", "unit", "missing_part", "other_row"
]

_MOST_VALUES = 20  # printable values in the consistent range beyond which digits fit by accident


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Another figure near the suspect. label: how the reader knows it (其中：升学人数, 2023年)."""

    label: str
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class LikelyCause:
    """kind: of slip. text: in the reader's language. value: what was meant; None where only the range is known."""

    kind: Slip
    text: str
    value: Quantity | None


def likely_cause(
    printed: Quantity,
    low: Fraction,
    high: Fraction | None,
    *,
    last_year: Sequence[Quantity] = (),
    rows: Iterable[Neighbour] = (),
    parts: Iterable[Neighbour] = (),
) -> LikelyCause | None:
    """The likeliest slip that turns a value between ``low`` and ``high`` into ``printed``; None where none is likely.

    low, high: the consistent range in the printed unit. last_year: what was printed of the year before. rows: other
    figures of the table or sentence, for whose value it may have been taken. parts: of the total that ``printed`` is.
    """
    if any(_same(printed, other) for other in last_year):
        return LikelyCause("last_year", _("与上年的数相同，可能沿用了上年数据"), _only(printed, low, high))
    for part in parts:
        short = part.quantity.in_base / printed.unit.scale
        if short and high is not None and low <= printed.value + short <= high and high - low < short:
            text = _("恰好少了“{label}”，可能漏加", label=part.label)
            return LikelyCause("missing_part", text, _only(printed, low, high))
    few = _printable(printed, low, high)
    for kind, text, values in _slips(printed):
        fitting = (
            [v for v in values if _within(v, low, high)] if kind == "unit" else [v for v in few or () if v in values]
        )
        if fitting:
            return LikelyCause(kind, text, fitting[0] if len(fitting) == 1 else None)
    for row in rows:
        if printed.value and _same(printed, row.quantity):
            text = _("与“{label}”的数相同，可能填错了行", label=row.label)
            return LikelyCause("other_row", text, _only(printed, low, high))
    if few is not None:
        wrong = [v for v in few if _one_digit_apart(str(abs(v.mantissa)), str(abs(printed.mantissa)))]
        if len(wrong) == 1:
            return LikelyCause("wrong_digit", _("可能有一位数字有误"), wrong[0])
        return None
    return _within_wide(printed, low, high)


def _within_wide(printed: Quantity, low: Fraction, high: Fraction | None) -> LikelyCause | None:
    """The one slip of digits that leads into a range of many values, where only one value does.

    So it is where the range is far from what is printed: 38813～38822 from 58820; near it the last digits all fit.
    """
    fitting: dict[int, LikelyCause] = {}
    for kind, text, values in (*_slips(printed), _changed(printed)):
        if kind == "unit":
            continue
        for value in values:
            if _within(value, low, high):
                fitting.setdefault(value.mantissa, LikelyCause(kind, text, value))
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _changed(printed: Quantity) -> tuple[Slip, str, list[Quantity]]:
    digits, sign = str(abs(printed.mantissa)), -1 if printed.mantissa < 0 else 1
    changed = [
        _with(printed, sign * int(digits[:at] + new + digits[at + 1 :]))
        for at, old in enumerate(digits)
        for new in "0123456789"
        if new != old and not (at == 0 and new == "0")
    ]
    return "wrong_digit", _("可能有一位数字有误"), changed


def slips_of(printed: Quantity) -> Iterator[Quantity]:
    """Every value that may have been meant where one slip of the pen gave ``printed``; few digits slip by accident."""
    for _kind, _text, values in _slips(printed):
        yield from values
    yield from _changed(printed)[2]


def suggested(printed: Quantity, low: Fraction, high: Fraction | None) -> str:
    """The consistent range as it would be printed: 1903人, 1903～1913人, 不小于1人; empty where nothing limits it."""
    first, last = _printable_ends(printed, low, high)
    if last is None:
        return _("不小于{value}", value=first) if first.value else ""
    if first.mantissa > last.mantissa:
        return ""
    if first.mantissa == last.mantissa:
        return str(first)
    number = str(first)[: len(str(first)) - len(printed.unit.symbol)]
    return f"{number}～{last}"


def _same(a: Quantity, b: Quantity) -> bool:
    return a.unit.dimension == b.unit.dimension and a.in_base == b.in_base


def _with(printed: Quantity, mantissa: int) -> Quantity:
    return Quantity.stated(mantissa, printed.decimals, printed.unit, exact_count=printed.exact)


def _printable_ends(printed: Quantity, low: Fraction, high: Fraction | None) -> tuple[Quantity, Quantity | None]:
    """The least and greatest value at the printed decimals whose rounding reaches into the range."""
    scale = Fraction(10) ** printed.decimals
    half = Fraction(0) if printed.exact else Fraction(1, 2)
    first = ceil(low * scale - half)
    return _with(printed, first), None if high is None else _with(printed, floor(high * scale + half))


def _printable(printed: Quantity, low: Fraction, high: Fraction | None) -> list[Quantity] | None:
    """The values that could be printed instead; None where there are too many."""
    first, last = _printable_ends(printed, low, high)
    if last is None or last.mantissa - first.mantissa >= _MOST_VALUES:
        return None
    return [_with(printed, mantissa) for mantissa in range(first.mantissa, last.mantissa + 1)]


def _only(printed: Quantity, low: Fraction, high: Fraction | None) -> Quantity | None:
    values = _printable(printed, low, high)
    return values[0] if values is not None and len(values) == 1 else None


def _slips(printed: Quantity) -> Iterator[tuple[Slip, str, list[Quantity]]]:
    """What may have been meant, one slip undone, likeliest first. A count is rarely in the wrong unit."""
    digits, sign = str(abs(printed.mantissa)), -1 if printed.mantissa < 0 else 1

    def meant(texts: Iterable[str]) -> list[Quantity]:
        return [_with(printed, sign * int(text)) for text in texts]

    swapped = [digits[:i] + digits[i + 1] + digits[i] + digits[i + 2 :] for i in range(len(digits) - 1)]
    yield "swapped", _("可能有两位数字颠倒"), meant(text for text in swapped if text != digits)
    if not printed.exact:
        yield from _unit_slips(printed)
    longer = [digits[:i] + digit + digits[i:] for i in range(len(digits) + 1) for digit in "0123456789"]
    yield "missing_digit", _("可能漏了一位数字"), meant(longer)
    shorter = [digits[:i] + digits[i + 1 :] for i in range(len(digits)) if len(digits) > 1]
    yield "extra_digit", _("可能多了一位数字"), meant(shorter)
    if printed.exact:
        yield from _unit_slips(printed)


def _unit_slips(printed: Quantity) -> Iterator[tuple[Slip, str, list[Quantity]]]:
    for power in (1, 2, 4, 3, 8):
        yield (
            "unit",
            _("可能差了 {factor} 倍（单位或小数点有误）", factor=10**power),
            [_shifted(printed, power), _shifted(printed, -power)] if printed.mantissa else [],
        )


def _shifted(printed: Quantity, power: int) -> Quantity:
    """The same digits with the point moved: 479% for 47.9%, 9296.5万元 for 929.65万元."""
    mantissa, decimals = printed.mantissa, printed.decimals - power
    while decimals > printed.decimals and mantissa % 10 == 0:
        mantissa, decimals = mantissa // 10, decimals - 1
    if decimals < 0:
        mantissa, decimals = mantissa * 10**-decimals, 0
    return Quantity.stated(mantissa, decimals, printed.unit, exact_count=printed.exact and decimals == 0)


def _within(value: Quantity, low: Fraction, high: Fraction | None) -> bool:
    """Whether ``value`` may be meant, and the range is so narrow that this is no accident."""
    if high is None or value.high is None or high - low > abs(value.value) / _NARROW:
        return False
    return value.low <= high and value.high >= low


_NARROW = 20  # the range is at most so small a part of the value


def _one_digit_apart(a: str, b: str) -> bool:
    return len(a) == len(b) > 1 and sum(x != y for x, y in zip(a, b, strict=True)) == 1
