"""Writers: one Document as DOCX, PDF or HTML. Each format is a package of its own, imported when it is needed."""

from typing import TYPE_CHECKING, Any

from zhijian.document.write.attachments import Download, FigureNote

if TYPE_CHECKING:
    from zhijian.document.write.docx import write_docx
    from zhijian.document.write.html import write_html
    from zhijian.document.write.pdf import PdfPages, office_pages, write_pdf

__all__ = ["Download", "FigureNote", "PdfPages", "office_pages", "write_docx", "write_html", "write_pdf"]

_PACKAGES = {"PdfPages": "pdf", "office_pages": "pdf", "write_docx": "docx", "write_html": "html", "write_pdf": "pdf"}


def __getattr__(name: str) -> Any:
    """What a format's package exports; typesetting and drawing take time to import."""
    if name not in _PACKAGES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_PACKAGES[name]}"), name)
