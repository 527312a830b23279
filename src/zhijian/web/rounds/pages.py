"""Pages about rounds: where one lands, the list, opening one."""

from __future__ import annotations

from typing import Any

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from zhijian.web.access import signed_in
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.rounds.models import Round, Submission
from zhijian.web.rounds.states import State


@signed_in
@require_GET
def home(request: Any) -> HttpResponse:
    """A school's people land in their submission where there is just one open; others see the rounds."""
    standing = standing_of(request.user)
    own = Submission.objects.filter(
        standing.within(Right.enter, "organisation"), round__closed_at__isnull=True
    ).select_related("round", "organisation")
    found = list(own.order_by("-round_id")[:2])
    if len(found) == 1:
        return redirect("collection:school", found[0].round_id, found[0].organisation.code)
    return redirect("rounds:list")


@signed_in
@require_GET
def listing(request: Any) -> HttpResponse:
    """The rounds in which the user sees any submission."""
    standing = standing_of(request.user)
    known = Submission.objects.filter(standing.within(Right.see_submitted, "organisation"))
    rounds = Round.objects.filter(pk__in=known.values("round_id")).select_related("owner")
    own = {
        s.round_id: s
        for s in known.filter(standing.within(Right.enter, "organisation"))
        .select_related("organisation")
        .order_by("-organisation__path")
    }
    overseer = any(not o.is_school for _role, o in standing.memberships)
    return render(
        request,
        "rounds/list.html",
        {
            "rounds": [{"round": r, "own": own.get(r.pk), "board": overseer} for r in rounds],
            "may_open": standing.holds([Role.administrator, Role.reviewer]),
        },
    )


def visible(standing: Any) -> Any:
    """The condition on submissions that the user may see."""
    return standing.within(Right.see_draft, "organisation") | (
        ~Q(state=State.draft) & standing.within(Right.see_submitted, "organisation")
    )
