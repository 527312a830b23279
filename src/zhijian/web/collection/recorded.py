"""What record exports yield, against what stands in the cells."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from zhijian.catalogue import Indicator
from zhijian.facts import Fact, Status
from zhijian.intake import Kind
from zhijian.quantity import format_number
from zhijian.web.collection.checking import Known
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import WRITTEN
from zhijian.web.collection.models import Cell


@dataclass(frozen=True, slots=True)
class RecordLine:
    """One row of the form that records say something about. before, now: what stands there, and what the records say;
    apart: how far the first is from the second, empty where they agree. version: of the cell, 0 where there is none.

    outcome: fill (it is blank), stands (it is blank and takes what records yield without being filled in), differs, same.
    renewed: what stands there came from records too.
    """

    indicator: str
    slice: str
    label: str
    table: int
    before: str
    now: str
    apart: str
    version: int
    outcome: str
    renewed: bool = False

    @property
    def name(self) -> str:
        """The row's id, with its slice in brackets."""
        return f"{self.indicator}[{self.slice}]" if self.slice else self.indicator

    @property
    def offered(self) -> bool:
        """Whether it can be chosen to write the records' value into the cell."""
        return self.outcome in ("fill", "differs")

    @property
    def chosen(self) -> bool:
        """Whether it is, unless somebody decides otherwise: what people typed stays."""
        return self.outcome == "fill" or (self.outcome == "differs" and self.renewed)


def lines_of(known: Known, facts: Iterable[Fact]) -> list[RecordLine]:
    """The rows of this year's column that the facts speak of, in the order of the form."""
    found = {(f.indicator, f.slice): f for f in facts if f.period == known.form.current and f.mantissa is not None}
    cells = {cell.key: cell for cell in known.cells}
    lines = []
    for key, (table, row) in known.form.rows.items():
        fact = found.get(key)
        if fact is None or row.kind not in WRITTEN:
            continue
        cell = cells.get((*key, known.form.current))
        before = _shown(cell)
        now = shown_value(fact.status.value, fact.mantissa, fact.decimals)
        sign, text = apart(row.indicator, cell, fact)
        outcome = "differs"
        if not before:
            outcome = "stands" if row.kind is Kind.optional else "fill"
        elif not text and cell is not None and cell.status == Status.given:
            outcome = "same"
        label = known.form.row_label(row)
        renewed = cell is not None and cell.origin == "records"
        version = cell.version if cell else 0
        lines.append(RecordLine(*key, label, table, before, now, sign + text, version, outcome, renewed))
    return lines


def apart(indicator: Indicator, cell: Cell | None, fact: Fact) -> tuple[str, str]:
    """(sign, digits) of what stands in the cell less what the records say; both empty where there is no difference.

    Figures that meet within their precision do not differ. The signs are as wide as a Chinese character: ＋, －.
    """
    stated = fact.quantity
    if cell is None or cell.status != Status.given or stated is None:
        return "", ""
    typed = indicator.stated(cell.mantissa, cell.decimals)
    if typed.meets(stated):
        return "", ""
    difference = typed.value - stated.to(typed.unit).value
    digits = max(cell.decimals or 0, stated.decimals, 0)
    whole = abs(difference) * 10**digits
    return "＋" if difference > 0 else "－", format_number(whole.numerator // whole.denominator, digits)


def _shown(cell: Cell | None) -> str:
    return "" if cell is None else shown_value(cell.status, cell.mantissa, cell.decimals) or cell.text
