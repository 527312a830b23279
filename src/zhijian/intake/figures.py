"""What goes into a cell: an exact figure as Excel holds it, a word where there is none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhijian.catalogue import Catalogue, Indicator
from zhijian.facts import Fact, FactSet, Status
from zhijian.intake.layout import HIGHER_ONLY, NO_DATA, NOT_APPLICABLE, FormRow, Kind
from zhijian.intake.limits import MOST_DIGITS
from zhijian.intake.reasons import Reason, note_of
from zhijian.quantity import Quantity, format_number


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its decimals, or a text. text is what a reader sees; number is None where Excel can't hold it."""

    text: str
    number: float | None = None
    decimals: int | None = None


class Filling:
    """The values that a school's workbook is filled in with: this and last year's, and the reasons."""

    def __init__(
        self,
        catalogue: Catalogue,
        school: str,
        values: FactSet | None,
        previous: FactSet | None,
        reasons: Sequence[Reason],
    ) -> None:
        self._catalogue = catalogue
        self._school = school
        self._values = values
        self._previous = previous
        self._reasons: dict[str, list[Reason]] = {}
        for reason in reasons:
            if reason.organisation == school and reason.kind != "accepted":
                self._reasons.setdefault(reason.indicator, []).append(reason)

    def quantity(self, indicator: Indicator, period: str, slice_: str) -> Quantity | None:
        """The stated value in the indicator's own unit."""
        fact = self._fact(indicator.id, period, slice_)
        stated = fact.quantity if fact else None
        return stated.to(indicator.unit) if stated else None

    def base_value(self, indicator: str, period: str, slice_: str) -> Fraction | None:
        """The stated value in base units."""
        known = self._catalogue[indicator]
        quantity = self.quantity(known, period, slice_)
        return None if quantity is None else quantity.value * known.unit.scale

    def figure(self, row: FormRow, period: str) -> Figure | None:
        """What the cell shows; None where it is empty."""
        fact = self._fact(row.indicator.id, period, row.slice)
        if row.kind is Kind.closed:
            return Figure(HIGHER_ONLY)
        if fact is None or fact.status is Status.not_reported:
            return None
        if fact.status is Status.not_applicable:
            return Figure(NOT_APPLICABLE)
        if fact.status is Status.no_data:
            return Figure(NO_DATA)
        quantity = self.quantity(row.indicator, period, row.slice)
        assert quantity is not None  # noqa: S101 - the fact is given
        return shown(quantity.mantissa, quantity.decimals)

    def note(self, row: FormRow) -> str:
        """The text of the cell 说明."""
        return note_of(self._reasons.get(row.id, ()), self._catalogue.current)

    def _fact(self, indicator: str, period: str, slice_: str) -> Fact | None:
        fact = self._values.get(self._school, period, indicator, slice_) if self._values else None
        if fact is None and self._previous is not None and period != self._catalogue.current:
            fact = self._previous.get(self._school, period, indicator, slice_)
        return fact


def shown(mantissa: int, decimals: int) -> Figure:
    """A stated number. Beyond the digits that Excel keeps it stands as text, so that none is lost."""
    text = format_number(mantissa, decimals)
    exact = len(str(abs(mantissa))) <= MOST_DIGITS
    return Figure(text, float(text) if exact else None, decimals)
