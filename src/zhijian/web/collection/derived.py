"""Computed cells: formulas and totals of breakdowns, by the library, exact, rounded once for print."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from zhijian.catalogue import Indicator
from zhijian.checks import ColumnResolver, Columns
from zhijian.expressions import Call, Slices, Variable, evaluate
from zhijian.facts import FactSet
from zhijian.intake import FormRow
from zhijian.quantity import format_number, round_to_mantissa
from zhijian.web.collection.form import EntryForm

UNSTATED_DECIMALS = 4  # of a formula whose indicator does not say how it is printed
Shown = Mapping[tuple[str, str], tuple[int, int]]


def derived_values(facts: FactSet, form: EntryForm, organisation: str, rows: Iterable[FormRow]) -> Shown:
    """(indicator, period) → (mantissa, decimals) of the computed rows, for this and last year, where their parts are there."""
    resolver = ColumnResolver(Columns(facts, form.catalogue, [organisation]))
    periods = resolver.columns.periods
    found: dict[tuple[str, str], tuple[int, int]] = {}
    for row in rows:
        result = evaluate(form.catalogue.expand(Variable(row.indicator.id)), resolver)
        for number, period in enumerate(periods):
            bounds = result.bounds(number)
            if bounds is not None and period in (form.current, form.previous):
                found[row.indicator.id, period] = _rounded(row.indicator, *bounds)
    return found


def total_of(
    facts: FactSet, form: EntryForm, organisation: str, indicator: Indicator, period: str
) -> tuple[int, int] | None:
    """(mantissa, decimals) of the sum of a breakdown's rows; None where none of them is given."""
    columns = Columns(facts, form.catalogue, [organisation])
    result = evaluate(Call("sum", (Slices(indicator.id),)), ColumnResolver(columns))
    bounds = result.bounds(columns.periods.index(period))
    if bounds is None:
        return None
    stated = facts.frame.filter((facts.frame["indicator"] == indicator.id) & (facts.frame["period"] == period))
    decimals = max((d for d in stated["decimals"].to_list() if d is not None), default=0)
    exact = (bounds[0] + bounds[1]) / 2 / indicator.unit.scale
    return round_to_mantissa(exact, decimals), decimals


def _rounded(indicator: Indicator, low: Fraction, high: Fraction) -> tuple[int, int]:
    decimals = UNSTATED_DECIMALS if indicator.decimals is None else indicator.decimals
    return round_to_mantissa((low + high) / 2 / indicator.unit.scale, decimals), decimals


def as_text(value: tuple[int, int] | None) -> str:
    """The digits of a computed value; empty where there is none."""
    return "" if value is None else format_number(*value)
