"""Pages: which of them are pictures, and on which of them a block begins."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator

import pypdfium2.raw as pdfium
from pypdfium2 import PdfDocument, PdfPage

from zhijian.document.blocks import Block, Case
from zhijian.document.read.locating import pairs
from zhijian.findings import Location

_SHARE = 0.3  # of a page: what a picture covers that may stand for its text
_OUTLINES = 200  # paths from which a page may be one on which characters are drawn as outlines
_FEWEST = 40  # characters; a running head and a page number have fewer


def closing(document: PdfDocument) -> Iterator[PdfPage]:
    """The pages, each of which is closed when the next is asked for."""
    for page in document:
        yield page
        page.close()


def unread_pages(document: PdfDocument) -> tuple[int, ...]:
    """The pages, from 1, that show a large picture and hardly any text."""
    found = []
    for number, page in enumerate(closing(document), start=1):
        if _pictured(page):
            textpage = page.get_textpage()
            if textpage.count_chars() < _FEWEST:
                found.append(number)
            textpage.close()
    return tuple(found)


def _pictured(page: PdfPage) -> bool:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    area, paths = 0.0, 0
    for at in range(pdfium.FPDFPage_CountObjects(page.raw)):
        item = pdfium.FPDFPage_GetObject(page.raw, at)
        kind = pdfium.FPDFPageObj_GetType(item)
        paths += kind == pdfium.FPDF_PAGEOBJ_PATH
        if kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            area += (right.value - left.value) * (top.value - bottom.value)
    return bool(area > _SHARE * page.get_width() * page.get_height()) or paths > _OUTLINES


def on_page(number: int) -> Location:
    """Where a block is, until it is known where it stands in the document: the page on which it begins."""
    return Location("", f"#{number}")


def by_address(blocks: Iterable[Block], before: Iterable[Block]) -> dict[str, int]:
    """The page of each block, by the address of its location. before: the same blocks, not yet located."""
    return {
        block.location.address: page
        for was, block in pairs(before, blocks)
        if block.location is not None and (page := _page(was))
    }


def _page(block: Block) -> int:
    """Of a case that of its first block; 0 where it is not known."""
    if isinstance(block, Case):
        return next((page for inner in block.blocks if (page := _page(inner))), 0)
    return int(block.location.address[1:]) if block.location is not None else 0
