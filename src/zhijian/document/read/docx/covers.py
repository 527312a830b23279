"""Title pages, paragraph by paragraph: title, subtitle, lines, notice."""

from __future__ import annotations

from dataclasses import replace

from zhijian.document.blocks import Cover, Heading
from zhijian.document.read.docx.gathering import Gathering


class CoverReader:
    """Makes one Cover of the paragraphs of a title page. own: of a file that this software wrote."""

    def __init__(self, gathering: Gathering, *, own: bool) -> None:
        self._gathering = gathering
        self._own = own

    def line(self, role: str, text: str) -> bool:
        """Whether the paragraph is part of a title page; in other files only before the first heading."""
        gathering, cover = self._gathering, self._gathering.cover
        if role == "title" and (self._own or not any(isinstance(it, Heading) for it in gathering.blocks)):
            gathering.flush()
            gathering.cover = Cover(text)
        elif cover is not None and role == "subtitle":
            gathering.cover = replace(cover, subtitle=text)
        elif cover is not None and role == "cover-line":
            gathering.cover = replace(cover, lines=(*cover.lines, text))
        elif cover is not None and role == "cover-notice":
            gathering.cover = replace(cover, notice=text)
        else:
            return False
        return True
