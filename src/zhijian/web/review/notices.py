"""Pages of messages and reminders."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from zhijian.messages import _
from zhijian.web.access import for_round, signed_in
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.review.actions.remind import remind, text_for, those_to_remind
from zhijian.web.review.models import Notice
from zhijian.web.rounds.models import Round

PAGE = 30


@signed_in
@require_http_methods(["GET", "POST"])
def notices(request: Any) -> HttpResponse:
    """The user's messages, newest first; a POST marks all as read."""
    if request.method == "POST":
        mark_read(request.user)
        return redirect("notices")
    page = Paginator(notices_of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "review/notices.html", {"page": page})


@for_round(Right.see_draft)
@require_http_methods(["GET", "POST"])
def reminders(request: Any, round_: Round) -> HttpResponse:
    """Whom to remind, what to say, and the same as a text for a chat group."""
    waiting = those_to_remind(round_, standing_of(request.user))
    text = request.POST.get("text", _("“{round}”截止时间临近，请尽快完成填报、提交和签字。", round=round_.name))
    if request.method == "POST":
        try:
            count = remind(round_=round_, codes=request.POST.getlist("school"), text=text, by=request.user)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已提醒 {n} 人。", n=count))
            return redirect("rounds:board", round_.pk)
    context = {"round": round_, "waiting": waiting, "text": text, "chat": text_for(round_, waiting) if waiting else ""}
    return render(request, "review/reminders.html", context)


def notices_of(user: Any) -> Any:
    """The user's messages, newest first, with what they are about."""
    return Notice.objects.filter(user=user).select_related("submission__organisation", "submission__round")


def mark_read(user: Any) -> int:
    """Marks all of the user's messages as read. Returns how many were not."""
    return int(Notice.objects.filter(user=user, read_at__isnull=True).update(read_at=timezone.now()))


def unread(user: Any) -> int:
    """How many messages the user has not read."""
    return int(Notice.objects.filter(user=user, read_at__isnull=True).count())
