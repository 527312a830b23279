"""What a line of a report is by its own words: a heading, a caption, a line of the contents, a cell, text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhijian.document.read.captions import DASH, FORM, UNIT_NOTE

_CAPTION = re.compile(
    rf"(附?图|附?表|案例|专栏)\s*(\d{{1,3}}(?:{DASH}\d{{1,3}})*)(?!\d*[%％年月日个项所人次])[\s:：.．、]*"
)
_NUMBERED = re.compile(r"(\d{1,2}(?:[.．]\d{1,2}){1,5})(?![.．]?\d)[.．、]?\s*")
_SINGLE = re.compile(r"(\d{1,2})\s*[.．、]\s*(?=[^\d\s])")
_SPELT = re.compile(
    r"(第[一二三四五六七八九十百\d]{1,4}[章节部篇]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)])\s*(?=\S)"
)
_UNNUMBERED = re.compile(
    r"(?:前\s*言|引\s*言|序\s*言|结\s*语|结束语|后\s*记|附\s*[录表件]|参考文献|摘\s*要)\s*[:：]?\s*\S{0,20}"
)
_CONTENTS = re.compile(r"目\s*[录次]")
_LEADERS = re.compile(r"(?:(?:[.·…．]\s*){4,}|\s*\t\s*)\d{1,3}\s*$")
_UNIT_NOTE = re.compile(rf"{UNIT_NOTE.pattern}.{{1,20}}")
_SENTENCE = re.compile(r"[。；！？]|[，,：:]$")
_UNIT_BEHIND = re.compile(
    r"[%％‰万亿]|(?:[年月日人个所项名元家间台套本册门次倍届亩]|平方米|学时|课时|人次|人日|个?百分点)(?:/.*)?$"
)

LONGEST_TITLE = 60


@dataclass(frozen=True, slots=True)
class Title:
    """kind: heading | 图 | 表 | 案例 | contents | unit. number: as printed. after: where its words begin."""

    kind: str
    number: str = ""
    after: int = 0


def title_of(text: str) -> Title | None:
    """What ``text`` is the title of; None for running text and cells."""
    if not text or len(text) > LONGEST_TITLE:
        return None
    if _CONTENTS.fullmatch(text):
        return Title("contents")
    if _UNIT_NOTE.fullmatch(text):
        return Title("unit")
    if _SENTENCE.search(text):
        return None
    if found := FORM.match(text):
        return Title("表", found[1], found.end())
    if found := _CAPTION.match(text):
        kind = "案例" if found[1] in ("案例", "专栏") else found[1][-1]
        return Title(kind, "".join(found.group(0).split()).rstrip(":：.．、"), found.end())
    return _heading(text)


def is_contents_line(text: str) -> bool:
    """Whether the text is a line of a table of contents: a title, leaders or a tab, a page number."""
    return len(text) <= 2 * LONGEST_TITLE and _LEADERS.search(text) is not None


def level_of(number: str, seen: frozenset[str]) -> int:
    """The level of a heading by its number; seen: the kinds of numbers (kind_of) that the document uses."""
    kind = kind_of(number)
    if kind == "1.1":
        return number.replace("．", ".").strip(".").count(".") + 1
    above = [other for other in _ORDER[: _ORDER.index(kind)] if other in seen]
    return 1 + len(above)


_ORDER = ("章", "节", "一、", "（一）", "1.")


def kind_of(number: str) -> str:
    """章, 节, 一、, （一）, 1. or 1.1: how a heading is numbered."""
    if number.startswith("第"):
        return "节" if number.endswith("节") else "章"
    if number[:1] in "（(":
        return "（一）"
    if not number[:1].isdigit():
        return "一、"
    return "1.1" if "." in number or "．" in number else "1."


def _heading(text: str) -> Title | None:
    for pattern in (_NUMBERED, _SINGLE, _SPELT):
        found = pattern.match(text)
        if found is None or found.end() == len(text):
            continue
        words = text[found.end() :]
        if pattern is _NUMBERED and (_UNIT_BEHIND.match(words) or found[1].startswith("0")):
            return None
        if re.match(r"[\d.\-+%/]", words) or not re.search(r"[\u4e00-\u9fff]", words):
            return None
        return Title("heading", found[1].replace("．", "."), found.end())
    if _UNNUMBERED.fullmatch(text) and len(text) <= 24:
        return Title("heading")
    return None
