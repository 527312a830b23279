"""Damages done to a workbook as clerks, mail servers and other programs do them; the cases name them in YAML."""

import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Step = Mapping[str, Any]


def damage(path: Path, steps: list[Step]) -> Path:
    """Does ``steps`` to the workbook at ``path``, in order, and returns the path that it has then."""
    for step in steps:
        (kind,) = step
        path = DAMAGES[kind](path, step[kind]) or path
    return path


def _in_workbook(change: Callable[[openpyxl.Workbook, Any], None]) -> Callable[[Path, Any], None]:
    """A damage done as a spreadsheet program does it: open, change, save. Saving drops the results of formulas."""

    def apply(path: Path, what: Any) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(path)
            change(workbook, what)
            workbook.save(path)

    return apply


def _sheet(workbook: openpyxl.Workbook, what: Step) -> Worksheet:
    sheet = workbook[what["sheet"]]
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    return sheet


@_in_workbook
def _set(workbook: openpyxl.Workbook, what: Step) -> None:
    cell = workbook[what["sheet"]][what["at"]]
    cell.value = what.get("value")
    if "format" in what:
        cell.number_format = what["format"]


@_in_workbook
def _rows(workbook: openpyxl.Workbook, what: Step) -> None:
    sheet = _sheet(workbook, what)
    if "delete" in what:
        sheet.delete_rows(what["delete"])
    if "insert" in what:
        sheet.insert_rows(what["insert"])
        for column, value in enumerate(what.get("values", []), start=1):
            sheet.cell(what["insert"], column, value)
    if "copy" in what:
        values = [cell.value for cell in sheet[what["copy"]]]
        for column, value in enumerate(values, start=1):
            sheet.cell(what["to"], column, value)
        sheet.row_dimensions[what["to"]].hidden = bool(what.get("hidden", False))


@_in_workbook
def _columns(workbook: openpyxl.Workbook, what: Step) -> None:
    sheet = _sheet(workbook, what)
    if "delete" in what:
        sheet.delete_cols(what["delete"])
    if "insert" in what:
        sheet.insert_cols(what["insert"])


@_in_workbook
def _sheets(workbook: openpyxl.Workbook, what: Step) -> None:
    sheet = workbook[what["sheet"]]
    if what.get("delete"):
        workbook.remove(sheet)
    if "rename" in what:
        sheet.title = what["rename"]
    if "copy" in what:
        again = workbook.copy_worksheet(sheet)
        again.title = what["copy"]
        again.sheet_state = "hidden" if what.get("hidden") else "visible"
    if what.get("clear"):
        sheet.delete_rows(1, sheet.max_row)


@_in_workbook
def _identity(workbook: openpyxl.Workbook, what: Step) -> None:
    sheet = workbook["_zhijian"]
    for row in sheet.iter_rows():
        if row[0].value in what:
            row[1].value = what[row[0].value]


def _content(path: Path, what: Step) -> None:
    path.write_bytes(bytes.fromhex(what["hex"]) if "hex" in what else what["text"].encode())


def _truncate(path: Path, share: str) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * float(share))])


def _flip(path: Path, part: str) -> None:
    """Spoils bytes in the middle of a part, as a bad disk does."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(part)
    data = bytearray(path.read_bytes())
    start = info.header_offset + 30 + len(info.filename) + info.compress_size // 2
    data[start : start + 16] = bytes(255 - byte for byte in data[start : start + 16])
    path.write_bytes(bytes(data))


def _suffix(path: Path, suffix: str) -> Path:
    return path.rename(path.with_suffix(suffix))


def _name(path: Path, name: str) -> Path:
    return path.rename(path.with_name(name))


def _part(path: Path, what: Step) -> None:
    """Adds a part, drops it, or replaces text in it."""
    whole = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == what["name"]:
                if what.get("drop"):
                    continue
                if "find" in what:
                    assert what["find"].encode() in data, f"{what['find']!r} is not in {name}"
                    data = data.replace(what["find"].encode(), what["put"].encode())
            new.writestr(name, data)
        if "content" in what:
            new.writestr(what["name"], what["content"])
        if "zeros" in what:
            new.writestr(what["name"], bytes(what["zeros"]))
    path.write_bytes(whole.getvalue())


def _declare(path: Path, what: Step) -> None:
    """Writes another size into the zip directory: what a bomb would inflate to, without making one."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        length = struct.unpack_from("<H", data, at + 28)[0]
        if data[at + 46 : at + 46 + length].decode() == what["name"]:
            if "size" in what:
                struct.pack_into("<I", data, at + 24, what["size"])
            if what.get("encrypted"):
                struct.pack_into("<H", data, at + 8, 1)
        at = data.find(b"PK\x01\x02", at + 4)
    path.write_bytes(bytes(data))


def _compound(path: Path, stream: str) -> None:
    """The container of .xls and of encrypted workbooks, with a stream of that name and nothing in it."""
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(512))


DAMAGES: dict[str, Callable[[Path, Any], Path | None]] = {
    "set": _set,
    "rows": _rows,
    "columns": _columns,
    "sheets": _sheets,
    "identity": _identity,
    "content": _content,
    "truncate": _truncate,
    "flip": _flip,
    "suffix": _suffix,
    "name": _name,
    "part": _part,
    "declare": _declare,
    "compound": _compound,
}
