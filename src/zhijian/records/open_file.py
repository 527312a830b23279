"""A record export as a table of texts: encoding, delimiter, ragged rows and spreadsheets."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from zhijian.messages import _
from zhijian.records.definition import spelled
from zhijian.records.problems import Problems

ENDINGS = (".csv", ".txt", ".xlsx", ".xls")
DELIMITERS = (",", "\t", ";", "|")
SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class RawTable:
    """frame: every value as text, trimmed, empty as null; the column ``row`` is the row as a spreadsheet shows it.

    ragged: rows with more columns than the header; what stands in them may have shifted.
    """

    container: str
    frame: pl.DataFrame
    headers: tuple[str, ...]
    ragged: tuple[int, ...] = ()


def open_table(path: Path, container: str, known: Collection[str], problems: Problems) -> RawTable | None:
    """The file's rows; None, with the problem told, where it cannot be read.

    known: headers as ``spelled`` gives them, by which the delimiter is recognised.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        problems.add("ZJ801", container, found=str(error.strerror), expected=_("可以打开的文件"))
        return None
    if not data.strip():
        problems.add("ZJ819", container)
        return None
    if data[:4] in SPREADSHEET:
        return _open_spreadsheet(data, container, problems)
    text = _decode(data, container, problems)
    return None if text is None else _open_text(text, container, known, problems)


def _decode(data: bytes, container: str, problems: Problems) -> str | None:
    """UTF-8 (with or without mark), UTF-16 with mark, else GB 18030, which holds GBK and GB 2312."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "gb18030") if b"\0" not in data[:4096] else ()
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\ufffd" in text or "锟斤拷" in text:  # what is left of a text saved once in a wrong encoding
            problems.add("ZJ802", container, found="�、锟斤拷", expected="UTF-8、GBK")
            return None
        return text
    problems.add("ZJ802", container, found=_("无法识别的字节"), expected="UTF-8、GBK")
    return None


def _open_text(text: str, container: str, known: Collection[str], problems: Problems) -> RawTable | None:
    first = text.split("\n", 1)[0].rstrip("\r")
    parsed = {mark: _header(first, mark) for mark in DELIMITERS}
    scores = {mark: sum(spelled(name) in known for name in names) for mark, names in parsed.items()}
    mark = max(scores, key=lambda m: scores[m])
    if scores[mark] < 2:
        problems.add("ZJ803", container, found=problems.shown(first[:60]), expected=_("英文逗号分隔的表头"))
        return None
    if mark != ",":
        problems.add("ZJ818", container, found=_named(mark), expected=_named(","))
    headers = parsed[mark]
    if not _unique(headers, container, problems):
        return None
    frame = _fast(text, mark, len(headers)) if '"' not in text else None
    ragged: tuple[int, ...] = ()
    if frame is None:
        frame, ragged = _slow(text, mark, headers, container, problems)
    return _finished(frame, headers, container, problems, ragged)


def _named(mark: str) -> str:
    return {",": _("逗号"), "\t": _("制表符"), ";": _("分号"), "|": _("竖线")}[mark]


def _header(line: str, mark: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in next(csv.reader([line], delimiter=mark), []))


def _unique(headers: tuple[str, ...], container: str, problems: Problems) -> bool:
    twice = sorted({name for name in headers if name and headers.count(name) > 1})
    if twice:
        problems.add(
            "ZJ813", container, found="、".join(problems.shown(name) for name in twice), expected=_("每列只出现一次")
        )
    return not twice


def _fast(text: str, mark: str, width: int) -> pl.DataFrame | None:
    """Without quotes every line is a row; None where a row has more columns than the header."""
    try:
        frame = pl.read_csv(
            io.BytesIO(text.encode()),
            separator=mark,
            has_header=False,
            skip_rows=1,
            new_columns=[f"c{i}" for i in range(width)],
            schema={f"c{i}": pl.String for i in range(width)},
            quote_char=None,
            infer_schema=False,
        )
    except pl.exceptions.PolarsError:
        return None
    return frame.with_row_index("row", offset=2) if frame.width == width else None


def _slow(
    text: str, mark: str, headers: tuple[str, ...], container: str, problems: Problems
) -> tuple[pl.DataFrame, tuple[int, ...]]:
    """Row by row: quoted values, and rows that are too long, which are told."""
    width = len(headers)
    rows: list[list[str | int | None]] = []
    long: list[tuple[int, str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
    next(reader)
    for number, values in enumerate(reader, start=2):
        if len(values) > width and any(values[width:]):
            long.append((number, _("{n} 列", n=len(values))))
        kept = values[:width]
        rows.append([number, *kept, *[None] * (width - len(kept))])
    found = pl.DataFrame(long, schema=["row", "found"], orient="row")
    problems.add_cells("ZJ805", container, _("整行"), found, _("{n} 列", n=width))
    schema = {"row": pl.UInt32} | {f"c{i}": pl.String for i in range(width)}
    return pl.DataFrame(rows, schema=schema, orient="row"), tuple(row for row, _found in long)


def _open_spreadsheet(data: bytes, container: str, problems: Problems) -> RawTable | None:
    import fastexcel

    try:
        sheet = fastexcel.read_excel(data).load_sheet(0, header_row=None, dtypes="string")
        frame = sheet.to_polars()
    except fastexcel.FastExcelError as error:
        problems.add("ZJ801", container, found=str(error).split("\n", 1)[0], expected=_("未加密的 .xlsx 或 .xls"))
        return None
    if not frame.height:
        problems.add("ZJ819", container)
        return None
    headers = tuple((value or "").strip() for value in frame.row(0))
    if not _unique(headers, container, problems):
        return None
    columns = [f"c{i}" for i in range(frame.width)]
    body = frame.slice(1).rename(dict(zip(frame.columns, columns, strict=True)))
    body = body.with_columns(_as_shown(body[column]) for column in columns)
    return _finished(body.with_row_index("row", offset=2), headers, container, problems)


def _as_shown(column: pl.Series) -> pl.Series:
    """Long numbers of a numeric column as a spreadsheet shows them (4.40101E+17): they have lost their last digits.

    A cell keeps 53 bits. Where every number of sixteen digits and more fits into them, they were numbers, not texts.
    """
    long = column.filter(column.str.contains(r"^\d{16,}$").fill_null(value=False)).to_list()
    if not long or any(int(float(text)) != int(text) for text in long):
        return column
    return column.replace({text: f"{float(text):.5E}" for text in long})


def _finished(
    frame: pl.DataFrame,
    headers: tuple[str, ...],
    container: str,
    problems: Problems,
    ragged: tuple[int, ...] = (),
) -> RawTable | None:
    """Full-width forms made plain, values trimmed, empty rows left out."""
    columns = [c for c in frame.columns if c != "row"]
    cleaned = frame.select(
        pl.col("row").cast(pl.Int64),
        *(pl.col(c).str.normalize("NFKC").str.strip_chars(" \t\r\n\u200b\ufeff'").replace("", None) for c in columns),
    )
    cleaned = cleaned.filter(~pl.all_horizontal(pl.col(c).is_null() for c in columns))
    if not cleaned.height:
        problems.add("ZJ819", container)
        return None
    return RawTable(container, cleaned, headers, ragged)
