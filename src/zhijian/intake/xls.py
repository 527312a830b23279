"""Reading .xls (Excel 97–2003) through fastexcel.

The reader gives values without number formats and formulas, and begins at the first column that is used: where a
clerk put empty columns to the left, places are named from there.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from zhijian.intake.grid import Book, Cell, Sheet

if TYPE_CHECKING:
    import fastexcel

_ERRORS = {
    "Div0": "#DIV/0!", "Ref": "#REF!", "Name": "#NAME?", "NA": "#N/A", "Value": "#VALUE!", "Num": "#NUM!",
    "Null": "#NULL!", "GettingData": "#GETTING_DATA",
}  # fmt: skip
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2}.*)?|\d{2}:\d{2}:\d{2}")
_NUMBER = re.compile(r"-?\d+(\.\d+)?")


class Locked(Exception):
    """The workbook is encrypted with a password."""


class Broken(Exception):
    """The file is no workbook that can be read."""


def read_xls(data: bytes, wanted: Callable[[str], bool]) -> Book:
    """The sheets of which ``wanted(name)`` holds; of the others only their names. Raises Locked, Broken."""
    import fastexcel

    try:
        reader = fastexcel.read_excel(data)
        sheets = [_sheet(reader, name, wanted=wanted(name)) for name in reader.sheet_names]
    except fastexcel.FastExcelError as error:
        if "password" in str(error).lower():
            raise Locked from None
        raise Broken from None
    except BaseException as error:
        # The Rust reader panics on some broken files; its exception derives from BaseException alone.
        if type(error).__name__ != "PanicException":
            raise
        raise Broken from None
    return Book(tuple(sheets), formats=False)


def _sheet(reader: fastexcel.ExcelReader, name: str, *, wanted: bool) -> Sheet:
    sheet = reader.load_sheet(name, header_row=None, skip_rows=0, dtypes="string") if wanted else None
    if sheet is None:
        return Sheet(name, {})
    batch, errors = sheet.to_arrow_with_errors()
    rows: dict[int, dict[int, Cell]] = {}
    for column, values in enumerate(batch.columns):
        for row, value in enumerate(values.to_pylist()):
            if value is not None and value != "":
                rows.setdefault(row, {})[column] = Cell(_kind(value), value)
    for error in errors.errors if errors else ():
        row, column = error.position
        found = re.search(r"Error\((\w+)\)", error.detail)
        rows.setdefault(row, {})[column] = Cell("e", _ERRORS.get(found[1] if found else "", "#ERROR"))
    return Sheet(name, rows, sheet.visible != "visible")


def _kind(value: str) -> str:
    """Strings that look like a number are taken for one: the file's own kinds are not passed on."""
    if _NUMBER.fullmatch(value):
        return "n"
    if value in ("true", "false"):
        return "b"
    return "d" if _DATE.fullmatch(value) else "s"
