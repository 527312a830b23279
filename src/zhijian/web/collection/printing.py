"""All official tables of a submission on paper, as the office signs them."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhijian.web.access import for_submission
from zhijian.web.collection.checking import Known
from zhijian.web.collection.form import BASE, entry_form
from zhijian.web.collection.grid import grid_of
from zhijian.web.collection.pages import table_title
from zhijian.web.rounds.models import Submission


@for_submission
@require_GET
def printed(request: Any, submission: Submission) -> HttpResponse:
    """Every table with its lines for signatures and seal."""
    if not submission.organisation.is_school:
        raise Http404
    form = entry_form(submission.round.catalogue)
    known = Known.of(submission, form)
    sheets = [
        {
            "number": number,
            "title": table_title(form, number),
            "survey": sheet.survey,
            "rows": grid_of(known, number, editable=False)["rows"],
        }
        for number, sheet in form.sheets.items()
        if number != BASE
    ]
    context = {
        "round": submission.round,
        "submission": submission,
        "organisation": submission.organisation,
        "sheets": sheets,
        "previous": form.previous,
        "current": form.current,
    }
    return render(request, "collection/print.html", context)
