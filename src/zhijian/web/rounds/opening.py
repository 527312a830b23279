"""Opening a round, and a rehearsal of one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from zhijian.catalogue import available_catalogues
from zhijian.messages import _, language
from zhijian.web.access import for_round, holding
from zhijian.web.collection.entry import Refused
from zhijian.web.collection.form import entry_form
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.review.pages import moment_of
from zhijian.web.rounds.actions.close import close_round, reopen_round
from zhijian.web.rounds.actions.open import open_round, open_trial
from zhijian.web.rounds.models import Round
from zhijian.web.rounds.states import REVIEWING, level_name


@holding(Role.administrator, Role.reviewer)
@require_http_methods(["GET", "POST"])
def opening(request: Any) -> HttpResponse:
    """The form that opens a round: catalogue, deadline, schools, the round whose values are carried."""
    standing = standing_of(request.user)
    owners = list(standing.organisations(Right.open_round).filter(level__in=REVIEWING).order_by("path"))
    if request.method == "POST":
        try:
            round_ = _open(request, owners)
        except Refused as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("批次“{name}”已开放。", name=round_.name))
            return redirect("rounds:board", round_.pk)
    schools = standing.organisations(Right.open_round).filter(level="school")
    context = {
        "owners": owners,
        "schools": schools,
        "catalogues": [(id_, entry_form(id_).catalogue.label[language()]) for id_ in available_catalogues()],
        "earlier": Round.objects.filter(owner__in=owners, trial=False),
        "given": request.POST,
        "chosen": set(request.POST.getlist("school")),
        "levels": _levels(owners, request.POST),
    }
    return render(request, "rounds/open.html", context)


def _open(request: Any, owners: list[Organisation]) -> Round:
    given = request.POST
    owner = next((o for o in owners if o.code == given.get("owner")), None)
    if owner is None:
        raise PermissionDenied
    earlier = None
    if given.get("carried_from"):
        earlier = Round.objects.filter(owner=owner, pk=_number(given["carried_from"]), trial=False).first()
        if earlier is None:
            raise Refused(_("没有找到所选的上年批次。"))
    return open_round(
        owner=owner,
        name=given.get("name", ""),
        catalogue=given.get("catalogue", ""),
        deadline=moment_of(given.get("deadline", "")),
        by=request.user,
        organisations=given.getlist("school") or None,
        levels=given.getlist("level"),
        carried_from=earlier,
    )


def _levels(owners: list[Organisation], given: Any) -> list[tuple[str, str, bool]]:
    """(level, its name, whether it is chosen) of those that can review before an owner does."""
    below = REVIEWING[: max((REVIEWING.index(o.level) for o in owners if o.level in REVIEWING), default=0)]
    return [(level, level_name(level), not given or level in given.getlist("level")) for level in below]


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


@for_round(Right.open_round)
@require_POST
def closing(request: Any, round_: Round) -> HttpResponse:
    """Closes the round, or opens it again."""
    try:
        if round_.closed_at:
            reopen_round(round_=round_, reason=request.POST.get("reason", ""), by=request.user)
        else:
            close_round(round_=round_, by=request.user)
    except Refused as error:
        messages.error(request, str(error))
    return redirect("rounds:board", round_.pk)


@for_round(Right.open_round)
@require_POST
def trial(request: Any, round_: Round) -> HttpResponse:
    """A rehearsal on the round's data, in one click."""
    try:
        made = open_trial(owner=round_.owner, source=round_, by=request.user)
    except Refused as error:
        messages.error(request, str(error))
        return redirect("rounds:board", round_.pk)
    messages.success(request, _("试填批次“{name}”已开放，其中的改动不影响正式数据。", name=made.name))
    return redirect("rounds:board", made.pk)
