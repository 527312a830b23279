"""Ratios: 16.3:1, and what a whole is made up of, 6.1:42.6:51.3."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from zhijian.proof.claims.mention import Mention, parsed, words_of
from zhijian.proof.claims.mention_pattern import NUMBER
from zhijian.quantity import parse_quantity

_MAKE_UP = re.compile(rf"(?<![\d.:])(?:{NUMBER})(?:\s*:\s*(?:{NUMBER})){{2,5}}(?![\d:])")
_MADE_UP = re.compile(r"(?:结构|构成|比例|比重|之比)[^。；]{0,40}$")


def parts_of_make_up(text: str) -> Iterator[Mention]:
    """三次产业结构为6.1:42.6:51.3: shares of a whole, where they add up to about all of it."""
    for found in _MAKE_UP.finditer(text):
        numbers = list(re.finditer(NUMBER, found.group()))
        about = sum(Fraction(number.group().replace(",", "")) for number in numbers)
        fine = any("." in number.group() for number in numbers) and _ALL_BUT_A_SLIP[0] < about < _ALL_BUT_A_SLIP[1]
        if not (fine or about == _WHOLE) or not _MADE_UP.search(text[max(0, found.start() - 60) : found.start()]):
            continue
        for place, number in enumerate(numbers, start=1):
            start = found.start() + number.start()
            quantity = parse_quantity(number.group() + "%")
            yield Mention(start, start + len(number.group()), quantity, part=(place, len(numbers)))


_WHOLE, _ALL_BUT_A_SLIP = 100, (60, 150)  # percent


def ratio(found: re.Match[str], number: str) -> Mention | None:
    """One of two numbers to the other, of which one is 1; None where neither is."""
    start = found.start("before") if found["before"] else found.start("number")
    if number == "1" and found["second"] != "1":
        number, inverted = found["second"], True
    elif found["second"] == "1":
        inverted = False
    else:
        return None
    quantity = parsed((found["before"] or "").strip(), f"{number}:1", "")
    if quantity is None:
        return None
    return Mention(start, found.end("ratio"), quantity, words_of(found, "before"), inverted=inverted)
