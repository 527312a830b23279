"""Numbers that Word prints but does not store: counted as Word counts, from numbering.xml."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from zhijian.document.read.docx.archive import W
from zhijian.document.read.docx.styles import Styles

_DIGITS = "〇一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_CIRCLED = 0x2460
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"


def chinese(number: int) -> str:
    """1 → 一, 12 → 十二, 120 → 一百二十; digit by digit from 10,000 on."""
    if not 0 < number < 10_000:
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    text, digits = "", str(number)
    for at, digit in enumerate(digits):
        if digit != "0":
            text += _DIGITS[int(digit)] + _PLACES[len(digits) - at - 1]
        elif not text.endswith("零") and digits[at:].strip("0"):
            text += "零"
    return text[1:] if text.startswith("一十") else text


def roman(number: int) -> str:
    values = (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1)
    signs = ("M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I")
    text = ""
    for value, sign in zip(values, signs, strict=True):
        text += sign * (number // value)
        number %= value
    return text


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else ""


_FORMATS: dict[str, Callable[[int], str]] = {
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "chineseLegalSimplified": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": chinese,
    "ideographDigital": lambda number: "".join(_DIGITS[int(digit)] for digit in str(number)),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "upperRoman": roman,
    "lowerRoman": lambda number: roman(number).lower(),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": lambda number: chr(_CIRCLED + number - 1) if 0 < number <= 20 else str(number),
    "decimalEnclosedCircleChinese": lambda number: chr(_CIRCLED + number - 1) if 0 < number <= 20 else str(number),
    "decimalEnclosedParen": lambda number: f"({number})",
    "decimalEnclosedFullstop": lambda number: f"{number}.",
    "none": lambda _number: "",
}


class Numbering:
    """Counts the numbered paragraphs of a document as they come."""

    def __init__(self, root: Any | None) -> None:
        self._abstract: dict[str, Any] = {}
        self._lists: dict[str, Any] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[tuple[str, int]] = set()
        self._levels: dict[tuple[str, int], Any | None] = {}
        for it in root if root is not None else ():
            if it.tag == f"{W}abstractNum":
                self._abstract[it.get(f"{W}abstractNumId", "")] = it
            elif it.tag == f"{W}num":
                self._lists[it.get(f"{W}numId", "")] = it

    def ordered(self, number: str, level: int) -> bool:
        """Whether the list has numbers, not bullets."""
        return self._value(self._level(number, level), "numFmt", "decimal") not in ("bullet", "none")

    def of(self, paragraph: Any, style: str, styles: Styles) -> tuple[str, int]:
        """The list that a paragraph belongs to, empty for none, and its level there."""
        direct = paragraph.find(f"{W}pPr/{W}numPr")
        for it in (direct, styles.property(style, "numPr")):
            number = it.find(f"{W}numId") if it is not None else None
            if number is None:
                continue
            listed = number.get(f"{W}val", "0")
            levels = [e.find(f"{W}ilvl") for e in (direct, it) if e is not None]
            level = next((e for e in levels if e is not None), None)
            if listed == "0":
                return "", 0
            depth = int(level.get(f"{W}val", "0")) if level is not None else self._level_of(listed, style)
            return listed, min(depth, 8)
        return "", 0

    def _level_of(self, number: str, style: str) -> int:
        """The level of the list that is bound to a paragraph style; 0 where none is."""
        for level in range(9):
            if self._value(self._level(number, level), "pStyle", "") == style:
                return level
        return 0

    def count(self, number: str, level: int) -> str:
        """What Word prints before the next paragraph of this list and level; empty for bullets."""
        key = self._abstract_of(number)
        if key not in self._abstract:
            return ""
        counts = self._counts.setdefault(key, [None] * 9)
        start = self._start(number, level)
        if self._override(number, level, "startOverride") is not None and (number, level) not in self._begun:
            counts[level] = None
        self._begun.add((number, level))
        before = counts[level]
        counts[level] = start if before is None else before + 1
        counts[level + 1 :] = [None] * (8 - level)
        own = self._level(number, level)
        if self._value(own, "numFmt", "decimal") == "bullet":
            return ""
        legal = own is not None and own.find(f"{W}isLgl") is not None

        def printed(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            value = counts[at]
            value = self._start(number, at) if value is None else value
            form = self._value(self._level(number, at), "numFmt", "decimal")
            return str(value) if legal else _FORMATS.get(form, str)(value)

        return re.sub(r"%([1-9])", printed, self._value(own, "lvlText", ""))

    def _abstract_of(self, number: str) -> str:
        key = self._value(self._lists.get(number), "abstractNumId", "")
        linked = self._value(self._abstract.get(key), "numStyleLink", "")
        if linked:
            for other, element in self._abstract.items():
                if self._value(element, "styleLink", "") == linked:
                    return other
        return key

    def _override(self, number: str, level: int, name: str) -> Any | None:
        element = self._lists.get(number)
        for it in element.iter(f"{W}lvlOverride") if element is not None else ():
            if it.get(f"{W}ilvl") == str(level):
                return it.find(f"{W}{name}")
        return None

    def _level(self, number: str, level: int) -> Any | None:
        key = (number, level)
        if key not in self._levels:
            found = self._override(number, level, "lvl")
            element = self._abstract.get(self._abstract_of(number))
            if found is None and element is not None:
                levels = (it for it in element.iter(f"{W}lvl") if it.get(f"{W}ilvl") == str(level))
                found = next(levels, None)
            self._levels[key] = found
        return self._levels[key]

    def _start(self, number: str, level: int) -> int:
        override = self._override(number, level, "startOverride")
        text = (
            override.get(f"{W}val", "1")
            if override is not None
            else self._value(self._level(number, level), "start", "1")
        )
        return int(text) if text.lstrip("-").isdigit() else 1

    @staticmethod
    def _value(element: Any | None, name: str, default: str) -> str:
        found = element.find(f"{W}{name}") if element is not None else None
        return str(found.get(f"{W}val", default)) if found is not None else default
