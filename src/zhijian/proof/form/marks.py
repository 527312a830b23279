"""What carries a number: headings, tables, figures and cases, with their numbers taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from zhijian.document import Case, Document, Figure, Heading, Paragraph, Table, plain_text
from zhijian.findings import Location
from zhijian.proof.walk import Place, walk

DASHES = "－–—‐‑.．-"  # the hyphen last: these go into character classes
_LABELLED = re.compile(rf"(附图|附表|图|(?<!图)表|案例)\s*(\d+(?:[{DASHES}]\d+)*)")
_SHARED = re.compile(r"\s*图表\s*\d")
_CAPTION = re.compile(rf"\s*{_LABELLED.pattern}(?![\d{DASHES}])[\s:：]*(.*)", re.DOTALL)
_DECIMAL = re.compile(r"\d+(?:[.．]\d+)*")
_CHAPTER = re.compile(r"第([一二三四五六七八九十百\d]+)([章节])|[（(]?([一二三四五六七八九十百]+)[）)、]?")
_NUMERALS = "一二三四五六七八九"
_SENTENCE = re.compile(r"[。；;]|所示|可见|显示|表明|反映")
_AS_REFERENCE = re.compile(r"(?:见|如|据|按|由|从|和|与|及|至|[、（(])\s*$")  # 见表3, not 代表20多人
_WITHIN_WORD = re.compile(r"[代报发外仪钟手课列年量地意蓝版构试]$")
_OF_CONTENTS = re.compile(r"(?:\.{3,}|…+|·{3,}|\t)\s*\d+\s*$")


@dataclass(frozen=True, slots=True)
class Mark:
    """label: 图, 表, 案例 …; 章 and 节 for 第一章, 一、 for such; empty for 1.2.3. number: its parts."""

    label: str
    number: tuple[int, ...]
    text: str
    title: str
    location: Location | None
    section: str = ""
    parent: str = ""


def marks(document: Document) -> list[Mark]:
    """Everything that carries a number, in reading order. Captions that are mere paragraphs count where nothing
    else of the document has that label, as in PDF. Where some are called 图表1, figures and tables share numbers, and
    neither can be told to be complete."""
    found = [mark for place in walk(document) for mark in _of(place)]
    labels = {mark.label for mark in found}
    found += [mark for mark in _loose_captions(document) if mark.label not in labels]
    return [mark for mark in found if mark.label not in {"图", "表"}] if _share_numbers(document) else found


def _share_numbers(document: Document) -> bool:
    return any(
        isinstance(place.block, Paragraph) and _SHARED.match(plain_text(place.block.runs)) for place in walk(document)
    )


def _of(place: Place) -> Iterator[Mark]:
    match place.block:
        case Heading(runs=runs, number=number, location=location) if number:
            label, parts = _heading(number)
            if parts:
                yield Mark(label, parts, number, plain_text(runs).strip(), location, place.section)
        case (
            Table(number=number, caption=title)
            | Figure(number=number, caption=title)
            | Case(number=number, title=title)
        ):
            labelled = _LABELLED.fullmatch(number.strip())
            if labelled:
                text = labelled[1] + labelled[2]
                yield Mark(labelled[1], _parts(labelled[2]), text, title.strip(), place.block.location, place.section)
        case _:
            return


def _loose_captions(document: Document) -> Iterator[Mark]:
    for place in walk(document):
        if not isinstance(place.block, Paragraph):
            continue
        text = plain_text(place.block.runs)
        caption = _CAPTION.fullmatch(text)
        if caption and len(text) <= 60 and not _SENTENCE.search(caption[3]) and not _OF_CONTENTS.search(text):
            location = place.block.location
            yield Mark(
                caption[1], _parts(caption[2]), caption[1] + caption[2], caption[3].strip(), location, place.section
            )


def labelled(text: str) -> Iterator[tuple[int, int, str, tuple[int, ...]]]:
    """(start, end, label, number) of everything in ``text`` that is called by label and number."""
    for found in _LABELLED.finditer(text):
        number = _parts(found[2])
        if (
            _AS_REFERENCE.search(text[: found.start()])
            if len(number) == 1
            else not _WITHIN_WORD.search(text[: found.start()])
        ):
            yield found.start(), found.end(), found[1], number


def _parts(number: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.split(f"[{DASHES}]", number))


def _heading(number: str) -> tuple[str, tuple[int, ...]]:
    number = number.strip()
    if _DECIMAL.fullmatch(number.rstrip(".．、")):
        return "", _parts(number.rstrip(".．、"))
    chapter = _CHAPTER.fullmatch(number)
    if chapter is None:
        return "", ()
    if chapter[1]:
        return chapter[2], (_value(chapter[1]),)
    return "（一）" if number[:1] in "（(" else "一、", (_value(chapter[3]),)


def _value(numeral: str) -> int:
    """一 to 九十九, or digits."""
    if numeral.isdigit():
        return int(numeral)
    tens, ten, ones = numeral.partition("十")
    if not ten:
        return _NUMERALS.find(numeral) + 1
    return 10 * (_NUMERALS.find(tens) + 1 if tens else 1) + (_NUMERALS.find(ones) + 1 if ones else 0)
