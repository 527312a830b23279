"""What a figure looks like in print: number, unit and the words that widen them."""

from __future__ import annotations

import re
from functools import cache

from zhijian.proof.claims.hedges import hedges
from zhijian.proof.claims.numerals import NUMERAL
from zhijian.proof.claims.vocabulary import either
from zhijian.quantity import PREFIXES, known_symbols, widening_words

SPACE = "[ \u00a0\u2009\u202f]"
SPACED = rf"\d{{1,3}}(?:{SPACE}\d{{3}})+(?:\.\d+)?(?!\d)"  # 24 064件: groups of three, as yearbooks set them
NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@cache
def pattern() -> re.Pattern[str]:
    """A pattern with a group for each of what may make up a figure."""
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
        rf"(?:{SPACED}(?=(?:{more})?\s*(?:{prefixes})?(?:{more})?\s*{one})|(?:{NUMBER})(?!\d))|(?P<spelt>{spelt}))"
        rf"(?P<ratio>\s*:\s*(?P<second>\d+(?:\.\d+)?)(?![\d:]))?"
        rf"(?P<to>(?:[%％]|(?:{prefixes})?(?:{symbols}))?\s*[-—–～~至到]+\s*(?P<upper>{NUMBER}))?"
        rf"(?P<myriads>万(?P<thousands>\d)千)?(?P<early>(?:{more})(?=(?:{prefixes})(?:{symbols})))?"
        rf"\s*(?P<prefix>{prefixes})?(?P<more>(?:{more})(?!自|源|年|到|之|何|种经营|样|元化))?"
        rf"\s*(?P<unit>{one}(?:/(?:{symbols})|/百户)?)?"
        rf"\s*(?P<after>(?:{after})(?!学历|学位|奖|职称|年|专业|文化|级))?"
    )
