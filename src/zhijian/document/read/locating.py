"""Where each block of a document stands, as locations that a person can follow and a program can parse.

    report.docx#h17(2.4.4)          the seventeenth heading, which is numbered 2.4.4
    report.docx#h17(2.4.4)/p2       the second paragraph after it; before the first heading: h0/p2
    report.docx#h17(2.4.4)/l1       the first list after it
    report.docx#t9(表6)/r7/c4       the ninth table, seventh row, fourth column of its grid
    report.docx#f3(图2-1)           the third figure
    report.docx#k4(案例2-1)/p2      the second paragraph of the fourth case
    report.docx#cover, #toc         the title page, the table of contents

Headings, tables, figures and cases are counted through the whole document, cases included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from zhijian.document.blocks import (
    Block,
    Case,
    Cell,
    Cover,
    Document,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Table,
    Toc,
)
from zhijian.document.grid import placed
from zhijian.findings import Location
from zhijian.findings.location import text_span


def located(document: Document, container: str) -> Document:
    """``document`` with the location of every block and cell filled in; container: the file, as findings name it."""
    return replace(document, blocks=_Locator(container).blocks(document.blocks, "h0"))


class _Locator:
    def __init__(self, container: str) -> None:
        self.container = container
        self.counts: Counter[str] = Counter()  # of headings, tables, figures and cases, by their letter

    def place(self, address: str) -> Location:
        return text_span(self.container, address)

    def numbered(self, letter: str, number: str) -> str:
        self.counts[letter] += 1
        return f"{letter}{self.counts[letter]}" + (f"({number})" if number else "")

    def blocks(self, blocks: tuple[Block, ...], part: str) -> tuple[Block, ...]:
        return tuple(self._walk(blocks, part))

    def _walk(self, blocks: tuple[Block, ...], part: str) -> Iterator[Block]:
        counts: Counter[str] = Counter()  # of paragraphs, lists and page breaks, since the heading

        def next_of(letter: str) -> Location:
            counts[letter] += 1
            return self.place(f"{part}/{letter}{counts[letter]}")

        for block in blocks:
            match block:
                case Heading(number=number):
                    part = self.numbered("h", number)
                    counts.clear()
                    yield replace(block, location=self.place(part))
                case Paragraph():
                    yield replace(block, location=next_of("p"))
                case ListBlock():
                    yield replace(block, location=next_of("l"))
                case PageBreak():
                    yield replace(block, location=next_of("b"))
                case Table(number=number):
                    yield self.table(block, self.numbered("t", number))
                case Figure(number=number):
                    yield replace(block, location=self.place(self.numbered("f", number)))
                case Case(number=number):
                    name = self.numbered("k", number)
                    yield replace(block, blocks=self.blocks(block.blocks, name), location=self.place(name))
                case Cover():
                    yield replace(block, location=self.place("cover"))
                case Toc():
                    yield replace(block, location=self.place("toc"))

    def table(self, table: Table, name: str) -> Table:
        rows: list[list[Cell]] = [[] for _ in table.rows]
        for row, column, cell in placed(table.rows):
            rows[row].append(replace(cell, location=self.place(f"{name}/r{row + 1}/c{column + 1}")))
        return replace(table, rows=tuple(tuple(row) for row in rows), location=self.place(name))
