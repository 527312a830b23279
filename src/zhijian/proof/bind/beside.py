"""Columns of several tables that tell of the same schools, counties or offices, row by row.

What most rows keep, the rest should: an amount per student that is the amount of one table over the students of
another, and a column that another table prints again under another name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, product

from zhijian.expressions import Binary
from zhijian.expressions import Relation as Statement
from zhijian.proof.bind.facts import Facts
from zhijian.proof.bind.names import loose
from zhijian.proof.bind.per_head import STUDENTS, gives
from zhijian.proof.bind.relations import agree
from zhijian.proof.shapes import Figure, Relation, Words
from zhijian.proof.slips import looks_like_a_slip

_LIKELY = Fraction(85, 100)
_FEWEST = 4  # rows that keep a relation
_MOST = Fraction(3, 4)  # of the rows that have the figures
_DIGITS = 3  # of figures in which to agree row by row is no accident

Column = Mapping[str, Figure]
"""The figures of one column by the row's subject."""


def beside(figures: Sequence[Figure], facts: Facts) -> Iterator[Relation]:
    """Relations between columns of different tables whose rows have the same subjects."""
    columns = _columns(figures)
    yield from _per_student(columns)
    for one, other in combinations(columns.items(), 2):
        if one[0][0] != other[0][0]:
            yield from _again(one[1], other[1], facts, f"{one[0]}/again {other[0]}")


def _columns(figures: Sequence[Figure]) -> dict[tuple[str, str], Column]:
    found: dict[tuple[str, str], dict[str, Figure]] = {}
    twice: set[tuple[str, str]] = set()
    for figure in figures:
        if not figure.table or not figure.subject or figure.in_case or figure.planned or figure.scope:
            continue
        if figure.role in {"value", "per_head", "ratio"} and figure.quantity.high is not None:
            key = (figure.table, figure.column)
            rows = found.setdefault(key, {})
            if rows.setdefault(figure.subject, figure) is not figure:
                twice.add(key)
    return {key: rows for key, rows in found.items() if len(rows) >= _FEWEST and key not in twice}


def _per_student(columns: Mapping[tuple[str, str], Column]) -> Iterator[Relation]:
    students = [
        (key, rows)
        for key, rows in columns.items()
        if all(STUDENTS.fullmatch(loose(f.measure)) and f.quantity.low > 0 for f in rows.values())
    ]
    rates = [(key, rows) for key, rows in columns.items() if all(f.role == "per_head" for f in rows.values())]
    for key, rows in rates:
        best: tuple[int, Column, Column] | None = None
        for (above_key, above), (below_key, below) in product(columns.items(), students):
            if key in {above_key, below_key} or key[0] == above_key[0] == below_key[0] or above is below:
                continue  # within one table its own form tells
            shared = [s for s in rows if s in above and s in below]
            if not shared or any(above[s].role != "value" or not _but_persons(rows[s], above[s]) for s in shared):
                continue
            kept = sum(gives(rows[s], above[s], below[s]) for s in shared)
            if kept >= _FEWEST and kept >= _MOST * len(shared) and (best is None or kept > best[0]):
                best = kept, above, below
        if best is not None:
            _kept, above, below = best
            for subject, rate in rows.items():
                if subject in above and subject in below:
                    yield _quotient(rate, above[subject], below[subject], f"{key}/per student")


def _but_persons(one: Figure, other: Figure) -> bool:
    """Whether both measure the same but for 人: 平方米/生 and 万平方米."""
    a, b = ({base: p for base, p in f.quantity.unit.dimension if base != "person"} for f in (one, other))
    return a == b and bool(a)


def _quotient(rate: Figure, above: Figure, below: Figure, family: str) -> Relation:
    return Relation(
        "per_head",
        Statement((rate.variable, Binary("/", above.variable, below.variable)), ("==",)),
        (rate.id, above.id, below.id),
        _LIKELY,
        Words(
            f"“{rate.row}”的{rate.measure}应为{above.measure}与{below.measure}之比，其余各行均如此",
            f"{rate.measure} of {rate.row} should be {above.measure} divided by {below.measure}, as in the other rows",
        ),
        family,
    )


def _again(one: Column, other: Column, facts: Facts, family: str) -> Iterator[Relation]:
    """The same column in two tables."""
    shared = [s for s in one if s in other]
    if len(shared) < _FEWEST or not all(_alike(one[s], other[s]) for s in shared):
        return
    if any(facts.keys.get(one[s].id) == facts.keys.get(other[s].id) is not None for s in shared):
        return  # bound by its name
    kept = [s for s in shared if agree(one[s], other[s])]
    fine = [s for s in kept if all(len(str(abs(f.quantity.mantissa))) >= _DIGITS for f in (one[s], other[s]))]
    if len(fine) < _FEWEST or len(kept) < _MOST * len(shared):
        return
    for subject in shared:
        first, second = one[subject], other[subject]
        told = first.role != "value" or agree(first, second) or looks_like_a_slip(first.quantity, second.quantity)
        if not told:
            continue  # two amounts may well be the same at most schools and differ at one
        yield Relation(
            "duplicate",
            Statement((second.variable, first.variable), ("==",)),
            (first.id, second.id),
            _LIKELY,
            Words(f"“{second.measure}”", second.measure),
            family,
        )


def _alike(one: Figure, other: Figure) -> bool:
    """Whether both are printed in units of one kind; an amount per student may be printed in 元 or in 元/生."""
    a, b = one.quantity.unit, other.quantity.unit
    if {one.role, other.role} == {"per_head"} and _but_persons(one, other):
        return True
    return one.role == other.role and a.dimension == b.dimension and (bool(a.dimension) or a.symbol == b.symbol)
