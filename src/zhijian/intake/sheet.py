"""The figures of one sheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from math import gcd
from typing import Any

from zhijian.catalogue import Catalogue
from zhijian.facts import Status
from zhijian.findings import Finding, Location, cell, finding
from zhijian.intake.columns import Opened
from zhijian.intake.grid import Cell, reference
from zhijian.intake.guards import range_words
from zhijian.intake.layout import NOTE, RESPONDENTS, FormRow, Kind
from zhijian.intake.reasons import Reason
from zhijian.intake.rows import Rows, period_columns
from zhijian.intake.values import Value, read_value
from zhijian.messages import _

SHOWN_PLACES = 6  # cells that a grouped notice lists by name; the count is always complete
_NUMBER_ALONE = re.compile(r"-?[\d.,]*\d%?")
_OTHER_YEAR = re.compile(r"^(\d{4})\s*年(?:度)?[:：]\s*(.*)$")


class SheetReader:
    """Reads a sheet whose header and rows have been found. ``facts``: rows of the fact columns."""

    def __init__(self, opened: Opened, rows: Rows, catalogue: Catalogue, organisation: str, *, formats: bool) -> None:
        self.opened, self.form, self.sheet, self.header = opened, opened.form, opened.sheet, opened.header
        self.rows, self.catalogue, self.organisation, self.formats = rows, catalogue, organisation, formats
        self.facts: list[tuple[Any, ...]] = []
        self.reasons: list[Reason] = []
        self._found: list[Finding] = []
        self._mended: dict[str, list[str]] = {}
        self._source = f"{Location(opened.container)}#{opened.sheet.name}!"

    def read(self) -> None:
        columns = period_columns(self.header, self.catalogue)
        breakdown: dict[tuple[str, str], list[FormRow]] = {}
        filled: set[tuple[str, str]] = set()
        for row in self.form.rows:
            number = self.rows.places.get(row.id)
            if number is None:
                continue
            cells = self.sheet.rows[number]
            notes = self._notes(row, number, cells.get(self.header.columns[NOTE]))
            if row.kind is Kind.total:
                breakdown.update({(row.indicator.id, period): [] for period in columns})
            for period, column in columns.items():
                held = cells.get(column)
                value = read_value(held, row, formats=self.formats)
                if row.slice and value.status is None and not value.fault and period not in notes:
                    breakdown[row.indicator.id, period].append(row)
                    continue
                if row.slice:
                    filled.add((row.indicator.id, period))
                at = reference(number, column)
                status = self._status(row, at, held, value, notes.get(period, ""))
                if status is not None:
                    self._add(row, period, at, status, value)
                    self._reason(row, period, status, notes.get(period, ""))
        for (indicator, period), empty in breakdown.items():
            if empty and (indicator, period) not in filled:
                self._not_reported(empty[0], period, columns[period])
        if self.form.survey:
            self._respondents()

    def findings(self) -> list[Finding]:
        """Everything found in the cells; mendings grouped, one notice per kind, counting all."""
        notices = []
        for code, places in sorted(self._mended.items()):
            listed = "、".join(places[:SHOWN_PLACES]) + ("…" if len(places) > SHOWN_PLACES else "")
            place = cell(self.opened.container, self.sheet.name, places[0])
            notices.append(finding(code, place, sheet=self.form.shown, count=len(places), places=listed))
        whole = self.opened.whole
        if self.header.moved:
            notices.append(finding("ZJ161", whole, sheet=self.form.shown))
        if self.rows.moved:
            notices.append(finding("ZJ162", whole, sheet=self.form.shown))
        return self._found + notices

    def _status(self, row: FormRow, at: str, held: Cell | None, value: Value, note: str) -> Status | None:
        """The status of the fact that a cell yields, None where it yields none; what is wrong with it is kept."""
        for kind in value.mended:
            self._mended.setdefault(kind, []).append(at)
        if value.fault:
            self._fault(value.fault, row, at, held, value.suggestion)
            return None
        status = value.status
        if status is Status.given:
            if row.kind is Kind.closed:
                self._fault("ZJ124", row, at, held)
                return Status.not_applicable
            if row.kind is Kind.derived and self.formats and held is not None and not held.formula:
                self._fault("ZJ125", row, at, held)
        elif value.word and status is Status.not_applicable and row.kind is not Kind.closed:
            self._fault("ZJ126", row, at, held)
        elif status is Status.no_data and not note:
            self._fault("ZJ127", row, at, held)
        elif status is None and note:
            return Status.no_data
        elif status is None and row.kind is Kind.entry:
            return Status.not_reported
        return status

    def _reason(self, row: FormRow, period: str, status: Status, note: str) -> None:
        if note and status in (Status.given, Status.no_data):
            kind = "outlier" if status is Status.given else "gap"
            self.reasons.append(Reason(self.organisation, period, row.id, note, kind))

    def _add(self, row: FormRow, period: str, at: str, status: Status, value: Value) -> None:
        """One row of the fact columns; the interval as Quantity.stated gives it, without building Fractions."""
        head = (self.organisation, period, row.indicator.id, row.slice, self.catalogue.current, status.value)
        unit, source = row.indicator.unit, self._source + at
        if status is not Status.given:
            self.facts.append((*head, None, None, None, None, None, None, "", source, None, None))
            return
        mantissa, decimals = value.mantissa, value.decimals
        if unit.count and decimals == 0:
            ends = (mantissa, 1, mantissa, 1)
        else:
            below = 2 * 10**decimals
            low, high = 2 * mantissa - 1, 2 * mantissa + 1
            by_low, by_high = gcd(low, below), gcd(high, below)
            ends = (low // by_low, below // by_low, high // by_high, below // by_high)
        self.facts.append((*head, mantissa, decimals, *ends, unit.symbol, source, None, None))

    def _not_reported(self, first: FormRow, period: str, column: int) -> None:
        """A breakdown of which nothing is filled in: one fact, at its total."""
        total = self.form.by_id[first.indicator.id]
        number = self.rows.places.get(total.id)
        stated = any(f[1] == period and f[2] == total.indicator.id and not f[3] for f in self.facts)
        if number is not None and first.kind is Kind.entry and not stated:
            self._add(total, period, reference(number, column), Status.not_reported, Value())

    def _notes(self, row: FormRow, number: int, held: Cell | None) -> Mapping[str, str]:
        """Period → what 说明 says of it; lines without a year speak of the current one. A number explains nothing."""
        if held is None or not held.text.strip() or held.kind in "ex":
            return {}
        if _NUMBER_ALONE.fullmatch(unicodedata.normalize("NFKC", held.text).strip()):
            self._fault("ZJ129", row, reference(number, self.header.columns[NOTE]), held)
            return {}
        notes: dict[str, list[str]] = {}
        period = self.catalogue.current
        for line in held.text.strip().replace("\r\n", "\n").split("\n"):
            other = _OTHER_YEAR.match(line.strip())
            if other and other[1] in self.catalogue.periods:
                period, line = other[1], other[2]
            notes.setdefault(period, []).append(line.strip())
        return {period: text for period, lines in notes.items() if (text := "\n".join(lines).strip())}

    def _respondents(self) -> None:
        """调查人数 repeats a figure of 基础数据: where somebody typed over the formula, say so."""
        column = self.header.columns.get(RESPONDENTS)
        if column is None or not self.formats:
            return
        for row in self.form.rows:
            number = self.rows.places.get(row.id)
            held = self.sheet.rows[number].get(column) if number is not None else None
            if held is not None and not held.formula and held.text.strip():
                self._fault("ZJ128", row, reference(number or 0, column), held)

    def _fault(self, code: str, row: FormRow, at: str, held: Cell | None, suggestion: str = "") -> None:
        place = cell(self.opened.container, self.sheet.name, at)
        self._found.append(
            finding(
                code,
                place,
                sheet=self.form.shown,
                place=at,
                label=row.label,
                unit=row.unit,
                found=_shown(held),
                expected=range_words(row.indicator),
                suggestion=_("（可能是 {number}）", number=suggestion) if suggestion else "",
                subject=f"{self.organisation}/{row.id}",
            )
        )


def _shown(held: Cell | None) -> str:
    """The cell's content as the office program shows it."""
    if held is not None and held.kind == "b":
        return "TRUE" if held.text.strip() == "1" else "FALSE"
    return held.text.strip() if held else ""
