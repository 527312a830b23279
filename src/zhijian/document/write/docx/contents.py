"""The table of contents: a field that is already filled in, each line a link with its page."""

from __future__ import annotations

from collections.abc import Mapping

from zhijian.document.blocks import Toc
from zhijian.document.write.docx.markup import field, paragraph, run
from zhijian.document.write.docx.plan import Entry

_TAB = run("\t")


def contents_markup(toc: Toc, entries: list[Entry], pages: Mapping[str, int], *, page_break: bool) -> str:
    """The contents, in the frame by which Word offers to bring them up to date. pages: by anchor."""
    depth = max(1, min(toc.depth, 9))
    lines = [_line(entry, pages) for entry in entries if entry.level <= depth]
    opening = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> '
        f'TOC \\o "1-{depth}" \\h \\z \\u </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    )
    closing = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    styles = [f"TOC{entry.level}" for entry in entries if entry.level <= depth] or ["TOC1"]
    lines = lines or [""]
    lines[0] = opening + lines[0]
    lines[-1] += closing
    body = "".join(paragraph(style, line) for style, line in zip(styles, lines, strict=True))
    title = paragraph("TOCHeading", run(toc.title), page_break=page_break)
    gallery = '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj>'
    return f"<w:sdt><w:sdtPr>{gallery}</w:sdtPr><w:sdtContent>{title}{body}</w:sdtContent></w:sdt>"


def _line(entry: Entry, pages: Mapping[str, int]) -> str:
    page = field(f"PAGEREF {entry.mark.bookmark} \\h", str(pages.get(entry.mark.anchor, "")))
    return f'<w:hyperlink w:anchor="{entry.mark.bookmark}" w:history="1">{run(entry.text)}{_TAB}{page}</w:hyperlink>'
