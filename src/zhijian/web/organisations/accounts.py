"""What of django-allauth is ours: nobody signs up without an invitation; the second factor's name on a telephone."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter

from zhijian.web.organisations.models import User
from zhijian.web.statements import Prepared

USER = Prepared(lambda pk: User.objects.filter(pk=pk), int)


class Accounts(AuthenticationBackend):
    """Who a session belongs to, read anew with each request: a locked account ends at once."""

    def get_user(self, user_id: Any) -> User | None:
        user = USER.first(user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


class InvitedOnly(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002 - allauth's signature
        return False


class SecondFactor(DefaultMFAAdapter):
    """TOTP under the user's own name."""

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)
