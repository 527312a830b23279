"""Relations that a table's own form implies: totals, parts, shares, changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import reduce

from zhijian.expressions import Binary, Node, Number
from zhijian.expressions import Relation as Statement
from zhijian.proof.shapes import Figure, Kind, Relation, Words
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row, text_of
from zhijian.proof.tables.words import AVERAGE, CHANGE, PART, SHARE, SUBTOTAL, TOTAL, measure_of, period_of
from zhijian.quantity import unit

SURE, LIKELY, POSSIBLE = Fraction(95, 100), Fraction(85, 100), Fraction(70, 100)
_EMPTY = {"", "—", "——", "-", "--", "－", "/", "／", "0"}
_DISTINCT = ("专业数", "专业大类", "专业种", "指标")  # counted once over all rows, so that rows may add up to more
_ONE = Number(Fraction(1), unit(""), "1")


def relations_of(read: ReadTable) -> list[Relation]:
    """What must hold between the figures of one table by its form."""
    return [*_total_rows(read), *_total_columns(read), *_parts(read), *_shares(read), *_changes(read)]


def statement(left: Node, operator: str, right: Node) -> Statement:
    return Statement((left, right), (operator,))


def plus(terms: Sequence[Node]) -> Node:
    return reduce(lambda left, right: Binary("+", left, right), terms)


def relation(  # noqa: PLR0917 - the fields of a relation, in its order
    kind: Kind, that: Statement, figures: Sequence[Figure], confidence: Fraction, zh: str, en: str
) -> Relation:
    return Relation(kind, that, tuple(figure.id for figure in figures), confidence, Words(zh, en))


# ── totals ──────────────────────────────────────────────────────────────────────────────────────────


def _total_rows(read: ReadTable) -> Iterator[Relation]:
    """A row 合计 is the sum of the rows before it, or after it where it stands first."""
    rows = [row for row in read.layout.rows if not _is_part(row)]
    totals = [row for row in rows if TOTAL.fullmatch(measure_of(row.labels[0] if row.labels else ""))]
    if len(totals) != 1 or any(row.indent for row in rows):
        return
    total = totals[0]
    others = [row for row in rows if row is not total]
    subtotals = [row for row in others if SUBTOTAL.search(row.label)]
    if subtotals and others and SUBTOTAL.search(others[-1].label):
        yield from _subtotals(read, others)
        others = subtotals
    elif subtotals or len(others) < 2 or total not in (rows[0], rows[-1]):
        return
    for column in read.layout.figures:
        yield from _sum_down(read, column, total, others)


def _subtotals(read: ReadTable, rows: Sequence[Row]) -> Iterator[Relation]:
    group: list[Row] = []
    for row in rows:
        if not SUBTOTAL.search(row.label):
            group.append(row)
            continue
        if len(group) > 1:
            for column in read.layout.figures:
                yield from _sum_down(read, column, row, group)
        group = []


def _sum_down(read: ReadTable, column: Column, total: Row, others: Sequence[Row]) -> Iterator[Relation]:
    whole = read.figures.get((total.index, column.index))
    if whole is None or not _adds_up(whole, column.text):
        return
    parts = _all_or_none(read, [(row.index, column.index) for row in others])
    if parts and all(part.quantity.unit.dimension == whole.quantity.unit.dimension for part in parts):
        head = measure_of(column.text)
        yield relation(
            "sum",
            statement(plus([part.variable for part in parts]), "==", whole.variable),
            [whole, *parts],
            SURE,
            f"“{head}”一列各行之和应等于“{measure_of(total.label)}”",
            f"the rows of the column {head} should add up to its total",
        )


def _total_columns(read: ReadTable) -> Iterator[Relation]:
    """A column 合计 is the sum of the columns beside it that are counted in the same unit."""
    figures = read.layout.figures
    totals = [column for column in figures if TOTAL.fullmatch(measure_of(column.head[-1] if column.head else ""))]
    for total in totals:
        group = total.head[:-1]
        others = [c for c in figures if c not in totals and c.head[:-1] == group and _plain_column(c)]
        if len(others) < 2 or (not group and len(totals) > 1):
            continue
        for row in read.layout.rows:
            whole = read.figures.get((row.index, total.index))
            parts = _all_or_none(read, [(row.index, column.index) for column in others])
            if whole is None or not parts or not _adds_up(whole, row.label):
                continue
            if any(part.quantity.unit.symbol != whole.quantity.unit.symbol for part in parts):
                continue
            yield relation(
                "sum",
                statement(plus([part.variable for part in parts]), "==", whole.variable),
                [whole, *parts],
                LIKELY,
                f"“{measure_of(row.label)}”一行各项之和应等于“{measure_of(total.head[-1])}”",
                f"the figures of the row {measure_of(row.label)} should add up to its total",
            )


def _plain_column(column: Column) -> bool:
    return not (
        CHANGE.search(column.text) or SHARE.search(column.text) or PART.search(column.head[-1]) or _year(column)
    )


def _year(column: Column) -> bool:
    return any(period_of(head) for head in column.head)


def _adds_up(whole: Figure, words: str) -> bool:
    """Whether values of this kind can be added: counts and amounts, not means, rates or what is counted once."""
    text = words + whole.measure
    if whole.role == "share":
        return True
    counted = whole.role == "value" and not AVERAGE.search(text) and whole.quantity.unit.symbol not in ("%", "‰", ":1")
    return counted and not any(word in text for word in _DISTINCT)


def _all_or_none(read: ReadTable, cells: Sequence[tuple[int, int]]) -> list[Figure]:
    """The figures of the cells; none where a cell holds words, so that a part might be missing."""
    found = []
    for at in cells:
        figure = read.figures.get(at)
        if figure is not None:
            found.append(figure)
            continue
        row = next(row for row in read.layout.rows if row.index == at[0])
        if text_of(row.cells.get(at[1])) not in _EMPTY:
            return []
    return found


# ── 其中 ─────────────────────────────────────────────────────────────────────────────────────────────


def _is_part(row: Row) -> bool:
    return bool(PART.match(row.label)) or row.indent > 0


def _parts(read: ReadTable) -> Iterator[Relation]:
    """A row 其中, and what follows it under the same number, is at most the row above."""
    whole: Row | None = None
    inside = False
    for row in read.layout.rows:
        if PART.match(row.label) and whole is not None:
            inside = True
            yield from _part(read, whole, row, SURE)
        elif inside and whole is not None and (row.indent > whole.indent or (read.layout.numbered and not row.number)):
            yield from _part(read, whole, row, LIKELY if row.indent > whole.indent else POSSIBLE)
        else:
            whole, inside = row, False


def _part(read: ReadTable, whole: Row, part: Row, confidence: Fraction) -> Iterator[Relation]:
    for column in read.layout.figures:
        greater, less = read.figures.get((whole.index, column.index)), read.figures.get((part.index, column.index))
        if greater is None or less is None or greater.role != "value" or less.role != "value":
            continue
        money = greater.quantity.unit.symbol.endswith("元")
        if greater.quantity.unit.dimension != less.quantity.unit.dimension or not (
            greater.quantity.unit.count or money
        ):
            continue
        if AVERAGE.search(less.measure) or AVERAGE.search(greater.measure):
            continue
        yield relation(
            "part",
            statement(less.variable, "<=", greater.variable),
            [greater, less],
            confidence,
            f"“{less.row}”是“{greater.row}”的一部分，不应大于“{greater.row}”",
            f"{less.row} is part of {greater.row} and cannot exceed it",
        )


# ── shares ──────────────────────────────────────────────────────────────────────────────────────────


def _shares(read: ReadTable) -> Iterator[Relation]:
    """Shares of all rows make 100 %; a share is its row's value in percent of the total."""
    rows = [row for row in read.layout.rows if not _is_part(row) and not SUBTOTAL.search(row.label)]
    total = next((row for row in rows if row.labels and TOTAL.fullmatch(measure_of(row.labels[0]))), None)
    parts = [row for row in rows if row is not total]
    for column in read.layout.figures:
        if not SHARE.search(column.text):
            continue
        shares = _all_or_none(read, [(row.index, column.index) for row in parts])
        if len(shares) < 3 or any(share.quantity.unit.symbol != "%" for share in shares):
            continue
        value = _column_before(read, column)
        if total is not None and value is not None:
            yield from _share_of_total(read, parts, total, value, column)
        printed = sum((share.quantity.value for share in shares), Fraction(0))
        if not 80 <= printed <= 120:  # shares of several wholes, not a division of one
            continue
        hundred = Number(Fraction(100), unit("%"), "100%")
        yield relation(
            "share",
            statement(plus([share.variable for share in shares]), "==", hundred),
            shares,
            LIKELY if len(shares) == len(parts) else POSSIBLE,
            "各项占比之和应为100%",
            "the shares should add up to 100%",
        )


def _column_before(read: ReadTable, share: Column) -> Column | None:
    before = [c for c in read.layout.figures if c.index < share.index and c.head[:-1] == share.head[:-1]]
    if not before or not _plain_column(before[-1]):
        return None
    return before[-1]


def _share_of_total(
    read: ReadTable, parts: Sequence[Row], total: Row, value: Column, share: Column
) -> Iterator[Relation]:
    whole = read.figures.get((total.index, value.index))
    if whole is None or whole.quantity.low <= 0 or not _adds_up(whole, value.text):
        return
    for row in parts:
        own, stated = read.figures.get((row.index, value.index)), read.figures.get((row.index, share.index))
        if own is not None and stated is not None:
            yield relation(
                "share",
                statement(stated.variable, "==", Binary("/", own.variable, whole.variable)),
                [stated, own, whole],
                SURE,
                f"占比应为“{own.row}”除以合计",
                f"the share should be {own.row} divided by the total",
            )


# ── changes ─────────────────────────────────────────────────────────────────────────────────────────


def _changes(read: ReadTable) -> Iterator[Relation]:
    """A column of changes holds against the two years beside it."""
    figures = read.layout.figures
    years = [c for c in figures if _year(c) and not CHANGE.search(c.text) and not SHARE.search(c.text)]
    if len(years) != 2:
        return
    earlier, later = sorted(years, key=lambda c: next(p for head in c.head if (p := period_of(head))))
    for row in read.layout.rows:
        old, new = read.figures.get((row.index, earlier.index)), read.figures.get((row.index, later.index))
        if old is None or new is None:
            continue
        for column in read.layout.columns:
            stated = read.figures.get((row.index, column.index))
            said = read.directions.get((row.index, column.index))
            if said is not None:
                yield _direction(old, new, said)
            elif stated is not None and stated.role in ("change", "growth"):
                yield from _change(old, new, stated)


def _direction(old: Figure, new: Figure, said: int) -> Relation:
    operator, zh, en = {1: (">", "上升", "rose"), -1: ("<", "下降", "fell"), 0: ("==", "持平", "did not change")}[said]
    return relation(
        "direction", statement(new.variable, operator, old.variable), [new, old], SURE,
        f"表中说“{new.row}”{zh}", f"the table says that {new.row} {en}",
    )  # fmt: skip


def _change(old: Figure, new: Figure, stated: Figure) -> Iterator[Relation]:
    difference = Binary("-", new.variable, old.variable)
    if stated.role == "change" or old.quantity.unit.symbol == "%":
        if stated.quantity.unit.dimension != old.quantity.unit.dimension and stated.quantity.unit.symbol:
            return
        if not stated.quantity.unit.symbol and old.quantity.unit.scale != 1:
            return
        yield relation(
            "change", statement(stated.variable, "==", difference), [stated, new, old], SURE,
            "增减应为两年之差", "the change should be the difference of the two years",
        )  # fmt: skip
    elif old.quantity.low > 0:
        growth = Binary("-", Binary("/", new.variable, old.variable), _ONE)
        yield relation(
            "growth", statement(stated.variable, "==", growth), [stated, new, old], SURE,
            "增长率应为两年之差除以上年", "the growth should be the difference divided by the earlier year",
        )  # fmt: skip
