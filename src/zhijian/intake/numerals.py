"""Chinese numerals, only to suggest what a clerk may have meant: “十二” → 12."""

from __future__ import annotations

DIGITS = (
    {c: i for i, c in enumerate("零一二三四五六七八九")}
    | {"〇": 0, "两": 2}
    | {c: i for i, c in enumerate("零壹贰叁肆伍陆柒捌玖")}
)
SMALL = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
LARGE = {"万": 10**4, "亿": 10**8}


def chinese_integer(text: str) -> int | None:
    """The integer that ``text`` spells; None where it spells none."""
    if not text or any(c not in DIGITS and c not in SMALL and c not in LARGE for c in text):
        return None
    if all(c in DIGITS for c in text):
        return int("".join(str(DIGITS[c]) for c in text))
    total = section = digit = 0
    for c in text:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in SMALL:
            section += (digit or 1) * SMALL[c]
            digit = 0
        else:
            total = (total + section + digit) * LARGE[c]
            section = digit = 0
    return total + section + digit
