"""DOCX as a Document: the same document where we wrote it, and whatever can be made out elsewhere."""

from zhijian.document.read.docx.reader import read_docx

__all__ = ["read_docx"]
