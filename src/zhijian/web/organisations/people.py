"""People as an administrator may find them: for the pages and for the interface of programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils import timezone

from zhijian.web.organisations.models import Invitation, Membership, User
from zhijian.web.organisations.rights import Right, Standing
from zhijian.web.organisations.roles import Role


def memberships(standing: Standing, wanted: Mapping[str, Any]) -> list[Membership]:
    """Who is what in the organisations that the user administers. wanted: ``q`` (part of a name) and ``role``."""
    condition = standing.within(Right.administer, "organisation")
    text = str(wanted.get("q", "")).strip()[:60]
    if text:
        condition &= (
            Q(user__name__icontains=text) | Q(user__username__icontains=text) | Q(organisation__name__icontains=text)
        )
    if wanted.get("role") in Role.__members__:
        condition &= Q(role=wanted["role"])
    rows = Membership.objects.filter(condition).select_related("user", "organisation")
    return list(rows.order_by("organisation__path", "role", "user__username"))


def with_second_factor(found: Iterable[Membership]) -> set[int]:
    """Keys of the users among them who set a second factor up."""
    return set(Authenticator.objects.filter(user__memberships__in=list(found)).values_list("user_id", flat=True))


def open_invitations(standing: Standing) -> QuerySet[Invitation]:
    """Links that can still be used, into the organisations that the user administers."""
    found: QuerySet[Invitation] = Invitation.objects.filter(
        standing.within(Right.administer, "organisation"),
        used_at__isnull=True,
        withdrawn_at__isnull=True,
        expires_at__gt=timezone.now(),
    ).select_related("organisation")
    return found


def invitation_of(standing: Standing, number: int) -> Invitation:
    """An invitation into an organisation of the administrator's. Raises Http404."""
    found = Invitation.objects.select_related("organisation").filter(pk=number).first()
    if found is None or not standing.may(Right.administer, found.organisation):
        raise Http404
    return found


def membership_of(standing: Standing, number: int) -> Membership:
    """A role in an organisation of the administrator's. Raises Http404."""
    found = Membership.objects.select_related("organisation", "user").filter(pk=number).first()
    if found is None or not standing.may(Right.administer, found.organisation):
        raise Http404
    return found


def user_of(standing: Standing, number: int) -> User:
    """The account, where any of its organisations is the administrator's; whether all are, the action asks. Raises Http404."""
    user = User.objects.filter(pk=number).first()
    mine = standing.within(Right.administer, "organisation")
    if user is None or not Membership.objects.filter(mine, user=user).exists():
        raise Http404
    return user
