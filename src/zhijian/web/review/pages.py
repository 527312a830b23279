"""Pages of the review: the board, steps, sending back, bulk approval."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhijian.messages import _
from zhijian.web.access import for_round, for_submission
from zhijian.web.collection.entry import Locked, Refused
from zhijian.web.collection.form import BASE, entry_form
from zhijian.web.exports import download
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.review.actions.bulk import approve_all, preview
from zhijian.web.review.actions.own import recall, sign, submit
from zhijian.web.review.actions.reviewing import CellNote, approve, extend, freeze, may_send_back, send_back
from zhijian.web.review.board import Wanted, as_table, board_of, headings
from zhijian.web.review.suggestions import Mention, cells_to_mention, labelled
from zhijian.web.rounds.models import Round, Submission
from zhijian.web.rounds.states import Action, State

BLANK_LINES = 5  # cells that can be sent back beside those that findings speak of


@for_round(Right.see_submitted)
@require_GET
def board(request: Any, round_: Round) -> HttpResponse:
    """Schools × tables; as a page, or its rows alone for htmx."""
    wanted = Wanted.of(request.GET)
    standing = standing_of(request.user)
    rows = board_of(round_, standing, wanted)
    context = {
        "round": round_,
        "rows": rows,
        "headings": headings(round_),
        "wanted": wanted,
        "query": request.GET.urlencode(),
        "states": [("not_begun", _("未开始")), *((s.value, s.label) for s in State), ("overdue", _("已逾期"))],
        "folder": standing.may(Right.see_submitted, round_.owner),
        "may_open": standing.may(Right.open_round, round_.owner),
        "may_remind": any(standing.may(Right.review, o) for _role, o in standing.memberships),
        "approvable": len(preview(round_=round_, by=request.user)),
        "parents": Submission.objects.filter(round=round_)
        .filter(standing.within(Right.see_submitted, "organisation"))
        .exclude(organisation__level="school")
        .select_related("organisation")
        .order_by("organisation__path"),
    }
    return render(request, "review/board_rows.html" if request.htmx else "review/board.html", context)


@for_round(Right.see_submitted)
@require_GET
def export(request: Any, round_: Round, kind: str) -> HttpResponse:
    """The board as it is filtered and sorted, as a file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    rows = board_of(round_, standing_of(request.user), Wanted.of(request.GET))
    return download(f"{round_.name}-{_('进度总览')}", kind, *as_table(rows, round_))


def _stepping(view: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Runs a step and goes back to the submission's page, with what was done or why it was refused."""

    @wraps(view)
    def run(request: Any, submission: Submission, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            view(request, submission, *args, **kwargs)
        except (Refused, Locked) as error:
            messages.error(request, str(error))
        return redirect("collection:school", submission.round_id, submission.organisation.code)

    return run


@for_submission
@require_POST
@_stepping
def step(request: Any, submission: Submission, name: str) -> None:
    """One step: one of Action."""
    if name not in Action.__members__:
        raise Http404
    action = Action(name)
    if action is Action.send_back:
        done = send_back(submission=submission, note=request.POST.get("note", ""), by=request.user)
    elif action.level:
        done = approve(submission=submission, action=action, by=request.user)
    else:
        deeds = {Action.submit: submit, Action.recall: recall, Action.sign: sign}
        done = deeds[action](submission=submission, by=request.user)
    name, state = submission.organisation.name, State(done.end).label
    messages.success(request, _("办理成功，“{name}”现为“{state}”。", name=name, state=state))


@for_submission
@require_POST
@_stepping
def frozen(request: Any, submission: Submission) -> None:
    """Accepts what was handed in for reading."""
    freeze(submission=submission, by=request.user)
    messages.success(request, _("已接收“{name}”的数据，对方不能再撤回。", name=submission.organisation.name))


@for_submission
@require_POST
@_stepping
def extended(request: Any, submission: Submission) -> None:
    """Another deadline."""
    deadline = moment_of(request.POST.get("deadline", ""))
    extend(submission=submission, deadline=deadline, by=request.user)
    messages.success(request, _("已延长“{name}”的截止时间。", name=submission.organisation.name))


@for_submission
@require_http_methods(["GET", "POST"])
def back(request: Any, submission: Submission) -> HttpResponse:
    """Sending back with reasons on single cells: those that findings speak of are offered first."""
    if not may_send_back(submission, request.user):
        raise Http404
    form = entry_form(submission.round.catalogue)
    lines = list(zip(request.POST.getlist("cell"), request.POST.getlist("text"), strict=False))
    if request.method == "POST":
        notes = [_note(name, text, form.current) for name, text in lines if text.strip()]
        try:
            if any(text.strip() and not name for name, text in lines):
                raise Refused(_("有一处理由没有选明是哪个指标。"))
            send_back(submission=submission, note=request.POST.get("note", ""), cells=notes, by=request.user)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已退回“{name}”。", name=submission.organisation.name))
            return redirect("collection:school", submission.round_id, submission.organisation.code)
    suggested, written = _typed_again(cells_to_mention(submission), lines)
    choices = [
        (_("基础数据") if table == BASE else _("表{table}", table=table), rows)
        for table, rows in labelled(form).items()
    ]
    context = {
        "round": submission.round,
        "submission": submission,
        "organisation": submission.organisation,
        "suggested": suggested,
        "choices": choices,
        "lines": [*written, *[("", "")] * (BLANK_LINES - len(written))],
        "note": request.POST.get("note", ""),
    }
    return render(request, "review/send_back.html", context)


def _typed_again(suggested: list[Mention], lines: list[tuple[str, str]]) -> tuple[list[Mention], list[tuple[str, str]]]:
    """(the suggestions with what was typed for them, the other lines). A cell of several findings is suggested for each."""
    left = list(lines)
    shown = []
    for each in suggested:
        line = next((line for line in left if line[0] == each.name), None)
        if line is not None:
            left.remove(line)
        shown.append(replace(each, text=line[1]) if line else each)
    return shown, [line for line in left if any(line)]


def _note(name: str, text: str, period: str) -> CellNote:
    indicator, _bracket, key = name.partition("[")
    return CellNote(indicator, key.rstrip("]"), period, text)


@for_round(Right.see_submitted)
@require_http_methods(["GET", "POST"])
def bulk(request: Any, round_: Round) -> HttpResponse:
    """Approving many: first what it covers, then the approval of what was shown."""
    if request.method == "POST":
        try:
            done = approve_all(round_=round_, tickets=request.POST.getlist("ticket"), by=request.user)
        except Refused as error:
            messages.error(request, str(error))
            return redirect("rounds:approve", round_.pk)
        messages.success(request, _("已审核通过 {n} 个单位。", n=len(done)))
        return redirect("rounds:board", round_.pk)
    covered = preview(round_=round_, by=request.user)
    rows = {row.submission.pk: row for row in board_of(round_, standing_of(request.user), Wanted())}
    listed = [{"covered": each, "row": rows.get(each.submission.pk), "label": each.action.label} for each in covered]
    return render(request, "review/bulk.html", {"round": round_, "listed": listed})


def moment_of(text: str) -> datetime:
    """A moment of a datetime-local field, in local time. Raises Refused."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    if moment is None:
        raise Refused(_("“{found}”不是日期和时间，应如 2024-12-20 18:00。", found=text))
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
