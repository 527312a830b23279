"""Where each block of a document stands, as a Location that a person can find again.

report.html#h17(2.4.4)         the 17th heading, numbered 2.4.4
report.html#h17(2.4.4)/p2      the second paragraph below it (h0: before any heading)
report.html#t9(表6)/r7/c4      row 7, cell 4 of the ninth table, as the cells are written
report.html#f3(图1-2)          the third figure
report.html#case2(案例2-1)     the second case; its paragraphs are /p1, /p2 below it
"""

from __future__ import annotations

from zhijian.findings import Location
from zhijian.findings.location import text_span


class Places:
    """Counts blocks as a reader meets them. container: the file's name, as findings shall print it."""

    def __init__(self, container: str) -> None:
        self.container = container
        self._counts: dict[str, int] = {}
        self._section = "h0"
        self._within: list[str] = []

    def heading(self, number: str = "") -> Location:
        self._section = self._numbered("h", number)
        self._counts["p"] = 0
        return text_span(self.container, self._section)

    def paragraph(self) -> Location:
        """Of a paragraph, a list item or a title: what is read as one run of characters."""
        return text_span(self.container, f"{self._section}/p{self._count('p')}")

    def table(self, number: str = "") -> Location:
        return text_span(self.container, self._numbered("t", number))

    def figure(self, number: str = "") -> Location:
        return text_span(self.container, self._numbered("f", number))

    def begin_case(self, number: str = "") -> Location:
        """Paragraphs are counted from 1 within a case until ``end_case``."""
        self._within += [self._section, str(self._counts.get("p", 0))]
        self._section = self._numbered("case", number)
        self._counts["p"] = 0
        return text_span(self.container, self._section)

    def end_case(self) -> None:
        self._counts["p"] = int(self._within.pop())
        self._section = self._within.pop()

    def _numbered(self, kind: str, number: str) -> str:
        return f"{kind}{self._count(kind)}" + (f"({number})" if number else "")

    def _count(self, kind: str) -> int:
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]


def cell_of(table: Location, row: int, column: int) -> Location:
    """The cell at ``row`` and ``column`` (from 1, as the cells are written) of a table's location."""
    return Location(table.container, f"{table.address}/r{row}/c{column}")
