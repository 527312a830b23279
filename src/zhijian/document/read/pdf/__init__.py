"""PDF as a Document: by its tags where it has them, else by what is drawn on its pages."""

from zhijian.document.read.pdf.reader import read_pdf

__all__ = ["read_pdf"]
