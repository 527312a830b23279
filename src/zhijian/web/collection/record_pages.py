"""Pages for record exports: upload, see what they would fill, accept, undo."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhijian.messages import _
from zhijian.records import record_tables
from zhijian.web.access import for_submission
from zhijian.web.collection.actions.records import undo_records
from zhijian.web.collection.entry import Locked, Refused
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.record_upload import MOST_FILES, accept_records, preview_records
from zhijian.web.collection.rendering import taken_in
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import State


@for_submission
@require_http_methods(["GET", "POST"])
def records(request: Any, submission: Submission) -> HttpResponse:
    """Upload, see what the records would fill, accept. Nothing is kept before it is accepted."""
    standing_of(request.user).require(Right.enter, submission.organisation)
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            if request.POST.get("ticket"):
                return _accept(request, submission)
            preview, ticket = preview_records(
                submission=submission,
                uploads=request.FILES.getlist("file"),
                kind=request.POST.get("kind", ""),
                by=request.user,
            )
            context = {"preview": preview, "ticket": ticket}
        except (Refused, Locked) as error:
            messages.error(request, str(error))
    uploads = list(submission.record_uploads.select_related("by", "undone_by"))
    tables = record_tables()
    context |= {
        "round": submission.round,
        "submission": submission,
        "organisation": submission.organisation,
        "editable": submission.state == State.draft and not submission.round.closed_at,
        "most": settings.UPLOAD_MOST_BYTES // 2**20,
        "most_files": MOST_FILES,
        "kind": request.POST.get("kind", ""),
        "tables": tables.values(),
        "uploads": [
            {"upload": each, "files": [{**f, "label": _label(f["table"])} for f in each.files]} for each in uploads
        ],
        "undone_next": next((each.pk for each in uploads if each.undone_at is None), None),
    }
    return render(request, "collection/records.html", context)


def _label(table: str) -> str:
    known = record_tables().get(table)
    return known.label if known else _("没有读出")


def _accept(request: Any, submission: Submission) -> HttpResponse:
    upload, saved = accept_records(
        submission=submission, ticket=request.POST["ticket"], taken=request.POST.getlist("take"), by=request.user
    )
    filled, passed_over = taken_in(saved, entry_form(submission.round.catalogue))
    messages.success(request, _("已导入记录：得出 {facts} 个数，填入 {n} 格。", facts=upload.facts, n=filled))
    if passed_over:
        messages.warning(request, passed_over)
    return redirect("collection:records", submission.round_id, submission.organisation.code)


@for_submission
@require_POST
def undone(request: Any, submission: Submission, number: int) -> HttpResponse:
    """Takes the last upload back."""
    standing_of(request.user).require(Right.enter, submission.organisation)
    upload = submission.record_uploads.filter(pk=number).first()
    if upload is None:
        raise Http404
    upload.submission = submission
    try:
        left = undo_records(upload=upload, by=request.user)
    except (Refused, Locked) as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已撤销这次导入，各格恢复为导入前的数。"))
        if left:
            messages.warning(request, _("有 {n} 格在导入之后又改过，没有恢复。", n=left))
    return redirect("collection:records", submission.round_id, submission.organisation.code)
