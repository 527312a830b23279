"""Cells and kept facts of a submission → the library's FactSet."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from zhijian.facts import Fact, Organisation, OrganisationTree, Status
from zhijian.quantity import format_number
from zhijian.web.collection.form import EntryForm
from zhijian.web.collection.models import Cell, KeptFact
from zhijian.web.organisations.models import Organisation as OrganisationRow
from zhijian.web.rounds.models import Round, Submission

MOST_SOURCE = 300  # characters of where a kept fact comes from
NO_DATA, NOT_APPLICABLE = "无数据", "不适用"  # as a workbook holds them: they are values, not texts of the interface


def shown_value(status: str, mantissa: int | None, decimals: int | None) -> str:
    """A value as it is printed: its digits with all stated zeros, or the word that stands for none."""
    if status == Status.given and mantissa is not None and decimals is not None:
        return format_number(mantissa, decimals)
    return {Status.no_data: NO_DATA, Status.not_applicable: NOT_APPLICABLE}.get(Status(status), "")


def source_of(submission: Submission, cell: Cell) -> str:
    """Where the fact of a cell comes from: round/7/school-03/2024/resources.libraries@v5."""
    key = (submission.organisation.code, cell.period, cell.indicator, cell.slice, cell.version)
    return cell_source(submission.round_id, *key)


def cell_source(round_id: int, organisation: str, period: str, indicator: str, slice_: str, version: int) -> str:  # noqa: PLR0917 - a key
    """The same from the parts of a cell's key."""
    name = f"{indicator}[{slice_}]" if slice_ else indicator
    return f"round/{round_id}/{organisation}/{period}/{name}@v{version}"


def facts_of_cells(submission: Submission, cells: Iterable[Cell], form: EntryForm) -> list[Fact]:
    """One fact per cell; a cell that was emptied, or whose text states nothing, is not reported."""
    organisation, edition = submission.organisation.code, str(submission.round.year)
    found: list[Fact] = []
    for cell in cells:
        indicator = form.catalogue.indicators.get(cell.indicator)
        if indicator is None:
            continue
        source = source_of(submission, cell)
        if cell.status == Status.given:
            quantity = indicator.stated(cell.mantissa, cell.decimals)
            fact = Fact.of(
                organisation, cell.period, cell.indicator, quantity, slice=cell.slice, edition=edition, source=source
            )
        else:
            fact = Fact(
                organisation,
                cell.period,
                cell.indicator,
                cell.slice,
                edition,
                Status(cell.status),
                unit=indicator.unit.symbol,
                source=source,
            )
        found.append(fact)
    return found


def kept_fact(row: KeptFact, organisation: str) -> Fact:
    """The fact that a row keeps."""
    low = None if row.low_n is None else Fraction(row.low_n, row.low_d)
    high = None if row.high_n is None else Fraction(row.high_n, row.high_d)
    return Fact(
        organisation,
        row.period,
        row.indicator,
        row.slice,
        row.edition,
        Status(row.status),
        row.mantissa,
        row.decimals,
        low,
        high,
        row.unit,
        row.source,
        row.parts_given,
        row.parts_expected,
    )


def kept_row(fact: Fact, round_: Round, organisation: OrganisationRow, kept_as: str) -> KeptFact:
    """The row that keeps a fact, not stored yet; ``kept_fact`` gives the fact back."""
    names = ("indicator", "slice", "period", "edition", "mantissa", "decimals", "unit", "parts_given", "parts_expected")
    return KeptFact(
        round=round_,
        organisation=organisation,
        kept_as=kept_as,
        status=fact.status.value,
        low_n=None if fact.low is None else fact.low.numerator,
        low_d=None if fact.low is None else fact.low.denominator,
        high_n=None if fact.high is None else fact.high.numerator,
        high_d=None if fact.high is None else fact.high.denominator,
        source=fact.source[:MOST_SOURCE],
        **{name: getattr(fact, name) for name in names},
    )


def combined(stated: Iterable[Fact], recorded: Iterable[Fact], form: EntryForm) -> list[Fact]:
    """One fact per key: what was stated; where nothing was, what records and surveys yield."""
    facts = {fact.key: fact for fact in recorded}
    for fact in stated:
        if fact.status is Status.not_reported and fact.key in facts:
            continue
        facts[fact.key] = fact
    places = {id_: number for number, id_ in enumerate(form.catalogue.indicators)}
    return sorted(facts.values(), key=lambda f: (f.organisation, f.period, places.get(f.indicator, 0)))


def unfilled(submission: Submission, cells: Iterable[Cell], form: EntryForm) -> list[Fact]:
    """Facts that say of each row that a school must fill in and has no cell for: not reported."""
    there = {(cell.indicator, cell.slice) for cell in cells if cell.period == form.current}
    return [
        Fact(
            submission.organisation.code,
            form.current,
            row.indicator.id,
            row.slice,
            str(submission.round.year),
            Status.not_reported,
            unit=row.indicator.unit.symbol,
            source=f"round/{submission.round_id}/{submission.organisation.code}/{form.current}/{row.id}@v0",
        )
        for rows in form.expected.values()
        for row in rows
        if (row.indicator.id, row.slice) not in there
    ]


def tree_of(organisations: Iterable[OrganisationRow], top: OrganisationRow) -> OrganisationTree:
    """The library's tree of ``top`` and those of the organisations that lie below it."""
    rows = [row for row in organisations if row.lies_in(top.path)]
    if top.pk not in {row.pk for row in rows}:
        rows.insert(0, top)
    codes = {row.code for row in rows}

    def parent(row: OrganisationRow) -> str:
        return next((code for code in reversed(row.codes_above) if code in codes), "")

    return OrganisationTree(
        Organisation(row.code, row.name, row.level, parent(row), row.kind, row.official_code, row.short)
        for row in sorted(rows, key=lambda row: (row.path.count("/"), row.place, row.code))
    )


def tree_of_one(row: OrganisationRow) -> OrganisationTree:
    """A tree with that organisation alone."""
    return OrganisationTree([Organisation(row.code, row.name, row.level)])
