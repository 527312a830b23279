"""Clean rows of one table → facts: counted by the engine, named and sourced here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import polars as pl

from zhijian.catalogue import Catalogue, RollUp
from zhijian.facts import Fact, OrganisationTree
from zhijian.quantity import exact, unit
from zhijian.records.count import Engine, below, count_by
from zhijian.records.definition import Measure
from zhijian.records.problems import Problems
from zhijian.records.sources import source_of
from zhijian.records.tables import CleanTable

HOME = ("region.local", "region.in_province")  # derived fields that need the school's city to be known


@dataclass(frozen=True)
class TableFacts:
    """The facts that one table yields: of every school with sound rows, and of the organisations above them what is
    counted once by key.
    """

    engine: Engine
    table: CleanTable
    catalogue: Catalogue
    tree: OrganisationTree
    problems: Problems

    def count(self, wanted: Sequence[Measure]) -> Iterator[Fact]:
        table = self.table
        ids = [school.id for school in self.tree.schools()]
        counted = [s for s in ids if s not in table.unsound and (s in table.files or not table.table.every_school)]
        usable = self._usable(wanted, counted)
        needed = ["school", *dict.fromkeys(name for measure in wanted for name in measure.needs)]
        records = self.engine.table(table.rows.filter(pl.col("school").is_in(counted)).select(needed))
        yield from self._of_schools(records, wanted, usable)
        shared = [m for m in wanted if m.distinct and self.catalogue[m.indicator].roll_up is RollUp.distinct]
        if shared:
            yield from self._of_parents(records, shared, usable)

    def _of_schools(
        self, records: Any, wanted: Sequence[Measure], usable: Mapping[str, Sequence[str]]
    ) -> Iterator[Fact]:
        plain = [m for m in wanted if not m.by]
        rows = self.engine.rows(count_by(records, ["school"], plain)) if plain else []
        counts = {row["school"]: row for row in rows}
        for measure in plain:
            for school in usable[measure.indicator]:
                yield from self._plain(measure, school, counts.get(school, {}))
        for measure in (m for m in wanted if m.by):
            for row in self.engine.rows(count_by(records, ["school", measure.by], [measure])):
                if row["school"] in usable[measure.indicator]:
                    yield from self._sliced(measure, row["school"], row)

    def _of_parents(
        self, records: Any, shared: Sequence[Measure], usable: Mapping[str, Sequence[str]]
    ) -> Iterator[Fact]:
        schools = {o.id: [s.id for s in self.tree.schools(o.id)] for o in self.tree if o.level != "school"}
        pairs = [(school, parent) for parent, ids in schools.items() for school in ids]
        parents = pl.DataFrame(pairs, schema=["school", "organisation"], orient="row")
        joined = below(records, self.engine.table(parents))
        for by in dict.fromkeys(measure.by for measure in shared):
            group = [measure for measure in shared if measure.by == by]
            found: dict[str, list[dict[str, Any]]] = {}
            for row in self.engine.rows(count_by(joined, ["organisation", by] if by else ["organisation"], group)):
                found.setdefault(row["organisation"], []).append(row)
            for measure in group:
                for parent, ids in schools.items():
                    parts = (len(set(ids).intersection(usable[measure.indicator])), len(ids))
                    if not parts[0]:
                        continue
                    for row in found.get(parent, [] if by else [{}]):
                        yield from (self._sliced if by else self._plain)(measure, parent, row, parts)

    def _usable(self, wanted: Sequence[Measure], schools: Sequence[str]) -> dict[str, list[str]]:
        """For each measure, the schools whose files have every field it needs, and whose regions can be told."""
        table = self.table
        usable: dict[str, list[str]] = {}
        untold: dict[tuple[str, str], list[str]] = {}
        homeless = {
            place: set(
                table.rows.filter(pl.col("region").is_not_null() & pl.col(place).is_null())["school"].unique().to_list()
            )
            for place in HOME
            if place in table.rows.columns
        }
        for measure in wanted:
            needed = {name.partition(".")[0] for name in measure.needs}
            lacking = {container for container, absent in table.absent.items() if needed & absent}
            for container in sorted(lacking):
                for name in sorted(needed & table.absent[container]):
                    untold.setdefault((container, name), []).append(self.catalogue[measure.indicator].label["zh"])
            lost = {school for place in HOME if place in measure.needs for school in homeless[place]}
            usable[measure.indicator] = [
                s for s in schools if s not in lost and not lacking.intersection(table.files.get(s, ()))
            ]
        for (container, name), labels in untold.items():
            field = table.table.fields[name]
            expected = f"“{field.label}”（{field.pinyin}）"
            self.problems.add("ZJ822", container, expected=expected, indicator="”“".join(labels), subject=name)
        return usable

    def _plain(
        self, measure: Measure, organisation: str, row: Mapping[str, Any], parts: tuple[int, int] | None = None
    ) -> Iterator[Fact]:
        total = int(row.get(measure.indicator, 0))
        if not measure.mean:
            yield self._fact(measure, organisation, Fraction(total), "", parts)
        elif row.get(measure.indicator + "/n"):  # a mean over nobody is no figure
            yield self._fact(measure, organisation, Fraction(total, int(row[measure.indicator + "/n"])), "", parts)

    def _sliced(
        self, measure: Measure, organisation: str, row: Mapping[str, Any], parts: tuple[int, int] | None = None
    ) -> Iterator[Fact]:
        count, key = int(row[measure.indicator]), row[measure.by]
        if count and key is not None:
            yield self._fact(measure, organisation, Fraction(count), self._slice(measure, key), parts)

    def _slice(self, measure: Measure, value: str) -> str:
        """The slice's key of a field's value: the value itself where the catalogue has it, else its label."""
        keys = self.catalogue.slice_sets[self.catalogue[measure.indicator].slices].keys
        field = self.table.table.fields.get(measure.by)
        return value if value in keys or field is None or field.codes is None else field.codes.labels[value]

    def _fact(
        self, measure: Measure, organisation: str, value: Fraction, key: str, parts: tuple[int, int] | None
    ) -> Fact:
        indicator = self.catalogue[measure.indicator]
        if measure.unit:
            value = value * unit(measure.unit).scale / indicator.unit.scale
        given, expected = parts or (None, None)
        return Fact.of(
            organisation,
            self.table.period,
            measure.indicator,
            exact(value, indicator.unit, _decimals(value, indicator.decimals)),
            slice=key,
            source=source_of(self.table.table.id, self.table.files, measure, organisation, key),
            parts_given=given,
            parts_expected=expected,
        )


def _decimals(value: Fraction, wanted: int | None) -> int:
    """The catalogue's decimals; where it names none, as many as the value has, six at most."""
    if wanted is not None:
        return wanted
    return next((d for d in range(6) if (value * 10**d).denominator == 1), 6)
