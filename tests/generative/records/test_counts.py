"""Counting by Ibis on DuckDB gives what a few lines of Python give."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijian.records import Measure
from zhijian.records.count import Engine, below, count_by

Row = Mapping[str, Any]
COLOURS = st.sampled_from(["red", "green", "blue", None])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "school": st.sampled_from(["a", "b", "c"]),
            "colour": COLOURS,
            "size": COLOURS,
            "key": st.sampled_from(["k1", "k2", "k3", None]),
            "amount": st.one_of(st.none(), st.integers(-(10**12), 10**12)),
        }
    ),
    max_size=30,
)
WHERE = st.dictionaries(
    st.sampled_from(["colour", "size"]),
    st.lists(st.sampled_from(["red", "green", "blue"]), min_size=1, max_size=3, unique=True).map(tuple),
)
SCHEMA = {"school": pl.String, "colour": pl.String, "size": pl.String, "key": pl.String, "amount": pl.Int64}
PARENTS = [("a", "north"), ("b", "north"), ("a", "all"), ("b", "all"), ("c", "all")]


@st.composite
def some_measures(draw: st.DrawFn) -> list[Measure]:
    where = draw(WHERE)
    return [
        Measure("count", "t", where),
        Measure("sum", "t", where, sum="amount"),
        Measure("mean", "t", where, mean="amount"),
        Measure("distinct", "t", where, distinct=("key",)),
        Measure("pairs", "t", where, distinct=("key", "colour")),
    ]


def reference(rows: Sequence[Row], measure: Measure) -> int | Fraction | None:
    """The same in plain Python: an empty value equals nothing, and is no key."""
    kept = [row for row in rows if all(row[field] in wanted for field, wanted in measure.where.items())]
    if measure.distinct:
        first, *others = measure.distinct
        return len({(row[first], *(row[o] or "" for o in others)) for row in kept if row[first] is not None})
    amounts = [row["amount"] for row in kept if row["amount"] is not None]
    if measure.mean:
        return Fraction(sum(amounts), len(amounts)) if amounts else None
    return sum(amounts) if measure.sum else len(kept)


def computed(row: Row, measure: Measure) -> int | Fraction | None:
    value = int(row[measure.indicator])
    if not measure.mean:
        return value
    number = int(row[measure.indicator + "/n"])
    return Fraction(value, number) if number else None


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    with Engine() as ready:
        yield ready


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=ROWS, measures=some_measures())
def test_counts_of_schools_agree(engine: Engine, rows: list[Row], measures: list[Measure]) -> None:
    table = engine.table(pl.DataFrame(rows, schema=SCHEMA))
    found = {row["school"]: row for row in engine.rows(count_by(table, ["school"], measures))}
    assert set(found) == {row["school"] for row in rows}
    for school, counts in found.items():
        own = [row for row in rows if row["school"] == school]
        assert [computed(counts, m) for m in measures] == [reference(own, m) for m in measures]


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(rows=ROWS, measures=some_measures())
def test_counts_of_what_lies_above_schools_agree(engine: Engine, rows: list[Row], measures: list[Measure]) -> None:
    table = engine.table(pl.DataFrame(rows, schema=SCHEMA))
    parents = engine.table(pl.DataFrame(PARENTS, schema=["school", "organisation"], orient="row"))
    found = engine.rows(count_by(below(table, parents), ["organisation"], measures))
    for counts in found:
        schools = {school for school, parent in PARENTS if parent == counts["organisation"]}
        own = [row for row in rows if row["school"] in schools]
        assert [computed(counts, m) for m in measures] == [reference(own, m) for m in measures]
