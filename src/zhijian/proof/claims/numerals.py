"""Numbers written in Chinese: 十二, 两千三百, 百分之五, 三点五, 二〇二四."""

from __future__ import annotations

import re

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
NUMERAL = (
    r"[零〇一二两三四五六七八九十百千]+(?:[万亿][零〇一二两三四五六七八九十百千]*)*(?:点[零〇一二三四五六七八九]+)?"
)


def plain_numeral(text: str) -> str | None:
    """The digits of a number in Chinese, None where the characters make no number (百千, 一二)."""
    whole, _point, fraction = text.partition("点")
    if all(c in _DIGITS for c in whole) and len(whole) > 1:
        digits: str | None = "".join(str(_DIGITS[c]) for c in whole) if len(whole) == 4 else None
    else:
        value = _value(whole)
        digits = None if value is None else str(value)
    if digits is None or not fraction:
        return digits
    return digits + "." + "".join(str(_DIGITS[c]) for c in fraction)


def _value(text: str) -> int | None:
    total, section, digit = 0, 0, -1
    smallest = 10**12
    for c in text:
        if c in _DIGITS:
            if digit > 0:
                return None
            digit = _DIGITS[c]
        elif c in _PLACES:
            if _PLACES[c] >= smallest:
                return None
            smallest = _PLACES[c]
            if digit < 0 and c != "十":
                return None
            section += (digit if digit >= 0 else 1) * _PLACES[c]
            digit = -1
        else:
            section += max(digit, 0)
            if section == 0:
                return None
            total = (total + section) * 10**8 if c == "亿" else total + section * 10**4
            section, digit, smallest = 0, -1, 10**12
    if digit > 0 and smallest in {100, 1000} and not re.search("[零〇]", text):
        digit *= smallest // 10  # 三百五 is 350
    return total + section + max(digit, 0)
