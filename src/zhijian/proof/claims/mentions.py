"""The figures of a text: number, unit and the words that widen them, and what only looks like a figure left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from zhijian.proof.claims.numerals import NUMERAL, plain_numeral
from zhijian.proof.claims.vocabulary import words
from zhijian.quantity import (
    PREFIXES,
    Quantity,
    QuantityError,
    UnknownUnit,
    known_symbols,
    parse_quantity,
    widening_words,
)

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
# One character for one, so that places stay.
_PLAIN = str.maketrans("０１２３４５６７８９．％：∶﹪－", "0123456789.%::%-")
_YEAR = r"(?:19|20)\d\d"

_WITHIN_YEAR = r"(?:\s*第?[一二三四1-4]季度|\s*1?\d\s*[-—–~至]\s*1?\d\s*月份?)?(?:\s*1?\d\s*月份?(?:\s*[1-3]?\d\s*[日号])?)?(?:末|底|初)?"

# What is no figure: years and dates, ordinals, numbers of documents, sections and pictures, names with digits.
_NOT_FIGURES = re.compile(
    "|".join(
        [
            r"《[^《》]{0,80}》",
            r"[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]\s*(?:第?\s*\d+\s*号)?",
            rf"{_YEAR}\s*[-—–－~～至到]+\s*{_YEAR}\s*(?:学年度?|年度?|年末|年底)?",
            rf"{_YEAR}\s*[-—–－~～至]+\s*\d\d(?=学年|年)",
            rf"{_YEAR}\s*(?:学年度?|年度?|届|级|版){_WITHIN_YEAR}",
            rf"{_YEAR}\s*[-./]\s*[01]?\d(?:\s*[-./]\s*[0-3]?\d)?(?![\d.%])",
            r"(?<!\d)\d\d\s*年(?=春|秋|冬|夏|上半|下半|底|初|\d{1,2}月)",
            r"(?<![\d.])1?\d\s*[-—–~至]\s*1?\d\s*月份?",
            r"(?<![\d.个])1?\d\s*月(?:\s*[1-3]?\d\s*[日号])?(?:\s*[-—–~至]\s*(?:1?\d\s*月)?\s*[1-3]?\d\s*[日号])?份?(?!以|内|\d)",
            r"(?<![\d.])[1-3]?\d\s*日\s*[-—–~至]\s*[1-3]?\d\s*日",
            r"第\s*\d+(?![\d.])(?!\s*[名位])",
            r"(?:图|表|案例|附件|附表|专栏|式)\s*\d+(?:\s*[-—–.]\s*\d+)*",
            r"(?<!\d)[0-2]?\d:[0-5]\d(?!\d)(?:\s*[-—–~至]\s*[0-2]?\d:[0-5]\d)?",
            r"\d+(?:\s*\+\s*[\dA-Za-zNXn]+)+",
            r"[\"“‘'][^\"”’'，。；\n]{0,20}?\d[^\"”’'，。；\n]{0,20}?[\"”’']",
            r"[A-Za-z_][A-Za-z]*[-/]?\d[\w.-]*",
            r"\d+(?:\.\d+)+\.\d+",
            r"\d+[A-Za-z](?![A-Za-z²³]*bps)\w*(?<!m²)(?<![kK]m)(?<!\dM)",
            r"https?://\S+",
            r"[（(]\s*\d{1,2}\s*[)）]",
            r"\d+\s*号(?!召)",
            r"(?<!\d)1[3-9]\d{9}(?!\d)|\d{3,4}-\d{7,8}",
        ]
    )
)
_LIST_MARK = re.compile(r"(?:^|(?<=[。；;\n]))\s*[（(]?\d{1,2}\s*[)）.、](?!\d)")


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a text. start, end: its characters. unit: where its unit begins. words: those that widen it.

    spelt: the number is written in Chinese. to_end: of a range (10—15人), its upper end is part of the interval.
    ranked: 第3名, 第3位.
    """

    start: int
    end: int
    quantity: Quantity
    words: tuple[str, ...] = ()
    spelt: bool = False
    ranked: bool = False
    range: bool = False


def plain(text: str) -> str:
    """Full-width digits, points, percent and ratio signs made plain, each character in its place."""
    return text.translate(_PLAIN)


def mentions(text: str) -> list[Mention]:
    """Every figure in ``text`` (plain), in order."""
    masked = _masked(text)
    return list(_mentions(masked))


def masked_spans(text: str) -> Iterator[tuple[int, int]]:
    """What is no figure though digits stand in it."""
    for found in _NOT_FIGURES.finditer(text):
        yield found.span()


def _masked(text: str) -> str:
    """The text with what is no figure blotted out, at its length."""
    pieces = list(text)
    for found in [*_NOT_FIGURES.finditer(text), *_LIST_MARK.finditer(text)]:
        for at in range(*found.span()):
            if pieces[at].isdigit():
                pieces[at] = "\x00"
    return "".join(pieces)


@cache
def _pattern() -> re.Pattern[str]:
    prefixes = "|".join(sorted(PREFIXES, key=len, reverse=True))
    symbols = "|".join(
        re.escape(symbol) for symbol in known_symbols() if symbol not in {"——", "百分比", ":1", "：1", "∶1"}
    )
    before, more, after = ("|".join(map(re.escape, widening_words(p))) for p in ("before", "after_number", "after"))
    no_unit = "|".join(map(re.escape, words("not_units")))
    unit = rf"(?!{no_unit})(?:{symbols})(?!bps)(?:/(?:{symbols})|/百户)?"
    spelt = rf"百分之{NUMERAL}|{NUMERAL}"
    return re.compile(
        rf"(?P<before>(?<![最附临靠贴亲])(?:{before})\s*)?(?P<rank>第\s*)?"
        rf"(?P<number>(?<![\d.A-Za-z,])[+-]?(?:{_NUMBER})(?!\d)|(?P<spelt>{spelt}))"
        rf"(?P<ratio>\s*:\s*(?P<second>\d+(?:\.\d+)?)(?![\d:]))?"
        rf"(?P<to>(?:[%％]|(?:{prefixes})?(?:{symbols}))?\s*[-—–~～至到]+\s*(?P<upper>{_NUMBER}))?"
        rf"\s*(?P<prefix>{prefixes})?(?P<more>(?:{more})(?!自|源|年|到|之|何|种经营|样|元化))?\s*(?P<unit>{unit})?"
        rf"\s*(?P<after>(?:{after})(?!学历|学位|奖|职称|年|专业|文化|级))?"
    )


def _mentions(text: str) -> Iterator[Mention]:
    for found in _pattern().finditer(text):
        mention = _ranked(found) if found["rank"] else _spelt(found, text) if found["spelt"] else _plain(found, text)
        if mention is not None:
            yield mention


def _plain(found: re.Match[str], text: str) -> Mention | None:
    number, end = found["number"], found.end()
    ahead = text[max(0, found.start("number") - 2) : found.start("number")].rstrip()
    if number[0] in "+-" and re.search(r"[\w)）]$", ahead) and not re.search(r"[比长为幅速降升率]$", ahead):
        number = number[1:]  # a dash
    if found["ratio"]:
        return _ratio(found, number)
    written = "".join(filter(None, [number, found["prefix"], found["more"], found["unit"]]))
    quantity = _parsed((found["before"] or "").strip(), written, found["after"] or "")
    if quantity is None or (written == number and re.fullmatch(_YEAR, number)):
        return None
    start = found.start("before") if found["before"] else found.start("number") + len(found["number"]) - len(number)
    said = tuple(w.strip() for w in (found["before"], found["more"], found["after"]) if w)
    if found["to"]:
        upper = _parsed("", found["upper"] + written[len(number) :], "")
        if upper is None or upper.value <= quantity.value:
            return None
        widened = Quantity(quantity.mantissa, quantity.decimals, quantity.unit, quantity.value, upper.value)
        return Mention(start, _trimmed(text, start, end), widened, said, range=True)
    return Mention(start, _trimmed(text, start, end), quantity, said)


def _spelt(found: re.Match[str], text: str) -> Mention | None:
    """A number in Chinese counts where it is a percentage or has a unit and is no mere turn of phrase (一个, 三项)."""
    written = found["spelt"]
    percent = written.startswith("百分之")
    digits = plain_numeral(written.removeprefix("百分之"))
    unit = "%" if percent else (found["prefix"] or "") + (found["more"] or "") + (found["unit"] or "")
    if digits is None or (not percent and not found["unit"]) or found["to"] or found["ratio"]:
        return None
    before = text[max(0, found.start("spelt") - 1) : found.start("spelt")]
    after = text[found.end() : found.end() + 1]
    if before in {"第", "·", "每", "十", "这", "那", "某"}:
        return None
    small = "." not in digits and int(digits) < 11 and not found["prefix"]
    if not percent and small and not (re.match(r"[，。；、,;\s]|$", after) and found["unit"] in _COUNTED_SMALL):
        return None
    quantity = _parsed((found["before"] or "").strip(), digits + unit, found["after"] or "")
    if quantity is None:
        return None
    start = found.start("before") if found["before"] else found.start("spelt")
    said = tuple(w.strip() for w in (found["before"], found["more"], found["after"]) if w)
    return Mention(start, _trimmed(text, start, found.end()), quantity, said, spelt=True)


_COUNTED_SMALL = frozenset({"枚", "名", "人", "所", "家", "本", "门", "套", "座", "台", "支", "间", "件"})


def _ranked(found: re.Match[str]) -> Mention | None:
    number = plain_numeral(found["spelt"]) if found["spelt"] else found["number"]
    if number is None or not (found["unit"] or "").startswith(("名", "位")) or "." in number:
        return None
    return Mention(found.start("rank"), found.end("unit"), parse_quantity(number), ranked=True)


def _ratio(found: re.Match[str], number: str) -> Mention | None:
    if found["second"] != "1":
        return None
    quantity = _parsed((found["before"] or "").strip(), f"{number}:1", "")
    start = found.start("before") if found["before"] else found.start("number")
    return None if quantity is None else Mention(start, found.end("ratio"), quantity)


def _parsed(before: str, written: str, after: str) -> Quantity | None:
    try:
        return parse_quantity(f"{before}{written}{after}")
    except (QuantityError, UnknownUnit):
        return None


def _trimmed(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
