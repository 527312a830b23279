"""Pages for the same by workbook: download, upload, preview, accept."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhijian.messages import _
from zhijian.web.access import for_submission
from zhijian.web.collection.entry import Locked, Refused
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.rendering import taken_in
from zhijian.web.collection.workbook_upload import accept_workbook, preview_upload, workbook_file
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import State


@for_submission
@require_GET
def workbook(request: Any, submission: Submission) -> HttpResponse:  # noqa: ARG001 - checked by the declaration
    """The submission as a workbook."""
    return workbook_file(submission)


@for_submission
@require_http_methods(["GET", "POST"])
def upload(request: Any, submission: Submission) -> HttpResponse:
    """Upload, see what changes, accept. Nothing is written before it is accepted."""
    standing_of(request.user).require(Right.enter, submission.organisation)
    context: dict[str, Any] = {
        "round": submission.round,
        "submission": submission,
        "organisation": submission.organisation,
        "editable": submission.state == State.draft and not submission.round.closed_at,
        "most": settings.UPLOAD_MOST_BYTES // 2**20,
    }
    if request.method == "POST":
        try:
            if request.POST.get("ticket"):
                return _accept(request, submission)
            name, preview, ticket = preview_upload(
                submission=submission, upload=request.FILES.get("file"), by=request.user
            )
            context |= {"file_name": name, "preview": preview, "ticket": ticket}
        except (Refused, Locked) as error:
            messages.error(request, str(error))
    return render(request, "collection/workbook.html", context)


def _accept(request: Any, submission: Submission) -> HttpResponse:
    saved = accept_workbook(submission=submission, ticket=request.POST["ticket"], by=request.user)
    filled, passed_over = taken_in(saved, entry_form(submission.round.catalogue))
    messages.success(request, _("已从工作簿填入 {n} 格。", n=filled))
    if passed_over:
        messages.warning(request, passed_over)
    return redirect("collection:school", submission.round_id, submission.organisation.code)
