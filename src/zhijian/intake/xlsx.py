"""Reading .xlsx: only the parts that matter, in one pass.

A plain sheet part, as Excel, WPS, LibreOffice and XlsxWriter write it, is split by a regular expression; it is
first proved well-formed, without comments, CDATA and document types, so that the expression sees every cell.
Anything less plain (prefixed names, cells without references) goes through ElementTree. Both give the same cells.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Callable, Iterator
from functools import lru_cache
from html import escape, unescape
from xml.etree import ElementTree as ET
from xml.parsers import expat

from zhijian.intake.grid import Book, Cell, Sheet, column_index, column_letters
from zhijian.intake.limits import MOST_CELLS

MAIN = ("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main")
RELATION_ID = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "{http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 48: "##0.0E+0", 49: "@",
    **dict.fromkeys((14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 22, 32, 33, 34, 35, 45, 46, 47, 55, 56), "h:mm"),
}  # fmt: skip

_CELL = re.compile(r'<c r="([A-Z]{1,3})([0-9]{1,7})"([^>/]*)>(?:<v>([^<]*)</v>|(.*?))</c>', re.S)
_VALUE = re.compile(r"<v(?: [^>]*)?>([^<]*)</v>")
_TEXT = re.compile(r"<t(?: [^>]*)?>([^<]*)</t>")
_ITEM = re.compile(r"<si><t(?: [^>]*)?>([^<]*)</t></si>")
_PHONETIC = re.compile(r"<rPh .*?</rPh>", re.S)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
_KINDS = {"n": "n", "s": "s", "str": "s", "inlineStr": "s", "b": "b", "e": "e", "d": "d"}


class Malformed(Exception):
    """A part is missing or is not what the format says; ``part`` names it."""

    def __init__(self, part: str) -> None:
        self.part = part
        super().__init__(part)


class Unsafe(Exception):
    """A part declares a document type or entities."""


class TooManyCells(Exception):
    """A sheet has more cells than MOST_CELLS."""


def read_xlsx(archive: zipfile.ZipFile, wanted: Callable[[str], bool]) -> Book:
    """The sheets of which ``wanted(name)`` holds; of the others only their names.

    Raises Malformed, Unsafe, TooManyCells.
    """
    parts = set(archive.namelist())
    workbook = _workbook_part(archive, parts)
    root = _parse(archive, workbook)
    targets = _relations(archive, workbook, parts)
    formats = _formats(_read(archive, targets["styles"])) if targets.get("styles") in parts else ("",)
    strings = _strings(_read(archive, targets["sharedStrings"])) if targets.get("sharedStrings") in parts else []
    sheets = []
    for element in root.iter():
        if _local(element.tag) != "sheet":
            continue
        name = element.get("name", "")
        hidden = element.get("state", "visible") != "visible"
        part = targets.get(next((element.attrib[k] for k in RELATION_ID if k in element.attrib), ""), "")
        if not wanted(name):
            sheets.append(Sheet(name, {}, hidden))
            continue
        if part not in parts:
            raise Malformed(part or name)
        sheets.append(Sheet(name, sheet_rows(_read(archive, part), part, strings, formats), hidden))
    return Book(tuple(sheets))


def sheet_rows(
    data: bytes, part: str, strings: list[str], formats: tuple[str, ...], *, plain: bool | None = None
) -> dict[int, dict[int, Cell]]:
    """The cells of one sheet part. plain: forces the way of reading (for tests)."""
    prove_well_formed(data, part)
    text = "" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data.decode("utf-8", "replace")
    cells = _CELL.findall(text) if plain is not False and text else []
    seen = bool(cells) and len(cells) == text.count("</c>") and "<!" not in text and "<c>" not in text
    if not seen:
        cells = list(_tree_cells(data, part))
    if len(cells) > MOST_CELLS:
        raise TooManyCells
    rows: dict[int, dict[int, Cell]] = {}
    styles: dict[str, tuple[str, str, str]] = {}  # attributes → the file's kind, ours, format
    new = tuple.__new__  # a Cell without the detour through its constructor: half of the time of this loop
    last, row = "", rows.setdefault(0, {})
    for letters, number, attributes, simple, rest in cells:
        if attributes not in styles:
            styles[attributes] = _style(attributes, formats)
        kind, own, code = styles[attributes]
        if number != last:
            last, row = number, rows.setdefault(int(number) - 1, {})
        value, formula = _inner(rest, kind) if rest else (simple, False)
        if kind == "s":
            try:
                value = strings[int(value)]
            except (ValueError, IndexError):
                raise Malformed(part) from None
        elif "&" in value:
            value = unescape(value)
        if value:
            row[column_index(letters)] = new(Cell, (own, value, code, formula))
        elif formula and kind != "str":  # of kind str the result may be the empty text; else nothing computed it
            row[column_index(letters)] = Cell("x", "", code, formula=True)
    return rows


_Raw = tuple[str, str, str, str, str]  # letters, row, attributes, value alone, whatever else the cell holds


def _inner(rest: str, kind: str) -> tuple[str, bool]:
    """(value, whether a formula) of a cell that holds more than a value."""
    if kind == "inlineStr":
        return "".join(_TEXT.findall(_PHONETIC.sub("", rest))), False
    found = _VALUE.search(rest)
    return found[1] if found else "", "<f" in rest


def _tree_cells(data: bytes, part: str) -> Iterator[_Raw]:
    """The same tuples for a part that is written less plainly; a cell without a reference follows the one before."""
    row_number = 0
    for row in (e for e in _tree(data, part).iter() if _local(e.tag) == "row"):
        row_number = int(row.get("r", row_number + 1))
        column = -1
        for cell in row:
            if _local(cell.tag) != "c":
                continue
            found = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", cell.get("r", ""))
            column = column_index(found[1]) if found else column + 1
            number = found[2] if found else str(row_number)
            children = {_local(child.tag): child for child in cell}
            kind = cell.get("t", "n")
            attributes = f' s="{cell.get("s", "0")}" t="{kind}"'
            if "is" in children:
                value = _rich_text(children["is"])
            else:
                value = (children["v"].text or "") if "v" in children else ""
            rest = f"<f></f><v>{escape(value)}</v>" if "f" in children else ""
            simple = "" if rest else escape(value)
            yield column_letters(column), number, attributes.replace("inlineStr", "str"), simple, rest


def _style(attributes: str, formats: tuple[str, ...]) -> tuple[str, str, str]:
    found = dict(_ATTRIBUTE.findall(attributes))
    style, kind = int(found.get("s", "0")), found.get("t", "n")
    return kind, _KINDS.get(kind, "n"), formats[style] if style < len(formats) else ""


def prove_well_formed(data: bytes, part: str) -> None:
    """Raises Malformed where the part is no XML, Unsafe where it declares a document type."""
    parser = expat.ParserCreate()

    def refuse(*_arguments: object) -> None:
        raise Unsafe(part)

    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)  # noqa: FBT003 - the parser takes no keywords
    except expat.ExpatError:
        raise Malformed(part) from None


def _tree(data: bytes, part: str) -> ET.Element:
    prove_well_formed(data, part)
    return ET.fromstring(data)  # noqa: S314 - proved to have no document type, hence no entities


def _parse(archive: zipfile.ZipFile, part: str) -> ET.Element:
    return _tree(_read(archive, part), part)


def _read(archive: zipfile.ZipFile, part: str) -> bytes:
    try:
        return archive.read(part)
    except (zipfile.BadZipFile, EOFError, OSError, KeyError, NotImplementedError, ValueError):
        raise Malformed(part) from None
    except Exception as error:  # zlib.error is raised bare by zipfile
        if type(error).__name__ != "error":
            raise
        raise Malformed(part) from None


def _workbook_part(archive: zipfile.ZipFile, parts: set[str]) -> str:
    if "_rels/.rels" in parts:
        for relation in _parse(archive, "_rels/.rels"):
            if relation.get("Type", "").endswith("/officeDocument"):
                target = relation.get("Target", "").lstrip("/")
                if target in parts:
                    return target
    if "xl/workbook.xml" not in parts:
        raise Malformed("xl/workbook.xml")
    return "xl/workbook.xml"


def _relations(archive: zipfile.ZipFile, workbook: str, parts: set[str]) -> dict[str, str]:
    """Part by relation id, and by the last word of the relation's type for the parts there is one of."""
    folder, name = posixpath.split(workbook)
    part = f"{folder}/_rels/{name}.rels"
    if part not in parts:
        raise Malformed(part)
    found: dict[str, str] = {}
    for relation in _parse(archive, part):
        target = relation.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
        found[relation.get("Id", "")] = path
        found.setdefault(relation.get("Type", "").rpartition("/")[2], path)
    return found


@lru_cache(maxsize=64)
def _formats(styles: bytes) -> tuple[str, ...]:
    """The number format's code of each cell style. Cached: the workbooks of one round share their styles."""
    root = _tree(styles, "xl/styles.xml")
    own = {int(e.get("numFmtId", "0")): e.get("formatCode", "") for e in root.iter() if _local(e.tag) == "numFmt"}
    styles_of_cells = next((e for e in root.iter() if _local(e.tag) == "cellXfs"), None)
    ids = [int(e.get("numFmtId", "0")) for e in styles_of_cells] if styles_of_cells is not None else [0]
    return tuple("" if own.get(i, "") == "General" else own.get(i) or BUILT_IN.get(i, "") for i in ids)


def _strings(data: bytes) -> list[str]:
    prove_well_formed(data, "xl/sharedStrings.xml")
    text = data.decode("utf-8", "replace")
    items = _ITEM.findall(text)
    if "<!" not in text and len(items) == text.count("</si>") and "<si/>" not in text:
        return [unescape(item) if "&" in item else item for item in items]
    return [_rich_text(e) for e in _tree(data, "xl/sharedStrings.xml") if _local(e.tag) == "si"]


def _rich_text(element: ET.Element) -> str:
    """The text of an item; pronunciations (rPh) left out."""
    pieces = []
    for child in element:
        if _local(child.tag) == "t":
            pieces.append(child.text or "")
        elif _local(child.tag) == "r":
            pieces += [t.text or "" for t in child if _local(t.tag) == "t"]
    return "".join(pieces)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
