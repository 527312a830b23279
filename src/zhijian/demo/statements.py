"""The demo's figures as facts: what schools state in their workbooks, and what earlier years stated."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.catalogue import Catalogue, Indicator
from zhijian.demo.figures import YEARS, Figures
from zhijian.facts import Fact, FactSet, Status
from zhijian.intake import Reason
from zhijian.quantity import Quantity, round_to_mantissa

SATISFACTION = "satisfaction."
MONEY = {"mentors.pay": 100}  # figures that are kept in a smaller unit than the form's last decimal


def statements_of(figures: Figures, catalogue: Catalogue, reasons: Sequence[Reason]) -> FactSet:
    """What every school states for this and last year. This year's surveys and breakdowns are left to the records."""
    gaps = {(r.organisation, r.period, r.indicator) for r in reasons if r.kind == "gap"}
    facts: list[Fact] = []
    for period in catalogue.periods:
        year = YEARS.index(period)
        for name, key, indicator in _named(figures, catalogue):
            values = figures.values[name][year]
            if values is None or (period == catalogue.current and indicator.from_ != "school"):
                continue
            for school in figures.schools:
                where = (school.id, period, indicator.id)
                if where in gaps:
                    facts.append(Fact(*where, key, status=Status.no_data, unit=indicator.unit.symbol))
                else:
                    facts.append(Fact.of(*where, _quantity(figures, name, indicator, year, school.number), slice=key))
        facts += _totals(figures, catalogue, period)
    return FactSet.from_facts(facts)


def history_of(figures: Figures, catalogue: Catalogue) -> Iterator[Fact]:
    """Figures of the year before the form's first column, school by school, as that year's report stated them."""
    for name, key, indicator in _named(figures, catalogue):
        values = figures.values[name][0]
        if values is None:
            continue
        for school in figures.schools:
            quantity = _quantity(figures, name, indicator, 0, school.number)
            yield Fact.of(school.id, YEARS[0], indicator.id, quantity, slice=key, edition=YEARS[0])


def _named(figures: Figures, catalogue: Catalogue) -> Iterator[tuple[str, str, Indicator]]:
    """(figure, slice, indicator) of every figure that is an indicator's."""
    for name in figures.values:
        id_, _, key = name.partition("[")
        if id_ in catalogue:
            yield name, key.rstrip("]"), catalogue[id_]


def _quantity(figures: Figures, name: str, indicator: Indicator, year: int, school: int) -> Quantity:
    value = figures.of(name, year)[school]
    if name.startswith(SATISFACTION):
        asked = figures.of(indicator.respondents, year)[school]
        return indicator.stated(round_to_mantissa(Fraction(100 * value, max(asked, 1)), 2), 2)
    if name in MONEY:
        return indicator.stated(value // MONEY[name], 2)
    return indicator.stated(value, figures.decimals[name])


def _totals(figures: Figures, catalogue: Catalogue, period: str) -> Iterator[Fact]:
    """The totals of breakdowns that schools fill in: the sums of their rows."""
    year = YEARS.index(period)
    sums: dict[str, list[str]] = {}
    for name, key, indicator in _named(figures, catalogue):
        fills_in = indicator.from_ == "school" or period != catalogue.current
        if key and fills_in and figures.values[name][year] is not None:
            sums.setdefault(indicator.id, []).append(name)
    for id_, names in sums.items():
        for school in figures.schools:
            total = sum(figures.of(name, year)[school.number] for name in names)
            yield Fact.of(school.id, period, id_, catalogue[id_].stated(total, 0))
