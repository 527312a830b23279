"""The structure tree of a tagged PDF: what is a heading, a cell, a caption; and the characters of each.

Every page shows the whole tree with only its own contents in it. Elements are known again by their place among their
siblings, so a paragraph or table that goes on over the page comes out whole.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

from zhijian.document.read.pdf.lines import joined
from zhijian.document.read.radicals import meant

_CELLS = ("TD", "TH")


@dataclass(slots=True)
class Node:
    """kind: the structure type (P, H1, TD). kids: by place; a text is the characters shown there."""

    kind: str
    alt: str = ""
    columns: int = 1
    rows: int = 1
    kids: dict[int, Node | str] = field(default_factory=dict)

    def children(self) -> Iterator[Node]:
        return (kid for _place, kid in sorted(self.kids.items()) if isinstance(kid, Node))

    def text(self, *, without: tuple[str, ...] = ()) -> str:
        """The characters in order, lines joined; elements of the kinds ``without`` left out."""
        return joined("".join(_texts(self, without)).split("\n"))


def structure(document: PdfDocument) -> Node | None:
    """The tree of the whole document; None where the file is not tagged."""
    root = Node("Root")
    if not pdfium.FPDFCatalog_IsTagged(document.raw):
        return None
    for page in document:
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            continue
        texts = _texts_by_mark(page)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            element = pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
            if element:
                _add(root, place, element, texts)
        pdfium.FPDF_StructTree_Close(tree)
        page.close()
    return root if root.kids else None


def _texts(node: Node, without: tuple[str, ...]) -> Iterator[str]:
    for _place, kid in sorted(node.kids.items()):
        if isinstance(kid, str):
            yield kid
        elif kid.kind not in without:
            yield from _texts(kid, without)


def _add(parent: Node, place: int, element: Any, texts: dict[int, str]) -> None:
    node = parent.kids.get(place)
    if not isinstance(node, Node):
        kind = _string(pdfium.FPDF_StructElement_GetType, element)
        node = Node(kind, _string(pdfium.FPDF_StructElement_GetAltText, element))
        if kind in _CELLS:
            node.columns, node.rows = _number(element, "ColSpan"), _number(element, "RowSpan")
        parent.kids[place] = node
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            _add(node, at, child, texts)
            continue
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if mark in texts and at not in node.kids:
            node.kids[at] = texts[mark]


def _texts_by_mark(page: PdfPage) -> dict[int, str]:
    """The characters of the page by marked-content number, a line feed where a new line begins."""
    textpage = page.get_textpage()
    texts: dict[int, list[str]] = {}
    marks: dict[int, int] = {}
    broken = True
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, at)
        if pdfium.FPDFText_IsGenerated(textpage.raw, at) == 1:
            broken = broken or code in (10, 13)
            continue
        item = pdfium.FPDFText_GetTextObject(textpage.raw, at)
        address = ctypes.cast(item, ctypes.c_void_p).value or 0
        mark = marks.get(address)
        if mark is None:
            mark = marks[address] = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if mark >= 0:
            texts.setdefault(mark, []).append("\n" + chr(code) if broken else chr(code))
        broken = False
    textpage.close()
    return {mark: meant("".join(found)) for mark, found in texts.items()}


def _string(read: Any, element: Any) -> str:
    length = read(element, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    read(element, buffer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", "replace")


def _number(element: Any, name: str) -> int:
    """A whole number among the attributes of ``element``, 1 where it is not stated."""
    for at in range(pdfium.FPDF_StructElement_GetAttributeCount(element)):
        attribute = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, at)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attribute, name.encode())
        number = ctypes.c_float()
        if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
            return max(int(number.value), 1)
    return 1
