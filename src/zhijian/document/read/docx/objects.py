"""Figures and tables with their captions."""

from __future__ import annotations

from typing import Any

from zhijian.document.blocks import Figure, Paragraph, Table, plain_text
from zhijian.document.read.captions import LONGEST_CAPTION, typed_caption
from zhijian.document.read.docx import pictures, tables
from zhijian.document.read.docx.anchors import Anchors
from zhijian.document.read.docx.archive import Archive
from zhijian.document.read.docx.gathering import Caption, Gathering, origin
from zhijian.document.read.docx.inline import Inline, InlineReader
from zhijian.document.read.docx.sources import Sources
from zhijian.document.read.docx.styles import Styles
from zhijian.document.read.headers import header_height
from zhijian.document.write.docx.measures import CASE_WIDTH, PICTURE_GAP

_ROLES = {"figure-caption": "图", "table-caption": "表"}


class Objects:
    """Recognises figures, tables and captions, and joins them. width: of the text, in twips."""

    def __init__(
        self,
        *,
        archive: Archive,
        sources: Sources,
        styles: Styles,
        inline: InlineReader,
        anchors: Anchors,
        gathering: Gathering,
        width: int,
    ) -> None:
        self._archive = archive
        self._sources = sources
        self._styles = styles
        self._inline = inline
        self._anchors = anchors
        self._gathering = gathering
        self._width = width
        self._extents: list[int] = []

    def numbered(self, inline: Inline) -> tuple[str, str]:
        """Number and words of a caption or of the title of a case."""
        if inline.number or (self._sources.own and not inline.sequence):
            return inline.number, plain_text(inline.rest("\u3000"))
        typed = typed_caption(inline.runs)
        return (typed[1], plain_text(typed[2])) if typed else ("", inline.text)

    def figure(self, inline: Inline) -> bool:
        """Whether the paragraph holds pictures; what it says besides is their caption, or a paragraph of its own."""
        own, gathering = self._sources.own, self._gathering
        width = CASE_WIDTH if own and gathering.cases else self._width
        found = pictures.pictures_of(inline.drawings, self._archive, width, PICTURE_GAP if own else 0)
        if not found:
            return False
        typed = typed_caption(inline.runs)
        spoken = bool(inline.text.strip())
        if gathering.figure is not None and not own and not spoken:
            gathering.more_pictures(found)
            return True
        if spoken and (typed is None or typed[0] not in ("图", "附图", "Figure")):
            gathering.add(Paragraph(inline.runs))
            spoken = False
        gathering.flush()
        self._extents = pictures.extents_of(inline.drawings)
        gathering.figure = Figure(tuple(found), "")
        if spoken and typed is not None:
            self._complete(typed[1], plain_text(typed[2]))
        elif own and inline.bookmarks:
            self._complete("", "")
        return True

    def caption(self, role: str, inline: Inline) -> bool:
        """Whether the paragraph is the caption of the figure before it or of the table after it."""
        gathering, label = self._gathering, _ROLES.get(role, "")
        if not label:
            typed = typed_caption(inline.runs) if len(inline.text) <= LONGEST_CAPTION else None
            if typed is None or (self._sources.own and role != "caption" and not inline.sequence):
                return False
            label = typed[0].removeprefix("附").replace("Figure", "图").replace("Table", "表")
        number, words = self.numbered(inline)
        if label == "图" and gathering.figure is not None:
            self._complete(number, words)
            return True
        if label != "表":
            return False
        gathering.flush()
        gathering.caption = Caption(inline.runs, number, words, gathering.element)
        return True

    def _complete(self, number: str, words: str) -> None:
        """The figure in the making with its caption, its anchor, and what is known of its pictures' making."""
        figure = self._gathering.figure
        if figure is None:
            return
        anchor, bookmark = self._anchors.take("figure")
        images = figure.pictures
        known = self._sources.pictures.get(bookmark, [])
        if len(known) == len(images) == len(self._extents):
            images = tuple(
                pictures.with_source(image, extent, source)
                for image, extent, source in zip(images, self._extents, known, strict=True)
            )
        self._gathering.figure = None
        self._gathering.add(Figure(images, anchor, number, words))

    def table(self, element: Any) -> None:
        gathering = self._gathering
        caption, unit = gathering.caption, gathering.unit
        gathering.caption = gathering.unit = None
        gathering.flush()
        rows = tables.rows_of(element, self._styles, self._inline)
        anchor, bookmark = self._anchors.take("table")
        widths, sortable = self._sources.tables.get(bookmark, (tables.widths_of(element), False))
        repeated = tables.header_rows(element)
        if repeated is None:
            repeated = 0 if self._sources.own else header_height(rows)
        gathering.add(
            Table(
                rows,
                anchor,
                caption.number if caption is not None else "",
                caption.words if caption is not None else "",
                header_rows=repeated,
                widths=widths,
                unit_note=unit.words if unit is not None else "",
                sortable=sortable,
                location=origin(gathering.element, *([caption.element] if caption is not None else [])),
            )
        )
