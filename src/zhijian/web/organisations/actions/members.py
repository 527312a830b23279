"""Roles given and taken, accounts closed, sessions ended, a lost second factor taken away."""

from __future__ import annotations

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import transaction

from zhijian.messages import _
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.account_events import record_of_account
from zhijian.web.organisations.actions.invite import fitting
from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.organisations.sessions import sessions_of


def give_role(*, user: User, organisation: Organisation, role: Role, by: Any) -> None:
    """One more role for somebody who has an account under the administrator."""
    standing_of(by).require(Right.administer, organisation)
    _administered(user, by)
    fitting(organisation, role)
    with transaction.atomic():
        _row, made = Membership.objects.get_or_create(user=user, organisation=organisation, role=role)
        if made:
            record_of_account("role.given", user, by=by, organisation=organisation, role=role.value)


def take_role(*, membership: Membership, by: Any) -> None:
    """Takes a role away. The last administrator of an organisation stays."""
    organisation = membership.organisation
    standing_of(by).require(Right.administer, organisation)
    with transaction.atomic():
        others = Membership.objects.select_for_update().filter(organisation=organisation, role=Role.administrator)
        if membership.role == Role.administrator and not others.exclude(pk=membership.pk).exists():
            raise Refused(_("“{name}”只剩这一位管理员，请先指定另一位。", name=organisation.name))
        user, role = membership.user, membership.role
        membership.delete()
        record_of_account("role.taken", user, by=by, organisation=organisation, role=role)
        end_sessions_of(user)


def close_account(*, user: User, by: Any) -> None:
    """Nobody signs in with it any more; what its owner did stays."""
    _administered(user, by)
    if user.pk == by.pk:
        raise Refused(_("不能停用自己的账号。"))
    with transaction.atomic():
        user.is_active = False
        user.save(update_fields=("is_active",))
        end_sessions_of(user)
        record_of_account("account.closed", user, by=by)


def end_sessions(*, user: User, by: Any) -> int:
    """Signs somebody out everywhere. Returns how many sessions there were."""
    if user.pk != by.pk:
        _administered(user, by)
    with transaction.atomic():
        ended = end_sessions_of(user)
        record_of_account("sessions.ended", user, by=by, ended=ended)
    return ended


def restore_second_factor(*, user: User, by: Any) -> None:
    """Takes away the second factor of somebody who lost it, so that the password is enough to set up a new one.

    Never one's own: who has a session could otherwise shed the factor without having it.
    """
    _administered(user, by)
    if user.pk == by.pk:
        raise Refused(_("不能撤销自己的第二重验证，请由另一位管理员办理。"))
    with transaction.atomic():
        taken, _kinds = Authenticator.objects.filter(user=user).delete()
        if not taken:
            raise Refused(_("“{name}”没有设置第二重验证。", name=user.name))
        end_sessions_of(user)
        record_of_account("second_factor.removed", user, by=by, authenticators=taken)


def end_sessions_of(user: User) -> int:
    """Deletes the user's sessions. Returns how many there were."""
    ended = [each.key for each in sessions_of(user)]
    Session.objects.filter(pk__in=ended).delete()
    return len(ended)


def _administered(user: User, by: Any) -> None:
    """Raises PermissionDenied unless every organisation of the user is under the administrator."""
    standing = standing_of(by)
    memberships = list(Membership.objects.filter(user=user).select_related("organisation"))
    if not memberships or not all(standing.may(Right.administer, m.organisation) for m in memberships):
        raise PermissionDenied(_("您没有权限管理这个账号。"))
