"""What the computed cells would come to with a text that is being typed. Nothing is stored."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from zhijian.facts import Status
from zhijian.intake import Kind, read_typed
from zhijian.web.access import for_submission
from zhijian.web.collection.bodies import Malformed, entries_of, json_of
from zhijian.web.collection.checking import Known
from zhijian.web.collection.derived import as_text, derived_values, total_of
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.form import WRITTEN, EntryForm, entry_form
from zhijian.web.collection.models import Cell
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Submission


@for_submission
@require_POST
def preview(request: Any, submission: Submission) -> HttpResponse:
    """The computed cells that depend on the entries, as they would be."""
    if not standing_of(request.user).may(Right.enter, submission.organisation):
        raise PermissionDenied
    form = entry_form(submission.round.catalogue)
    try:
        entries = entries_of(json_of(request), form.current)
    except Malformed as error:
        return JsonResponse({"message": str(error)}, status=400)
    return JsonResponse({"derived": previewed(submission, form, entries)})


def previewed(submission: Submission, form: EntryForm, entries: Iterable[Entry]) -> list[dict[str, str]]:
    """[{indicator, slice, period, shown}] of the formulas and totals that the entries take part in."""
    entries = [entry for entry in entries if (entry.indicator, entry.slice) in form.rows]
    indicators = {entry.indicator for entry in entries}
    rows = form.derived_from(indicators)
    known = Known.of(submission, form, indicators | form.parts_of_derived(rows))
    cells = {cell.key: cell for cell in known.cells}
    for entry in entries:
        table, row = form.rows[entry.indicator, entry.slice]
        if row.kind in WRITTEN:
            cells[entry.key] = _unsaved(submission, entry, read_typed(entry.text.strip(), row, form.sheets[table]))
    tried = Known(submission, form, list(cells.values()), known.recorded, known.reasons)
    values = derived_values(tried.given, form, rows) if rows else {}
    shown = [
        {
            "indicator": row.indicator.id,
            "slice": "",
            "period": period,
            "shown": as_text(values.get((row.indicator.id, period))),
        }
        for row in rows
        for period in (form.previous, form.current)
        if (row.indicator.id, "", period) not in cells
    ]
    for indicator, period in sorted({(entry.indicator, entry.period) for entry in entries if entry.slice}):
        row = form.rows[indicator, ""][1]
        if row.kind is Kind.total:
            value = total_of(tried.given, form, row.indicator, period)
            shown.append({"indicator": indicator, "slice": "", "period": period, "shown": as_text(value)})
    return shown


def _unsaved(submission: Submission, entry: Entry, typed: Any) -> Cell:
    given = typed.status is Status.given
    return Cell(
        submission=submission,
        indicator=entry.indicator,
        slice=entry.slice,
        period=entry.period,
        text=entry.text,
        status=typed.status.value,
        mantissa=typed.mantissa if given else None,
        decimals=typed.decimals if given else None,
        version=entry.version,
        at=timezone.now(),
    )
