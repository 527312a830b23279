"""A table as rows of labelled cells: which columns name, number, measure, and what stands above each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from zhijian.document import Cell, Table, plain_text
from zhijian.document.grid import placed
from zhijian.proof.tables.words import is_number, period_of

ColumnKind = Literal["number", "code", "unit", "label", "figures", "other"]

_NUMBER_HEADS = re.compile(r"序号|编号|序次|No\.?|排序")
_CODE_HEADS = re.compile(r"[^名称]{0,12}(?:编码|代码|代号|学号|工号|证号|电话|邮编)")
_UNIT_HEADS = re.compile(r"(计量)?单位")
_MONTH = re.compile(r"\d{1,2}月(?:份|\d{1,2}日)?|\d{1,2}(?:季度|日|周)")
_LINE_HEADS = re.compile(r"行次|行号|栏次")  # printed numbers of lines and columns, which count and name nothing


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the grid. head: the words above it, of all header rows, without repeats."""

    index: int
    kind: ColumnKind
    head: tuple[str, ...]

    @property
    def text(self) -> str:
        return "".join(self.head)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the body. label: its own words; cells: by column; number: its printed 序号; code: its printed 编码.

    columns_of_labels: the column of each of ``labels``.
    """

    index: int
    number: str
    label: str
    labels: tuple[str, ...]
    unit: str
    indent: int
    cells: dict[int, Cell]
    columns_of_labels: tuple[int, ...] = ()
    code: str = ""

    def label_of(self, column: int) -> str:
        """The label nearest to the left of a column: two tables may stand side by side."""
        left = [label for label, at in zip(self.labels, self.columns_of_labels, strict=True) if at < column]
        return left[-1] if left else self.label


@dataclass(frozen=True, slots=True)
class Layout:
    """A table laid out. numbered: it has a column 序号, so that rows without a number belong to the one above.

    title: what stands above it alone, where it is one of several side by side; else empty.
    """

    table: Table
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    numbered: bool
    title: str = ""

    @property
    def figures(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.kind == "figures")


def lay_out(table: Table) -> Layout | None:
    """The layout of a table that holds figures; None where there are none, or nothing names them."""
    grid = _grid(table)
    if len(grid) < 2:
        return None
    first = _first_body_row(grid, table.header_rows)
    body = grid[first:]
    if not body or first == 0:
        return None
    width = max(len(row) for row in grid)
    heads = [row for row in grid[:first] if not (width > 1 and len(row) == width and len(set(map(id, row))) == 1)]
    columns = tuple(_column(at, heads, body) for at in range(width))
    labels = {column.head[-1] for column in columns if column.kind == "label" and column.head}
    columns = tuple(
        replace(c, kind="label") if c.kind == "other" and c.head and c.head[-1] in labels else c for c in columns
    )
    if not any(column.kind == "figures" for column in columns):
        return None
    numbers = [column.index for column in columns if column.kind == "number"]
    rows = tuple(_row(first + at, cells, columns) for at, cells in enumerate(body))
    rows = tuple(row for row in rows if not _LINE_HEADS.fullmatch(row.label))
    return Layout(table, columns, rows, bool(numbers))


def text_of(cell: Cell | None) -> str:
    return re.sub(r"\s+", "", plain_text(cell.runs)) if cell is not None else ""


def _blanks_before(cell: Cell) -> int:
    """The spaces as wide as a character that a cell begins with."""
    text = plain_text(cell.runs)
    return len(text) - len(text.lstrip("\u3000"))


def _grid(table: Table) -> list[list[Cell | None]]:
    """The cells by row and column; a cell that spans stands in each place that it covers."""
    grid: list[list[Cell | None]] = [[] for _ in table.rows]
    for at, column, cell in placed(table.rows):
        for row in grid[at : at + cell.rows]:
            row.extend([None] * (column + cell.columns - len(row)))
            for covered in range(column, column + cell.columns):
                row[covered] = cell
    return grid


def _first_body_row(grid: Sequence[Sequence[Cell | None]], stated: int) -> int:
    """After the rows that the table calls its header, and those after them that hold words or years alone."""
    first = min(max(stated, 1), len(grid) - 1)
    while first < len(grid) - 1:
        texts = [text_of(cell) for cell in grid[first] if cell is not None]
        heads = [cell for cell in grid[first] if cell is not None and cell.header]
        goes_on = bool(grid[first] and grid[0]) and grid[first][0] is grid[0][0]  # the corner spans down to it
        second = _second_header(texts, grid[first + 1]) or _divides(grid[first], grid[first - 1], grid[first + 1])
        if any(is_number(text) for text in texts) or not (heads or goes_on or second):
            break
        first += 1
    return first


def _second_header(texts: Sequence[str], below: Sequence[Cell | None]) -> bool:
    """A row of words under an empty corner, above figures: 人数, 比例 below the years."""
    words = [text for text in texts[1:] if text]
    return len(words) > 1 and not texts[0] and any(is_number(text_of(cell)) for cell in below if cell is not None)


def _divides(row: Sequence[Cell | None], above: Sequence[Cell | None], below: Sequence[Cell | None]) -> bool:
    """A row of words alone, above figures, that divides each head above it: 项目, 决算数 below 收入 and below 支出."""
    own = {id(cell) for cell in row if cell is not None}
    parted = all(cell is not None and (cell.columns > 1 or cell is at) for cell, at in zip(above, row, strict=False))
    return (
        parted
        and len({id(cell) for cell in above}) > 1
        and len(own) == len(row)
        and all(text_of(cell) for cell in row)
        and any(is_number(text_of(cell)) for cell in below)
    )


def _column(at: int, header: Sequence[Sequence[Cell | None]], body: Sequence[Sequence[Cell | None]]) -> Column:
    heads: list[str] = []
    for number, row in enumerate(header):
        text = text_of(row[at]) if at < len(row) else ""
        if not text and number + 1 < len(header):
            text = _head_to_the_left(at, row, header[number + 1 :])
        if text and text not in heads:
            heads.append(text)
    texts = [text_of(row[at]) for row in body if at < len(row)]
    figures = sum(is_number(text) for text in texts)
    filled = sum(1 for text in texts if text)
    joined = "".join(heads)
    kind: ColumnKind
    if _NUMBER_HEADS.fullmatch(joined):
        kind = "number"
    elif heads and _CODE_HEADS.fullmatch(heads[-1]):
        kind = "code"
    elif _UNIT_HEADS.fullmatch(joined):
        kind = "unit"
    elif heads and _LINE_HEADS.fullmatch(heads[-1]):
        kind = "other"
    elif at == 0 and filled and all(_MONTH.fullmatch(text) for text in texts if is_number(text)):
        kind = "label"
    elif figures and 3 * figures >= filled and not all(period_of(text) for text in texts if is_number(text)):
        kind = "figures"
    elif at <= 2 and filled:
        kind = "label"
    else:
        kind = "other"
    return Column(at, kind, tuple(heads))


def _head_to_the_left(at: int, row: Sequence[Cell | None], below: Sequence[Sequence[Cell | None]]) -> str:
    """The head over an empty cell whose column has a head of its own below: spans may be lost in a text."""
    if not any(text_of(lower[at]) for lower in below if at < len(lower)):
        return ""
    for left in range(min(at, len(row)) - 1, -1, -1):
        if text := text_of(row[left]):
            return text if any(text_of(lower[left]) for lower in below if left < len(lower)) else ""
    return ""


def _row(index: int, cells: Sequence[Cell | None], columns: Sequence[Column]) -> Row:
    number = unit = code = ""
    labels: list[str] = []
    columns_of_labels: list[int] = []
    indent = 0
    own: dict[int, Cell] = {}
    for column in columns:
        cell = cells[column.index] if column.index < len(cells) else None
        if cell is None:
            continue
        text = text_of(cell)
        if column.kind == "number":
            number = text
        elif column.kind == "code":
            code = text
        elif column.kind == "unit":
            unit = text
        elif column.kind == "label":
            indent = max(indent, cell.indent, _blanks_before(cell))
            if text and (text not in labels or column.index - 1 in own):  # 总计 on either side of a table
                labels.append(text)
                columns_of_labels.append(column.index)
        else:
            own[column.index] = cell
    if not labels and number and not number[0].isdigit():  # 合计 in the column of numbers
        labels, columns_of_labels, number = [number], [0], ""
    if not labels and code:  # 合计 in the column of codes, or rows that nothing else names
        labels, columns_of_labels = [code], [0]
    last = labels[-1] if labels else ""
    return Row(index, number, last, tuple(labels), unit, indent, own, tuple(columns_of_labels), code)
