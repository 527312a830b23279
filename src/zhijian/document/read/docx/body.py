"""The body of a file, paragraph by paragraph and table by table, put together as blocks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from zhijian.document.blocks import Block, Case, Heading, PageBreak, Paragraph, plain_text
from zhijian.document.read.captions import LONGEST_CAPTION, is_unit_note, typed_caption, typed_heading
from zhijian.document.read.docx import tables
from zhijian.document.read.docx.anchors import Anchors
from zhijian.document.read.docx.archive import Archive, W
from zhijian.document.read.docx.contents import ContentsReader
from zhijian.document.read.docx.covers import CoverReader
from zhijian.document.read.docx.gathering import Caption, Gathering
from zhijian.document.read.docx.inline import Inline, InlineReader
from zhijian.document.read.docx.layout import is_layout
from zhijian.document.read.docx.numbering import Numbering
from zhijian.document.read.docx.objects import Objects
from zhijian.document.read.docx.sources import Sources
from zhijian.document.read.docx.styles import Styles, is_on
from zhijian.document.read.titles import is_counted_heading
from zhijian.document.write.docx.measures import MARGIN_LEFT, MARGIN_RIGHT, PAGE_WIDTH
from zhijian.document.write.docx.runs import CASE_MARK

_FRAME = "frame"  # stands for the bookmark of a case that a table frames


class Assembler:
    """Reads the body once. anchors: by bookmark, of what references may point to.

    root: of the body's part; elements: the paragraphs and tables that were read, by the numbers that blocks keep as
    their location until they are located.
    """

    def __init__(self, archive: Archive, sources: Sources) -> None:
        self._archive = archive
        self._own = sources.own
        self.root = root = archive.xml(archive.document)
        self.elements: list[Any] = []
        self._body = root.find(f"{W}body") if root is not None else None
        self._styles = Styles(self._part("styles"))
        self._numbering = Numbering(self._part("numbering"))
        self._inline = InlineReader(self._styles, sources)
        self._gathering = Gathering()
        self._anchors = Anchors(sources)
        self._case_mark = ""
        self._cover = CoverReader(self._gathering, own=sources.own)
        self._contents = ContentsReader(self._gathering, self._inline)
        self._framed = False
        self._objects = Objects(
            archive=archive,
            sources=sources,
            styles=self._styles,
            inline=self._inline,
            anchors=self._anchors,
            gathering=self._gathering,
            width=_text_width(self._body),
        )

    def characters(self, paragraph: Any) -> list[tuple[Any, str]]:
        """The elements of a paragraph that stand for its characters, in order, with these."""
        return self._inline.read(paragraph).characters

    @property
    def anchors(self) -> dict[str, str]:
        return self._anchors.by_bookmark

    def _part(self, kind: str) -> Any | None:
        names = self._archive.related(kind)
        return self._archive.xml(names[0]) if names else None

    def assembled(self) -> tuple[Block, ...]:
        if self._body is not None:
            self._walk(self._body)
        while self._gathering.cases:
            self._gathering.end_case()
        self._gathering.flush()
        return tuple(self._gathering.blocks)

    def _walk(self, elements: Iterable[Any]) -> None:
        for it in elements:
            tag = it.tag
            if tag in (f"{W}p", f"{W}tbl"):
                self._gathering.element = len(self.elements)
                self.elements.append(it)
            if tag == f"{W}p":
                self._paragraph(it)
            elif tag == f"{W}tbl":
                self._table(it)
            elif tag == f"{W}sdt":
                self._control(it)
            elif tag == f"{W}bookmarkStart":
                self._bookmark(it.get(f"{W}id", ""), it.get(f"{W}name", ""))
            elif tag == f"{W}bookmarkEnd":
                self._end_case_of(it.get(f"{W}id", ""))
            elif isinstance(tag, str) and tag not in (f"{W}sectPr", f"{W}del", f"{W}moveFrom"):
                self._walk(it)

    def _bookmark(self, identity: str, name: str) -> None:
        if name.startswith(CASE_MARK):
            self._case_mark = identity
        else:
            self._anchors.note(name)

    def _end_case_of(self, identity: str) -> bool:
        cases = self._gathering.cases
        if not cases or cases[-1].mark != identity:
            return False
        self._gathering.end_case()
        return True

    # ── paragraphs ──────────────────────────────────────────────────────────────────────────────────

    def _paragraph(self, element: Any) -> None:
        style = tables.style_of(element)
        role, in_case = self._styles.role(style)
        inline = self._inline.read(element)
        # Word moves the end of a bookmark over whole paragraphs to the beginning of the next one.
        ended = not in_case and any(self._end_case_of(it) for it in inline.ended)
        cases = self._gathering.cases
        if not ended and not in_case and cases and not cases[-1].mark:
            self._gathering.end_case()
        for identity, name in inline.bookmarks:
            self._bookmark(identity, name)
        self._block(element, style, role, inline)
        if in_case:
            for it in inline.ended:
                self._end_case_of(it)
        for box in inline.boxes:
            self._walk(box)

    def _block(self, element: Any, style: str, role: str, inline: Inline) -> None:
        gathering, text = self._gathering, inline.text
        if inline.contents or role == "toc-entry":
            self._contents.line(inline.contents)
            return
        self._contents.end()
        if role == "page-break" and not text:
            gathering.add(PageBreak())
            return
        if role in ("gap", "section-end") and not text:
            gathering.flush()
            return
        if is_on(element.find(f"{W}pPr/{W}pageBreakBefore")) or inline.breaks[:1] == [0]:
            gathering.add(PageBreak())
        level = self._styles.heading_level(style) or _outline(element)
        if level and (self._own or text.strip()):
            self._heading(element, style, level, inline)
        elif not (inline.drawings and self._objects.figure(inline)):
            self._by_role(element, style, role, inline)
        if inline.breaks[-1:] > [0]:
            gathering.add(PageBreak())

    def _by_role(self, element: Any, style: str, role: str, inline: Inline) -> None:
        gathering = self._gathering
        if self._cover.line(role, inline.text):
            return
        if role == "case-title":
            number, words = self._objects.numbered(inline)
            mark, self._case_mark = self._case_mark, ""
            gathering.begin_case(mark, Case(words, self._anchors.take("case")[0], (), number))
        elif role == "case-organisation":
            gathering.name_organisation(inline.text)
        elif self._objects.caption(role, inline) or self._framed_case(inline):
            pass
        elif role == "unit" or (not self._own and is_unit_note(inline.text)):
            if gathering.caption is None:
                gathering.flush()
            gathering.unit = Caption(inline.runs, words=inline.text, element=gathering.element)
        elif not self._list_item(element, style, role, inline) and (inline.text.strip() or (self._own and role)):
            gathering.add(Paragraph(inline.runs, role if role in ("lead", "note") else "body"))
            self._anchors.forget()

    def _framed_case(self, inline: Inline) -> bool:
        """Whether the paragraph is the title of a case in a frame; the case ends with the frame or at the next one."""
        typed = typed_caption(inline.runs) if self._framed and len(inline.text) <= LONGEST_CAPTION else None
        if typed is None or typed[0] != "案例":
            return False
        self._end_case_of(_FRAME)
        case = Case(plain_text(typed[2]), self._anchors.take("case")[0], (), typed[1])
        self._gathering.begin_case(_FRAME, case)
        return True

    def _heading(self, element: Any, style: str, level: int, inline: Inline) -> None:
        listed, depth = self._numbering.of(element, style, self._styles)
        counted = self._numbering.count(listed, depth) if listed else ""
        number, words = inline.number, inline.rest(" ")
        if not number:
            number = counted if self._own else counted.strip(" .．、\t")
            if not number and not self._own:
                number, words = typed_heading(words)
        self._gathering.add(Heading(level, words, self._anchors.take("heading")[0], number))

    def _list_item(self, element: Any, style: str, role: str, inline: Inline) -> bool:
        listed, depth = self._numbering.of(element, style, self._styles)
        if role != "list" and not (listed and inline.text.strip()):
            return False
        counted = self._numbering.count(listed, depth) if listed else ""
        if not self._own and counted and is_counted_heading(counted, inline.runs):
            self._gathering.add(Heading(depth + 1, inline.runs, "", counted.strip(" .．、\t")))
            return True
        self._gathering.list_item(listed, bool(listed) and self._numbering.ordered(listed, depth), inline.runs)
        self._anchors.forget()
        return True

    # ── contents and tables ─────────────────────────────────────────────────────────────────────────

    def _control(self, control: Any) -> None:
        """A content control around paragraphs: that of the contents, or one that only holds them."""
        content = control.find(f"{W}sdtContent")
        if content is None:
            return
        gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        if gallery is not None and gallery.get(f"{W}val") == "Table of Contents":
            self._contents.whole(content)
        else:
            self._walk(content)

    def _table(self, table: Any) -> None:
        if self._own or not is_layout(table):
            self._objects.table(table)
            return
        # A frame around pictures and cases: what is in it stands in the text.
        outer, self._framed = self._framed, True
        for cell in table.iter(f"{W}tc"):
            if next(cell.iterancestors(f"{W}tbl"), None) is table:
                self._walk(cell)
        self._framed = outer
        self._end_case_of(_FRAME)


def _outline(element: Any) -> int:
    found = element.find(f"{W}pPr/{W}outlineLvl")
    level = int(found.get(f"{W}val", "9")) + 1 if found is not None else 10
    return level if level <= 9 else 0


def _text_width(body: Any | None) -> int:
    """Width of the text of the last section, in twips."""
    size = body.find(f"{W}sectPr/{W}pgSz") if body is not None else None
    margins = body.find(f"{W}sectPr/{W}pgMar") if body is not None else None
    width = int(size.get(f"{W}w", PAGE_WIDTH)) if size is not None else PAGE_WIDTH
    left, right = MARGIN_LEFT, MARGIN_RIGHT
    if margins is not None:
        left, right = int(margins.get(f"{W}left", left)), int(margins.get(f"{W}right", right))
    return max(width - left - right, 1)
