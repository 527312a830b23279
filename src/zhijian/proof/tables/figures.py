"""The figures of a table, each with what it measures, of whom, when, and in which unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from zhijian.document import Cell, Document, Table, plain_text
from zhijian.findings import Location
from zhijian.proof.shapes import Figure, Role, figure_id
from zhijian.proof.tables.layout import Column, Layout, Row, lay_out, text_of
from zhijian.proof.tables.sides import sides
from zhijian.proof.tables.words import (
    AVERAGE,
    BEFORE,
    CHANGE,
    GROWTH,
    MEAN,
    NOW,
    PLANNED,
    SHARE,
    TOTAL,
    change_of,
    direction_of,
    known_unit,
    measure_of,
    period_in,
    period_of,
    quantity_of,
    unit_in,
    whole_of,
)
from zhijian.proof.walk import Place, walk
from zhijian.quantity import Unit

_NOWHERE = Location("")
_SUBJECTS = (
    "学校",
    "单位名称",
    "地区",
    "县区",
    "县（市、区）",
    "县市区",
    "区域",
    "院校",
    "学校名称",
    "名称",
    "部门",
    "机构",
)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table with its figures by row and column. directions: cells that say only 上升, 下降 or 持平.

    A cell that spans rows or columns states one figure, in the first place that it covers; ``covers`` holds all of
    them by that figure's id.
    """

    place: Place
    layout: Layout
    name: str
    figures: dict[tuple[int, int], Figure] = field(default_factory=dict)
    directions: dict[tuple[int, int], int] = field(default_factory=dict)
    covers: dict[int, frozenset[tuple[int, int]]] = field(default_factory=dict)

    @property
    def by_row(self) -> Iterator[tuple[Row, dict[int, Figure]]]:
        for row in self.layout.rows:
            yield row, {c.index: f for c in self.layout.columns if (f := self.at(row, c))}

    def at(self, row: Row, column: Column) -> Figure | None:
        """The figure that begins where row and column meet."""
        return self.figures.get((row.index, column.index))

    def down(self, rows: Sequence[Row], column: Column) -> list[Figure]:
        """The figures of all these rows; empty where one of them has none."""
        found = [figure for row in rows if (figure := self.at(row, column)) is not None]
        return found if len(found) == len(rows) else []


def read_tables(document: Document) -> list[ReadTable]:
    """Every table of the document that holds figures, in reading order."""
    found = []
    for place in walk(document):
        if isinstance(place.block, Table) and place.block.rows:
            layout = lay_out(place.block)
            first = 0
            for side in sides(layout) if layout is not None else ():
                found.append(_read(place, place.block, side, first))
                first += sum(len(row.cells) for row in side.rows)
    return found


def _read(place: Place, table: Table, layout: Layout, first: int) -> ReadTable:
    """first: the number of the table's first cell among those of the tables side by side."""
    name = table.number or table.anchor or f"#{place.index}"
    read = ReadTable(place, layout, name)
    rows_are_periods = sum(bool(period_of(row.label)) for row in layout.rows) * 2 > len(layout.rows)
    often = Counter(label for label, _rows in groupby(row.label for row in layout.rows))  # one cell may span rows
    above = parent = ""
    count = first
    spans: dict[int, int] = {}
    for row in layout.rows:
        above = row.label or above
        parent = above if often[above] <= 1 else parent
        for column in layout.columns:
            label = row.label_of(column.index) or above
            if label == above and often[above] > 1 and parent:  # 省级数量 stands below several rows
                label = f"{parent.removeprefix('其中：')}·{measure_of(label)}"
            cell = row.cells.get(column.index)
            if cell is None:
                continue
            direction = direction_of(text_of(cell))
            if direction is not None and CHANGE.search(column.text):
                read.directions[row.index, column.index] = direction
            if column.kind != "figures":
                continue
            at = row.index, column.index
            if id(cell) in spans:
                read.covers[spans[id(cell)]] |= {at}
                continue
            figure = _figure(read, row, label, column, cell, figure_id(place.index, count), rows_are_periods)
            count += 1
            if figure is not None:
                read.figures[at] = figure
                if cell.rows > 1 or cell.columns > 1:
                    spans[id(cell)] = figure.id
                    read.covers[figure.id] = frozenset({at})
    return read


def _figure(  # noqa: PLR0917 - all that tells what a cell states
    read: ReadTable, row: Row, label: str, column: Column, cell: Cell, number: int, rows_are_periods: bool
) -> Figure | None:
    table, place = read.layout.table, read.place
    text = plain_text(cell.runs).strip()
    heads = [head for head in column.head if not period_of(head)]
    period = next((p for head in (*reversed(column.head), *reversed(row.labels)) if (p := period_of(head))), "")
    words = "".join(heads)
    last = measure_of(heads[-1]) if heads else ""
    planned, now, before = (bool(p.fullmatch(last)) for p in (PLANNED, NOW, BEFORE))
    if before and not period:
        period = previous(period_in(table.caption))
        now = bool(period)
    subject = ""
    if now or planned:
        measure = measure_of(label)
    elif rows_are_periods:
        measure = measure_of(words)
    elif not heads or CHANGE.search(words) or SHARE.search(words) or _says_nothing(words):
        measure = measure_of(label)
    elif _names_subjects(read.layout):
        measure, subject = measure_of(words), "" if TOTAL.search(label) else label
    else:
        measure = measure_of(label) + "·" + measure_of(words)
    if TOTAL.fullmatch(measure):
        measure = read.layout.title + measure if read.layout.title else whole_of(table.caption) or measure
    measured = _unit(row, label, column, table) or _counted(measure)
    average = bool(AVERAGE.search(measure) or AVERAGE.search(words) or MEAN.fullmatch(measure_of(label)))
    counted = any(measure_of(word).endswith("数") for word in (label, words))
    quantity = quantity_of(text_of(cell), measured, average=average, counted=counted)
    if quantity is None and CHANGE.search(column.text):
        quantity = change_of(text_of(cell))
    if quantity is None:
        return None
    start = plain_text(cell.runs).find(text)
    return Figure(
        id=number,
        quantity=quantity,
        text=text if known_text(text) else text + ("" if quantity.unit.symbol == ":1" else quantity.unit.symbol),
        location=cell.location or table.location or _NOWHERE,
        measure=measure,
        role=_role(words, quantity.unit, measure),
        subject=subject or place.organisation,
        period=period or period_in(table.caption),
        section=place.section,
        in_case=place.in_case,
        table=read.name,
        row=measure_of(label) or label,
        column="".join(column.head),
        planned=planned,
        block=cell.location,
        span=(start, start + len(text)),
    )


def previous(year: str) -> str:
    """The year before; empty where none is known."""
    return str(int(year) - 1) if year.isdigit() else ""


def _counted(measure: str) -> Unit | None:
    """The unit that the name of a count gives where the table prints none: 毕业生人数."""
    return next((known_unit(word) for word in ("人次", "人") if measure.endswith((word, word + "数"))), None)


def known_text(text: str) -> bool:
    """Whether a cell prints its unit itself."""
    return not text[-1:].isdigit() or ":" in text or "∶" in text or "：" in text


def _unit(row: Row, label: str, column: Column, table: Table) -> Unit | None:
    counted = _counted(measure_of("".join(head for head in column.head if not period_of(head))))
    if counted is not None:  # 调查人数 beside values in another unit
        return counted
    own = next((u for head in reversed(column.head) if (u := unit_in(head)) and u.symbol in {"%", "‰"}), None)
    own = own or known_unit(row.unit) or unit_in(label)
    for head in reversed(column.head):
        own = own or unit_in(head)
    if own is None and (SHARE.search(column.text) or column.text.endswith(("%", "％"))):
        own = known_unit("%")
    if CHANGE.search(column.text):
        stated = next((u for head in reversed(column.head) if (u := unit_in(head))), None)
        if stated is not None:
            return stated
        if "%" in column.text or "％" in column.text or "率" in column.text or "幅" in column.text:
            return known_unit("%")
    return own or unit_in(table.unit_note) or unit_in(table.caption)


def _role(words: str, measured: Unit, measure: str) -> Role:
    if CHANGE.search(words):
        growth = GROWTH.search(words) and measured.symbol == "%"
        return "growth" if growth else "change"
    if SHARE.search(words):
        return "share"
    if measured.symbol == ":1":
        return "ratio"
    return "per_head" if measure.startswith(("生均", "人均", "课均", "校均")) else "value"


def _says_nothing(words: str) -> bool:
    """A head such as 数量 or 人数, so that the row alone says what is counted."""
    plain = measure_of(words)
    return plain in {
        "数量",
        "机构数",
        "学校数",
        "单位数",
        "户数",
        "人数",
        "数值",
        "数据",
        "金额",
        "占比",
        "比例",
        "值",
        "完成情况",
        "合计",
        "数",
        "总计",
        "本年",
        "上年",
        "今年",
        "去年",
    }


def _names_subjects(layout: Layout) -> bool:
    head = next((column.text for column in layout.columns if column.kind == "label"), "")
    return any(measure_of(head) == word or measure_of(head).endswith(word) for word in _SUBJECTS)
