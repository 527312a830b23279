"""Pages of one submission: its overview and its tables."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from zhijian.messages import _, language
from zhijian.web.access import for_submission
from zhijian.web.collection.checking import Known
from zhijian.web.collection.form import BASE, EntryForm, entry_form
from zhijian.web.collection.grid import grid_of
from zhijian.web.collection.keeping import in_the_readers_language
from zhijian.web.collection.models import Attachment, Cell, OpenFinding
from zhijian.web.collection.returns import open_returns
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.review.actions.reviewing import may_send_back
from zhijian.web.review.models import CellReturn
from zhijian.web.review.offers import offers_of
from zhijian.web.review.suggestions import changes_since_approval
from zhijian.web.rounds.models import Submission, Transition
from zhijian.web.rounds.states import Action, State

MOST_FINDINGS = 200  # that the page of a school lists


@for_submission
@require_GET
def school(request: Any, submission: Submission) -> HttpResponse:
    """Where one organisation's submission stands: tables, findings, steps so far, and what can be done now."""
    form = entry_form(submission.round.catalogue)
    transitions = list(submission.transitions.select_related("by").order_by("-number"))
    last_back = sent_back(submission, transitions)
    returned = _returned(submission, form)
    open_findings = OpenFinding.objects.filter(submission=submission, severity__gte=2)[:MOST_FINDINGS]
    return render(
        request,
        "collection/school.html",
        {
            **_common(request, submission, form),
            "findings": in_the_readers_language(open_findings, submission, form),
            "transitions": transitions,
            "sent_back": last_back,
            "returned": [row for row in returned if row.transition == last_back],
            "returned_before": [row for row in returned if row.transition != last_back],
            "changes": changes_since_approval(submission),
            "due": submission.due,
            "overdue": submission.state == State.draft and submission.due < timezone.now(),
            "may_review": any(standing_of(request.user).may(Right.review, level) for level in submission.reviewers),
            "may_send_back": may_send_back(submission, request.user),
            "scans": Attachment.objects.filter(submission=submission, indicator=""),
            "offers": offers_of(submission, request.user),
        },
    )


def sent_back(submission: Submission, transitions: Sequence[Transition]) -> Transition | None:
    """The step that made it a draft again, where that was sending back. transitions: newest first."""
    last = next(iter(transitions), None)
    return last if last is not None and last.action == Action.send_back and submission.state == State.draft else None


def _returned(submission: Submission, form: EntryForm) -> list[CellReturn]:
    """The cells that were sent back and that nobody has changed since, in the order of the form."""
    if submission.state != State.draft:
        return []
    named = submission.returned_cells.values_list("indicator", flat=True)
    found = open_returns(submission, Cell.objects.filter(submission=submission, indicator__in=named))
    return [found[key] for key in form.rows if key in found]


@for_submission
@require_GET
def table(request: Any, submission: Submission, number: int) -> HttpResponse:
    """One table as a grid for entry, or to be read."""
    form = entry_form(submission.round.catalogue)
    if number not in form.sheets or not submission.organisation.is_school:
        raise Http404
    common = _common(request, submission, form)
    grid = grid_of(Known.of(submission, form), number, editable=common["editable"])
    sheet = form.sheets[number]
    described = {"number": number, "title": table_title(form, number), "name": sheet.name, "survey": sheet.survey}
    return render(request, "collection/table.html", {**common, "table": described, "grid": grid})


def table_title(form: EntryForm, number: int) -> str:
    """The title of a table in the current language."""
    if number == BASE:
        return _("基础数据")
    return next(table.label[language()] for table in form.catalogue.tables if table.number == number)


def _common(request: Any, submission: Submission, form: EntryForm) -> dict[str, Any]:
    place = {"round_id": submission.round_id, "org_code": submission.organisation.code}
    tables = [
        {
            "number": row.table,
            "title": table_title(form, row.table),
            "url": reverse("collection:table", kwargs={**place, "number": row.table}),
            "filled": row.filled,
            "expected": row.expected,
            "errors": row.errors,
            "warnings": row.warnings,
        }
        for row in submission.progress.all()
    ]
    tables.sort(key=lambda each: (each["number"] == BASE, each["number"]))
    unfinished = [each for each in tables if each["filled"] < each["expected"]]
    begun = not submission.organisation.is_school or any(each["filled"] for each in tables)
    open_still = not submission.round.closed_at
    may_enter = standing_of(request.user).may(Right.enter, submission.organisation)
    return {
        "round": submission.round,
        "submission": submission,
        "organisation": submission.organisation,
        "workbook_url": reverse("collection:upload", kwargs=place) if may_enter and open_still else "",
        "records_url": reverse("collection:records", kwargs=place) if may_enter and open_still else "",
        "tables": tables,
        "begun": begun,
        "state_label": State(submission.state).told(begun=begun),
        "left": sum(each["expected"] - each["filled"] for each in unfinished),
        "left_url": unfinished[0]["url"] if unfinished else "",
        "editable": may_enter and submission.state == State.draft and open_still,
    }
