"""DOCX that an office can go on working in: real styles, numbering, fields, pictures with alternative text."""

from zhijian.document.write.docx.writing import write_docx

__all__ = ["write_docx"]
