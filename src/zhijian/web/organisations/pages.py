"""Pages about organisations and people: who may do what, invitations, the list of organisations."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhijian.errors import UnreadableInput
from zhijian.messages import _
from zhijian.web.access import for_organisation, holding, public, signed_in
from zhijian.web.collection.entry import Refused
from zhijian.web.exports import download
from zhijian.web.organisations.actions import members
from zhijian.web.organisations.actions.invite import accept, invite, open_invitation, withdraw
from zhijian.web.organisations.factors import choices, lacking
from zhijian.web.organisations.importing import accept_list, preview_list
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.people import (
    invitation_of,
    membership_of,
    memberships,
    open_invitations,
    user_of,
    with_second_factor,
)
from zhijian.web.organisations.rights import ABOVE, OWN, Right, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.security.sensitive import confirmed


@holding(Role.administrator)
@require_GET
def people(request: Any) -> HttpResponse:
    """Who may do what, in every organisation of the administrator's; invitations that are still open."""
    standing = standing_of(request.user)
    found = memberships(standing, request.GET)
    with_factor = with_second_factor(found)
    must = lacking(found, with_factor)
    context = {
        "memberships": [
            {
                "membership": row,
                "second_factor": row.user_id in with_factor,
                "lacking": row.pk in must,
                "own": row.user_id == request.user.pk,
            }
            for row in found
        ],
        "organisations": standing.organisations(Right.administer).order_by("path"),
        "roles": [(role.value, role.label) for role in Role],
        "rights": rights_table(),
        "factors": choices(standing),
        "invitations": open_invitations(standing),
        "given": request.GET,
    }
    return render(request, "organisations/people.html", context)


@holding(Role.administrator)
@require_GET
def export(request: Any, kind: str) -> HttpResponse:
    """The same list as a file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    titles = [_("单位编号"), _("单位"), _("人员"), _("用户名"), _("角色"), _("是否停用")]
    rows = [
        [
            row.organisation.code,
            row.organisation.name,
            row.user.name,
            row.user.username,
            Role(row.role).label,
            _("否") if row.user.is_active else _("是"),
        ]
        for row in memberships(standing_of(request.user), request.GET)
    ]
    return download(_("单位与人员"), kind, titles, rows)


def rights_table() -> list[dict[str, Any]]:
    """For each right and role: at the own organisation, above it, not at all. The table that the program goes by."""
    labels = {
        Right.see_draft: _("查看填报中的数据"),
        Right.see_submitted: _("查看已提交的数据"),
        Right.enter: _("填报和提交"),
        Right.sign: _("签字"),
        Right.review: _("审核、退回、延期"),
        Right.open_round: _("开放批次"),
        Right.administer: _("管理单位与人员"),
    }

    def cell(right: Right, role: Role) -> str:
        own, above = role in OWN[right], role in ABOVE[right]
        return _("本单位和下级") if own and above else _("本单位") if own else _("下级") if above else ""

    return [{"right": labels[right], "cells": [cell(right, role) for role in Role]} for right in Right]


def _changing(view: Callable[..., None]) -> Callable[..., HttpResponse]:
    """Runs a change and goes back to the list, with what was done or why it was refused."""

    @wraps(view)
    def run(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            view(request, *args, **kwargs)
        except Refused as error:
            messages.error(request, str(error))
        return redirect("organisations:people")

    return run


@for_organisation(Right.administer)
@require_POST
@confirmed
def invitation(request: Any, organisation: Organisation) -> HttpResponse:
    """Makes an invitation; its link is shown once."""
    role = _role(request.POST.get("role", ""))
    try:
        made, token = invite(organisation=organisation, role=role, name=request.POST.get("name", ""), by=request.user)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("organisations:people")
    link = request.build_absolute_uri(reverse("organisations:join", args=(token,)))
    context = {"invitation": made, "link": link, "role_label": role.label}
    return render(request, "organisations/invited.html", context)


@public
@require_http_methods(["GET", "POST"])
def join(request: Any, token: str) -> HttpResponse:
    """What an invitation's link leads to: choosing a user name and a password."""
    found = open_invitation(token)
    if found is None:
        return render(request, "organisations/join.html", {"invitation": None}, status=404)
    fault = ""
    if request.method == "POST":
        password = request.POST.get("password", "")
        if password != request.POST.get("again", ""):
            fault = _("两次输入的密码不一样。")
        else:
            try:
                accept(token=token, username=request.POST.get("username", ""), password=password)
            except Refused as error:
                fault = str(error)
            else:
                messages.success(request, _("账号已建立，请登录。"))
                return redirect("account_login")
    context = {
        "invitation": found,
        "role_label": Role(found.role).label,
        "fault": fault,
        "username": request.POST.get("username", ""),
    }
    response = render(request, "organisations/join.html", context)
    response.headers["Referrer-Policy"] = "no-referrer"  # the address is a secret
    return response


@holding(Role.administrator)
@require_POST
@_changing
def withdrawn(request: Any, number: int) -> None:
    """Withdraws an invitation."""
    withdraw(invitation=invitation_of(standing_of(request.user), number), by=request.user)
    messages.success(request, _("邀请已撤销。"))


@holding(Role.administrator)
@require_POST
@confirmed
@_changing
def role_given(request: Any, number: int) -> None:
    """Gives somebody another role."""
    organisation = Organisation.objects.filter(code=request.POST.get("organisation", "")).first()
    if organisation is None:
        raise Http404
    members.give_role(
        user=user_of(standing_of(request.user), number),
        organisation=organisation,
        role=_role(request.POST.get("role", "")),
        by=request.user,
    )
    messages.success(request, _("角色已设置。"))


@holding(Role.administrator)
@require_POST
@confirmed
@_changing
def role_taken(request: Any, number: int) -> None:
    """Takes a role away."""
    members.take_role(membership=membership_of(standing_of(request.user), number), by=request.user)
    messages.success(request, _("角色已取消。"))


@holding(Role.administrator)
@require_POST
@confirmed
@_changing
def account(request: Any, number: int, deed: str) -> None:
    """close: no more sign-in. sign-out: everywhere. second-factor: lost, taken away."""
    deeds: dict[str, tuple[Callable[..., Any], str]] = {
        "close": (members.close_account, _("账号已停用。")),
        "sign-out": (members.end_sessions, _("已在所有设备上退出登录。")),
        "second-factor": (members.restore_second_factor, _("第二重验证已撤销，本人下次登录后可重新设置。")),
    }
    if deed not in deeds:
        raise Http404
    run, done = deeds[deed]
    run(user=user_of(standing_of(request.user), number), by=request.user)
    messages.success(request, done)


@holding(Role.administrator)
@require_http_methods(["GET", "POST"])
def importing(request: Any) -> HttpResponse:
    """A list of organisations: upload, see what changes, accept."""
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            if request.POST.get("ticket"):
                accept_list(ticket=request.POST["ticket"], by=request.user)
                messages.success(request, _("单位名单已更新。"))
                return redirect("organisations:people")
            shown = preview_list(upload=request.FILES.get("file"), by=request.user)
            context = {"changes": shown.changes, "ticket": shown.ticket, "counts": shown.counts}
        except (Refused, UnreadableInput) as error:
            messages.error(request, str(error))
    return render(request, "organisations/import.html", context)


def _role(text: str) -> Role:
    if text not in Role.__members__:
        raise Http404
    return Role(text)


@signed_in
@require_POST
def language(request: Any) -> HttpResponse:
    """Sets the user's language."""
    chosen = request.POST.get("language", "")
    if chosen not in ("zh", "en"):
        raise PermissionDenied
    request.user.language = chosen
    request.user.save(update_fields=("language",))
    return redirect("home")
