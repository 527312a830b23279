"""Tables handed out as CSV and Excel files; no cell is ever a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import BytesIO, StringIO

from django.http import HttpResponse
from django.utils.encoding import iri_to_uri

from zhijian.facts.csv_cells import defused

CSV, XLSX = "text/csv; charset=utf-8", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int


def plain(value: Cell) -> Cell:
    """The value as a CSV cell that no spreadsheet program takes for a formula."""
    return defused(value) if isinstance(value, str) else value


def csv_bytes(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark at the start, so that Excel reads the Chinese."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([plain(title) for title in titles])
    writer.writerows([plain(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def xlsx_bytes(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with one sheet; texts are stored as texts, whatever they begin with."""
    import xlsxwriter

    whole = BytesIO()
    workbook = xlsxwriter.Workbook(whole, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = workbook.add_worksheet()
    bold = workbook.add_format({"bold": True})
    for column, title in enumerate(titles):
        sheet.write_string(0, column, title, bold)
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value)
            else:
                sheet.write_string(number, column, value)
    sheet.freeze_panes(1, 0)
    workbook.close()
    return whole.getvalue()


def download(name: str, kind: str, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The table as a file; kind: csv or xlsx."""
    data = csv_bytes(titles, rows) if kind == "csv" else xlsx_bytes(titles, rows)
    response = HttpResponse(data, content_type=CSV if kind == "csv" else XLSX)
    encoded = iri_to_uri(f"{name}.{kind}").replace("'", "%27")
    response.headers["Content-Disposition"] = f"attachment; filename=\"export.{kind}\"; filename*=UTF-8''{encoded}"
    return response
