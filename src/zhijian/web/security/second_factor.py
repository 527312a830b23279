"""Who must have a second factor sets it up before anything else; and its secrets are encrypted where they are kept."""

from __future__ import annotations

import base64
import hashlib
import time
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
REQUIRED = "second_factor_required"  # in the session: when its owner signed in without one
JUST = 300  # seconds after signing in: to set it up and see its codes, the password is not asked for again


class SecondFactorFirst:
    """Leads whoever must have a second factor to the page where it is set up, and nowhere else until it is.

    The installation requires it of the roles of SECOND_FACTOR_FOR, at once; what administrators require of roles is
    looked up when somebody signs in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        if self._lacks(request):
            messages.info(request, _("您的岗位必须使用第二重验证，请先设置。"))
            return redirect("mfa_activate_totp")
        return self.get_response(request)

    def _lacks(self, request: Any) -> bool:
        if request.path.startswith(OPEN_TO_ALL) or not (settings.SECOND_FACTOR_FOR or REQUIRED in request.session):
            return False
        if not request.user.is_authenticated or request.session.get(SET_UP) == request.user.pk:
            return False
        if REQUIRED not in request.session and not standing_of(request.user).holds(settings.SECOND_FACTOR_FOR):
            return False
        if _has_one(request.user):
            request.session[SET_UP] = request.user.pk
            return False
        return True


def note_requirement(request: Any, user: Any) -> None:
    """At a sign-in: keeps with the session that its owner has no second factor and must have one."""
    from zhijian.web.organisations.factors import factor_required

    request.session.pop(REQUIRED, None)
    if factor_required(user) and not _has_one(user):
        request.session[REQUIRED] = int(time.time())


def require_again(request: Any, user: Any) -> None:
    """After somebody dropped theirs: whoever must have one is led to setting it up, with the password."""
    from zhijian.web.organisations.factors import factor_required

    if factor_required(user):
        request.session[REQUIRED] = 0


def just_signed_in(request: Any) -> bool:
    """Whether the password was typed a moment ago by somebody who was led to setting the second factor up."""
    return bool(int(time.time()) - request.session.get(REQUIRED, 0) < JUST)


def _has_one(user: Any) -> bool:
    return bool(Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists())


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
