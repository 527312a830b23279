"""Invitations: a link that makes somebody a user with a role, once, for a while."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.audit.trail import ACCOUNTS, record
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.models import Invitation, Membership, Organisation, User
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.organisations.roles import Role

VALID_DAYS = 14


def invite(*, organisation: Organisation, role: Role, name: str, by: Any) -> tuple[Invitation, str]:
    """(the invitation, its token). The token is shown once and not kept. Raises PermissionDenied, Refused."""
    standing_of(by).require(Right.administer, organisation)
    if not name.strip():
        raise Refused(_("请填写姓名。"))
    fitting(organisation, role)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        invitation = Invitation.objects.create(
            token_hash=hash_of(token),
            organisation=organisation,
            role=role,
            name=name.strip()[:60],
            created_by=by,
            expires_at=timezone.now() + timedelta(days=VALID_DAYS),
        )
        record(
            "invitation.made",
            by=by,
            chain=ACCOUNTS,
            organisation=organisation.code,
            subject=invitation.name,
            detail={"role": role.value, "invitation": invitation.pk},
        )
    return invitation, token


def fitting(organisation: Organisation, role: Role) -> None:
    """Raises Refused where organisations of that level have no such role."""
    if role is Role.clerk and not organisation.is_school:
        raise Refused(_("“{role}”只能设在学校。", role=role.label))
    if role is Role.reviewer and organisation.is_school:
        raise Refused(_("学校没有“{role}”。", role=role.label))


def withdraw(*, invitation: Invitation, by: Any) -> None:
    """Makes an unused link worthless."""
    standing_of(by).require(Right.administer, invitation.organisation)
    with transaction.atomic():
        changed = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, withdrawn_at__isnull=True).update(
            withdrawn_at=timezone.now()
        )
        if not changed:
            raise Refused(_("这个邀请已经使用或撤销。"))
        record(
            "invitation.withdrawn",
            by=by,
            chain=ACCOUNTS,
            organisation=invitation.organisation.code,
            subject=invitation.name,
            detail={"invitation": invitation.pk},
        )


def open_invitation(token: str) -> Invitation | None:
    """The invitation of a link that can still be used."""
    found: Invitation | None = (
        Invitation.objects.select_related("organisation")
        .filter(
            token_hash=hash_of(token), used_at__isnull=True, withdrawn_at__isnull=True, expires_at__gt=timezone.now()
        )
        .first()
    )
    return found


def accept(*, token: str, username: str, password: str) -> User:
    """Makes the account that the link promises. Raises Refused with everything that is wrong with name or password."""
    with transaction.atomic():
        invitation = open_invitation(token)
        if invitation is None:
            raise Refused(_("邀请链接无效或已过期，请联系管理员重新邀请。"))
        Invitation.objects.select_for_update().get(pk=invitation.pk)
        user = User(username=username.strip(), name=invitation.name)
        _prove(user, password)
        user.set_password(password)
        user.save()
        taken = Invitation.objects.filter(pk=invitation.pk, used_at__isnull=True, withdrawn_at__isnull=True).update(
            used_at=timezone.now(), used_by=user
        )
        if not taken:
            raise Refused(_("邀请链接无效或已过期，请联系管理员重新邀请。"))
        Membership.objects.create(user=user, organisation=invitation.organisation, role=invitation.role)
        record(
            "invitation.accepted",
            by=user,
            chain=ACCOUNTS,
            organisation=invitation.organisation.code,
            subject=user.username,
            detail={"role": invitation.role, "invitation": invitation.pk},
        )
    return user


def _prove(user: User, password: str) -> None:
    faults: list[str] = []
    try:
        user.clean_fields(exclude=("password",))
    except ValidationError as error:
        faults += error.messages
    if User.objects.filter(username__iexact=user.username).exists():
        faults.append(_("用户名“{name}”已被使用。", name=user.username))
    try:
        validate_password(password, user)
    except ValidationError as error:
        faults += error.messages
    if faults:
        raise Refused("\n".join(faults))


def hash_of(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
