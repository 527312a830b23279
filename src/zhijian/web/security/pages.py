"""The page of one's own sessions, and what is said of a request that is not taken."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from zhijian.messages import _
from zhijian.web.access import signed_in
from zhijian.web.organisations.account_events import record_of_account
from zhijian.web.organisations.sessions import end_other_sessions, sessions_of
from zhijian.web.refusals import refusal
from zhijian.web.security.sensitive import confirmed


@signed_in
@require_http_methods(["GET", "POST"])
@confirmed
def sessions(request: Any) -> HttpResponse:
    """The user's sessions; a POST ends all but this one."""
    if request.method == "POST":
        ended = end_other_sessions(request)
        record_of_account("sessions.ended", request.user, by=request.user, ended=ended)
        messages.success(request, _("已在其他设备上退出登录（{n} 处）。", n=ended))
        return redirect("sessions")
    found = sessions_of(request.user)
    return render(request, "security/sessions.html", {"sessions": found, "here": request.session.session_key})


def bad_request(request: Any, exception: Exception) -> HttpResponse:
    """400, with what our own checks say; of other faults nothing, they may repeat what was sent."""
    message = str(exception) if isinstance(exception, BadRequest) else _("请求有误，没有处理。")
    return refusal(request, 400, message)
