"""Which paragraphs of a PDF are headings: by its bookmarks, by their numbers, by their size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from zhijian.document.blocks import Heading, Text
from zhijian.document.read.captions import typed_heading
from zhijian.document.read.pdf.lines import bare
from zhijian.document.read.pdf.paragraphs import Lines, Typography
from zhijian.document.read.text.kinds import kind_of, level_of, title_of

_LONGEST = 60  # characters of a heading by its size
_FIRST = 6  # paragraphs among which the title of the document is
_CLOSE = re.compile(r"(\d{1,2})(?![\d.年月日、%％])(\D.*)")
_ENDS = ("。", "；", "！", "，", "：", "、")


class Headings:
    """Tells headings from other paragraphs. bookmarks: level by bare words."""

    def __init__(self, found: Sequence[Lines], typography: Typography, bookmarks: Mapping[str, int]) -> None:
        self._bookmarks = bookmarks
        self._typography = typography
        self._kinds = frozenset(
            kind_of(title.number)
            for it in found
            if (title := title_of(it.text)) and title.kind == "heading" and title.number and self._stands_out(it)
        )
        self._title = self._title_of(found)
        self._levels = self._by_size(found)

    def heading(self, it: Lines) -> Heading | None:
        """The heading that a paragraph is; None of any other."""
        level = self._bookmarks.get(bare(it.text), 0) or self._level(it)
        if not level:
            return None
        number, runs = typed_heading((Text(it.text),))
        close = _CLOSE.fullmatch(it.text)  # 2人才培养: a number that a narrow gap sets apart from its words
        if not number and self._bookmarks and close:
            number, runs = close[1], (Text(close[2]),)
        return Heading(level, runs, "", number)

    def _level(self, it: Lines) -> int:
        title = title_of(it.text)
        if title is not None and title.kind != "heading":
            return 0
        plain = not self._bookmarks and title is not None and title.number and kind_of(title.number) != "1."
        if title is not None and title.number and (plain or self._stands_out(it)):
            return self._by_number(title.number)
        if (
            self._bookmarks
            or it is self._title
            or len(it.text) > _LONGEST
            or it.text.endswith(_ENDS)
            or it.text[0] in "（("
        ):
            return 0
        return self._levels.get(round(it.size), 0)

    def _by_number(self, number: str) -> int:
        return level_of(number, self._kinds | {kind_of(number)})

    def _stands_out(self, it: Lines) -> bool:
        return it.bold or self._typography.big(it.lines[0])

    def _title_of(self, found: Sequence[Lines]) -> Lines | None:
        """The title of the document: the largest paragraph of its first page, before any other."""
        first = [it for it in found[:_FIRST] if it.page == found[0].page]
        largest = max(first, key=lambda it: it.size, default=None)
        return largest if largest is not None and self._typography.big(largest.lines[0]) else None

    def _by_size(self, found: Iterable[Lines]) -> dict[int, int]:
        """The level of unnumbered titles by their size: that of the numbered ones of this size, else by order."""
        numbered: dict[int, int] = {}
        sizes: set[int] = set()
        for it in found:
            if it is self._title or not self._typography.big(it.lines[0]) or len(it.text) > _LONGEST:
                continue
            title = title_of(it.text)
            sizes.add(round(it.size))
            if title is not None and title.kind == "heading" and title.number:
                numbered.setdefault(round(it.size), self._by_number(title.number))
        ordered = sorted(sizes, reverse=True)
        return {size: numbered.get(size, at) for at, size in enumerate(ordered, start=1)}
