"""Computed cells: formulas and totals of breakdowns, by the library, exact, rounded once for print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

import numpy as np

from zhijian.catalogue import Indicator
from zhijian.expressions import Call, Interval, Rationals, Slices, Variable, evaluate
from zhijian.facts import Fact
from zhijian.intake import FormRow
from zhijian.quantity import format_number, round_to_mantissa, unit
from zhijian.web.collection.form import EntryForm

UNSTATED_DECIMALS = 4  # of a formula whose indicator does not say how it is printed
Shown = Mapping[tuple[str, str], tuple[int, int]]
Ends = tuple[Fraction, Fraction]


class _Years:
    """A Resolver over one organisation's figures: a row for last year and one for this year.

    The matrix of ``checks`` does the same for many organisations; for a handful of figures it costs more than it saves.
    """

    rows = 2

    def __init__(self, facts: Iterable[Fact], form: EntryForm) -> None:
        self.form = form
        self.periods = (form.previous, form.current)
        self.ends: dict[tuple[str, str, str], Ends] = {}
        self.keys: dict[str, dict[str, None]] = {}
        for fact in facts:
            if fact.low is not None and fact.high is not None:
                scale = unit(fact.unit).scale
                self.ends[fact.indicator, fact.slice, fact.period] = (fact.low * scale, fact.high * scale)
                if fact.slice:
                    self.keys.setdefault(fact.indicator, {})[fact.slice] = None

    def variable(self, variable: Variable) -> Interval:
        """The figure in both years; not defined where it is not given, or another organisation's."""
        nothing = (Fraction(0), Fraction(0))
        found = [self._at(variable, period) for period in self.periods]
        low = Rationals.of([(ends or nothing)[0] for ends in found])
        high = Rationals.of([(ends or nothing)[1] for ends in found])
        return Interval(low, high, np.array([ends is not None for ends in found]))

    def slices(self, slices: Slices) -> list[Interval]:
        """The rows of a breakdown that anybody states."""
        keys = self.keys.get(slices.indicator, {})
        return [self.variable(Variable(slices.indicator, key, slices.back, slices.organisation)) for key in keys]

    def _at(self, variable: Variable, period: str) -> Ends | None:
        if variable.organisation:
            return None
        when = self.form.catalogue.earlier(period, variable.back) if variable.back else period
        return self.ends.get((variable.indicator, variable.slice, when))


def derived_values(facts: Iterable[Fact], form: EntryForm, rows: Iterable[FormRow]) -> Shown:
    """(indicator, period) → (mantissa, decimals) of the computed rows, for this and last year, where their parts are there.

    facts: of one organisation.
    """
    years = _Years(facts, form)
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        result = evaluate(form.catalogue.expand(Variable(row.indicator.id)), years)
        for number, period in enumerate(years.periods):
            bounds = result.bounds(number)
            if bounds is not None:
                decimals = UNSTATED_DECIMALS if row.indicator.decimals is None else row.indicator.decimals
                found[row.indicator.id, period] = _rounded(row.indicator, bounds, decimals)
    return found


def total_of(facts: Iterable[Fact], form: EntryForm, indicator: Indicator, period: str) -> tuple[int, int] | None:
    """(mantissa, decimals) of the sum of a breakdown's rows; None where none of them is given."""
    own = [fact for fact in facts if fact.indicator == indicator.id and fact.slice]
    years = _Years(own, form)
    bounds = evaluate(Call("sum", (Slices(indicator.id),)), years).bounds(years.periods.index(period))
    if bounds is None:
        return None
    decimals = max((fact.decimals or 0 for fact in own if fact.period == period), default=0)
    return _rounded(indicator, bounds, max(decimals, 0))


def _rounded(indicator: Indicator, bounds: Ends, decimals: int) -> tuple[int, int]:
    return round_to_mantissa((bounds[0] + bounds[1]) / 2 / indicator.unit.scale, decimals), decimals


def as_text(value: tuple[int, int] | None) -> str:
    """The digits of a computed value; empty where there is none."""
    return "" if value is None else format_number(*value)
