"""Goes through the blocks of a document and puts the parts of its DOCX together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from zhijian.document.blocks import (
    Block,
    Case,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
    Toc,
)
from zhijian.document.write.docx.contents import contents_markup
from zhijian.document.write.docx.fonts import font_table_part
from zhijian.document.write.docx.looks import IN_CASES
from zhijian.document.write.docx.markup import DECLARATION, ROOT, WP, field, paragraph, run
from zhijian.document.write.docx.measures import CASE_INSET, CASE_WIDTH, COVER_FOOT, TEXT_WIDTH
from zhijian.document.write.docx.numbering import FIRST_LIST, CaptionNumbers, List, numbering_part
from zhijian.document.write.docx.package import OFFICE, WORD, Package
from zhijian.document.write.docx.pictures import Pictures
from zhijian.document.write.docx.plan import Mark, Plan, heading_level
from zhijian.document.write.docx.properties import add_properties, add_word_part, settings_part
from zhijian.document.write.docx.runs import Runs
from zhijian.document.write.docx.sections import Sections
from zhijian.document.write.docx.sources import Sources
from zhijian.document.write.docx.styles import styles_part
from zhijian.document.write.docx.tables import table_markup

_NUMBER = "BlockNumber"  # the character style of numbers of captions and cases, and of headings that Word cannot count
_STYLES = {"body": "BodyText", "lead": "Lead", "note": "Note"}


class Writer:
    def __init__(self, document: Document, package: Package, pages: Mapping[str, int]) -> None:
        self.document = document
        self.package = package
        self.pages = pages
        self.plan = Plan(document)
        self.runs = Runs(self.plan)
        self.pictures = Pictures(package)
        self.captions = CaptionNumbers()
        self.sources = Sources()
        self.lists: list[List] = []
        self.marks = iter(self.plan.marks)
        self.breaking = False  # the next paragraph begins a page
        self.inside = False  # a case

    # ── the whole ───────────────────────────────────────────────────────────────────────────────────

    def write(self) -> None:
        package = self.package
        package.relate("", f"{OFFICE}/officeDocument", "word/document.xml")
        add_properties(package, self.document)
        add_word_part(package, "styles", styles_part())
        add_word_part(package, "settings", settings_part())
        add_word_part(package, "fontTable", font_table_part())
        body = self.body()
        add_word_part(package, "numbering", numbering_part(self.lists))
        root = f'<w:document {ROOT} xmlns:wp="{WP}"><w:body>{body}</w:body></w:document>'
        package.part("word/document.xml", DECLARATION + root, f"{WORD}.document.main+xml")
        self.sources.add_to(package, self.document, self.plan.marks, self.runs.figures)

    def body(self) -> str:
        """Cover, front matter and chapters, each in sections of their own."""
        blocks = self.document.blocks
        notices = [block.notice for block in blocks if isinstance(block, Cover)]
        sections = Sections(self.package, notices[0] if notices else "")
        parts: list[tuple[str, str]] = []
        at = 0
        while at < len(blocks) and isinstance(blocks[at], Cover | Toc | PageBreak):
            cover = isinstance(blocks[at], Cover)
            end = at + 1
            while not cover and end < len(blocks) and isinstance(blocks[end], Toc | PageBreak):
                end += 1
            parts.append((self.sequence(blocks[at:end]) + self.end(), sections.cover() if cover else sections.front()))
            at = end
        if at < len(blocks) or not parts:
            parts.append((self.sequence(blocks[at:]) + self.end(), sections.main()))
        *earlier, (last, properties) = parts
        breaks = (content + paragraph("SectionEnd", section=section) for content, section in earlier)
        return "".join(breaks) + last + properties

    def end(self) -> str:
        """What a page break at the end of a section leaves: a mark, for the section breaks the page itself."""
        if not self.breaking:
            return ""
        self.breaking = False
        return paragraph("PageBreak")

    # ── blocks ──────────────────────────────────────────────────────────────────────────────────────

    def sequence(self, blocks: Sequence[Block]) -> str:
        parts = []
        for at, block in enumerate(blocks):
            parts.append(self.block(block))
            following = blocks[at + 1] if at + 1 < len(blocks) else None
            noted = isinstance(following, Paragraph) and following.style == "note"
            if isinstance(block, Case) or (isinstance(block, Table) and not noted):
                parts.append(paragraph("Gap"))
        return "".join(parts)

    def block(self, block: Block) -> str:
        match block:
            case Cover():
                return self.cover(block)
            case Toc():
                return self.contents(block)
            case PageBreak():
                waiting, self.breaking = self.breaking, True
                return paragraph("PageBreak", page_break=True) if waiting else ""
            case Heading():
                return self.heading(block)
            case Paragraph(runs, style):
                return self.paragraph(_STYLES.get(style, "BodyText"), self.runs.markup(runs))
            case ListBlock(items, ordered):
                return self.list(items, ordered)
            case Table():
                return self.table(block)
            case Figure():
                return self.figure(block)
            case Case():
                return self.case(block)

    def paragraph(self, style: str, content: str = "", *, numbering: int | None = None, keep_next: bool = False) -> str:
        if self.inside and style in IN_CASES:
            style = f"Case{style}"
        breaking, self.breaking = self.breaking, False
        return paragraph(style, content, numbering=numbering, keep_next=keep_next, page_break=breaking)

    def settled(self) -> str:
        """A page break before something that cannot carry it."""
        if not self.breaking:
            return ""
        self.breaking = False
        return paragraph("PageBreak", page_break=True)

    def cover(self, cover: Cover) -> str:
        parts = [self.paragraph("Title", run(cover.title))]
        if cover.subtitle:
            parts.append(self.paragraph("Subtitle", run(cover.subtitle)))
        parts += [paragraph("CoverLine", run(line), frame=COVER_FOOT) for line in cover.lines]
        if cover.notice:
            parts.append(paragraph("CoverNotice", run(cover.notice), frame=COVER_FOOT))
        return "".join(parts)

    def contents(self, toc: Toc) -> str:
        breaking, self.breaking = self.breaking, False
        return contents_markup(toc, self.plan.entries, self.pages, page_break=breaking)

    def heading(self, heading: Heading) -> str:
        level, mark = heading_level(heading), next(self.marks)
        if level == 1:
            self.captions.begin_chapter(heading.number if mark.automatic else "")
        content = self.runs.marked(mark, self.runs.markup(heading.runs))
        if not heading.number:
            return self.paragraph(f"Heading{level}Plain", content)
        if mark.automatic:
            return self.paragraph(f"Heading{level}", content)
        number = run(heading.number, style=_NUMBER, whole=True) + run(" ")
        return self.paragraph(f"Heading{level}", number + content, numbering=0)

    def list(self, items: Sequence[Sequence[object]], ordered: bool) -> str:
        self.lists.append(List(ordered, self.inside))
        numbering = FIRST_LIST + len(self.lists) - 1
        style = "ListNumber" if ordered else "ListBullet"
        return "".join(self.paragraph(style, self.runs.markup(item), numbering=numbering) for item in items)  # type: ignore[arg-type]

    def caption(self, mark: Mark, number: str, caption: str) -> str:
        """The number, as fields, and the words; the bookmark of the block around the number or else around the words."""
        if not number:
            return self.runs.marked(mark, run(caption))
        pieces = self.captions.parts(number)
        fields = "".join(
            field(code, text, style=_NUMBER) if code else run(text, style=_NUMBER, whole=True) for code, text in pieces
        )
        return self.runs.marked(mark, fields) + (run("\u3000" + caption) if caption else "")

    def table(self, table: Table) -> str:
        parts, mark = [], next(self.marks)
        if table.number or table.caption:
            content = self.caption(mark, table.number, table.caption)
            parts.append(self.paragraph("TableCaption", content))
        else:
            parts.append(self.runs.marked(mark, ""))
        if table.unit_note:
            parts.append(self.paragraph("TableUnit", run(table.unit_note)))
        parts.append(self.settled())
        width, inset = (CASE_WIDTH, CASE_INSET) if self.inside else (TEXT_WIDTH, 0)
        parts.append(table_markup(table, self.runs, width, inset))
        self.sources.tables.append((mark, table))
        return "".join(parts)

    def figure(self, figure: Figure) -> str:
        row, extents = self.pictures.row(figure.pictures, CASE_WIDTH if self.inside else TEXT_WIDTH)
        mark = next(self.marks)
        self.sources.figures.append((mark, figure, extents))
        if not figure.number and not figure.caption:
            return self.paragraph("Figure", self.runs.marked(mark, row))
        pictures = self.paragraph("Figure", row)
        return pictures + self.paragraph("FigureCaption", self.caption(mark, figure.number, figure.caption))

    def case(self, case: Case) -> str:
        before = self.settled()
        outer, self.inside = self.inside, True
        mark = next(self.marks)
        parts = [self.paragraph("CaseTitle", self.caption(mark, case.number, case.title))]
        if case.organisation:
            parts.append(self.paragraph("CaseOrganisation", run(case.organisation)))
        parts.append(self.sequence(case.blocks))
        parts.append(self.end())
        self.inside = outer
        return before + self.runs.spanned("".join(parts))
