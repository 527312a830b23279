"""What stands on the pages and is no part of the text: running heads, page numbers, the lines of the contents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from zhijian.document.read.pdf.lines import Line
from zhijian.document.read.text.kinds import title_of

_MARGIN = 0.12  # share of the page's height in which running heads and page numbers stand
_PAGE_NUMBER = re.compile(r"[-—–－·\s]*(?:第?\s*[\dIVXivx]+\s*页?(?:\s*[/共]\s*\d+\s*页?)?)[-—–－·\s]*")
_LEADERS = re.compile(r"(?:[.·…]\s*){6,}\s*[\dIVXivx]*$")

Key = tuple[str, int]


def without_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[list[Line]]:
    """The lines of each page without the contents, page numbers, and what stands at the edge of many pages."""
    often = max(2, len(pages) // 4)
    kinds = Counter(
        key
        for lines, height in zip(pages, heights, strict=True)
        for key in {key for line in lines if _at_edge(line, height) for key in _keys(line)}
    )
    return [
        _without_contents(
            [
                line
                for line in lines
                if not _at_edge(line, height)
                or not (_PAGE_NUMBER.fullmatch(line.text) or any(kinds[key] >= often for key in _keys(line)))
            ]
        )
        for lines, height in zip(pages, heights, strict=True)
    ]


def _keys(line: Line) -> list[Key]:
    """What is the same for a part of a running head on every page: its words but for the page number, its height."""
    return [(re.sub(r"\d+", "#", part.text), round(line.base / 3)) for part in line.parts if len(part.text) > 1]


def _at_edge(line: Line, height: float) -> bool:
    """Three cells side by side are a row of a table that goes on, not a running head."""
    return not height * _MARGIN < line.middle < height * (1 - _MARGIN) and len(line.parts) < 3


def _without_contents(lines: Sequence[Line]) -> list[Line]:
    entries = [bool(_LEADERS.search(line.text)) for line in lines]
    titles = [title_of(line.text) for line in lines]
    title = next((at for at, it in enumerate(titles) if it is not None and it.kind == "contents"), -1)
    return [
        line for at, line in enumerate(lines) if not entries[at] and not (at == title and any(entries[at + 1 : at + 3]))
    ]
