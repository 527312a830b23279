"""The structure tree of a tagged PDF as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from zhijian.document.blocks import (
    Block,
    Cell,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Picture,
    Run,
    Table,
    Text,
    Toc,
    plain_text,
)
from zhijian.document.read.captions import typed_caption
from zhijian.document.read.headers import header_height
from zhijian.document.read.pdf.structure import Node

_HEADING = re.compile(r"H([1-6])?")
_NUMBERED = re.compile(r"(\d+(?:\.\d+)*)(?![\d.年月日、%])\s*(?=\D)(.+)", re.DOTALL)
_CAPTION = re.compile(r"([图表]\s?[\dA-Z]+(?:[-－–.]\d+)*)\s+(.*)", re.DOTALL)
_WRAPPERS = frozenset({"Div", "NonStruct", "Caption", "Part", "Sect", "Art"})
_PARAGRAPHS = frozenset({"P", "Span", "Note", "FENote", "BlockQuote", "Quote", "Formula", "Code", "Title"})


def tagged_blocks(root: Node) -> tuple[Block, ...]:
    """The blocks in reading order. Pictures come without their bytes: the words that stand for them are kept."""
    return tuple(_blocks(root))


def _blocks(node: Node) -> Iterator[Block]:
    held: Node | None = None  # a chapter heading, unless the table of contents follows: then it is its title
    for child in node.children():
        if child.kind == "TOC":
            yield Toc(held.text() if held else "")
            held = None
            continue
        if held:
            yield from _block(held)
            held = None
        if child.kind == "H1":
            held = child
        else:
            yield from _block(child)
    if held:
        yield from _block(held)


def _block(node: Node) -> Iterator[Block]:
    level = _HEADING.fullmatch(node.kind)
    if level:
        yield _heading(int(level[1] or 1), node.text())
    elif node.kind in _PARAGRAPHS:
        if text := node.text():
            yield Paragraph(_runs(text), "body")
    elif node.kind == "L":
        items = tuple(_runs(it.text(without=("Lbl",))) for it in node.children() if it.kind == "LI")
        label = next((it.text() for item in node.children() for it in item.children() if it.kind == "Lbl"), "")
        yield ListBlock(items, any(c.isdigit() for c in label))
    elif (found := _only(node, "Table")) is not None:
        yield _table(node, found)
    elif _only(node, "Figure") is not None:
        yield _figure(node)
    else:
        yield from _blocks(node)


def _heading(level: int, text: str) -> Heading:
    numbered = _NUMBERED.fullmatch(text)
    number, words = (numbered[1], numbered[2]) if numbered else ("", text)
    return Heading(level, _runs(words), "", number)


def _only(node: Node, kind: str) -> Node | None:
    """The one element of ``kind`` that ``node`` is or is wrapped around (a caption and a note may stand beside it)."""
    if node.kind == kind:
        return node
    if node.kind not in _WRAPPERS and not (node.kind == "Figure" and kind == "Table"):  # web pages put tables there
        return None
    inner = [it for it in node.children() if it.kind not in ("Caption", "P", "Span")]
    found = [it for it in (_only(child, kind) for child in inner) if it is not None]
    return found[0] if found and len(found) == len(inner) else None


def _table(wrapper: Node, node: Node) -> Table:
    number, caption = _caption(wrapper)
    note = "" if wrapper is node else "".join(_loose(wrapper))
    head = [row for part in node.children() if part.kind == "THead" for row in part.children()]
    rows = [row for part in node.children() if part.kind in ("TBody", "TFoot") for row in part.children()]
    rows += [row for row in node.children() if row.kind == "TR"]
    cells = tuple(
        tuple(Cell(_runs(it.text()), it.columns, it.rows, header=it.kind == "TH") for it in row.children())
        for row in (*head, *rows)
    )
    headed = sum(1 for _row in takewhile(lambda row: row and all(cell.header for cell in row), cells))
    header = len(head) or headed or header_height(cells)
    return Table(cells, "", number, caption, header_rows=header, unit_note=note)


def _figure(node: Node) -> Figure:
    number, caption = _caption(node)
    pictures = tuple(Picture(b"", "", it.alt) for it in _every(node, "Figure"))
    return Figure(pictures, "", number, caption)


def _caption(node: Node) -> tuple[str, str]:
    text = next((it.text() for it in _every(node, "Caption")), "")
    if numbered := _CAPTION.fullmatch(text):
        return numbered[1], numbered[2]
    typed = typed_caption(_runs(text))
    return (typed[1], plain_text(typed[2])) if typed else ("", text)


def _every(node: Node, kind: str) -> Iterator[Node]:
    if node.kind == kind:
        yield node
    for child in node.children():
        yield from _every(child, kind)


def _loose(node: Node) -> Iterator[str]:
    """Text beside a table that is neither caption nor cell: its unit."""
    for child in node.children():
        if child.kind in ("P", "Span"):
            yield child.text()
        elif child.kind not in ("Caption", "Table"):
            yield from _loose(child)


def _runs(text: str) -> tuple[Run, ...]:
    return (Text(text),) if text else ()
