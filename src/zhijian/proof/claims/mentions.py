"""The figures of a text: number, unit and the words that widen them, and what only looks like a figure left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache

from zhijian.proof.claims.hedges import hedges
from zhijian.proof.claims.masks import YEAR, masked
from zhijian.proof.claims.numerals import NUMERAL, plain_numeral
from zhijian.proof.claims.vocabulary import either, words
from zhijian.quantity import (
    PREFIXES,
    Quantity,
    QuantityError,
    UnknownUnit,
    known_symbols,
    parse_quantity,
    unit,
    widening_words,
)

_SPACE = "[ \u00a0\u2009\u202f]"
_SPACED = rf"\d{{1,3}}(?:{_SPACE}\d{{3}})+(?:\.\d+)?(?!\d)"  # 24 064件: groups of three, as yearbooks set them
_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# One character for one, so that places stay.
_PLAIN = str.maketrans("０１２３４５６７８９．％：∶﹪－", "0123456789.%::%-")
_MOST_DIGITS = 24  # a longer row of digits is no figure


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a text.

    start, end: its characters. words: those that widen it. spelt: the number is written in Chinese. ranked: 第3名,
    第3位. range: 10—15人; both ends are its interval. inverted: 1:16.3, read as 16.3:1. doubled: 翻一番.
    part: of a make-up (6.1:42.6:51.3), which of how many, from 1; it is read in percent.
    """

    start: int
    end: int
    quantity: Quantity
    words: tuple[str, ...] = ()
    spelt: bool = False
    ranked: bool = False
    range: bool = False
    inverted: bool = False
    doubled: bool = False
    part: tuple[int, int] | None = None


def plain(text: str) -> str:
    """Full-width digits, points, percent and ratio signs made plain, each character in its place."""
    return text.translate(_PLAIN)


def mentions(text: str) -> list[Mention]:
    """Every figure in ``text`` (plain), in order."""
    found = _sharing_units(text, list(_mentions(masked(text))))
    return sorted([*found, *_parts_of_make_up(text)], key=lambda mention: mention.start)


_MAKE_UP = re.compile(rf"(?<![\d.:])(?:{_NUMBER})(?:\s*:\s*(?:{_NUMBER})){{2,5}}(?![\d:])")
_MADE_UP = re.compile(r"(?:结构|构成|比例|比重|之比)[^。；]{0,40}$")


def _parts_of_make_up(text: str) -> Iterator[Mention]:
    """三次产业结构为6.1:42.6:51.3: shares of a whole, where they add up to about all of it."""
    for found in _MAKE_UP.finditer(text):
        numbers = list(re.finditer(_NUMBER, found.group()))
        about = sum(Fraction(number.group().replace(",", "")) for number in numbers)
        fine = any("." in number.group() for number in numbers) and _ALL_BUT_A_SLIP[0] < about < _ALL_BUT_A_SLIP[1]
        if not (fine or about == _WHOLE) or not _MADE_UP.search(text[max(0, found.start() - 60) : found.start()]):
            continue
        for place, number in enumerate(numbers, start=1):
            start = found.start() + number.start()
            quantity = parse_quantity(number.group() + "%")
            yield Mention(start, start + len(number.group()), quantity, part=(place, len(numbers)))


_WHOLE, _ALL_BUT_A_SLIP = 100, (60, 150)  # percent


@cache
def _pattern() -> re.Pattern[str]:
    prefixes = "|".join(sorted(PREFIXES, key=len, reverse=True))
    symbols = "|".join(
        re.escape(symbol) for symbol in known_symbols() if symbol not in {"——", "百分比", ":1", "：1", "∶1"}
    )
    before = hedges()
    more, after = ("|".join(map(re.escape, widening_words(place))) for place in ("after_number", "after"))
    one = rf"(?!{either('not_units')})(?:{symbols})(?!bps)"
    spelt = rf"百分之{NUMERAL}|{NUMERAL}"
    return re.compile(
        rf"(?P<tenths_before>(?:{before})\s*)?(?<![一二三四五六七八九十变组完构建形生现促])(?P<tenths>[一二两三四五六七八九])成"
        rf"(?P<fives>五)?(?!立|为|员|果|功|效|就|本|长|熟|人|都|千|百|交|品|型|套|群|年|绩)(?P<tenths_after>{after})?"
        rf"|(?P<half_before>(?:{before})\s*)?(?<![大小])(?P<half>一半|半数)(?P<half_after>{after})?"
        rf"|(?P<parts>[二三四五六七八九十])分之(?P<share>[一二两三四五六七八九])(?P<share_after>{after})?"
        rf"|翻(?:了)?(?P<doubled>[一两])番|(?P<doubled_once>翻番)"
        rf"|(?P<before>(?:{before})\s*)?(?P<rank>第\s*)?"
        rf"(?P<number>(?<![\d.A-Za-z])(?<!\d,)[+-]?"
        rf"(?:{_SPACED}(?=(?:{more})?\s*(?:{prefixes})?(?:{more})?\s*{one})|(?:{_NUMBER})(?!\d))|(?P<spelt>{spelt}))"
        rf"(?P<ratio>\s*:\s*(?P<second>\d+(?:\.\d+)?)(?![\d:]))?"
        rf"(?P<to>(?:[%％]|(?:{prefixes})?(?:{symbols}))?\s*[-—–～~至到]+\s*(?P<upper>{_NUMBER}))?"
        rf"(?P<myriads>万(?P<thousands>\d)千)?(?P<early>(?:{more})(?=(?:{prefixes})(?:{symbols})))?"
        rf"\s*(?P<prefix>{prefixes})?(?P<more>(?:{more})(?!自|源|年|到|之|何|种经营|样|元化))?"
        rf"\s*(?P<unit>{one}(?:/(?:{symbols})|/百户)?)?"
        rf"\s*(?P<after>(?:{after})(?!学历|学位|奖|职称|年|专业|文化|级))?"
    )


def _mentions(text: str) -> Iterator[Mention]:
    for found in _pattern().finditer(text):
        mention = _read(found, text)
        if mention is not None:
            yield mention


def _read(found: re.Match[str], text: str) -> Mention | None:
    if found["number"] is None:
        return _proportion(found, text)
    if sum(map(str.isdigit, found["number"])) > _MOST_DIGITS:
        return None
    if found["rank"]:
        return _ranked(found)
    return _spelt(found, text) if found["spelt"] else _digits(found, text)


def _digits(found: re.Match[str], text: str) -> Mention | None:
    number, end = found["number"], found.end()
    ahead = text[max(0, found.start("number") - 2) : found.start("number")].rstrip()
    if number[0] in "+-" and re.search(r"[\w)）]$", ahead) and not re.search(r"[比长为幅速降升率]$", ahead):
        number = number[1:]  # a dash
    if found["ratio"]:
        return _ratio(found, number)
    closed = re.sub(_SPACE, "", number)
    value = f"{closed}{found['thousands']}000" if found["myriads"] and "." not in number else closed
    written = "".join(filter(None, [value, found["prefix"], found["early"] or found["more"], found["unit"]]))
    quantity = _parsed((found["before"] or "").strip(), written, found["after"] or "")
    if quantity is None or (written == closed and re.fullmatch(YEAR, closed)):
        return None
    start = found.start("before") if found["before"] else found.start("number") + len(found["number"]) - len(number)
    said = _words(found, "before", "early", "more", "after")
    if found["to"]:
        upper = _parsed("", found["upper"] + written[len(closed) :], "")
        if upper is None or upper.value <= quantity.value or not (found["unit"] or found["prefix"]):
            return None
        widened = Quantity(quantity.mantissa, quantity.decimals, quantity.unit, quantity.value, upper.value)
        return Mention(start, _trimmed(text, start, end), widened, said, range=True)
    return Mention(start, _trimmed(text, start, end), quantity, said)


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


def _spelt(found: re.Match[str], text: str) -> Mention | None:
    """A number in Chinese counts where it is a percentage or has a unit and is no mere turn of phrase (一个, 三项)."""
    written = found["spelt"]
    percent = written.startswith("百分之")
    digits = plain_numeral(written.removeprefix("百分之"))
    measured = "%" if percent else (found["prefix"] or "") + (found["more"] or "") + (found["unit"] or "")
    if digits is None or (not percent and not found["unit"]) or found["to"] or found["ratio"]:
        return None
    before = text[max(0, found.start("spelt") - 1) : found.start("spelt")]
    if before in {"第", "·", "每", "十", "这", "那", "某", "几", "数", "上", "成", "“", "‘", "《", "・"}:
        return None
    if (
        not percent
        and not found["prefix"]
        and "." not in digits
        and int(digits) < 11
        and _idle(found, text, int(digits))
    ):
        return None
    quantity = _parsed((found["before"] or "").strip(), digits + measured, found["after"] or "")
    if quantity is None:
        return None
    start = found.start("before") if found["before"] else found.start("spelt")
    said = _words(found, "before", "more", "after")
    return Mention(start, _trimmed(text, start, found.end()), quantity, said, spelt=True)


def _idle(found: re.Match[str], text: str, value: int) -> bool:
    """Whether a small number in words is a turn of phrase: 一个, 三项措施; 三所学校 and 银奖一枚 are figures."""
    symbol = found["unit"]
    if symbol == "倍":
        return False
    ends = re.match(r"[，。；、,;\s）)]|$", text[found.end() : found.end() + 1]) is not None
    if ends:
        return symbol not in words("counted_in_words")
    return not (value > 1 and symbol in {"所", "名", "家", "枚"}) or text[found.end() : found.end() + 2] in {
        "工作", "工程", "校长", "班主", "分离"
    }  # fmt: skip


def _proportion(found: re.Match[str], text: str) -> Mention | None:
    """九成, 六成五, 一半, 三分之二, 翻一番."""
    percent = unit("%")
    if found["doubled"] or found["doubled_once"]:
        rise = "300" if found["doubled"] == "两" else "100"
        quantity = parse_quantity(f"{rise}%")
        return Mention(found.start(), found.end(), quantity, ("翻番",), spelt=True, doubled=True)
    if found["tenths"]:
        digits = plain_numeral(found["tenths"]) or "0"
        before, after, start = found["tenths_before"], found["tenths_after"], found.start("tenths")
        stated = Quantity.stated(int(digits) * 10 + (5 if found["fives"] else 0), 0, percent)
        margin = 1 if found["fives"] else 5
    elif found["half"]:
        before, after, start = found["half_before"], found["half_after"], found.start("half")
        stated, margin = Quantity.stated(50, 0, percent), 5
    else:
        whole, part = (int(plain_numeral(found[name]) or "1") for name in ("parts", "share"))
        if part >= whole:
            return None
        before, after, start = None, found["share_after"], found.start("parts")
        stated, margin = Quantity.stated(round(100 * part / whole), 0, percent), 5
    if re.search(r"[一二三四五六七八九十\d]$", text[max(0, start - 1) : start]):
        return None
    widened = _parsed((before or "").strip(), f"{stated.mantissa}%", after or "")
    if widened is None:
        return None
    if not (before or after):
        widened = replace(widened, low=stated.value - margin, high=stated.value + margin)
    said = tuple(w.strip() for w in (before, after) if w)
    return Mention(found.start(), found.end(), widened, said, spelt=True)


def _ranked(found: re.Match[str]) -> Mention | None:
    number = plain_numeral(found["spelt"]) if found["spelt"] else found["number"]
    if number is None or not (found["unit"] or "").startswith(("名", "位")) or "." in number or "," in number:
        return None
    return Mention(found.start("rank"), found.end("unit"), parse_quantity(number.lstrip("+-")), ranked=True)


def _ratio(found: re.Match[str], number: str) -> Mention | None:
    start = found.start("before") if found["before"] else found.start("number")
    if number == "1" and found["second"] != "1":
        number, inverted = found["second"], True
    elif found["second"] == "1":
        inverted = False
    else:
        return None
    quantity = _parsed((found["before"] or "").strip(), f"{number}:1", "")
    if quantity is None:
        return None
    return Mention(start, found.end("ratio"), quantity, _words(found, "before"), inverted=inverted)


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


def _parsed(before: str, written: str, after: str) -> Quantity | None:
    try:
        return parse_quantity(f"{before}{written}{after}")
    except (QuantityError, UnknownUnit):
        return None


def _words(found: re.Match[str], *groups: str) -> tuple[str, ...]:
    return tuple(found[group].strip() for group in groups if found[group])


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
