"""The figures of a text: number, unit and the words that widen them, and what only looks like a figure left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from zhijian.proof.claims.masks import YEAR, masked
from zhijian.proof.claims.mention import Mention, parsed, trimmed, words_of
from zhijian.proof.claims.mention_pattern import SPACE, pattern
from zhijian.proof.claims.numbers_in_words import proportion, spelt
from zhijian.proof.claims.numerals import plain_numeral
from zhijian.proof.claims.ratios import parts_of_make_up, ratio
from zhijian.proof.claims.vocabulary import either
from zhijian.quantity import Quantity, parse_quantity

# One character for one, so that places stay.
_PLAIN = str.maketrans("０１２３４５６７８９．％：∶﹪－", "0123456789.%::%-")
_MOST_DIGITS = 24  # a longer row of digits is no figure


def plain(text: str) -> str:
    """Full-width digits, points, percent and ratio signs made plain, each character in its place."""
    return text.translate(_PLAIN)


def mentions(text: str) -> list[Mention]:
    """Every figure in ``text`` (plain), in order."""
    found = _sharing_units(text, list(_mentions(masked(text))))
    return sorted([*found, *parts_of_make_up(text)], key=lambda mention: mention.start)


def _mentions(text: str) -> Iterator[Mention]:
    for found in pattern().finditer(text):
        mention = _read(found, text)
        if mention is not None:
            yield mention


def _read(found: re.Match[str], text: str) -> Mention | None:
    if found["number"] is None:
        return proportion(found, text)
    if sum(map(str.isdigit, found["number"])) > _MOST_DIGITS:
        return None
    if found["rank"]:
        return _ranked(found)
    return spelt(found, text) if found["spelt"] else _digits(found, text)


def _digits(found: re.Match[str], text: str) -> Mention | None:
    number, end = found["number"], found.end()
    ahead = text[max(0, found.start("number") - 2) : found.start("number")].rstrip()
    if number[0] in "+-" and re.search(r"[\w)）]$", ahead) and not re.search(r"[比长为幅速降升率]$", ahead):
        number = number[1:]  # a dash
    if found["ratio"]:
        return ratio(found, number)
    closed = re.sub(SPACE, "", number)
    value = f"{closed}{found['thousands']}000" if found["myriads"] and "." not in number else closed
    written = "".join(filter(None, [value, found["prefix"], found["early"] or found["more"], found["unit"]]))
    quantity = parsed((found["before"] or "").strip(), written, found["after"] or "")
    if quantity is None or (written == closed and re.fullmatch(YEAR, closed)):
        return None
    start = found.start("before") if found["before"] else found.start("number") + len(found["number"]) - len(number)
    said = words_of(found, "before", "early", "more", "after")
    if found["to"]:
        upper = parsed("", found["upper"] + written[len(closed) :], "")
        if upper is None or upper.value <= quantity.value or not (found["unit"] or found["prefix"]):
            return None
        widened = Quantity(quantity.mantissa, quantity.decimals, quantity.unit, quantity.value, upper.value)
        return Mention(start, trimmed(text, start, end), widened, said, range=True)
    return Mention(start, trimmed(text, start, end), quantity, said)


@cache
def _counted() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{either('counted', 'up', 'down', 'rates')}|增|降)"
        r"[^，。；、\d]{0,2}?(?:(?:由|从)[^，。；、\d]{0,8})?(?:分别|共|共计|合计)?(?:为|是|达|达到|有|到|至|了|约|近|计)*[:\s]*$"
    )


def _counts(text: str, mention: Mention) -> bool:
    """Whether words say that a number without a unit measures something: 学时3994, 收入比为1.83; 课程代码030102 does not."""
    number = text[mention.start : mention.end]
    if mention.ranked or (number.startswith("0") and len(number) > 1 and "." not in number):
        return mention.ranked
    return _counted().search(text[max(0, mention.start - 16) : mention.start]) is not None


def _ranked(found: re.Match[str]) -> Mention | None:
    number = plain_numeral(found["spelt"]) if found["spelt"] else found["number"]
    if number is None or not (found["unit"] or "").startswith(("名", "位")) or "." in number or "," in number:
        return None
    return Mention(found.start("rank"), found.end("unit"), parse_quantity(number.lstrip("+-")), ranked=True)


def _sharing_units(text: str, found: list[Mention]) -> list[Mention]:
    """1.7、0.7、8.3个百分点 and 5.26个和13.32个百分点: the last unit is that of all."""
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        if not re.fullmatch(r"\s*(?:[、,，]|和|与|及)\s*", text[one.end : following.start]):
            continue
        symbol, shared = one.quantity.unit.symbol, following.quantity.unit
        if symbol == shared.symbol or one.ranked or following.ranked or not shared.symbol:
            continue
        if symbol == "" or (shared.symbol == "个百分点" and text[one.start : one.end].endswith("个")):
            stated = Quantity.stated(one.quantity.mantissa, one.quantity.decimals, shared)
            found[at] = replace(one, quantity=stated)
    return [mention for mention in found if mention.quantity.unit.symbol or _counts(text, mention)]
