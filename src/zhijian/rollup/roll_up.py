"""Facts of schools → facts of every county, city, province above them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from zhijian.catalogue import Catalogue, Indicator, RollUp
from zhijian.checks import ColumnResolver, Columns, State
from zhijian.expressions import Rationals, Slices, evaluate, leaves
from zhijian.facts import FactSet, OrganisationTree
from zhijian.rollup.as_facts import as_facts
from zhijian.rollup.children import HALF, Children, School
from zhijian.rollup.ranges import Ranges
from zhijian.rollup.rolled import Rolled, RolledMatrix


def roll_up(
    facts: FactSet, catalogue: Catalogue, tree: OrganisationTree, *, recorded: FactSet | None = None
) -> FactSet:
    """One fact per parent, period, indicator and slice of which any school below says anything, in catalogue order.

    facts: of schools (others are passed over). recorded: what records yield; its facts of parents are the counts
    of indicators that are counted by key (distinct). Where there are none, such a fact stands for
    [greatest child, sum of children], which is all that is known. Everything is computed from the schools
    directly, exactly, and rounded once (四舍五入) to the catalogue's decimals, or to the most that a child states.
    What does not apply is passed over; what is missing shows in parts_given of parts_expected.
    """
    rolling = _Rolling(facts, catalogue, tree, recorded)
    return as_facts(rolling.all(), rolling.matrix, catalogue)


class _Rolling:
    def __init__(self, facts: FactSet, catalogue: Catalogue, tree: OrganisationTree, recorded: FactSet | None) -> None:
        self.catalogue = catalogue
        schools = tuple(school.id for school in tree.schools())
        columns = Columns(facts, catalogue, schools, _periods(recorded))
        self.school = School(columns)
        self.ranges = Ranges(tree, len(columns.periods))
        self.matrix = RolledMatrix(catalogue, self.ranges.parents, columns.periods)
        self.counted = Columns(recorded, catalogue, self.ranges.parents, columns.periods) if recorded else None

    def all(self) -> list[tuple[tuple[str, str], Rolled]]:
        """Every column that can be rolled up; formulas last, since they take the others."""
        for indicator in self.catalogue.indicators.values():
            for key in self._keys(indicator):
                self.matrix.rolled[indicator.id, key] = self._own(indicator, key)
        for indicator in self.catalogue.indicators.values():
            if indicator.roll_up is RollUp.formula:
                self._formula(indicator)
        order = {id_: number for number, id_ in enumerate(self.catalogue.indicators)}
        return sorted(self.matrix.rolled.items(), key=lambda item: (order[item[0][0]], item[0][1]))

    def _keys(self, indicator: Indicator) -> list[str]:
        if indicator.roll_up in (RollUp.formula, RollUp.none):
            return []
        sources = [self.school.columns, *([self.counted] if self.counted else [])]
        held = {key for id_, key in (pair for source in sources for pair in source.held()) if id_ == indicator.id}
        return sorted(held)

    def _own(self, indicator: Indicator, key: str) -> Rolled:
        children = self.school.of(indicator.id, key)
        if indicator.roll_up is RollUp.weighted_mean:
            return self._weighted_mean(children, self.school.of(indicator.weight))
        if indicator.roll_up is RollUp.maximum:
            return self._with_parts(children, *(self._greatest(v, children) for v in _values(children)))
        sums = [self.ranges.sum(v) for v in _values(children)]
        if indicator.roll_up is RollUp.sum:
            return self._with_parts(children, *sums)
        return self._distinct(indicator.id, key, children, sums[2])

    def _with_parts(self, children: Children, value: Rationals, low: Rationals, high: Rationals) -> Rolled:
        given = self.ranges.total(children.parts_given)
        expected = self.ranges.total(children.parts_expected)
        any_given = self.ranges.most(children.given.astype(np.int8)) > 0
        present = self.ranges.most(children.state) > 0
        silent = self.ranges.most((children.state <= State.not_reported).astype(np.int8)) > 0
        state = np.where(expected > 0, np.where(silent, State.not_reported, State.no_data), State.not_applicable)
        state = np.where(any_given, State.given, np.where(present, state, State.absent)).astype(np.int8)
        return Rolled(value, low, high, state, given, expected, self.ranges.most(children.decimals))

    def _greatest(self, values: Rationals, children: Children) -> Rationals:
        """The greatest given value; children without one never win."""
        if children.given.all():
            return self.ranges.max(values)
        least = Rationals(np.full(len(values), values.num.min() if len(values) else 0), values.den)
        return self.ranges.max(values.where(children.given, least))

    def _weighted_mean(self, children: Children, weights: Children) -> Rolled:
        """Σ value · weight ÷ Σ weight. A child of weight 0 that states nothing is passed over; one without a
        weight is missing. Weights that are no single value leave the range of the children's intervals."""
        weightless = weights.given & (weights.high.sign() == 0)
        counts = children.given & weights.given & ~weightless
        nothing = Rationals.constant(0, len(children.value))
        weight = weights.value.where(counts, nothing)
        passed_over = weightless & ~children.given
        missing = children.given & ~weights.given
        children = replace(
            children,
            state=np.where(
                passed_over,
                np.int8(State.not_applicable),
                np.where(missing, np.int8(State.not_reported), children.state),
            ),
            parts_given=np.where(missing, 0, children.parts_given),
            parts_expected=np.where(passed_over, 0, children.parts_expected),
        )
        total = self.ranges.sum(weight)
        some = total.sign() > 0
        divisor = total.where(some, Rationals.constant(1, self.ranges.rows))
        value, low, high = (self.ranges.sum(v * weight).divided_by(divisor) for v in _values(children))
        vague = self.ranges.most((counts & ~(weights.high <= weights.low)).astype(np.int8)) > 0
        if vague.any():
            counted = replace(children, state=np.where(counts, np.int8(State.given), np.int8(State.absent)))
            low = (-self._greatest(-children.low, counted)).where(vague, low)
            high = self._greatest(children.high, counted).where(vague, high)
        rolled = self._with_parts(children, value, low, high)
        state = np.where((rolled.state == State.given) & ~some, np.int8(State.not_applicable), rolled.state)
        return replace(rolled, state=state)

    def _distinct(self, indicator: str, key: str, children: Children, sum_high: Rationals) -> Rolled:
        least = self._greatest(children.low, children)
        rolled = self._with_parts(children, least, least, sum_high)
        if self.counted is None:
            return rolled
        column = self.counted.column(indicator, key)
        if not column.given.any():
            return rolled
        sources = self.counted.facts.frame["source"]
        rows = np.flatnonzero(column.given)
        return replace(
            rolled,
            value=((column.low + column.high) * Rationals.constant(HALF, self.ranges.rows)).where(
                column.given, rolled.value
            ),
            low=column.low.where(column.given, rolled.low),
            high=column.high.where(column.given, rolled.high),
            state=np.where(column.given, np.int8(State.given), rolled.state),
            source={int(row): sources[int(column.position[row])] for row in rows},
        )

    def _formula(self, indicator: Indicator) -> None:
        assert indicator.formula is not None  # noqa: S101 - the loader proves it
        formula = self.catalogue.expand(indicator.formula)
        keys = [
            (leaf.indicator, key)
            for leaf in leaves(formula)
            for key in (self.matrix.slices(leaf.indicator) if isinstance(leaf, Slices) else (leaf.slice,))
        ]
        if not any(key in self.matrix.rolled for key in keys):
            return
        parts = [self.matrix.rolled.get(key) or self._nothing() for key in keys]
        interval = evaluate(formula, ColumnResolver(self.matrix))
        printed = evaluate(formula, ColumnResolver(self.matrix.as_printed()))
        stated = self.ranges.most(self.school.of(indicator.id).state) > State.absent
        present = stated | np.all([part.state > State.absent for part in parts], axis=0)
        state = np.where(interval.defined, np.int8(State.given), self.matrix.state_without_value(parts))
        gaps = np.array([part.parts_expected - part.parts_given for part in parts])
        worst = gaps.argmax(axis=0)
        rows = np.arange(self.ranges.rows)
        self.matrix.rolled[indicator.id, ""] = Rolled(
            value=printed.low,
            low=interval.low,
            high=interval.high,
            state=np.where(present, np.maximum(state, np.int8(State.not_reported)), np.int8(State.absent)),
            parts_given=np.array([part.parts_given for part in parts])[worst, rows],
            parts_expected=np.array([part.parts_expected for part in parts])[worst, rows],
            decimals=np.array([part.decimals for part in parts]).max(axis=0),
        )

    def _nothing(self) -> Rolled:
        """A part of a formula of which no school says anything."""
        rows = self.ranges.rows
        zero = Rationals.constant(0, rows)
        none = np.zeros(rows, dtype=np.int64)
        expected = self.ranges.total(np.ones(len(self.ranges.schools) * self.ranges.periods, dtype=np.int64))
        return Rolled(zero, zero, zero, np.zeros(rows, dtype=np.int8), none, expected, none)


def _values(children: Children) -> tuple[Rationals, Rationals, Rationals]:
    return children.value, children.low, children.high


def _periods(recorded: FactSet | None) -> list[str]:
    return [] if recorded is None else recorded.frame["period"].unique().to_list()
