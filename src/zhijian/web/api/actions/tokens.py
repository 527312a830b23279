"""Tokens are made by their user, shown once, and revoked by the user or an administrator above."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.api.models import ApiToken
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.account_events import record_of_account
from zhijian.web.organisations.rights import Right, standing_of

LEAD = "zj_"
MOST_DAYS = 366
MOST_TOKENS = 20
SHOWN = 10  # characters that are kept to tell tokens apart
USED_EVERY = timedelta(minutes=10)  # a write with each request would cost more than it tells


def make_token(*, user: Any, name: str, scopes: Collection[Scope], days: int, by: Any) -> tuple[ApiToken, str]:
    """(the token's row, the token itself, which is shown this once). Raises Refused, PermissionDenied."""
    if user.pk != by.pk or not user.is_active:
        raise PermissionDenied
    if not name.strip():
        raise Refused(_("请给令牌取一个名称，写明用途。"))
    if not scopes:
        raise Refused(_("请至少选择一项权限。"))
    if not 1 <= days <= MOST_DAYS:
        raise Refused(_("有效期应为 1 至 {most} 天，实为 {found}。", most=MOST_DAYS, found=days))
    token = LEAD + secrets.token_urlsafe(32)
    now = timezone.now()
    with transaction.atomic():
        if ApiToken.objects.filter(user=user, revoked_at=None, expires_at__gt=now).count() >= MOST_TOKENS:
            raise Refused(_("有效的令牌最多 {most} 个，请先撤销不用的。", most=MOST_TOKENS))
        row = ApiToken.objects.create(
            user=user,
            name=name.strip()[:60],
            start=token[:SHOWN],
            token_hash=hash_of(token),
            scopes=sorted(scope.value for scope in scopes),
            made_at=now,
            expires_at=now + timedelta(days=days),
        )
        told = {"token": row.start, "name": row.name, "scopes": row.scopes, "expires": row.expires_at.isoformat()}
        record_of_account("token.made", user, by=by, **told)
    return row, token


def revoke_token(*, token: ApiToken, by: Any) -> None:
    """Ends it at once: its user, or who administers an organisation that the user belongs to."""
    standing = standing_of(by)
    own = token.user_id == by.pk
    above = any(
        standing.may(Right.administer, m.organisation) for m in token.user.memberships.select_related("organisation")
    )
    if not (own or above):
        raise PermissionDenied
    with transaction.atomic():
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now()):
            record_of_account("token.revoked", token.user, by=by, token=token.start, name=token.name)


def user_of_token(token: str, now: datetime | None = None) -> ApiToken | None:
    """The row of a token that holds now, with its user; None for any other."""
    now = now or timezone.now()
    if not token.startswith(LEAD):
        return None
    row = (
        ApiToken.objects.select_related("user")
        .filter(token_hash=hash_of(token), revoked_at=None, expires_at__gt=now, user__is_active=True)
        .first()
    )
    if row is not None and (row.used_at is None or now - row.used_at > USED_EVERY):
        ApiToken.objects.filter(pk=row.pk).update(used_at=now)
    return row


def hash_of(token: str) -> str:
    """A token has 256 random bits: a plain hash cannot be guessed back, and salt would only make the look-up slow."""
    return hashlib.sha256(token.encode()).hexdigest()
