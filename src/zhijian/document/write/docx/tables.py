"""Tables: fixed widths, spans, header rows that repeat, rows that do not break over pages."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from zhijian.document.blocks import Cell, Table
from zhijian.document.grid import column_count, column_widths, placed
from zhijian.document.write.docx.looks import HEAD_FILL
from zhijian.document.write.docx.markup import paragraph
from zhijian.document.write.docx.runs import Runs

_LONGEST_WHOLE = 12  # rows of a table that is kept on one page
_FEW = 3  # rows that share a cell and stay on one page: 门 and 学时 of one label


def table_markup(table: Table, runs: Runs, width: int, inset: int) -> str:
    """The w:tbl of ``table``, ``width`` twips wide, ``inset`` from the margin."""
    count = column_count(table.rows)
    if not count:
        return ""
    columns = _shared(width, column_widths(table))
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    indent = f'<w:tblInd w:w="{inset}" w:type="dxa"/>' if inset else ""
    align = "" if inset else '<w:jc w:val="center"/>'
    # A longer table keeps two rows with its head and three at its end: no page shows one row alone.
    whole, last = len(table.rows) <= _LONGEST_WHOLE, len(table.rows) - 1
    shared = {
        row
        for at, _column, cell in placed(table.rows)
        if 1 < cell.rows <= _FEW
        for row in range(at, at + cell.rows - 1)
    }
    rows = "".join(
        _row(
            cells,
            columns,
            runs,
            head=at < table.header_rows,
            keep=at < last and (whole or at in shared or at < table.header_rows + 1 or at >= last - 2),
        )
        for at, cells in enumerate(_grid(table))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="ReportTable"/><w:tblW w:w="{sum(columns)}" w:type="dxa"/>{align}{indent}'
        f'<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0" '
        f'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )


def _shared(width: int, shares: tuple[int, ...]) -> list[int]:
    """``width`` divided in the proportion of ``shares``, to the last twip."""
    whole = sum(shares)
    ends = [0]
    for share in shares:
        ends.append(ends[-1] + share)
    edges = [width * end // whole for end in ends]
    return [right - left for left, right in pairwise(edges)]


def _grid(table: Table) -> Iterator[list[tuple[int, Cell, bool]]]:
    """Of every row: (column, cell, whether it begins here), covered places included, from left to right."""
    rows: list[list[tuple[int, Cell, bool]]] = [[] for _ in table.rows]
    for at, column, cell in placed(table.rows):
        rows[at].append((column, cell, True))
        for below in range(at + 1, min(at + cell.rows, len(rows))):
            rows[below].append((column, cell, False))
    for row in rows:
        row.sort(key=lambda place: place[0])
        yield row


def _row(cells: list[tuple[int, Cell, bool]], columns: list[int], runs: Runs, *, head: bool, keep: bool) -> str:
    end = 0
    body = ""
    for column, cell, begins in cells:
        body += _cell(cell, sum(columns[column : column + cell.columns]), runs, begins=begins, head=head, keep=keep)
        end = column + cell.columns
    # The schema wants a cell in every row, and Word a row that is filled.
    missing = len(columns) - end
    after = f'<w:gridAfter w:val="{missing}"/>' if missing and body else ""
    if not body:
        body = f'<w:tc><w:tcPr><w:tcW w:w="{sum(columns)}" w:type="dxa"/><w:gridSpan w:val="{len(columns)}"/></w:tcPr>'
        body += f"{paragraph('Gap')}</w:tc>"
    header = "<w:tblHeader/>" if head else ""
    return f"<w:tr><w:trPr>{after}<w:cantSplit/>{header}</w:trPr>{body}</w:tr>"


def _cell(cell: Cell, width: int, runs: Runs, *, begins: bool, head: bool, keep: bool) -> str:
    properties = f'<w:tcW w:w="{width}" w:type="dxa"/>'
    if cell.columns > 1:
        properties += f'<w:gridSpan w:val="{cell.columns}"/>'
    if cell.rows > 1:
        properties += '<w:vMerge w:val="restart"/>' if begins else "<w:vMerge/>"
    if head or cell.header:
        properties += f'<w:shd w:val="clear" w:color="auto" w:fill="{HEAD_FILL}"/>'
    properties += '<w:vAlign w:val="center"/>'
    content = paragraph(
        "TableHead" if cell.header else "TableText",
        runs.markup(cell.runs) if begins else "",
        keep_next=keep,
        indent=cell.indent,
        align="" if cell.align == "center" else cell.align,
    )
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{content}</w:tc>"
