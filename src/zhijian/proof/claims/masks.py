"""What is no figure though digits stand in it: dates, numbers of documents and chapters, names with digits."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhijian.quantity import PREFIXES, known_symbols

YEAR = r"(?:19|20)\d\d"
DASH = r"\s*[-—–－~～至到]+\s*"

_WITHIN_YEAR = (
    r"(?:\s*第?[一二三四1-4]季度|\s*1?\d\s*[-—–~至]\s*1?\d\s*月份?)?"
    r"(?:\s*1?\d\s*月份?(?:\s*[1-3]?\d\s*[日号])?)?(?:末|底|初)?"
)
_ASCII_WORD = r"[A-Za-z0-9_.-]"

_LONG_ROW = r"[\d,.]{32,}"  # first, so that no other pattern starts anew at each of its digits
# 2024.5 is a month, 2024.5万元 is not.
_MEASURED = rf"(?:[%‰]|{'|'.join(PREFIXES)}|{'|'.join(re.escape(s) for s in known_symbols() if s not in {'月', '日', '年', ''})})"
_DATES = [
    rf"{YEAR}{DASH}{YEAR}\s*(?:学年度?|年度?|年末|年底)?",
    rf"{YEAR}\s*[-—–－~～至]+\s*\d\d(?=学年|年)",
    rf"{YEAR}(?:[、和]{YEAR})+(?=年|学年)",
    rf"{YEAR}\s*(?:学年度?|年度?|届|级|版){_WITHIN_YEAR}",
    rf"(?<![\d.,]){YEAR}\s*[-./]\s*[01]?\d(?:\s*[-./]\s*[0-3]?\d(?![\d.%])|(?![\d.])(?!\s*{_MEASURED}))",
    r"(?<!\d)\d\d\s*年(?=春|秋|冬|夏|上半|下半|底|初|\d{1,2}月)",
    r"(?<!\d)\d\d\s*(?:级|届)(?=学|毕|新|中|高|学生|毕业生|新生)",
    r"(?<![\d.])1?\d\s*[-—–~至]\s*1?\d\s*月份?",
    r"(?<![\d.个])1?\d\s*月(?:\s*[1-3]?\d\s*[日号])?(?:\s*[-—–~至]\s*(?:1?\d\s*月)?\s*[1-3]?\d\s*[日号])?份?(?!以|内|\d)",
    r"(?<![\d.])[1-3]?\d\s*日\s*[-—–~至]\s*[1-3]?\d\s*日",
    r"(?<![\d比])(?<!比为)(?<!比达到)(?<!比约)[0-2]?\d:[0-5]\d(?![\d.])(?:\s*[-—–~至]\s*[0-2]?\d:[0-5]\d)?",
]
_NUMBERED = [
    r"《[^《》]{0,80}》",
    r"[〔\[【(（]\s*(?:19|20)\d\d\s*[〕\]】)）]\s*(?:第?\s*\d+\s*号)?",
    r"第\s*\d+(?![\d.])(?!\s*[名位])",
    r"(?:图|(?<!报告)表|报告表(?!\s*\d+\s*[个份项])|案例|附件|附表|专栏|式)\s*\d+(?:\s*[-—–.]\s*\d+)*",
    r"[（(]\s*\d{1,2}\s*[)）]",
    r"\d+\s*号(?!召)",
    r"(?<![\d.])\d+(?:\.\d+){2,}",
]
# 11/12所: eleven of twelve. 12/10万 is a rate.
_OF_SO_MANY = [rf"(?<![\d./])\d+\s*/\s*\d+(?![\d./%])(?!\s*(?:{'|'.join(PREFIXES)}))"]
_NAMES = [
    r"\d+(?:\s*\+\s*[\dA-Za-zNXn]+)+",
    r"[\"“‘'][^\"”’'，。；\n]{0,20}?\d[^\"”’'，。；\n]{0,20}?[\"”’']",
    r"https?://[^\s，。；）)]+",
    rf"[A-Za-z0-9_.-]{{1,40}}@{_ASCII_WORD}{{1,40}}",
    rf"[A-Za-z][A-Za-z_]{{0,30}}[-/]?\d{_ASCII_WORD}*",
    r"\d+[A-Za-z](?![A-Za-z²³]*bps)[A-Za-z0-9_]*(?<!m²)(?<![kK]m)(?<!\dM)",
    r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{3,4}-\d{7,8}",
    r"\d+\s*[×xX*]\s*\d+",
    r"(?<![\d.])\d对\d(?!\d)",
    r"(?<![\d.])\d+\s*强(?=[\u4e00-\u9fff，。、；,;]|$)",
    r"(?<![\d.:])\d+(?:\.\d+)?(?:\s*:\s*\d+(?:\.\d+)?){2,}",
]
# Bands of an age, a size, a duration that name a group: 35岁以下教师, 36至50岁, 5年以上教龄.
_BANDS = [
    rf"(?<![\d.])\d+(?:周岁|岁)?{DASH}\d+(?:周岁|岁)(?!之间)(?:以[上下]|组)?",
    r"(?<![\d.])\d+(?:周岁|岁)(?:\s*[（(]?[不]?含[^，。）)]{0,8}[）)]?)?(?:及|或)?以[上下内](?=[\u4e00-\u9fff])",
]

_NO_FIGURE = re.compile("|".join([_LONG_ROW, *_NUMBERED, *_DATES, *_OF_SO_MANY, *_NAMES, *_BANDS]))
_LIST_MARK = re.compile(r"(?:^|(?<=[。；;\n]))[ \t\u3000]*[（(]?\d{1,2}\s*[)）.、](?!\d)")


def masked_spans(text: str) -> Iterator[tuple[int, int]]:
    """What is no figure though digits stand in it."""
    for found in _NO_FIGURE.finditer(text):
        yield found.span()


def masked(text: str) -> str:
    """The text with the digits of what is no figure blotted out, at its length."""
    pieces = list(text)
    for found in (*_NO_FIGURE.finditer(text), *_LIST_MARK.finditer(text)):
        for at in range(*found.span()):
            if pieces[at].isdigit():
                pieces[at] = "\x00"
    return "".join(pieces)
