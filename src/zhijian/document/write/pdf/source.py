"""A Document as Typst source: calls of the functions in report.typ, every text a string literal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from zhijian.document.blocks import (
    Block,
    BoundFigure,
    Case,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Picture,
    Reference,
    Run,
    Table,
    Text,
    Toc,
    plain_text,
)
from zhijian.document.grid import column_widths
from zhijian.document.write.pdf.cells import cell_call
from zhijian.document.write.pdf.literals import array, literal

_SUFFIX = {"image/svg+xml": "svg", "image/png": "png", "image/jpeg": "jpg"}
_DEEPEST = 6
_LONGEST_WHOLE = 12  # rows of a table that is not broken over pages


@dataclass(slots=True)
class Source:
    """text: the main file. files: what it reads, by name. anchors: the labels that it sets, in order."""

    text: str = ""
    files: dict[str, bytes] = field(default_factory=dict)
    anchors: list[str] = field(default_factory=list)


def typst_source(document: Document) -> Source:
    """The source of ``document`` with the pictures it names; the same document gives the same characters."""
    return _Writer(document).source()


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Heading | Table | Figure | Case) and block.anchor:
            yield block.anchor
        if isinstance(block, Case):
            yield from _anchors(block.blocks)


class _Writer:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.files: dict[str, bytes] = {}
        self.names: dict[bytes, str] = {}
        self.known = frozenset(_anchors(document.blocks))
        self.anchors: list[str] = []
        self.level = 0
        self.in_case = False
        covers = [block for block in document.blocks if isinstance(block, Cover)]
        self.notice = covers[0].notice if covers else ""

    def source(self) -> Source:
        document = self.document
        front, main = _split(document.blocks)
        title, organisation, notice = literal(document.title), literal(document.organisation), literal(self.notice)
        date, keywords = _date(document.date), array([literal(word) for word in document.keywords])
        parts = [
            '#import "report.typ": *',
            f"#show: report.with(title: {title}, organisation: {organisation}, date: {date}, keywords: {keywords})",
        ]
        parts += self.blocks(block for block in front if isinstance(block, Cover))
        rest = [block for block in front if not isinstance(block, Cover)]
        if rest:
            parts += [f"#front({notice})[", *self.blocks(rest), "]"]
        parts += [f"#main({title}, {notice})[", *self.blocks(main)]
        parts += [f"#pages({', '.join(literal(anchor) for anchor in self.anchors)})", "]", ""]
        return Source("\n".join(parts), self.files, self.anchors)

    def blocks(self, blocks: Iterable[Block]) -> list[str]:
        items = [*blocks, None]
        return [
            self.block(block, noted=isinstance(after, Paragraph) and after.style == "note")
            for block, after in pairwise(items)
            if block is not None
        ]

    def block(self, block: Block, *, noted: bool = False) -> str:
        match block:
            case Cover() | Toc() | PageBreak() if self.in_case:
                return ""  # nothing that is a page, or begins one, stands in a box
            case Cover(title, subtitle, lines, notice):
                texts = array([literal(line) for line in lines])
                return f"#cover({literal(title)}, {literal(subtitle)}, {texts}, {literal(notice)})"
            case Toc(title, depth):
                return f"#toc({literal(title)}, {depth})"
            case PageBreak():
                return "#pagebreak(weak: true)"
            case Heading():
                return self.heading(block)
            case Paragraph(runs, style):
                return f"#{style if style in ('lead', 'note') else 'body'}[{self.runs(runs)}]"
            case ListBlock(items, ordered):
                name = "enum" if ordered else "list"
                return f"#{name}({', '.join(f'[{self.runs(item)}]' for item in items)})"
            case Table():
                return self.table(block, noted=noted)
            case Figure(pictures, anchor, number, caption):
                calls = "".join(f", {self.picture(picture)}" for picture in pictures)
                return f"#captioned-figure({self.anchor(anchor)}, {_caption(number, caption)}{calls})"
            case Case():
                return self.case(block)

    def heading(self, heading: Heading) -> str:
        number, anchor = heading.number, self.anchor(heading.anchor)
        if not (number + plain_text(heading.runs)).strip():
            return f"#labelled(metadata(none), {anchor})"  # PDF/UA knows no empty heading
        text = f"#{literal(number)}#numbered" if number else ""
        if self.in_case:
            return f"#labelled(lead[#b[{text}{self.runs(heading.runs)}]], {anchor})"
        self.level = min(heading.level, self.level + 1, _DEEPEST)  # PDF/UA forbids to skip a level downwards
        return f"#head({self.level}, {anchor})[{text}{self.runs(_unlinked(heading.runs))}]"

    def case(self, case: Case) -> str:
        words = ", ".join(literal(text) for text in (case.number, case.title, case.organisation))
        anchor = self.anchor(case.anchor)
        self.in_case = True
        inside = "\n".join(self.blocks(case.blocks))
        self.in_case = False
        return f"#case({anchor}, {words})[\n{inside}\n]"

    def anchor(self, anchor: str) -> str:
        """The label to set here: none for an empty anchor, nor for one that stands already."""
        if not anchor or anchor in self.anchors:
            return '""'
        self.anchors.append(anchor)
        return literal(anchor)

    def table(self, table: Table, *, noted: bool) -> str:
        rows = [
            "  " + " ".join(cell_call(cell, self.runs(cell.runs), at < table.header_rows) + "," for cell in row)
            for at, row in enumerate(table.rows)
        ]
        head, rest = rows[: table.header_rows], rows[table.header_rows :]
        widths = array([str(width) for width in column_widths(table)])
        header = "(\n" + "\n".join(head) + "\n)" if head else "()"
        words = f"{self.anchor(table.anchor)}, {_caption(table.number, table.caption)}, {literal(table.unit_note)}"
        flags = f"{_flag(len(table.rows) <= _LONGEST_WHOLE)}, {_flag(noted)}"
        return f"#captioned-table({words}, {widths}, {flags}, {header},\n" + "\n".join(rest) + "\n)"

    def picture(self, picture: Picture) -> str:
        name = self.names.get(picture.data)
        if name is None:
            name = f"picture-{len(self.names) + 1}.{_SUFFIX[picture.media_type]}"
            self.names[picture.data] = name
            self.files[name] = picture.data
        return f"(file: {literal(name)}, width: {picture.width}, alt: {literal(picture.alt)})"

    def runs(self, runs: Iterable[Run]) -> str:
        return "".join(self.run(run) for run in runs)

    def run(self, run: Run) -> str:
        match run:
            case Text(text, bold, emphasis):
                return _marked(text, ("b" if bold else "") + ("e" if emphasis else ""))
            case BoundFigure(text=text, bold=bold):
                return _marked(text, "b" if bold else "")
            case Reference(text, target):
                if target not in self.known:
                    return _marked(text, "")
                return f"#link(label({literal(target)}), {literal(text)})"


def _unlinked(runs: Iterable[Run]) -> Iterator[Run]:
    """A heading's runs: it is repeated in running heads and contents, where no link may stand."""
    return (Text(run.text) if isinstance(run, Reference) else run for run in runs)


def _marked(text: str, mark: str) -> str:
    lines = (f"#{literal(line)}" for line in text.split("\n"))
    inside = "#br".join(line for line in lines if line != '#""')
    return f"#{mark}[{inside}]" if mark and inside else inside


def _caption(number: str, caption: str) -> str:
    return f"caption({literal(number)}, {literal(caption)})" if number or caption else "none"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _date(iso: str) -> str:
    if not iso:
        return "auto"  # the moment of compiling, which is fixed
    year, month, day = (int(part) for part in iso.split("-"))
    return f"datetime(year: {year}, month: {month}, day: {day})"


def _split(blocks: tuple[Block, ...]) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """The cover and contents that lead the document, and the rest."""
    at = 0
    while at < len(blocks) and isinstance(blocks[at], Cover | Toc | PageBreak):
        at += 1
    return blocks[:at], blocks[at:]
