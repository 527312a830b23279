"""A PDF without tags as blocks: its tables by their ruling lines and columns, its text by the places of its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from pypdfium2 import PdfDocument

from zhijian.document.blocks import Block, Figure, Paragraph, Table, Text, plain_text
from zhijian.document.read.cases import with_cases
from zhijian.document.read.pdf.cells import Found, inside, table_of
from zhijian.document.read.pdf.columns import tables_of
from zhijian.document.read.pdf.drawing import Drawing, Rule, drawn
from zhijian.document.read.pdf.furniture import without_furniture
from zhijian.document.read.pdf.joining import as_table, together
from zhijian.document.read.pdf.lines import Line, bare, lines_of
from zhijian.document.read.pdf.pages import closing, on_page
from zhijian.document.read.pdf.paragraphs import Lines, Titles, Typography, paragraphs
from zhijian.document.read.pdf.points import Box
from zhijian.document.read.pdf.rules import grids
from zhijian.document.read.pdf.titles import Headings
from zhijian.document.read.pdf.zones import Zone, edges, in_zones
from zhijian.document.read.radicals import meant
from zhijian.document.read.text.kinds import Title, title_of
from zhijian.document.read.titles import titled

_CONTINUED = re.compile(r"\s*[（(]?续(?:表|上表|前表)?.{0,40}|(?:附?表)\s*[\d\-－–.]+.{0,40}[（(]续[）)]")

_FEW = 5  # lines that do not tell where the text of a page ends

Item = Lines | Found


@dataclass(slots=True)
class _Page:
    """A page on its way: its tables, the lines outside them, the level lines and frames that make no grid."""

    drawing: Drawing
    tables: list[Found]
    lines: list[Line]
    level: list[Rule]
    frames: list[Box]


def untagged_blocks(document: PdfDocument) -> tuple[Block, ...]:
    """The blocks in reading order, each with the page on which it begins (``on_page``); empty where no page has text."""
    pages = [_page(drawn(page, number)) for number, page in enumerate(closing(document), start=1)]
    kept = without_furniture([page.lines for page in pages], [page.drawing.height for page in pages])
    for page, lines in zip(pages, kept, strict=True):
        tables, page.lines = tables_of(lines, page.level)
        page.tables += tables
    typography = Typography(page.lines for page in pages)
    bookmarks = dict(_bookmarks(document))
    items = list(_items(pages, typography, Titles(bookmarks)))
    headings = Headings([it for it, _zone in items if isinstance(it, Lines)], typography, bookmarks)
    return tuple(
        _with_cases((replace(block, location=on_page(page)), zone) for block, zone, page in _blocks(items, headings))
    )


def _bookmarks(document: PdfDocument) -> Iterator[tuple[str, int]]:
    """The bare words and the level of each; one whose characters are none is passed over."""
    for mark in document.get_toc():
        with suppress(UnicodeDecodeError):
            yield bare(meant(mark.get_title())), mark.level + 1


def _page(drawing: Drawing) -> _Page:
    crossing, level = grids(drawing.rules)
    tables, frames = [], list(drawing.boxes)
    for grid in crossing:
        table = table_of(grid, drawing)
        if table is None:
            frames.append(grid.box)
            level += [rule for rule in grid.rules if rule.level]
        else:
            tables.append(table)
    outside = [glyph for glyph in drawing.glyphs if not any(inside(glyph, table.box) for table in tables)]
    level.sort(key=lambda rule: -rule.at)
    return _Page(drawing, tables, lines_of(outside, drawing.number), level, frames)


def _usual(pages: Sequence[_Page]) -> tuple[float, float]:
    """Left and right of the text of most pages; of a few lines, the right margin is taken to be as wide as the left."""
    lines = [line for page in pages for line in page.lines]
    if not lines:
        return 0.0, 0.0
    widest = max(line.right - line.left for line in lines)
    left, right = edges(wide := [line for line in lines if line.right - line.left > 0.6 * widest])
    return left, max(right, pages[0].drawing.width - left) if len(wide) < _FEW else right


# ── reading order ───────────────────────────────────────────────────────────────────────────────────


def _flow(page: _Page, usual: tuple[float, float]) -> Iterator[tuple[Line | Found, Zone]]:
    """Lines and tables of a page in reading order."""
    tables = sorted(page.tables, key=lambda table: -table.top)
    zone = Zone((0, 0), *usual)
    for line, its in in_zones(list(_units_apart(page.lines)), page.frames, usual):
        while ready := next((it for it in tables if it.top > line.base and _beside(it, its)), None):
            tables.remove(ready)
            yield ready, its if its.framed and its.key == zone.key else Zone((0, 0), *usual)
        zone = its
        yield line, its
    for table in tables:
        yield table, Zone((0, 0), *usual)


def _beside(table: Found, zone: Zone) -> bool:
    return table.box[0] < zone.right and zone.left < table.box[2]


def _units_apart(lines: Iterable[Line]) -> Iterator[Line]:
    """A unit that stands at the end of the line of a caption is a line of its own."""
    for line in lines:
        last = title_of(line.parts[-1].text)
        if len(line.parts) > 1 and last is not None and last.kind == "unit":
            yield from line.cut(line.parts[-1].left)
        else:
            yield line


def _items(pages: Sequence[_Page], typography: Typography, titles: Titles) -> Iterator[tuple[Item, Zone]]:
    """Paragraphs and tables in reading order, tables that go on over the page put together."""
    usual = _usual(pages)
    lines: list[tuple[Line, Zone]] = []
    table: tuple[Found, Zone] | None = None
    last_page = 0
    for page in pages:
        for item, zone in _flow(page, usual):
            if isinstance(item, Line):
                lines.append((item, zone))
                continue
            near = table is not None and last_page == item.page - 1 and _only_continued(lines)
            whole = together(table[0], item) if table and near else None
            if table and whole is not None:
                table = whole, table[1]
            elif not item.ruled and not (item.header and item.alone):  # figures that nothing names
                lines += [(line, zone) for line in item.source]
                continue
            else:
                if table:
                    yield table
                yield from ((it, it.zone) for it in paragraphs(lines, typography, titles))
                table = item, zone
            lines, last_page = [], item.page
    if table:
        yield table
    yield from ((it, it.zone) for it in paragraphs(lines, typography, titles))


def _only_continued(lines: Iterable[tuple[Line, Zone]]) -> bool:
    """Whether nothing stands between two parts of a table but what says that it goes on."""
    for line, _zone in lines:
        title = title_of(line.text)
        if not _CONTINUED.fullmatch(line.text) and (title is None or title.kind != "unit"):
            return False
    return True


# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────


def _blocks(items: Sequence[tuple[Item, Zone]], headings: Headings) -> Iterator[tuple[Block, Zone, int]]:
    """The blocks, captions and units with their tables, each with its zone and page."""
    caption: tuple[Lines, Zone] | None = None
    unit: tuple[Lines, Zone] | None = None

    def left_over() -> Iterator[tuple[Block, Zone, int]]:
        if caption:
            yield _as_caption(caption[0]), caption[1], caption[0].page
        if unit:
            yield Paragraph((Text(unit[0].text),)), unit[1], unit[0].page

    for item, zone in items:
        if isinstance(item, Found):
            named = _as_caption(caption[0]) if caption else None
            number, words = (named.number, named.caption) if named else ("", "")
            yield titled(as_table(item, number, words, unit[0].text if unit else "")), zone, item.page
            caption = unit = None
            continue
        title = title_of(item.text)
        if title and title.kind == "unit" and unit is None:
            unit = item, zone
            continue
        yield from left_over()
        caption = unit = None
        if title and title.kind == "表":
            caption = item, zone
        else:
            yield headings.heading(item) or _text(item, title), zone, item.page
    yield from left_over()


def _text(item: Lines, title: Title | None) -> Block:
    if title is not None and title.kind == "图":
        return Figure((), "", title.number, item.text[title.after :].strip())
    return Paragraph((Text(item.text),))


def _as_caption(it: Lines) -> Table:
    """A caption without its table: what was not read is not passed over."""
    title = title_of(it.text)
    after = title.after if title else 0
    return Table((), "", title.number if title else "", it.text[after:].strip(), 0)


def _with_cases(blocks: Iterable[tuple[Block, Zone]]) -> Iterator[Block]:
    """A case that stands in a frame ends with it; any other as its file does not show."""
    held: list[Block] = []
    frame: Zone | None = None
    for block, zone in blocks:
        text = plain_text(block.runs) if isinstance(block, Paragraph) else ""
        title = title_of(text)
        begins = zone.framed and title is not None and title.kind == "案例"
        if (frame is not None and zone.key != frame.key) or (begins and frame is None):
            yield from with_cases(held)
            held, frame = [], zone if begins else None
        held.append(block)
    yield from with_cases(held)
