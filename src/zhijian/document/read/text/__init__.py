"""Plain text as a Document."""

from zhijian.document.read.text.reader import read_text

__all__ = ["read_text"]
