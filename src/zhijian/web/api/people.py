"""Operations on people: who is what where, invitations, roles, accounts."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.urls import reverse
from ninja import Query, Router, Status

from zhijian.web.api import people_schemas as schemas
from zhijian.web.api.access import Holding
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.organisations.actions import members
from zhijian.web.organisations.actions.factors import require_second_factor
from zhijian.web.organisations.actions.invite import invite, withdraw
from zhijian.web.organisations.models import Invitation, Membership, Organisation, RequiredFactor
from zhijian.web.organisations.people import (
    invitation_of,
    membership_of,
    memberships,
    open_invitations,
    user_of,
    with_second_factor,
)
from zhijian.web.organisations.rights import Right, standing_of

router = Router(tags=["people"])
DONE = {200: schemas.Done, **FAULTS}


@router.get("/people", response={200: list[schemas.PersonOut], **FAULTS}, auth=Holding(Scope.people))
def people(request: Any, wanted: Query[schemas.PeopleWanted]) -> Any:
    """Who is what in the organisations that the user administers, one row per role."""
    found = memberships(standing_of(request.user), {"q": wanted.q, "role": wanted.role})
    factors = with_second_factor(found)
    return [_person(row, second_factor=row.user_id in factors) for row in found]


@router.post("/people/{int:number}/roles", response={201: schemas.Done, **FAULTS}, auth=Holding(Scope.administer))
def give_role(request: Any, number: int, body: schemas.RoleIn) -> Any:
    """Gives somebody another role."""
    user = user_of(standing_of(request.user), number)
    members.give_role(user=user, organisation=_organisation(body.organisation), role=body.role, by=request.user)
    return Status(201, {"count": 1})


@router.delete("/memberships/{int:number}", response=DONE, auth=Holding(Scope.administer))
def take_role(request: Any, number: int) -> Any:
    """Takes a role away and signs its holder out."""
    members.take_role(membership=membership_of(standing_of(request.user), number), by=request.user)
    return {"count": 1}


@router.post("/people/{int:number}/close", response=DONE, auth=Holding(Scope.administer))
def close_account(request: Any, number: int) -> Any:
    """Ends an account: nobody signs in with it any more, and its tokens are worth nothing."""
    members.close_account(user=user_of(standing_of(request.user), number), by=request.user)
    return {"count": 1}


@router.post("/people/{int:number}/sign-out", response=DONE, auth=Holding(Scope.administer))
def sign_out(request: Any, number: int) -> Any:
    """Signs somebody out everywhere; count: of sessions that there were."""
    return {"count": members.end_sessions(user=user_of(standing_of(request.user), number), by=request.user)}


@router.post("/people/{int:number}/second-factor/remove", response=DONE, auth=Holding(Scope.administer))
def remove_second_factor(request: Any, number: int) -> Any:
    """Takes away the second factor of somebody who lost it."""
    members.restore_second_factor(user=user_of(standing_of(request.user), number), by=request.user)
    return {"count": 1}


@router.get("/invitations", response={200: list[schemas.InvitationOut], **FAULTS}, auth=Holding(Scope.people))
def invitations(request: Any) -> Any:
    """Invitations that can still be used, without their links."""
    return [_invitation(row) for row in open_invitations(standing_of(request.user)).order_by("pk")]


@router.post(
    "/organisations/{slug:org_code}/invitations",
    response={201: schemas.InvitationMade, **FAULTS},
    auth=Holding(Scope.administer),
)
def make_invitation(request: Any, org_code: str, body: schemas.InvitationIn) -> Any:
    """Invites somebody into an organisation; the link is told this once."""
    organisation = _administered(request, org_code)
    made, token = invite(organisation=organisation, role=body.role, name=body.name, by=request.user)
    link = request.build_absolute_uri(reverse("organisations:join", args=(token,)))
    return Status(201, {**_invitation(made), "link": link})


@router.post("/invitations/{int:number}/withdraw", response=DONE, auth=Holding(Scope.administer))
def withdraw_invitation(request: Any, number: int) -> Any:
    """Makes an unused link worthless."""
    withdraw(invitation=invitation_of(standing_of(request.user), number), by=request.user)
    return {"count": 1}


@router.get(
    "/organisations/{slug:org_code}/second-factor",
    response={200: schemas.FactorRoles, **FAULTS},
    auth=Holding(Scope.people),
)
def factor_roles(request: Any, org_code: str) -> Any:
    """The roles of which the organisation itself requires a second factor."""
    return _factor_roles(_administered(request, org_code))


@router.put(
    "/organisations/{slug:org_code}/second-factor",
    response={200: schemas.FactorRoles, **FAULTS},
    auth=Holding(Scope.administer),
)
def require_factor(request: Any, org_code: str, body: schemas.FactorRolesIn) -> Any:
    """Requires a second factor of exactly these roles, there and below, from everybody's next sign-in on."""
    organisation = _administered(request, org_code)
    require_second_factor(organisation=organisation, roles=set(body.roles), by=request.user)
    return _factor_roles(organisation)


def _factor_roles(organisation: Organisation) -> dict[str, Any]:
    return {"roles": sorted(row.role for row in RequiredFactor.objects.filter(organisation=organisation))}


def _administered(request: Any, code: str) -> Organisation:
    """An organisation of the administrator's. Raises Http404."""
    organisation = _organisation(code)
    if not standing_of(request.user).may(Right.administer, organisation):
        raise Http404
    return organisation


def _person(row: Membership, *, second_factor: bool) -> dict[str, Any]:
    return {
        "membership": row.pk,
        "user": row.user_id,
        "username": row.user.username,
        "name": row.user.name,
        "organisation": row.organisation.code,
        "role": row.role,
        "active": row.user.is_active,
        "second_factor": second_factor,
    }


def _invitation(row: Invitation) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("role", "name", "expires_at")}
    return {"id": row.pk, "organisation": row.organisation.code, **told}


def _organisation(code: str) -> Organisation:
    found: Organisation | None = Organisation.objects.filter(code=code).first()
    if found is None:
        raise Http404
    return found
