"""Readers: a file in one of the formats as a Document. Each format is a module of its own, imported when needed."""

from importlib import import_module
from pathlib import Path

from zhijian.document.blocks import Document
from zhijian.document.read.locating import located
from zhijian.document.read.recognised import recognise

__all__ = ["located", "read_document"]

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
    paragraphs and the tables that can be made out, in their order. Raises UnreadableInput if the format is none of
    these or not what the suffix says, or the file is missing, empty, locked or broken.
    """
    recognise(path)
    module, function = _READERS[path.suffix.lower()]
    document: Document = getattr(import_module(f"{__name__}.{module}"), function)(path)
    return document
