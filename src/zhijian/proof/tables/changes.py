"""Columns of changes against the columns, or the rows, of the years that they compare; 完成预算 against both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from zhijian.expressions import Binary
from zhijian.proof.bind.prices import constant_prices
from zhijian.proof.shapes import Figure, Relation, year_of
from zhijian.proof.tables.done import done
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.rows import plain_column
from zhijian.proof.tables.said import ONE, SURE, relation, statement
from zhijian.proof.tables.words import BEFORE, CHANGE, NOW, SHARE, measure_of, period_of

_BEFORE = re.compile(r"[上去前]一?(?:年|期|学年)|期初|年初")
# Words of columns that say when, whether planned or done, and not what is measured
_TIME = re.compile(
    r"(?:19|20)\d{2}年?(?:度|末|底)?|[本当今上去前]一?(?:报告)?(?:学年|年度|年|期)(?:同期|末|初|底)?|期[末初]|年[末初]"
    r"|(?:执行|决算|完成|预算|实际|发生)(?:数|额)?"
)
_FEWEST, _MOST = 2, (2, 3)  # rows, and part of them, that show which columns a change compares where no words do
_YEAR = re.compile(r"(?:19|20)\d{2}")


def changes(read: ReadTable) -> Iterator[Relation]:
    """Every column of changes whose two figures the table prints."""
    told: set[int] = set()
    for column, found in _across(read):
        told.add(column.index)
        yield found
    yield from _down(read)
    yield from done(read)
    yield from _beside(read, told)


def _across(read: ReadTable) -> Iterator[tuple[Column, Relation]]:
    by_group: dict[tuple[str, ...], list[Column]] = {}
    for column in read.layout.columns:
        if column.kind in {"figures", "other"}:
            by_group.setdefault(_group(column), []).append(column)
    for group, columns in by_group.items():
        years = [c for c in columns if c.kind == "figures" and not _compares(c) and _rank(c) is not None]
        said = [c for c in columns if CHANGE.search(c.text) and not SHARE.search(c.text)]
        if group and not said:
            said = [c for c in by_group.get((), []) if CHANGE.search(c.text)] if len(by_group) <= 2 else []
        if len(years) < 2 or len({_rank(c) for c in years}) != len(years):
            continue
        ordered = sorted(years, key=lambda c: _rank(c) or 0)
        for column in said:
            pair = _compared(column, ordered)
            if pair is not None:
                found = (each for row in read.layout.rows for each in _of_row(read, row, pair, column))
                yield from ((column, each) for each in found)


def _group(column: Column) -> tuple[str, ...]:
    """The heads that a column shares with those of the other years."""
    return tuple(
        head for head in column.head if not (period_of(head) or CHANGE.search(head) or _order(head) is not None)
    )


def _compares(column: Column) -> bool:
    return bool(CHANGE.search(column.text) or SHARE.search(column.text))


def _order(head: str) -> int | None:
    plain = measure_of(head)
    return 1 if NOW.fullmatch(plain) else 0 if BEFORE.fullmatch(plain) else None


def _rank(column: Column) -> int | None:
    """What orders the columns of years: the year, or 上年 before 本年."""
    for head in column.head:
        if (period := period_of(head)) and (year := year_of(period)) is not None:
            return year
        if (order := _order(head)) is not None:
            return order
    return None


def _compared(column: Column, years: Sequence[Column]) -> tuple[Column, Column] | None:
    """The columns that a change compares: those of the years that its head names, else the two latest."""
    named = [int(year) for year in _YEAR.findall(column.text)]
    later = years[-1]
    if not named:
        return years[-2], later
    earlier = [c for c in years if _rank(c) in named and c is not later]
    if len(earlier) != 1 or (len(named) > 1 and _rank(later) not in named):
        return None
    return earlier[0], later


def _beside(read: ReadTable, told: AbstractSet[int]) -> Iterator[Relation]:
    """A column of changes right after two columns of one measure, which are named in words of their own:
    在校生数, 上年在校生数, 增减; 2024年门诊, 2023年门诊, 同比. Those in ``told`` are read already."""
    figures = read.layout.figures
    for column in figures:
        before = [c for c in figures if c.index < column.index and plain_column(c) and not _of_percent(read, c)]
        if column.index in told or not CHANGE.search(column.text) or SHARE.search(column.text) or len(before) < 2:
            continue
        pairs = [(before[-1], before[-2]), (before[-2], before[-1])]
        named = [pair for pair in pairs if _earlier(*pair)]
        found = [[r for row in read.layout.rows for r in _of_row(read, row, pair, column)] for pair in named or pairs]
        kept, relations = max(((_kept(read, each), each) for each in found), key=lambda each: each[0])
        if named or (kept >= _FEWEST and _MOST[1] * kept >= _MOST[0] * len(relations)):
            yield from relations


def _of_percent(read: ReadTable, column: Column) -> bool:
    return any(figure.quantity.unit.symbol == "%" for (_row, at), figure in read.figures.items() if at == column.index)


def _earlier(old: Column, new: Column) -> bool:
    """Whether heads say the same of an earlier and of a later time, besides the words for it."""
    if old.head[:-1] != new.head[:-1] or not old.head or not new.head:
        return False
    years = [_YEAR.findall(column.head[-1]) for column in (old, new)]
    if all(len(found) == 1 for found in years):
        ordered = years[0][0] < years[1][0]
    else:
        ordered = bool(years[0] or _BEFORE.search(old.head[-1])) and not (years[1] or _BEFORE.search(new.head[-1]))
    return ordered and _without_time(old) == _without_time(new)


def _without_time(column: Column) -> str:
    return _TIME.sub("", measure_of(column.head[-1]))


def _kept(read: ReadTable, relations: Sequence[Relation]) -> int:
    """How many hold of changes from the third to the second of their figures."""
    figures = {figure.id: figure.quantity for figure in read.figures.values()}
    kept = 0
    for each in relations:
        stated, new, old = (figures[number] for number in each.figures[:3])
        low, high = stated.ends
        a, b = new.in_base, old.in_base
        kept += low <= (a - b if each.kind == "change" else a / b - 1) <= (low if high is None else high)
    return kept


def _of_row(read: ReadTable, row: Row, pair: tuple[Column, Column], column: Column) -> Iterator[Relation]:
    old, new = (read.at(row, c) for c in pair)
    if old is None or new is None:
        return
    stated, said = read.at(row, column), read.directions.get((row.index, column.index))
    if said is not None:
        yield _direction(old, new, said)
    elif stated is not None and stated.role in {"change", "growth"}:
        yield from _change(old, new, stated, f"{read.place.index}/change {column.index}")


def _down(read: ReadTable) -> Iterator[Relation]:
    """Years in rows: a column of changes holds for the column before it, from one year to the next."""
    rows = [(year, row) for row in read.layout.rows if (year := year_of(period_of(row.label))) is not None]
    if len(rows) < 2 or len(rows) * 2 <= len(read.layout.rows):
        return
    by_year = dict(rows)
    for column in read.layout.figures:
        if not CHANGE.search(column.text):
            continue
        before = [c for c in read.layout.figures if c.index < column.index and plain_column(c)]
        if not before:
            continue
        for year, row in rows:
            above = by_year.get(year - 1)
            old = read.at(above, before[-1]) if above is not None else None
            new, stated = (read.at(row, c) for c in (before[-1], column))
            if old is not None and new is not None and stated is not None and stated.role in {"change", "growth"}:
                yield from _change(old, new, stated, f"{read.place.index}/change {column.index}")


def _direction(old: Figure, new: Figure, said: int) -> Relation:
    operator, zh, en = {1: (">", "上升", "rose"), -1: ("<", "下降", "fell"), 0: ("==", "持平", "did not change")}[said]
    words = (f"表中说“{new.row}”{zh}", f"the table says that {new.row} {en}")
    return relation("direction", statement(new.variable, operator, old.variable), [new, old], SURE, words)


def _change(old: Figure, new: Figure, stated: Figure, family: str) -> Iterator[Relation]:
    if old.quantity.unit.dimension != new.quantity.unit.dimension:
        return
    percent = stated.quantity.unit.symbol == "%" and old.quantity.unit.symbol != "%"  # 增减 6.55% of an amount
    if not percent and (stated.role == "change" or old.quantity.unit.symbol == "%"):
        if stated.quantity.unit.dimension != old.quantity.unit.dimension and stated.quantity.unit.symbol:
            return
        if not stated.quantity.unit.symbol and old.quantity.unit.scale != 1:
            return
        difference = Binary("-", new.variable, old.variable)
        words = (
            f"“{new.row}”的增减数应等于两年之差",
            f"the change of {new.row} should be the difference of the two years",
        )
        yield relation("change", statement(stated.variable, "==", difference), [stated, new, old], SURE, words, family)
    elif old.quantity.low > 0 and not constant_prices(new.row + new.measure):
        growth = Binary("-", Binary("/", new.variable, old.variable), ONE)
        words = (
            f"“{new.row}”的增长率与两年数据不符",
            f"the growth of {new.row} should be the difference divided by the earlier year",
        )
        yield relation("growth", statement(stated.variable, "==", growth), [stated, new, old], SURE, words, family)
