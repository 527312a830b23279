"""The table of contents: a field that is already filled in, each line a link with its page."""

from __future__ import annotations

from collections.abc import Mapping

from zhijian.document.blocks import Toc
from zhijian.document.write.docx.markup import field, paragraph, run, run_properties
from zhijian.document.write.docx.plan import Entry
from zhijian.document.write.docx.runs import Runs


def contents_markup(toc: Toc, entries: list[Entry], runs: Runs, pages: Mapping[str, int], *, page_break: bool) -> str:
    """The contents, in the frame by which Word offers to bring them up to date. pages: by anchor."""
    depth = max(1, min(toc.depth, 9))
    lines = [_line(entry, runs, pages) for entry in entries if entry.level <= depth]
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
    return f"<w:sdt>{runs.control('', 'zj:toc', gallery)}<w:sdtContent>{title}{body}</w:sdtContent></w:sdt>"


def _line(entry: Entry, runs: Runs, pages: Mapping[str, int]) -> str:
    text = f"{entry.number} {entry.text}" if entry.number else entry.text
    page = str(pages.get(entry.anchor, ""))
    target = runs.plan.targets.get(entry.anchor)
    if target is None:
        return run(f"{text}\t{page}")
    number = field(f"PAGEREF {target.bookmark} \\h", page)
    tab = f"<w:r>{run_properties()}<w:tab/></w:r>"
    return f'<w:hyperlink w:anchor="{target.bookmark}" w:history="1">{run(text)}{tab}{number}</w:hyperlink>'
