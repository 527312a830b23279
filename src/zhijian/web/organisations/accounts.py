"""What of django-allauth is ours: nobody signs up without an invitation; the second factor's name on a telephone."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter


class InvitedOnly(DefaultAccountAdapter):
    """Accounts come from invitations only."""

    def is_open_for_signup(self, request: Any) -> bool:  # noqa: ARG002 - allauth's signature
        return False


class SecondFactor(DefaultMFAAdapter):
    """TOTP under the user's own name."""

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)
