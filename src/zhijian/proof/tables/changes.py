"""Columns of changes against the columns, or the rows, of the years that they compare; 完成预算 against both."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from zhijian.expressions import Binary
from zhijian.proof.bind.prices import constant_prices
from zhijian.proof.shapes import Figure, Relation, year_of
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column, Row
from zhijian.proof.tables.rows import plain_column
from zhijian.proof.tables.said import LIKELY, ONE, SURE, relation, statement
from zhijian.proof.tables.words import BEFORE, CHANGE, NOW, PLANNED, SHARE, measure_of, period_of

_DONE = re.compile(
    r"(?:为|占|完成)?[^，。]{0,6}(?:预算|计划|目标|任务)[^，。]{0,4}(?:[%％率]|百分比|比例)|完成率|执行率|完成比例"
)
_ACTUAL = re.compile(r"执行数?|决算数?|完成数|实际(?:完成)?(?:数)?|实绩|完成额|实际值")
_YEAR = re.compile(r"(?:19|20)\d{2}")


def changes(read: ReadTable) -> Iterator[Relation]:
    """Every column of changes whose two figures the table prints."""
    yield from _across(read)
    yield from _down(read)
    yield from _done(read)


def _across(read: ReadTable) -> Iterator[Relation]:
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
                for row in read.layout.rows:
                    yield from _of_row(read, row, pair, column)


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


def _of_row(read: ReadTable, row: Row, pair: tuple[Column, Column], column: Column) -> Iterator[Relation]:
    old, new = (read.figures.get((row.index, c.index)) for c in pair)
    if old is None or new is None:
        return
    stated, said = read.figures.get((row.index, column.index)), read.directions.get((row.index, column.index))
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
            old = read.figures.get((above.index, before[-1].index)) if above is not None else None
            new, stated = (read.figures.get((row.index, c.index)) for c in (before[-1], column))
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


def _done(read: ReadTable) -> Iterator[Relation]:
    """完成预算 % is what was reached in percent of what was planned."""
    figures = read.layout.figures
    for column in figures:
        if not _DONE.search(column.text) or CHANGE.search(column.text):
            continue
        before = [c for c in figures if c is not column and not CHANGE.search(c.text)]
        actual = [
            c
            for c in before
            if c.head and _ACTUAL.search(c.head[-1]) and not _DONE.search(c.text) and _order(c.head[-1]) != 0
        ]
        planned = [c for c in before if c.head and PLANNED.fullmatch(measure_of(c.head[-1]))]
        exactly = [c for c in planned if measure_of(c.head[-1]).rstrip("数值额") in column.text]
        planned = exactly if len(exactly) == 1 else planned
        if len(actual) != 1 or len(planned) != 1:
            continue
        for row in read.layout.rows:
            done, reached, plan = (read.figures.get((row.index, c.index)) for c in (column, actual[0], planned[0]))
            if done is None or reached is None or plan is None or done.quantity.unit.symbol != "%":
                continue
            if plan.quantity.low <= 0:
                continue
            words = (
                f"“{done.row}”的完成比例应为{measure_of(actual[0].head[-1])}与{measure_of(planned[0].head[-1])}之比",
                "the share done should be what was reached divided by what was planned",
            )
            that = statement(done.variable, "==", Binary("/", reached.variable, plan.variable))
            family = f"{read.place.index}/done {column.index}"
            yield relation("share", that, [done, reached, plan], LIKELY, words, family)
