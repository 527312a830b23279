"""Units in tables: a cell in another unit than its column says, figures of which nothing says the unit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhijian.document import Cell, Document, Table, plain_text
from zhijian.document.grid import placed
from zhijian.findings import Finding, finding
from zhijian.messages import _
from zhijian.proof.walk import walk
from zhijian.quantity import QuantityError, Unit, UnknownUnit, parse_quantity, unit

_STATED = re.compile(r"单位\s*[:：]\s*([^\s）)，,、]+)|[（(]\s*([^（）()]{1,8})\s*[）)]\s*\*?$")
_PLAIN = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?")
# Words by which a label says what is counted, so that no unit is missed
_TELLING = re.compile(r"[数量次率比值分积龄位序号%％‰年度届期名]|合计|总计|小计|单位|排名|编号|代码|电话|占")


def check_units(document: Document) -> Iterator[Finding]:
    """ZJ611 and ZJ613."""
    for place in walk(document):
        if isinstance(place.block, Table):
            yield from _mixed(place.block)
            yield from _missing(place.block)


def _unit_in(text: str) -> Unit | None:
    """The unit that a header, caption or note states: 单位：万元, 金额（万元）."""
    found = _STATED.search(text.strip())
    if found is None:
        return None
    try:
        return unit(found[1] or found[2])
    except UnknownUnit:
        return None


def _mixed(table: Table) -> Iterator[Finding]:
    whole = _unit_in(table.unit_note) or _unit_in(table.caption)
    columns: dict[int, Unit] = {}
    for row, column, cell in placed(table.rows):
        text = plain_text(cell.runs).strip()
        if row < table.header_rows:
            stated = _unit_in(text)
            if stated is not None:
                columns.update(dict.fromkeys(range(column, column + cell.columns), stated))
            continue
        expected = columns.get(column, whole)
        if expected is None or not text[:1].isdigit() or _PLAIN.fullmatch(text):
            continue
        try:
            own = parse_quantity(text).unit
        except QuantityError:
            continue
        if own.dimension == expected.dimension and own.scale != expected.scale:
            yield finding(
                "ZJ611", cell.location, found=text, expected=expected.symbol, subject=f"{table.number} {text}"
            )


def _missing(table: Table) -> Iterator[Finding]:
    """Amounts with decimals of which neither note, caption, header nor row says the unit."""
    if table.unit_note or _unit_in(table.caption) or table.header_rows < 1:
        return
    said: set[int] = set()  # columns of which the header says what they are
    rows: dict[int, list[tuple[int, Cell]]] = {}
    for row, column, cell in placed(table.rows):
        if row >= table.header_rows:
            rows.setdefault(row, []).append((column, cell))
        elif _TELLING.search(plain_text(cell.runs)) or _STATED.search(plain_text(cell.runs).strip()):
            said.update(range(column, column + cell.columns))
    first = next((row for row, cells in rows.items() if _says_unit(cells)), None)
    bare = [
        cell
        for row, cells in rows.items()
        if first is None or row < first  # 客运量（万人）, below it 铁路, 公路
        if not any(_TELLING.search(plain_text(cell.runs)) for _, cell in cells if not _number(cell))
        for column, cell in cells
        if column not in said and _number(cell) and "." in plain_text(cell.runs)
    ]
    if bare:
        found = plain_text(bare[0].runs).strip()
        yield finding(
            "ZJ613",
            bare[0].location,
            found=found,
            number=table.number or table.caption or _("此表"),
            subject=table.number,
        )


def _says_unit(cells: Sequence[tuple[int, Cell]]) -> bool:
    return any(_unit_in(plain_text(cell.runs)) is not None for _column, cell in cells if not _number(cell))


def _number(cell: Cell) -> bool:
    return _PLAIN.fullmatch(plain_text(cell.runs).strip()) is not None
