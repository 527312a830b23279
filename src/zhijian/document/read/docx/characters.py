"""Elements that stand for characters."""

from __future__ import annotations

from typing import Any

from zhijian.document.read.docx.archive import W

_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


def characters(child: Any) -> str:
    """The characters that an element of a run stands for, empty if it is something else."""
    tag = child.tag
    if tag == f"{W}t":
        return child.text or ""
    if tag == f"{W}br":
        return "" if child.get(f"{W}type") in ("page", "column") else "\n"
    if tag == f"{W}sym":
        return _symbol(child)
    return _SIGNS.get(tag, "")


def _symbol(element: Any) -> str:
    """A sign of a symbol font; those in its private area have no character of their own."""
    code = int(element.get(f"{W}char", "2022"), 16)
    return "•" if 0xF000 <= code <= 0xF0FF else chr(code)
