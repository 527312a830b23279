"""Pages about organisations and people: who may do what, invitations, the list of organisations."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path, PurePath
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from zhijian.errors import UnreadableInput
from zhijian.facts import Organisation as Listed
from zhijian.facts import OrganisationTree
from zhijian.intake import read_organisations
from zhijian.messages import _
from zhijian.web.access import for_organisation, holding, public, signed_in
from zhijian.web.collection.entry import Refused
from zhijian.web.exports import download
from zhijian.web.organisations.actions import members
from zhijian.web.organisations.actions.import_tree import Change, import_tree, preview_tree
from zhijian.web.organisations.actions.invite import accept, invite, open_invitation, withdraw
from zhijian.web.organisations.models import Invitation, Membership, Organisation, User
from zhijian.web.organisations.rights import ABOVE, OWN, Right, standing_of
from zhijian.web.organisations.roles import Role

SALT = "zhijian.organisations.import"
PREVIEW_SECONDS = 3600


@holding(Role.administrator)
@require_GET
def people(request: Any) -> HttpResponse:
    """Who may do what, in every organisation of the administrator's; invitations that are still open."""
    standing = standing_of(request.user)
    found = _memberships(request)
    with_factor = set(Authenticator.objects.filter(user__memberships__in=found).values_list("user_id", flat=True))
    context = {
        "memberships": [
            {
                "membership": row,
                "second_factor": row.user_id in with_factor,
                "own": row.user_id == request.user.pk,
            }
            for row in found
        ],
        "organisations": standing.organisations(Right.administer).order_by("path"),
        "roles": [(role.value, role.label) for role in Role],
        "rights": rights_table(),
        "invitations": Invitation.objects.filter(
            standing.within(Right.administer, "organisation"),
            used_at__isnull=True,
            withdrawn_at__isnull=True,
            expires_at__gt=timezone.now(),
        ).select_related("organisation"),
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
        for row in _memberships(request)
    ]
    return download(_("单位与人员"), kind, titles, rows)


def _memberships(request: Any) -> list[Membership]:
    condition = standing_of(request.user).within(Right.administer, "organisation")
    text = request.GET.get("q", "").strip()[:60]
    if text:
        condition &= (
            Q(user__name__icontains=text) | Q(user__username__icontains=text) | Q(organisation__name__icontains=text)
        )
    if request.GET.get("role") in Role.__members__:
        condition &= Q(role=request.GET["role"])
    rows = Membership.objects.filter(condition).select_related("user", "organisation")
    return list(rows.order_by("organisation__path", "role", "user__username"))


def rights_table() -> list[dict[str, Any]]:
    """For each right and role: at the own organisation, above it, not at all. The table that the program goes by."""
    labels = {
        Right.see_draft: _("查看填报中的数据"),
        Right.see_submitted: _("查看已提交的数据"),
        Right.enter: _("填报和提交"),
        Right.sign: _("签字"),
        Right.review: _("审核、退回、延期"),
        Right.open_round: _("开启批次"),
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
            fault = _("两次输入的口令不一样。")
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
    found = Invitation.objects.select_related("organisation").filter(pk=number).first()
    if found is None or not standing_of(request.user).may(Right.administer, found.organisation):
        raise Http404
    withdraw(invitation=found, by=request.user)
    messages.success(request, _("邀请已撤销。"))


@holding(Role.administrator)
@require_POST
@_changing
def role_given(request: Any, number: int) -> None:
    """Gives somebody another role."""
    organisation = Organisation.objects.filter(code=request.POST.get("organisation", "")).first()
    if organisation is None:
        raise Http404
    members.give_role(
        user=_user(request, number),
        organisation=organisation,
        role=_role(request.POST.get("role", "")),
        by=request.user,
    )
    messages.success(request, _("角色已设置。"))


@holding(Role.administrator)
@require_POST
@_changing
def role_taken(request: Any, number: int) -> None:
    """Takes a role away."""
    found = Membership.objects.select_related("organisation", "user").filter(pk=number).first()
    if found is None or not standing_of(request.user).may(Right.administer, found.organisation):
        raise Http404
    members.take_role(membership=found, by=request.user)
    messages.success(request, _("角色已取消。"))


@holding(Role.administrator)
@require_POST
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
    run(user=_user(request, number), by=request.user)
    messages.success(request, done)


@holding(Role.administrator)
@require_http_methods(["GET", "POST"])
def importing(request: Any) -> HttpResponse:
    """A list of organisations: upload, see what changes, accept."""
    context: dict[str, Any] = {}
    if request.method == "POST":
        try:
            if request.POST.get("ticket"):
                return _accept_import(request)
            tree = _uploaded(request.FILES.get("file"))
            changes = preview_tree(tree=tree, by=request.user)
            context = {"changes": changes, "ticket": _ticket(tree, changes), "counts": _counts(changes)}
        except (Refused, UnreadableInput) as error:
            messages.error(request, str(error))
    return render(request, "organisations/import.html", context)


def _accept_import(request: Any) -> HttpResponse:
    try:
        kept = signing.loads(request.POST["ticket"], salt=SALT, max_age=PREVIEW_SECONDS)
    except signing.BadSignature:
        raise Refused(_("预览已过期，请重新上传。")) from None
    tree = OrganisationTree(Listed(**row) for row in kept["tree"])
    expected = [
        Change(c["kind"], c["code"], c["name"], tuple(tuple(d) for d in c["differences"])) for c in kept["changes"]
    ]
    import_tree(tree=tree, expected=expected, by=request.user)
    messages.success(request, _("单位名单已更新。"))
    return redirect("organisations:people")


def _ticket(tree: OrganisationTree, changes: list[Change]) -> str:
    """What was shown, signed: accepting it does exactly that."""
    content = {"tree": [asdict(o) for o in tree], "changes": [asdict(change) for change in changes]}
    return signing.dumps(content, salt=SALT, compress=True)


def _counts(changes: list[Change]) -> dict[str, int]:
    return {kind: sum(c.kind == kind for c in changes) for kind in ("new", "changed", "same", "missing")}


def _uploaded(upload: Any) -> OrganisationTree:
    if upload is None:
        raise Refused(_("请先选择文件。"))
    most = settings.UPLOAD_MOST_BYTES
    if upload.size > most:
        raise Refused(_("文件有 {found} MB，最多 {most} MB。", found=upload.size // 2**20 + 1, most=most // 2**20))
    name = PurePath(str(upload.name).replace("\\", "/")).name[-100:] or "list"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(upload.read())
        return read_organisations(path)


def _role(text: str) -> Role:
    if text not in Role.__members__:
        raise Http404
    return Role(text)


def _user(request: Any, number: int) -> User:
    """The account, where any of its organisations is the administrator's; whether all are, the action asks."""
    user = User.objects.filter(pk=number).first()
    standing = standing_of(request.user)
    if (
        user is None
        or not Membership.objects.filter(standing.within(Right.administer, "organisation"), user=user).exists()
    ):
        raise Http404
    return user


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
