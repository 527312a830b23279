"""Tables of contents: as a control of Word's own, or as lines in the text. What they list is not read."""

from __future__ import annotations

import re
from typing import Any

from zhijian.document.blocks import PageBreak, Paragraph, Toc
from zhijian.document.read.docx.archive import W
from zhijian.document.read.docx.gathering import Gathering
from zhijian.document.read.docx.inline import InlineReader
from zhijian.document.read.docx.styles import is_on

_DEPTH = re.compile(r'\\o\s+"?1-(\d)')
_TITLE = re.compile(r"\s*目\s*[录次]\s*")


class ContentsReader:
    """Makes one Toc of each table of contents."""

    def __init__(self, gathering: Gathering, inline: InlineReader) -> None:
        self._gathering = gathering
        self._inline = inline
        self._open = False

    def whole(self, content: Any) -> None:
        """The paragraphs of a content control."""
        codes = "".join(it.text or "" for it in content.iter(f"{W}instrText"))
        first = next(content.iter(f"{W}p"), None)
        title = ""
        if first is not None and next(first.iter(f"{W}instrText"), None) is None:
            title = self._inline.read(first).text
            if is_on(first.find(f"{W}pPr/{W}pageBreakBefore")):
                self._gathering.add(PageBreak())
        self._gathering.add(Toc(title, _depth(codes)))

    def line(self, code: str) -> None:
        """A line that stands in the text: the first makes the block, with the paragraph 目录 before it as its title."""
        if self._open:
            return
        self._open = True
        self._gathering.flush()
        target = self._gathering.target
        last = target[-1] if target else None
        title = "".join(run.text for run in last.runs) if isinstance(last, Paragraph) else ""
        found = _TITLE.fullmatch(title) is not None
        if found:
            target.pop()
        self._gathering.add(Toc(title if found else "", _depth(code)))

    def end(self) -> None:
        """Something else has come."""
        self._open = False


def _depth(code: str) -> int:
    found = _DEPTH.search(code)
    return int(found[1]) if found else 3
