"""PDF as a Document: by its tags where it has them, else by what is drawn on its pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pypdfium2 import PdfDocument, PdfiumError

from zhijian.document.blocks import Document
from zhijian.document.read.cases import with_cases
from zhijian.document.read.locating import located
from zhijian.document.read.pdf.pages import by_address, unread_pages
from zhijian.document.read.pdf.structure import structure
from zhijian.document.read.pdf.tagged import tagged_blocks
from zhijian.document.read.pdf.untagged import untagged_blocks
from zhijian.document.read.titles import with_captions, with_headings
from zhijian.errors import UnreadableInput
from zhijian.messages import _


def read_pdf(path: Path, *, container: str = "") -> Document:
    """The document in the file ``path``; locations name it ``container`` (the file's name by default).

    A tagged file gives headings, paragraphs, lists, captions and tables with their cells as its tags tell them; of
    any other these are made out by what is drawn: ruling lines, columns, indents, sizes, bookmarks. A case goes on
    to the next heading or case, or as far as its frame. Running heads, page numbers and the pictures themselves are
    left out. Raises UnreadableInput if the file is no PDF, is locked, or holds pictures only.
    """
    try:
        document = PdfDocument(path)
    except PdfiumError as error:
        locked = "password" in str(error).lower()
        reason = _("文件设有打开密码，请取消密码后再试。") if locked else _("文件已损坏，或不是 PDF。")
        raise UnreadableInput(_("无法读取 {file}：{reason}", file=path.name, reason=reason)) from None
    try:
        tree = structure(document)
        tagged = with_captions(with_cases(with_headings(tagged_blocks(tree) if tree else ())))
        blocks = tagged or untagged_blocks(document)
        if not blocks:
            raise UnreadableInput(
                _("{file} 中没有可提取的文字（可能是扫描件），请提供由文字处理软件导出的 PDF。", file=path.name)
            )
        about = {key: _about(document, key) for key in PdfDocument.METADATA_KEYS}
        created = about.get("CreationDate", "").removeprefix("D:")[:8]
        date = f"{created[:4]}-{created[4:6]}-{created[6:]}" if len(created) == 8 and created.isdecimal() else ""
        words = tuple(word.strip() for word in about.get("Keywords", "").split(",") if word.strip())
        read = located(
            Document(about.get("Title", ""), blocks, about.get("Author", ""), date, keywords=words),
            container or path.name,
        )
        return replace(read, unread=unread_pages(document), pages=by_address(read.blocks, blocks))
    except PdfiumError:  # a page or an object in it; the rest would be taken for the whole
        raise UnreadableInput(
            _("无法读取 {file}：{reason}", file=path.name, reason=_("文件已损坏，或不是 PDF。"))
        ) from None
    finally:
        document.close()


def _about(document: PdfDocument, key: str) -> str:
    """What a file says of itself; nothing where it says it in characters that are none."""
    try:
        return str(document.get_metadata_value(key))
    except UnicodeDecodeError:
        return ""
