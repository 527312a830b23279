"""Who must have a second factor: by the installation's settings, and by what administrators require of roles."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from zhijian.messages import _
from zhijian.web.access import for_organisation
from zhijian.web.organisations.actions.factors import require_second_factor
from zhijian.web.organisations.models import Membership, Organisation, RequiredFactor
from zhijian.web.organisations.rights import Right, Standing, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.security.sensitive import confirmed


def factor_required(user: Any) -> bool:
    """Whether any role of the user's needs a second factor. Two queries, of which a request may have made one."""
    standing = standing_of(user)
    return standing.holds(_by_settings()) or any(needs_factor(rules(), role, o) for role, o in standing.memberships)


def needs_factor(known: Iterable[RequiredFactor], role: str, organisation: Organisation) -> bool:
    """Whether one of the rules, or the installation, requires it of that role there."""
    if role in _by_settings():
        return True
    return any(rule.role == role and organisation.lies_in(rule.organisation.path) for rule in known)


def rules() -> list[RequiredFactor]:
    """What administrators require, everywhere."""
    return list(RequiredFactor.objects.select_related("organisation"))


@dataclass(frozen=True, slots=True)
class Choice:
    """One role in the form of an organisation. given: by whom it is required already and cannot be left out here."""

    role: Role
    chosen: bool
    given: str


def choices(standing: Standing) -> list[tuple[Organisation, list[Choice]]]:
    """What an administrator can require, for each organisation that they are administrators of themselves."""
    known = rules()
    own = [organisation for role, organisation in standing.memberships if role is Role.administrator]
    return [(organisation, [_choice(known, role, organisation) for role in Role]) for organisation in own]


def _choice(known: Iterable[RequiredFactor], role: Role, organisation: Organisation) -> Choice:
    chosen, given = False, _("系统设置") if role in _by_settings() else ""
    for rule in known:
        if rule.role == role and rule.organisation_id == organisation.pk:
            chosen = True
        elif rule.role == role and organisation.lies_in(rule.organisation.path):
            given = given or rule.organisation.name
    return Choice(role, chosen or bool(given), given)


def lacking(found: Iterable[Membership], with_factor: set[int]) -> set[int]:
    """Keys of those roles that need a second factor and whose people have none yet."""
    known = rules()
    return {
        row.pk for row in found if row.user_id not in with_factor and needs_factor(known, row.role, row.organisation)
    }


@for_organisation(Right.administer)
@require_POST
@confirmed
def required(request: Any, organisation: Organisation) -> HttpResponse:
    """Requires a second factor of the chosen roles."""
    chosen = [Role(value) for value in request.POST.getlist("role") if value in Role.__members__]
    require_second_factor(organisation=organisation, roles=chosen, by=request.user)
    messages.success(request, _("已保存。未设置第二重验证的人员，下次登录时先设置。"))
    return redirect("organisations:people")


def _by_settings() -> tuple[Role, ...]:
    return tuple(Role(name) for name in settings.SECOND_FACTOR_FOR)
