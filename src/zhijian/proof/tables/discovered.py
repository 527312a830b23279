"""Relations that a table shows by keeping them nearly everywhere: what most rows or columns obey, the rest should.

A rate column that is one column over another in most rows, shares that make 100 % in most rows. Where too few keep it,
nothing is claimed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import permutations
from typing import Literal

from zhijian.expressions import Binary, Node, Number
from zhijian.proof.shapes import Figure, Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.layout import Column
from zhijian.proof.tables.made import makes_hundred
from zhijian.proof.tables.rows import plain_column
from zhijian.proof.tables.said import LIKELY, ONE, hundred, relation, statement
from zhijian.proof.tables.words import AVERAGE, CHANGE, known_unit, measure_of

_MOST = Fraction(2, 3)  # of the rows that keep a relation which the others should keep, too
_FEWEST = 3
_GROWTH = re.compile("增[长幅速]|[涨降]幅")  # what is named so is no other quotient, however few rows tell them apart
_PER_AREA = re.compile("[亩单]产")
_MANY = 1000  # of whole amounts per head, which are quotients by no accident
_LINES = 12  # beyond which pairs are not tried

Form = Literal["quotient", "growth", "rest"]
"""a / b, a / b − 1, 1 − a / b (毛利率)."""
_FORMS: tuple[Form, ...] = ("quotient", "growth", "rest")


def quotients(read: ReadTable) -> Iterator[Relation]:
    """A column of rates, ratios or amounts per head that is one column over another, or its growth, in most rows; a row
    of such that is one row over another in most columns."""
    columns = [c for c in read.layout.figures if not CHANGE.search(c.text) or c.text.endswith(("%", "％", "率", "）"))]
    yield from _among([_Line(c.index, c.text, _column(read, c)) for c in columns], "column", read, fewest=2)
    plain = [c for c in columns if plain_column(c)]
    rows = [
        _Line(row.index, row.label, {c.index: f for c in plain if (f := read.at(row, c)) is not None})
        for row in read.layout.rows
    ]
    yield from _among(rows, "row", read, fewest=_FEWEST)


@dataclass(frozen=True, slots=True)
class _Line:
    """A column by row, or a row by column."""

    index: int
    text: str
    figures: dict[int, Figure]


def _among(lines: Sequence[_Line], kind: str, read: ReadTable, *, fewest: int) -> Iterator[Relation]:
    """fewest: places that must keep a quotient, besides most of them."""
    if len(lines) > _LINES:
        return
    for line in lines:
        if len(line.figures) < _FEWEST or not _relative(line):
            continue
        amounts = [other for other in lines if other is not line and _amounts(other.figures)]
        best: tuple[int, _Line, _Line, Form] | None = None
        forms: tuple[Form, ...] = ("growth",) if _GROWTH.search(line.text) else _FORMS
        for above, below in permutations(amounts, 2):
            for form in forms:
                kept = sum(_keeps(at, (line, above, below), form) for at in line.figures)
                if best is None or kept > best[0]:
                    best = (kept, above, below, form)
        if best is not None and best[0] >= fewest and best[0] >= _MOST * len(line.figures):
            yield from _quotients(line, best[1:], kind, read)


def _column(read: ReadTable, column: Column) -> dict[int, Figure]:
    return {row.index: figure for row in read.layout.rows if (figure := read.at(row, column)) is not None}


def _amounts(figures: dict[int, Figure]) -> bool:
    return bool(figures) and all(f.quantity.unit.symbol not in {"%", "‰", ":1"} for f in figures.values())


def _relative(line: _Line) -> bool:
    """Rates, ratios, amounts per head: figures that are printed with decimals or many digits and rest on others, by
    their unit or by their name (生师比, 班均人数, 亩产)."""
    figures = line.figures.values()
    symbols = {f.quantity.unit.symbol for f in figures}
    by_unit = symbols <= {"%", "‰", ":1"} or any("/" in symbol for symbol in symbols)
    by_name = AVERAGE.search(line.text) or _PER_AREA.search(line.text)
    fine = any(f.quantity.decimals > 0 for f in figures)
    fine = fine or (not by_unit and all(abs(f.quantity.mantissa) >= _MANY for f in figures))
    return len(symbols) == 1 and bool(by_unit or by_name) and fine


def _keeps(at: int, lines: tuple[_Line, _Line, _Line], form: Form) -> bool:
    stated, above, below = (line.figures.get(at) for line in lines)
    if stated is None or above is None or below is None or below.quantity.low <= 0:
        return False
    a, b = above.quantity.in_base, below.quantity.in_base
    if (one := _one_of(stated, above, below)) is not None:
        b /= one.value * one.unit.scale
    value = {"quotient": a / b, "growth": a / b - 1, "rest": 1 - a / b}[form]
    low, high = stated.quantity.ends
    return high is not None and low <= value <= high


def _one_of(stated: Figure, above: Figure, below: Figure) -> Number | None:
    """One of what an amount is per, where its unit does not say so: 亩产（公斤） of 万吨 and 万亩 is per 亩."""
    dimension, symbol = stated.quantity.unit.dimension, below.quantity.unit.symbol
    if not symbol or dimension != above.quantity.unit.dimension or dimension == below.quantity.unit.dimension:
        return None
    single = known_unit(symbol.lstrip("万亿")) or below.quantity.unit
    return None if single.count else Number(Fraction(1), single, f"1{single.symbol}")


def _quotients(line: _Line, found: tuple[_Line, _Line, Form], kind: str, read: ReadTable) -> Iterator[Relation]:
    above, below, form = found
    rate, one_name, other_name = (measure_of(each.text) for each in (line, above, below))
    for at, stated in line.figures.items():
        one, other = above.figures.get(at), below.figures.get(at)
        if one is None or other is None or other.quantity.low <= 0:
            continue
        per = _one_of(stated, one, other)
        value: Node = Binary("/", one.variable, other.variable if per is None else Binary("/", other.variable, per))
        name = stated.row if kind == "column" else stated.column
        words = {
            "quotient": (
                f"“{name}”的{rate}应为{one_name}与{other_name}之比",
                f"{rate} of {name} should be {one_name} divided by {other_name}",
            ),
            "growth": (
                f"“{name}”的{rate}应为{one_name}比{other_name}的增长率",
                f"{rate} of {name} should be the growth from {other_name} to {one_name}",
            ),
            "rest": (
                f"“{name}”的{rate}应为{other_name}与{one_name}之差占{other_name}的比重",
                f"{rate} of {name} should be what {one_name} leaves of {other_name}",
            ),
        }[form]
        value = {"quotient": value, "growth": Binary("-", value, ONE), "rest": Binary("-", ONE, value)}[form]
        that = statement(stated.variable, "==", value)
        family = f"{read.place.index}/quotient {kind} {line.index}"
        yield relation("growth" if form == "growth" else "share", that, [stated, one, other], LIKELY, words, family)


def full_rows(read: ReadTable) -> Iterator[Relation]:
    """Rows of shares that make 100 %, as most rows of the table do."""
    rows = []
    for _row, figures in read.by_row:
        found = [f for f in figures.values() if f.quantity.unit.symbol == "%"]
        if len(found) >= 2 and len(found) == len(figures):
            rows.append(found)
    kept = [row for row in rows if makes_hundred(row)]
    if len(rows) < 2 or len(kept) < _MOST * len(rows):
        return
    for row in rows:
        yield hundred(row, f"{read.place.index}/hundred")
