"""The grid's own addresses (JSON): cells, history, comments, reasons."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET, require_http_methods

from zhijian.messages import _
from zhijian.web.access import for_submission
from zhijian.web.collection.actions.comment import write_comment
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.bodies import Malformed, entries_of, json_of, text_of
from zhijian.web.collection.entry import Locked, Refused
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.models import CellVersion, Comment
from zhijian.web.collection.rendering import saved_json
from zhijian.web.rounds.models import Submission

Answer = Callable[..., HttpResponse]


def _telling(view: Answer) -> Answer:
    """Turns what is refused into an answer with a message: 400 malformed or not admitted, 409 locked."""

    @wraps(view)
    def run(request: Any, submission: Submission) -> HttpResponse:
        written_for = request.headers.get("X-Zhijian-User")
        if written_for and written_for != str(request.user.pk):  # kept by somebody else on a shared machine
            return JsonResponse({"message": _("这些内容是以另一个账号填写的，请用原账号登录后再发送。")}, status=401)
        try:
            return view(request, submission)
        except (Malformed, Refused) as error:
            return JsonResponse({"message": str(error)}, status=400)
        except Locked as error:
            return JsonResponse({"message": str(error), "state": submission.state}, status=409)

    return run


@for_submission
@require_http_methods(["PUT"])
@_telling
def cells(request: Any, submission: Submission) -> HttpResponse:
    """Saves cells, one or a whole paste."""
    form = entry_form(submission.round.catalogue)
    entries = entries_of(json_of(request), form.current)
    saved = save_cells(submission=submission, entries=entries, by=request.user)
    return JsonResponse(saved_json(saved, submission))


@for_submission
@require_http_methods(["PUT"])
@_telling
def reason(request: Any, submission: Submission) -> HttpResponse:
    """Keeps a written reason."""
    form = entry_form(submission.round.catalogue)
    body = json_of(request)
    indicator, slice_ = text_of(body, "indicator", most=100), text_of(body, "slice", default="", most=40)
    saved = give_reason(
        submission=submission,
        indicator=indicator,
        slice=slice_,
        period=text_of(body, "period", default=form.current, most=4),
        kind=text_of(body, "kind", most=10),
        text=text_of(body, "text"),
        by=request.user,
        subject=text_of(body, "subject", default="", most=400),
    )
    return JsonResponse(saved_json(saved, submission, (indicator, slice_)))


@for_submission
@require_GET
@_telling
def history(request: Any, submission: Submission) -> HttpResponse:
    """Every value that a cell had, newest first."""
    form = entry_form(submission.round.catalogue)
    versions = CellVersion.objects.filter(
        cell__submission=submission,
        cell__indicator=request.GET.get("indicator", ""),
        cell__slice=request.GET.get("slice", ""),
        cell__period=request.GET.get("period", form.current),
    ).select_related("by")
    return JsonResponse(
        {
            "versions": [
                {
                    "version": row.version,
                    "text": row.text,
                    "shown": shown_value(row.status, row.mantissa, row.decimals),
                    "by": str(row.by) if row.by_id else "",
                    "at": row.at.isoformat(),
                    "origin": row.origin,
                    "note": row.note,
                }
                for row in versions
            ]
        }
    )


@for_submission
@require_http_methods(["GET", "POST"])
@_telling
def comments(request: Any, submission: Submission) -> HttpResponse:
    """The comments on a cell; a POST adds one."""
    status = 200
    if request.method == "POST":
        body = json_of(request)
        indicator, slice_ = text_of(body, "indicator", most=100), text_of(body, "slice", default="", most=40)
        write_comment(
            submission=submission, indicator=indicator, slice=slice_, text=text_of(body, "text"), by=request.user
        )
        status = 201
    else:
        indicator, slice_ = request.GET.get("indicator", ""), request.GET.get("slice", "")
    rows = Comment.objects.filter(submission=submission, indicator=indicator, slice=slice_)
    listed = [{"author": row.author, "at": row.at.isoformat(), "text": row.text} for row in rows]
    return JsonResponse({"comments": listed}, status=status)
