"""What of django-allauth is ours: nobody signs up without an invitation; what is refused is on record; encrypted secrets."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.adapter import DefaultMFAAdapter
from django.core.exceptions import ValidationError

from zhijian.messages import _
from zhijian.web.organisations.models import User
from zhijian.web.security.second_factor import decrypted, encrypted
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

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """The password once more before anything that matters; not for the second factor that one is led to at sign-in."""
        from zhijian.web.security.second_factor import just_signed_in

        if app == "allauth.mfa" and just_signed_in(self.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **more))

    def pre_authenticate(self, request: Any, **credentials: Any) -> None:
        """Raises ValidationError where there were too many wrong passwords, and says so in the audit trail."""
        from zhijian.web.security.sign_ins import refused

        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            refused(str(credentials.get("username", "")), locked=True)
            raise

    def authentication_failed(self, request: Any, **credentials: Any) -> None:  # noqa: ARG002 - allauth's signature
        from zhijian.web.security.sign_ins import refused

        refused(str(credentials.get("username", "")), locked=False)


class SecondFactor(DefaultMFAAdapter):
    """TOTP under the user's own name; its secrets encrypted in the database."""

    @property
    def error_messages(self) -> dict[str, Any]:
        """django-allauth's, with a plain word for the commonest."""
        wrong = _("数字不对，或已经用过、过期。请输入现在显示的六位数字。")
        return {**super().error_messages, "incorrect_code": wrong}

    def get_totp_label(self, user: Any) -> str:
        return str(user.username)

    def encrypt(self, text: str) -> str:
        return encrypted(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypted(encrypted_text)
