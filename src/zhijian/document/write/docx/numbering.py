"""Numbers as Word makes them: headings, lists, captions. What a field would print is worked out beforehand.

A number is left to Word only where Word, counting for itself, arrives at the very characters of the document;
any other number is written as text. So updating all fields never changes what was printed.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from zhijian.document.write.docx.looks import DEEPEST
from zhijian.document.write.docx.markup import DECLARATION, ROOT
from zhijian.document.write.docx.measures import CASE_INSET, TWO_CHARACTERS

HEADINGS, FIRST_LIST = 1, 2  # ids of the numberings: that of headings, then one for every list

_BY_CHAPTER = re.compile(r"(\D+?)([1-9]\d*)-([1-9]\d*)")
_THROUGHOUT = re.compile(r"(\D*?[^\W\d][^\S\n]?)([1-9]\d*)")


class HeadingNumbers:
    """Counts numbered headings as the list bound to the heading styles does."""

    def __init__(self) -> None:
        self._counts = [0] * DEEPEST

    def automatic(self, level: int, number: str) -> bool:
        """Whether Word prints ``number`` before this heading of ``level``; if so, it has been counted."""
        counts = [*self._counts[: level - 1], self._counts[level - 1] + 1]
        if not all(counts) or number != ".".join(str(count) for count in counts):
            return False
        self._counts[:] = counts + [0] * (DEEPEST - level)
        return True


class CaptionNumbers:
    """Counts captions as SEQ fields do, by label, within a chapter or throughout."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._unbroken: Counter[str] = Counter()
        self._chapter = ""

    def begin_chapter(self, number: str) -> None:
        """A heading in the style of chapters; number: empty where Word does not number it."""
        self._chapter = number
        self._counts = Counter({name: count for name, count in self._counts.items() if name.startswith("全文")})

    def parts(self, number: str) -> list[tuple[str, str]]:
        """The pieces that make up ``number``: (field code or empty, characters)."""
        if (found := _BY_CHAPTER.fullmatch(number)) and found[2] == self._chapter:
            label, chapter, count = found.groups()
            if name := _sequence(label):
                sequence = (f"SEQ {name} \\* ARABIC \\s 1" + self._restart(name, int(count)), count)
                return [("", label), ("STYLEREF 1 \\s", chapter), ("", "-"), sequence]
        elif found := _THROUGHOUT.fullmatch(number):
            label, count = found.groups()
            if name := _sequence(label):
                name = f"全文{name}"
                return [("", label), (f"SEQ {name} \\* ARABIC" + self._restart(name, int(count)), count)]
        return [("", number)]

    def _restart(self, name: str, count: int) -> str:
        # LibreOffice does not begin anew at a chapter (\\s): it must be told, as Word where a number is passed over.
        counted = (self._counts[name] + 1, self._unbroken[name] + 1) == (count, count)
        self._counts[name] = self._unbroken[name] = count
        return "" if counted else f" \\r {count}"


def _sequence(label: str) -> str:
    """The label as the name of a sequence, empty where it cannot be one."""
    name = re.sub(r"\W", "", label)
    return name if name and len(name) <= 20 and not name[0].isdigit() and name[0] != "_" else ""


@dataclass(frozen=True)
class List:
    """A list of the document."""

    ordered: bool
    in_case: bool


def numbering_part(lists: list[List]) -> str:
    """word/numbering.xml: the outline that is bound to the heading styles, and every list of the document."""
    levels = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f"{_bound_style(at + 1)}"
        f'<w:suff w:val="space"/><w:lvlText w:val="{".".join(f"%{n + 1}" for n in range(at + 1))}"/>'
        f'<w:lvlJc w:val="left"/></w:lvl>'
        for at in range(9)
    )
    # A definition for every list, so that each begins at 1: LibreOffice breaks up lists that are told to begin anew.
    simple = "".join(_abstract(at, it) for at, it in enumerate(lists, FIRST_LIST))
    numbers = "".join(
        f'<w:num w:numId="{at}"><w:abstractNumId w:val="{at}"/></w:num>'
        for at in range(HEADINGS, FIRST_LIST + len(lists))
    )
    return (
        f'{DECLARATION}<w:numbering {ROOT}><w:abstractNum w:abstractNumId="{HEADINGS}"><w:nsid w:val="5A4A0001"/>'
        f'<w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>{simple}{numbers}</w:numbering>'
    )


def _bound_style(level: int) -> str:
    return f'<w:pStyle w:val="Heading{level}"/>' if level <= DEEPEST else ""


def _abstract(at: int, kind: List) -> str:
    form, text = ("decimal", "%1.") if kind.ordered else ("bullet", "•")
    inset = f'w:left="{CASE_INSET}" w:right="{CASE_INSET}" ' if kind.in_case else 'w:left="0" '
    first = TWO_CHARACTERS["case" if kind.in_case else "body"]
    return (
        f'<w:abstractNum w:abstractNumId="{at}"><w:nsid w:val="5A4A{at:04X}"/>'
        f'<w:multiLevelType w:val="singleLevel"/><w:lvl w:ilvl="0">'
        f'<w:start w:val="1"/><w:numFmt w:val="{form}"/><w:suff w:val="space"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind {inset}w:firstLineChars="200" w:firstLine="{first}"/></w:pPr></w:lvl>'
        f"</w:abstractNum>"
    )
