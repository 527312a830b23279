"""What somebody types into one cell of the form, outside any workbook."""

from __future__ import annotations

from dataclasses import dataclass

from zhijian.facts import Status
from zhijian.findings import Finding, finding
from zhijian.intake.grid import Cell
from zhijian.intake.guards import range_words
from zhijian.intake.layout import FormRow, FormSheet, Kind
from zhijian.intake.values import read_value
from zhijian.messages import _


@dataclass(frozen=True, slots=True)
class Typed:
    """The value of a typed text: ``mantissa · 10^-decimals`` where status is given, else both are 0.

    fault: what is wrong with the text; it then states nothing and counts as not reported.
    """

    status: Status
    mantissa: int = 0
    decimals: int = 0
    fault: Finding | None = None


def read_typed(text: str, row: FormRow, sheet: FormSheet, subject: str = "") -> Typed:
    """The value that ``text`` states in ``row``, read by the rules for a workbook's cells of text.

    A blank, and a mark that stands for one (—, /), is not reported; 无数据 is no data. 不适用 is admitted only where the
    form closes the row.
    """
    value = read_value(Cell("s", text), row)
    code = value.fault
    if not code and value.word and value.status is Status.not_applicable and row.kind is not Kind.closed:
        code = "ZJ126"
    elif not code and value.status is Status.given and row.kind is Kind.closed:
        code = "ZJ124"
    if code:
        number = "" if row.number is None else _("序号{row}", row=row.number)
        fault = finding(
            code,
            sheet=sheet.shown,
            place=number,
            label=row.label,
            unit=row.unit,
            found=text.strip(),
            expected=range_words(row.indicator),
            suggestion=_("（可能是 {number}）", number=value.suggestion) if value.suggestion else "",
            subject=subject or row.id,
        )
        return Typed(Status.not_reported, fault=fault)
    if value.status is Status.given:
        return Typed(value.status, value.mantissa, value.decimals)
    return Typed(value.status or Status.not_reported)
