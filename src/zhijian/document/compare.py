"""Documents made comparable: whether DOCX, HTML and PDF say the same, character for character, figure for figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from zhijian.document.blocks import (
    Block,
    Case,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    Paragraph,
    Run,
    Table,
    Text,
    plain_text,
)

_FIGURE = re.compile(r"(?<![\d.])[+\-−－]?\d[\d,]*(?:\.\d+)?")


def merged(runs: Iterable[Run]) -> tuple[Run, ...]:
    """The runs with neighbouring texts of one kind as one, and without empty texts: what a file can keep of them."""
    found: list[Run] = []
    for run in runs:
        last = found[-1] if found else None
        if isinstance(run, Text) and isinstance(last, Text) and (run.bold, run.emphasis) == (last.bold, last.emphasis):
            found[-1] = replace(last, text=last.text + run.text)
        elif not isinstance(run, Text) or run.text:
            found.append(run)
    return tuple(found)


def canonical(document: Document) -> Document:
    """The document with the runs of every block ``merged``; documents that print alike are then equal."""
    return with_runs(document, merged)


def with_runs(document: Document, change: Callable[[tuple[Run, ...]], tuple[Run, ...]]) -> Document:
    """The document with the runs of every heading, paragraph, list item and cell, in cases too, changed."""
    return replace(document, blocks=tuple(_with_runs(block, change) for block in document.blocks))


def _with_runs(block: Block, change: Callable[[tuple[Run, ...]], tuple[Run, ...]]) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, runs=change(block.runs))
        case ListBlock(items):
            return replace(block, items=tuple(change(item) for item in items))
        case Table(rows):
            return replace(block, rows=tuple(tuple(replace(it, runs=change(it.runs)) for it in row) for row in rows))
        case Case(blocks=inside):
            return replace(block, blocks=tuple(_with_runs(inner, change) for inner in inside))
        case _:
            return block


def text_of(document: Document) -> tuple[str, ...]:
    """What the document says, in reading order: one string per paragraph, list item, heading, caption and table cell.

    White space is left out, because line ends and the space between Chinese and Latin differ between formats. The
    table of contents, running heads, page numbers and pictures are no part of the text.
    """
    pieces = ("".join(piece.split()) for block in document.blocks for piece in _pieces(block))
    return tuple(piece for piece in pieces if piece)


def figures_of(document: Document) -> tuple[str, ...]:
    """Every figure in the text, as printed, in order: 33577, 3.6, 2023, the 1 and 2 of 图1-2. Commas are left out."""
    return tuple(found.replace(",", "") for piece in text_of(document) for found in _FIGURE.findall(piece))


def _pieces(block: Block) -> Iterator[str]:
    match block:
        case Cover(title, subtitle, lines, notice):
            yield from (title, subtitle, *lines, notice)
        case Heading(runs=runs, number=number):
            yield number + plain_text(runs)
        case Paragraph(runs):
            yield plain_text(runs)
        case ListBlock(items):
            yield from (plain_text(item) for item in items)
        case Table():
            yield block.number + block.caption
            yield block.unit_note
            yield from (plain_text(cell.runs) for row in block.rows for cell in row)
        case Figure():
            yield block.number + block.caption
        case Case(title, number=number, organisation=organisation, blocks=blocks):
            yield number + title
            yield organisation
            for inner in blocks:
                yield from _pieces(inner)
        case _:
            return
