"""Readers: a file in one of the formats as a Document. Each format is a module of its own, imported when needed."""

from importlib import import_module
from pathlib import Path

from zhijian.document.blocks import Document
from zhijian.errors import UnreadableInput
from zhijian.messages import _

__all__ = ["read_document"]

# The module of this package that reads a file, and its function, by the file's suffix.
_READERS = {
    ".docx": ("docx", "read_docx"),
    ".html": ("html", "read_html"),
    ".htm": ("html", "read_html"),
    ".pdf": ("pdf", "read_pdf"),
    ".txt": ("text", "read_text"),
}


def read_document(path: Path) -> Document:
    """The document in ``path``, blocks with their locations; the suffix tells the format.

    DOCX and HTML that this library wrote come back as the document that was written; of a PDF and a text, the
    paragraphs and the tables that can be made out, in their order. Raises UnreadableInput if the format is none of these, or the file is
    missing or broken.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnreadableInput(
            _("{path}：不支持的文件格式，可读取 {formats}。", path=path.name, formats="、".join(_READERS))
        )
    if not path.is_file():
        raise UnreadableInput(_("找不到文件：{path}。", path=path))
    module, function = reader
    document: Document = getattr(import_module(f"{__name__}.{module}"), function)(path)
    return document
