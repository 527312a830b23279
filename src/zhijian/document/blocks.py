"""The block model: one document, whatever format it is read from or written to.

Numbers, captions and references are already made when a document reaches a writer: ``number`` is the printed
text (2.4.1, 图2-1). A writer may render them as fields, and must print the same characters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from zhijian.findings import Location

# ── runs ────────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Text:
    """Plain characters; bold and emphasis (楷体) are the only marks that a report's text carries.

    at: where the first character stands in the file, set by readers of plain text only, whose spans count the
    characters of the whole file as it stands, marks that are left out here included.
    """

    text: str
    bold: bool = False
    emphasis: bool = False
    at: int = field(default=-1, compare=False)


@dataclass(frozen=True, slots=True)
class BoundFigure:
    """A figure bound to facts. text: as printed, unit included where it is printed.

    anchor: unique in the document (f-2-13); what ``zhijian where`` takes. expression: its source text.
    indicator: id of the indicator when the expression is just one, else empty.
    """

    text: str
    anchor: str
    expression: str
    indicator: str = ""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference to a numbered block, printed as ``text`` (图2-1, 表1-2, 案例3-1)."""

    text: str
    target: str


Run = Text | BoundFigure | Reference

# ── blocks ──────────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Cover:
    """The title page. lines: organisation, date and the like, top to bottom; notice: e.g. 合成数据声明."""

    title: str
    subtitle: str = ""
    lines: tuple[str, ...] = ()
    notice: str = ""
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Toc:
    """The table of contents: headings down to ``depth``."""

    title: str = "目录"
    depth: int = 2
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class PageBreak:
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Heading:
    """level 1 is a chapter. number: as printed (1, 2.4.1), empty for 前言 and 附表."""

    level: int
    runs: tuple[Run, ...]
    anchor: str
    number: str = ""
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """style: body | note (small, below a table) | lead (unindented, bold start)."""

    runs: tuple[Run, ...]
    style: str = "body"
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class ListBlock:
    """Items of runs; nested lists do not occur in reports."""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Cell:
    """align: left | center | right. indent: levels of 其中. A cell spans to the right and down; the cells it
    covers are left out of their rows."""

    runs: tuple[Run, ...]
    columns: int = 1
    rows: int = 1
    header: bool = False
    align: str = "center"
    indent: int = 0
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Table:
    """rows: the first ``header_rows`` repeat on every page. widths: relative, one per column.

    number and caption as printed (表1-1 / 近两学年…). sortable: whether HTML may sort it (no spans).
    """

    rows: tuple[tuple[Cell, ...], ...]
    anchor: str
    number: str = ""
    caption: str = ""
    header_rows: int = 1
    widths: tuple[int, ...] = ()
    unit_note: str = ""
    sortable: bool = False
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: SVG or PNG/JPEG bytes, or a chart (``chart`` is its Vega-Lite spec, ``svg`` its drawing).

    width: share of the text width in percent.
    """

    data: bytes
    media_type: str  # image/svg+xml | image/png | image/jpeg
    alt: str
    chart: Mapping[str, Any] | None = None
    width: int = 90


@dataclass(frozen=True, slots=True)
class Figure:
    """One or more pictures side by side under one caption. table: the figures of a chart, for HTML and readers."""

    pictures: tuple[Picture, ...]
    anchor: str
    number: str = ""
    caption: str = ""
    location: Location | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Case:
    """A case (案例): title, who it comes from, and its blocks, set apart from the running text."""

    title: str
    anchor: str
    blocks: tuple[Block, ...]
    number: str = ""
    organisation: str = ""
    location: Location | None = field(default=None, compare=False)


Block = Cover | Toc | PageBreak | Heading | Paragraph | ListBlock | Table | Figure | Case


@dataclass(frozen=True, slots=True)
class Document:
    """title, organisation, language and date go into each format's metadata. date: ISO, fixed by the report.

    Of what was read from a PDF: unread, the pages (from 1) that show pictures and no text; pages, the one on which
    each block begins, by the address of its location.
    """

    title: str
    blocks: tuple[Block, ...]
    organisation: str = ""
    date: str = ""
    language: str = "zh-CN"
    keywords: tuple[str, ...] = ()
    unread: tuple[int, ...] = field(default=(), compare=False)
    pages: Mapping[str, int] = field(default_factory=dict, compare=False, hash=False)

    def page_of(self, location: Location | None) -> int:
        """The page on which the block at ``location`` begins, from 1; 0 where the format has none."""
        return self.pages.get(location.address, 0) if location is not None else 0


def plain_text(runs: Iterable[Run]) -> str:
    """The characters of the runs as a reader sees them."""
    return "".join(run.text for run in runs)


def as_it_stands(runs: Iterable[Run], span: tuple[int, int]) -> tuple[int, int]:
    """The characters of the file that print ``span`` of ``plain_text(runs)``; the span itself where runs do not say."""
    start, end = span
    first = last = -1
    passed = 0
    for run in runs:
        begins = run.at if isinstance(run, Text) and run.at >= 0 else passed
        if first < 0 and start < passed + len(run.text):
            first = begins + start - passed
        if passed < end <= passed + len(run.text):
            last = begins + end - passed
        passed += len(run.text)
    return (first, last) if first >= 0 and last >= first else span


def as_read(runs: Iterable[Run], span: tuple[int, int]) -> tuple[int, int] | None:
    """The characters of ``plain_text(runs)`` that stand at ``span`` of the file: the inverse of ``as_it_stands``.

    None where the span is not of these runs.
    """
    start, end = span
    first = last = -1
    passed = 0
    for run in runs:
        begins = run.at if isinstance(run, Text) and run.at >= 0 else passed
        ends = begins + len(run.text)
        if first < 0 and begins <= start < ends:
            first = passed + start - begins
        if begins < end <= ends:
            last = passed + end - begins
        passed += len(run.text)
    return (first, last) if 0 <= first < last else None
