"""Who must have a second factor sets it up before anything else; and its secrets are encrypted where they are kept."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from typing import Any

from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from zhijian.messages import _
from zhijian.web.organisations.rights import standing_of

LEAD = "f1:"
OPEN_TO_ALL = ("/accounts/", "/static/", "/health/", "/ready/", "/organisations/language/")
SET_UP = "second_factor_set_up"


class SecondFactorFirst:
    """Leads whoever holds a role of SECOND_FACTOR_FOR to the page where the second factor is set up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if self._lacks(request):
            messages.info(request, _("您的岗位必须使用第二重验证，请先设置。"))
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _lacks(self, request: Any) -> bool:
        if not settings.SECOND_FACTOR_FOR or request.path.startswith(OPEN_TO_ALL):
            return False
        if not request.user.is_authenticated or request.session.get(SET_UP) == request.user.pk:
            return False
        if not standing_of(request.user).holds(settings.SECOND_FACTOR_FOR):
            return False
        if Authenticator.objects.filter(user=request.user, type=Authenticator.Type.TOTP).exists():
            request.session[SET_UP] = request.user.pk
            return False
        return True


def encrypted(text: str) -> str:
    """The text under the first of the keys."""
    return LEAD + _keys().encrypt(text.encode()).decode("ascii")


def decrypted(text: str) -> str:
    """The text again; what was kept before there was encryption comes back as it is."""
    return _keys().decrypt(text.removeprefix(LEAD).encode("ascii")).decode() if text.startswith(LEAD) else text


def _keys() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(b"zhijian second factor" + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
