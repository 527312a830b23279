"""Signing in as a browser does: with the password, and with what a telephone shows."""

from __future__ import annotations

from typing import Any

from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from support.web_world import PASSWORD
from zhijian.web.organisations.models import User

LOGIN = "/accounts/login/"


def sign_in(client: Client, name: str, password: str = PASSWORD) -> Any:
    return client.post(LOGIN, {"login": name, "password": password})


def inside(client: Client) -> bool:
    return client.get("/rounds/").status_code == 200


def code_of(secret: str) -> str:
    """What a telephone shows at this moment: a step of 30 seconds may go by before it is asked for."""
    _before, now, _after = yield_hotp_counters_from_time()
    return str(format_hotp_value(hotp_value(secret, now)))


def with_second_factor(user: User) -> str:
    """Sets the second factor up, as the page does; returns its secret."""
    secret = "JBSWY3DPEHPK3PXP"  # noqa: S105 - of a test's user
    TOTP.activate(user, secret)
    return secret
