"""PDF, typeset with Typst: PDF/A-2a and PDF/UA-1, tagged, the same bytes for the same document."""

from zhijian.document.write.pdf.compiling import PdfPages, office_pages, write_pdf

__all__ = ["PdfPages", "office_pages", "write_pdf"]
