"""The structure tree of a tagged PDF: what is a heading, a cell, a caption; and the characters of each.

Every page shows the whole tree with only its own contents in it. Elements are known again by their place among their
siblings, so a paragraph or table that goes on over the page comes out whole.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

from zhijian.document.read.pdf.lines import joined, latin
from zhijian.document.read.pdf.pages import closing
from zhijian.document.read.radicals import meant

_LEVEL = 3.0  # points, between base lines: characters of one line
_CELLS = ("TD", "TH")


class Shown(NamedTuple):
    """A character, or several; where it stands in points; whether a line begins with it, and whether a blank stands
    before it."""

    text: str
    left: float
    base: float
    begins: bool
    blank: bool


@dataclass(slots=True)
class Node:
    """kind: the structure type (P, H1, TD). kids: by place; what is no node is the characters shown there."""

    kind: str
    alt: str = ""
    columns: int = 1
    rows: int = 1
    kids: dict[int, Node | list[Shown]] = field(default_factory=dict)

    def children(self) -> Iterator[Node]:
        return (kid for _place, kid in sorted(self.kids.items()) if isinstance(kid, Node))

    def text(self, *, without: tuple[str, ...] = ()) -> str:
        """The characters in order, lines joined; elements of the kinds ``without`` left out."""
        text = joined(_lines(_shown(self, without)))
        return _once(text) if self.kind == "TH" else text


def structure(document: PdfDocument) -> Node | None:
    """The tree of the whole document; None where the file is not tagged."""
    root = Node("Root")
    if not pdfium.FPDFCatalog_IsTagged(document.raw):
        return None
    for page in closing(document):
        tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
        if not tree:
            continue
        texts = _texts_by_mark(page)
        for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
            element = pdfium.FPDF_StructTree_GetChildAtIndex(tree, place)
            if element:
                _add(root, place, element, texts)
        pdfium.FPDF_StructTree_Close(tree)
    return root if root.kids else None


def _shown(node: Node, without: tuple[str, ...]) -> Iterator[Shown]:
    for _place, kid in sorted(node.kids.items()):
        if not isinstance(kid, Node):
            yield from kid
        elif kid.kind not in without:
            yield from _shown(kid, without)


def _lines(shown: Iterable[Shown]) -> Iterator[str]:
    """The lines; word processors may write what is of another font after all the other characters of its line."""
    line: list[Shown] = []
    for it in shown:
        if it.begins and line:
            yield _from_left_to_right(line)
            line = []
        line.append(it)
    yield _from_left_to_right(line)


def _from_left_to_right(line: list[Shown]) -> str:
    bases = [it.base for it in line]
    if line and max(bases) - min(bases) < _LEVEL and any(a.left > b.left for a, b in pairwise(line)):
        line = sorted(line, key=lambda it: it.left)
    return "".join(" " + it.text if it.blank and at else it.text for at, it in enumerate(line))


def _once(text: str) -> str:
    """What a head says that some programs write anew on every page on which its table goes on."""
    half = len(text) // 2
    return next(
        (text[:n] for n in range(2, half + 1) if len(text) % n == 0 and text == text[:n] * (len(text) // n)), text
    )


def _add(parent: Node, place: int, element: Any, texts: dict[int, list[Shown]]) -> None:
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


def _texts_by_mark(page: PdfPage) -> dict[int, list[Shown]]:
    """The characters of the page by marked-content number."""
    textpage = page.get_textpage()
    texts: dict[int, list[Shown]] = {}
    x, y = ctypes.c_double(), ctypes.c_double()
    marks: dict[int, int] = {}
    broken, apart, before = True, False, ""
    for at in range(textpage.count_chars()):
        code = pdfium.FPDFText_GetUnicode(textpage.raw, at)
        if pdfium.FPDFText_IsGenerated(textpage.raw, at) == 1:
            broken = broken or code in (10, 13)
            apart = True
            continue
        item = pdfium.FPDFText_GetTextObject(textpage.raw, at)
        address = ctypes.cast(item, ctypes.c_void_p).value or 0
        mark = marks.get(address)
        if mark is None:
            mark = marks[address] = pdfium.FPDFPageObj_GetMarkedContentID(item)
        if mark >= 0:
            pdfium.FPDFText_GetCharOrigin(textpage.raw, at, x, y)
            blank = apart and bool(before) and latin(before) and latin(chr(code))  # 表2 2023年
            texts.setdefault(mark, []).append(Shown(meant(chr(code)), x.value, y.value, broken, blank))
        broken, apart, before = False, False, chr(code)
    textpage.close()
    return texts


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
