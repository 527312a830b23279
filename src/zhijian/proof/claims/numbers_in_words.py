"""Figures in Chinese characters: 三所学校, 百分之五, 九成, 一半, 三分之二, 翻一番."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction

from zhijian.proof.claims.mention import Mention, parsed, trimmed, words_of
from zhijian.proof.claims.numerals import plain_numeral
from zhijian.proof.claims.vocabulary import words
from zhijian.quantity import Quantity, parse_quantity, unit


def spelt(found: re.Match[str], text: str) -> Mention | None:
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
    quantity = parsed((found["before"] or "").strip(), digits + measured, found["after"] or "")
    if quantity is None:
        return None
    start = found.start("before") if found["before"] else found.start("spelt")
    said = words_of(found, "before", "more", "after")
    return Mention(start, trimmed(text, start, found.end()), quantity, said, spelt=True)


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


def proportion(found: re.Match[str], text: str) -> Mention | None:
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
        stated, margin = Quantity.stated(round(Fraction(100 * part, whole)), 0, percent), 5
    if re.search(r"[一二三四五六七八九十\d]$", text[max(0, start - 1) : start]):
        return None
    widened = parsed((before or "").strip(), f"{stated.mantissa}%", after or "")
    if widened is None:
        return None
    if not (before or after):
        widened = replace(widened, low=stated.value - margin, high=stated.value + margin)
    said = tuple(w.strip() for w in (before, after) if w)
    return Mention(found.start(), found.end(), widened, said, spelt=True)
