"""Attachments: adding one, listing, handing one out to whoever may see it."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from zhijian.web.access import for_submission
from zhijian.web.collection.actions.attach import attach
from zhijian.web.collection.entry import Refused
from zhijian.web.collection.models import Attachment
from zhijian.web.rounds.models import Submission


@for_submission
@require_http_methods(["GET", "POST"])
def attachments(request: Any, submission: Submission) -> HttpResponse:
    """The files of a cell (or of the submission, without an indicator); a POST adds one."""
    status = 200
    given = request.POST if request.method == "POST" else request.GET
    indicator, slice_ = given.get("indicator", ""), given.get("slice", "")
    if request.method == "POST":
        try:
            attach(
                submission=submission,
                indicator=indicator,
                slice=slice_,
                upload=request.FILES.get("file"),
                by=request.user,
            )
        except Refused as error:
            return JsonResponse({"message": str(error)}, status=400)
        status = 201
    rows = Attachment.objects.filter(submission=submission, indicator=indicator, slice=slice_).select_related("by")
    return JsonResponse({"attachments": [_described(row, submission) for row in rows]}, status=status)


@for_submission
@require_GET
def attachment(request: Any, submission: Submission, number: int) -> HttpResponse:  # noqa: ARG001 - checked by the declaration
    """The file itself, as a download."""
    row = Attachment.objects.filter(submission=submission, pk=number).first()
    if row is None:
        raise Http404
    response = FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _described(row: Attachment, submission: Submission) -> dict[str, Any]:
    url = reverse("collection:attachment", args=(submission.round_id, submission.organisation.code, row.pk))
    return {"name": row.name, "size": row.size, "url": url, "by": str(row.by or ""), "at": row.at.isoformat()}
