"""Texts as Typst string literals: in one, nothing is markup, so nothing has to be guessed about."""

from __future__ import annotations

_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\t": "\\t", "\r": "\\r", "\n": "\\n"})


def literal(text: str) -> str:
    """``text`` between quotes, as Typst reads it back. Control characters, which no PDF can show, are left out."""
    return '"' + "".join(c for c in text if c >= " " or c in "\t\n\r").translate(_ESCAPES) + '"'


def array(items: list[str]) -> str:
    """A Typst array of expressions; one element needs its comma."""
    return "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")"
