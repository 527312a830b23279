"""Problems of records, collected by row; findings fold them by file, column and kind, with complete counts."""

from __future__ import annotations

from dataclasses import dataclass, field

import polars as pl

from zhijian.findings import Finding, Location, finding
from zhijian.messages import _

LISTED = 5  # rows and values named in a message
_LONGEST_MASKED = 6  # characters; more stars would only tell how long a name is


def masked(text: str) -> str:
    """The text with nothing left that could name anybody: its first character, and stars for the others."""
    return text[:1] + "＊" * min(len(text) - 1, _LONGEST_MASKED - 1)


@dataclass(frozen=True, slots=True)
class BadCells:
    """The cells of one column of one file that have one kind of fault.

    rows: numbers as a spreadsheet shows them (the header is row 1), with what was found there.
    """

    code: str
    container: str
    column: str
    rows: tuple[tuple[int, str], ...]
    expected: str

    def finding(self) -> Finding:
        """One finding for all of them: the first few listed, all counted."""
        values = list(dict.fromkeys(found for _row, found in self.rows))
        listed = _("第 {rows} 行", rows="、".join(str(row) for row, _found in self.rows[:LISTED]))
        if len(self.rows) > LISTED:
            listed = _("{listed}等共 {n} 行", listed=listed, n=len(self.rows))
        shown = "、".join(f"“{value}”" for value in values[:LISTED]) + ("……" if len(values) > LISTED else "")
        place = Location(self.container, f"?column={self.column}&row={self.rows[0][0]}")
        return finding(
            self.code,
            place,
            expected=self.expected,
            found=shown,
            subject=f"{self.container}?column={self.column}",
            file=self.container,
            column=self.column,
            rows=listed,
            count=len(self.rows),
        )


@dataclass
class Problems:
    """Everything wrong with the records of one reading.

    masking: whether texts from the files are told by their first character alone, for readers other than who keeps them.
    """

    masking: bool = False
    cells: list[BadCells] = field(default_factory=list)
    others: list[Finding] = field(default_factory=list)

    def add_cells(self, code: str, container: str, column: str, bad: pl.DataFrame, expected: str) -> None:
        """``bad`` has the columns row and found; nothing is added where it is empty."""
        if bad.height:
            rows = tuple((row, self.shown(found or "")) for row, found in bad.select("row", "found").iter_rows())
            self.cells.append(BadCells(code, container, column, rows, expected))

    def shown(self, text: str) -> str:
        """A text from a file as a message may hold it."""
        return masked(text) if self.masking else text

    def add(self, code: str, container: str, **values: object) -> None:
        """A problem of a file, or of something in it that is no row."""
        place = Location(container)
        texts = {name: str(values.pop(name, "")) for name in ("expected", "found", "subject")}
        self.others.append(finding(code, place, file=container, **texts, **values))  # type: ignore[arg-type]

    def findings(self) -> list[Finding]:
        """Files first, then rows, in the order of reading."""
        return [*self.others, *(cells.finding() for cells in self.cells)]

    def frame(self) -> pl.DataFrame:
        """Every bad cell: file, row, column, code, found, expected. Nothing is folded here."""
        rows = [
            (cells.container, row, cells.column, cells.code, found, cells.expected)
            for cells in self.cells
            for row, found in cells.rows
        ]
        return pl.DataFrame(rows, schema=["file", "row", "column", "code", "found", "expected"], orient="row")
