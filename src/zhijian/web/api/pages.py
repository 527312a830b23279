"""The page of one's own tokens: make one, see it once, revoke it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from zhijian.messages import _
from zhijian.web.access import signed_in
from zhijian.web.api.actions.tokens import MOST_DAYS, make_token, revoke_token
from zhijian.web.api.models import ApiToken
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.entry import Refused
from zhijian.web.security.sensitive import confirmed

DAYS = 90


@signed_in
@require_http_methods(["GET", "POST"])
@confirmed
def tokens(request: Any) -> HttpResponse:
    """The user's tokens; a POST makes one and shows it this once."""
    made = ""
    if request.method == "POST":
        days = request.POST.get("days", "")
        scopes = [scope for scope in Scope if scope.value in request.POST.getlist("scope")]
        try:
            _row, made = make_token(
                user=request.user,
                name=request.POST.get("name", ""),
                scopes=scopes,
                days=int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0,
                by=request.user,
            )
        except Refused as error:
            messages.error(request, str(error))
    context = {
        "tokens": [
            {"row": row, "scopes": [Scope(name).label for name in row.scopes], "over": row.expires_at < timezone.now()}
            for row in request.user.api_tokens.all()[:100]
        ],
        "scopes": [(scope.value, scope.label) for scope in Scope],
        "made": made,
        "days": DAYS,
        "most": MOST_DAYS,
    }
    return render(request, "api/tokens.html", context)


@signed_in
@require_POST
def revoke(request: Any, number: int) -> HttpResponse:
    """Ends one of the user's own."""
    row = ApiToken.objects.filter(user=request.user, pk=number).first()
    if row is None:
        raise Http404
    revoke_token(token=row, by=request.user)
    messages.success(request, _("令牌“{name}”已撤销。", name=row.name))
    return redirect("api:tokens")
