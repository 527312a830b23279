"""What a save answers, as JSON values."""

from __future__ import annotations

import re
from typing import Any

from zhijian.findings import Finding
from zhijian.messages import _
from zhijian.web.collection.checking import ASKS
from zhijian.web.collection.entry import Result, Saved
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.rounds.models import Submission, TableProgress
from zhijian.web.statements import Prepared

NAMED = 8  # so many cells are named, the others counted
PROGRESS = Prepared(lambda pk: TableProgress.objects.filter(submission_id=pk), int)


def saved_json(saved: Saved, submission: Submission, *explained: tuple[str, str]) -> dict[str, Any]:
    """The answer to a save. progress: of each table that was written to.

    explained: (indicator, slice) of figures that a reason was written for.
    """
    form = entry_form(submission.round.catalogue)
    cells = [(result.entry.indicator, result.entry.slice) for result in saved.results]
    written = {form.table_of(*cell) for cell in (*cells, *explained)}
    rows = [row for row in PROGRESS.rows(submission.pk) if row.table in written]
    return {
        "results": [result_json(result) for result in saved.results],
        "derived": saved.derived,
        "findings": [finding_json(found, form) for found in saved.findings],
        "cleared": saved.cleared,
        "progress": [
            {name: getattr(row, name) for name in ("table", "filled", "expected", "errors", "warnings")} for row in rows
        ],
        "state": submission.state,
    }


def result_json(result: Result) -> dict[str, Any]:
    """One cell's outcome."""
    cell, entry = result.cell, result.entry
    return {
        "indicator": entry.indicator,
        "slice": entry.slice,
        "period": entry.period,
        "state": result.state,
        "version": cell.version if cell else 0,
        "text": cell.text if cell else "",
        "shown": shown_value(cell.status, cell.mantissa, cell.decimals) if cell else "",
        "message": result.message,
        "by": str(cell.by) if cell and cell.by_id else "",
        "at": cell.at.isoformat() if cell else "",
    }


def finding_json(found: Finding, form: EntryForm) -> dict[str, Any]:
    """A finding as the grid shows it beside its rows."""
    check, _organisation, period, *rest = found.subject.split("/", 3)
    named = list(form.indicators_of(check)) or [rest[0].partition("[")[0]] if rest else list(form.indicators_of(check))
    return {
        "code": found.code,
        "severity": found.severity.name,
        "message": in_plain_words(found.message),
        "beside": _beside(found, period, form),
        "arithmetic": found.arithmetic,
        "remedy": in_plain_words(found.remedy),
        "subject": found.subject,
        "indicator": named[0] if named else "",
        "indicators": named,
        "period": period,
        "asks_reason": found.code in ASKS and not found.accepted,
        "accepted": found.accepted,
    }


def _beside(found: Finding, period: str, form: EntryForm) -> str:
    """The message under the row that it is about: that row, its table and its school are seen there."""
    told = in_plain_words(found.beside)
    return told if period == form.current or not found.opening else _("{year}年：{message}", year=period, message=told)


def taken_in(saved: Saved, form: EntryForm) -> tuple[int, str]:
    """(how many cells a preview wrote, what is told of those that somebody changed after it; empty where there are none)."""
    changed = [result.entry for result in saved.results if result.state != "saved"]
    if not changed:
        return len(saved.results), ""
    labels = _("、").join(form.row_label(form.rows[entry.indicator, entry.slice][1]) for entry in changed[:NAMED])
    told = _("有 {n} 格在预览之后被改过，没有填入：{labels}。", n=len(changed), labels=labels)
    return len(saved.results) - len(changed), told


def in_plain_words(text: str) -> str:
    """The message without addresses: a clerk sees the cell before them, and a record's query says nothing to them.

    What a workbook calls a column of its own is a field beside the cell here.
    """
    text = re.sub(r"round/\d+/[^\s，。；：、]*@v\d+", _("表中所填的数"), text)
    text = re.sub(r"(?:records|surveys)/([\w.-]+)\?[^\s，。；：、]*", r"\1", text)
    text = re.sub(r"(?:该行|同一行的)?“说明”[列栏]", "“情况说明”中", text)
    return re.sub(r"(?<=[\u4e00-\u9fff]) (?=[\u4e00-\u9fff])", "", text)
