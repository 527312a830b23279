"""What the grid of one table shows: a row per row of the official form, with everything that belongs to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from django.urls import reverse

from zhijian.catalogue import Indicator
from zhijian.facts import Fact, Status
from zhijian.intake import FormRow, FormSheet, Kind, read_typed
from zhijian.messages import _, language
from zhijian.web.collection.checking import Known
from zhijian.web.collection.derived import as_text, derived_values
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import WRITTEN, EntryForm
from zhijian.web.collection.models import Attachment, Cell, Comment
from zhijian.web.collection.recorded import apart
from zhijian.web.collection.remembered import findings_of
from zhijian.web.collection.rendering import finding_json
from zhijian.web.collection.returns import open_returns

STATES = {Kind.derived: "derived", Kind.total: "derived", Kind.closed: "closed"}


def grid_of(known: Known, table: int, *, editable: bool) -> dict[str, Any]:
    """The grid of a table. known: of the whole submission. editable: whether the user may write to it now."""
    submission, form = known.submission, known.form
    sheet = form.sheets[table]
    place = {"round_id": submission.round_id, "org_code": submission.organisation.code}
    return {
        "cells_url": reverse("collection:cells", kwargs=place),
        "preview_url": reverse("collection:preview", kwargs=place),
        "panel_url": reverse("collection:panel", kwargs=place),
        "history_url": reverse("collection:history", kwargs=place),
        "comments_url": reverse("collection:comments", kwargs=place),
        "reason_url": reverse("collection:reason", kwargs=place),
        "attachments_url": reverse("collection:attachments", kwargs=place),
        "period": form.current,
        "previous_period": form.previous,
        "editable": editable,
        "rows": list(_rows(known, sheet, editable=editable)),
    }


def _rows(known: Known, sheet: FormSheet, *, editable: bool) -> Iterable[dict[str, Any]]:
    drawing = _Drawing(known, sheet, editable=editable)
    for row in sheet.rows:
        heading = sheet.headings.get(row.row - 1)
        if heading:
            yield {"kind": "heading", "label": _section(known.form, row, heading)}
        yield drawing.row(row)


def _section(form: EntryForm, row: FormRow, heading: str) -> str:
    titles = form.catalogue.sections.get(row.indicator.section)
    return heading if titles is None else titles[language()]


class _Drawing:
    """Everything that the rows of one sheet are drawn from, read once."""

    def __init__(self, known: Known, sheet: FormSheet, *, editable: bool) -> None:
        self.known, self.form, self.sheet, self.editable = known, known.form, sheet, editable
        self.cells = {cell.key: cell for cell in known.cells}
        self.recorded = {(f.indicator, f.slice, f.period): f for f in known.recorded}
        submission = known.submission
        self.comments = _counts(Comment.objects.filter(submission=submission))
        self.attachments = _counts(Attachment.objects.filter(submission=submission))
        self.returned = open_returns(submission, known.cells)
        self.reasons: dict[tuple[str, str, str], str] = {}
        for reason in known.reasons:
            if reason.kind != "accepted":
                self.reasons[reason.key] = reason.text
        computed = [row for row in sheet.rows if row.kind is Kind.derived]
        self.derived = derived_values(known.given, self.form, computed) if computed else {}
        self.findings: dict[str, list[dict[str, Any]]] = {}
        for found in findings_of(known):
            shown = finding_json(found, self.form)
            for indicator in shown["indicators"]:
                self.findings.setdefault(indicator, []).append(shown)

    def row(self, row: FormRow) -> dict[str, Any]:
        indicator, current = row.indicator, self.form.current
        key = (indicator.id, row.slice, current)
        cell = self.cells.get(key)
        before = self.cells.get((*key[:2], self.form.previous))
        writable = row.kind in WRITTEN
        lang = language()
        return {
            "indicator": indicator.id,
            "slice": row.slice,
            "number": row.number,
            "label": self.form.row_label(row),
            "depth": row.indent,
            "unit": row.unit,
            "starred": indicator.starred,
            "kind": row.kind.name,
            "state": STATES.get(row.kind) or ("editable" if self.editable else "locked"),
            "previous": self._shown(row, before, self.form.previous),
            "previous_version": before.version if before else 0,
            "previous_editable": self.editable and writable and (before is None or before.origin != "carried"),
            "text": cell.text if cell and writable else "",
            "shown": self._shown(row, cell, current),
            "version": cell.version if cell else 0,
            "status": cell.status if cell else Status.not_reported.value,
            "fault": self._fault(row, cell),
            "returned": self.returned.get(key[:2]),
            **self._from_records(key, cell),
            "respondents": self._respondents(indicator),
            "method": indicator.method,
            "definition": indicator.definition.get(lang, ""),
            "formula": self.form.catalogue.in_words(indicator.formula, lang) if indicator.formula else "",
            "time": self._time(indicator),
            "reason": self.reasons.get(key, ""),
            "comments": self.comments[key[:2]],
            "attachments": self.attachments[key[:2]],
            "findings": self.findings.get(indicator.id, []) if not row.slice else [],
        }

    def _time(self, indicator: Indicator) -> str:
        meant = self.form.catalogue.times.get(indicator.time.partition("(")[0])
        return meant[language()] if meant else ""

    def _fault(self, row: FormRow, cell: Cell | None) -> str:
        """Why the text cannot be read; empty where it can."""
        if cell is None or not cell.fault:
            return ""
        fault = read_typed(cell.text, row, self.sheet).fault
        return fault.beside if fault else ""

    def _shown(self, row: FormRow, cell: Cell | None, period: str) -> str:
        if cell is not None and (cell.status != Status.not_reported or cell.text):
            return shown_value(cell.status, cell.mantissa, cell.decimals) or cell.text
        if row.kind is Kind.derived:
            return as_text(self.derived.get((row.indicator.id, period)))
        if row.kind is Kind.closed:
            return _("不适用")
        return _figure(self.recorded.get((row.indicator.id, row.slice, period))) if period == self.form.previous else ""

    def _from_records(self, key: tuple[str, str, str], cell: Cell | None) -> Mapping[str, str]:
        """What records and surveys yield, where from, and how far it is from what was typed."""
        fact = self.recorded.get(key)
        if fact is None:
            return {"recorded": "", "recorded_source": "", "difference": ""}
        sign, text = apart(self.form.catalogue[key[0]], cell, fact)
        difference = _("比记录{sign}{difference}", sign=sign, difference=text) if text else ""
        return {"recorded": _figure(fact), "recorded_source": fact.source, "difference": difference}

    def _respondents(self, indicator: Indicator) -> str:
        """调查人数, where the form prints it: the figure of 基础数据."""
        if not indicator.respondents:
            return ""
        key = (indicator.respondents, "", self.form.current)
        cell = self.cells.get(key)
        if cell is not None and cell.status == Status.given:
            return shown_value(cell.status, cell.mantissa, cell.decimals)
        return _figure(self.recorded.get(key))


def _figure(fact: Fact | None) -> str:
    return "" if fact is None else shown_value(fact.status.value, fact.mantissa, fact.decimals)


def _counts(rows: Any) -> Counter[tuple[str, str]]:
    return Counter(rows.values_list("indicator", "slice"))
