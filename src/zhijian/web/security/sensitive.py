"""Deeds that reach far ask for the password (or the second factor) once more, unless that was done a moment ago."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from django.http import HttpResponse

View = Callable[..., HttpResponse]
RECORDS = "account_authentication_methods"  # where django-allauth keeps when somebody proved who they are


def confirmed(view: View) -> View:
    """A POST asks for the password first, and then goes on with what was sent. Stands below the declaration of access."""
    asking: View = reauthentication_required(allow_get=True)(view)
    return asking


def rotating(view: View) -> View:
    """Gives the session another key once somebody has proved again who they are."""

    @wraps(view)
    def run(request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        before = list(request.session.get(RECORDS, []))
        response = view(request, *args, **kwargs)
        if request.session.session_key and request.session.get(RECORDS, []) != before:
            request.session.cycle_key()
        return response

    return run
