"""One fact: indicator × organisation × period × slice, with its value, precision and source."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from zhijian.quantity import Quantity, unit


class Status(StrEnum):
    """Whether there is a value, and if not, why. Zero is a given value."""

    given = "given"
    not_applicable = "not_applicable"  # 不适用（仅高职填报）
    not_reported = "not_reported"  # 未填：nobody has dealt with it
    no_data = "no_data"  # 无数据，附说明


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact. The value is ``mantissa · 10^-decimals`` in ``unit`` and stands for [low, high] in ``unit``.

    organisation, indicator: ids. period: the column of the official form (2024). slice: the key within a
    breakdown, empty for the total. edition: the report or round that states it. mantissa, decimals, low and
    high are None unless status is given. source: a printed Location, or ``rollup`` / ``formula`` for computed
    facts. parts_given of parts_expected: how complete a roll-up is; None for what was not rolled up.
    """

    organisation: str
    period: str
    indicator: str
    slice: str = ""
    edition: str = ""
    status: Status = Status.given
    mantissa: int | None = None
    decimals: int | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    unit: str = ""
    source: str = ""
    parts_given: int | None = None
    parts_expected: int | None = None

    @classmethod
    def of(
        cls,
        organisation: str,
        period: str,
        indicator: str,
        quantity: Quantity,
        *,
        slice: str = "",  # noqa: A002 - the glossary's word
        edition: str = "",
        source: str = "",
        parts_given: int | None = None,
        parts_expected: int | None = None,
    ) -> Fact:
        """The fact that ``quantity`` states. Raises ValueError for a quantity without an upper end."""
        if quantity.high is None:
            raise ValueError("a fact needs a bounded interval")
        return cls(
            organisation,
            period,
            indicator,
            slice,
            edition,
            Status.given,
            quantity.mantissa,
            quantity.decimals,
            quantity.low,
            quantity.high,
            quantity.unit.symbol,
            source,
            parts_given,
            parts_expected,
        )

    @property
    def key(self) -> tuple[str, str, str, str]:
        """(organisation, period, indicator, slice): what the fact is about."""
        return (self.organisation, self.period, self.indicator, self.slice)

    @property
    def given(self) -> bool:
        return self.status is Status.given

    @property
    def complete(self) -> bool:
        """Whether every part of a roll-up was there; true for what was not rolled up."""
        return self.parts_given == self.parts_expected

    @property
    def quantity(self) -> Quantity | None:
        """The stated value with its interval; None unless given."""
        if not self.given:
            return None
        if self.mantissa is None or self.decimals is None or self.low is None:
            raise ValueError(f"a given fact without a value: {self.key}")
        return Quantity(self.mantissa, self.decimals, unit(self.unit), self.low, self.high)
