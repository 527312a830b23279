"""A handful of facts is arranged one by one, many are as a table: both give the same columns."""

from typing import Any

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from support.small_city import small_catalogue, small_city
from zhijian.checks.columns import Columns
from zhijian.facts import SCHEMA, Fact, FactSet, Status
from zhijian.quantity import Quantity

CATALOGUE = small_catalogue()
ORGANISATIONS = [school.id for school in small_city(3).schools()]
INDICATORS = list(CATALOGUE.indicators)


@st.composite
def a_fact(draw: st.DrawFn) -> Fact:
    indicator = draw(st.sampled_from([*INDICATORS, "of.another.catalogue"]))
    key = (
        draw(st.sampled_from([*ORGANISATIONS, "somewhere-else"])),
        draw(st.sampled_from(["2023", "2024", "1999"])),
        indicator,
    )
    slice_ = draw(st.sampled_from(["", "", "61", "52"]))
    status = draw(st.sampled_from(list(Status)))
    if status is not Status.given or indicator not in CATALOGUE:
        return Fact(*key, slice_, status=Status.no_data if status is Status.given else status, unit="人")
    quantity = Quantity.stated(draw(st.integers(0, 9999)), draw(st.integers(0, 3)), CATALOGUE[indicator].unit)
    parts = draw(st.sampled_from([(None, None), (3, 3), (2, 3)]))
    return Fact.of(*key, quantity, slice=slice_, parts_given=parts[0], parts_expected=parts[1])


def as_table(facts: list[Fact]) -> FactSet:
    frame = FactSet.from_facts(facts).frame
    assert dict(frame.schema) == SCHEMA
    return FactSet(pl.concat([frame]))


def told(columns: Columns) -> list[Any]:
    """Everything that columns say, row by row."""
    held = list(columns.held())
    found: list[Any] = [columns.periods, held, [columns.slices(id_) for id_ in INDICATORS]]
    for key in [*held, ("no.such.indicator", "")]:
        column = columns.column(*key)
        ends = [(column.low.fraction(row), column.high.fraction(row)) for row in range(columns.rows)]
        facts = [columns.fact(column, row) for row in range(columns.rows)]
        found.append((key, ends, column.state.tolist(), facts, columns.entries(*key).tolist()))
    return found


@given(st.lists(a_fact(), max_size=12))
def test_few_facts_give_the_columns_of_a_table(facts: list[Fact]) -> None:
    few, many = FactSet.from_facts(facts), as_table(facts)
    assert few.few is not None
    assert many.few is None
    assert list(few) == list(many) == facts
    assert told(Columns(few, CATALOGUE, ORGANISATIONS)) == told(Columns(many, CATALOGUE, ORGANISATIONS))
