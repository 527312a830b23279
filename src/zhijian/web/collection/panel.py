"""What hangs on one cell, for the panel beside the form: its history, comments and files."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from zhijian.messages import language
from zhijian.web.access import for_submission
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.models import Attachment, CellVersion, Comment, Reason
from zhijian.web.rounds.models import Submission


@for_submission
@require_GET
def panel(request: Any, submission: Submission) -> HttpResponse:
    """Every value that the cell had, newest first, with everything that was said about it. A whole page without htmx."""
    form = entry_form(submission.round.catalogue)
    indicator, slice_ = request.GET.get("indicator", ""), request.GET.get("slice", "")
    place = form.rows.get((indicator, slice_))
    if place is None:
        raise Http404
    of_cell = {"submission": submission, "indicator": indicator, "slice": slice_}
    versions = CellVersion.objects.filter(
        cell__submission=submission,
        cell__indicator=indicator,
        cell__slice=slice_,
        cell__period__in=(form.current, form.previous),
    ).select_related("by", "cell")
    catalogue = form.catalogue
    return render(
        request,
        "collection/cell_panel_fragment.html" if request.htmx else "collection/cell_panel.html",
        {
            "round": submission.round,
            "submission": submission,
            "organisation": submission.organisation,
            "indicator": indicator,
            "slice": slice_,
            "label": place[1].label,
            "table_number": place[0],
            "definition": place[1].indicator.definition.get(language(), ""),
            "formula": catalogue.in_words(place[1].indicator.formula, language()) if place[1].indicator.formula else "",
            "versions": [
                {
                    "period": row.cell.period,
                    "shown": shown_value(row.status, row.mantissa, row.decimals) or row.text,
                    "by": str(row.by or ""),
                    "at": row.at,
                    "origin": row.origin,
                    "note": row.note,
                    "unreadable": bool(row.fault),
                }
                for row in versions.order_by("-cell__period", "-version")
            ],
            "reasons": Reason.objects.filter(**of_cell).select_related("by").order_by("at"),
            "comments": Comment.objects.filter(**of_cell),
            "files": Attachment.objects.filter(**of_cell).select_related("by"),
        },
    )
