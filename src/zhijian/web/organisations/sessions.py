"""Sessions that end: after a time without a request, and when an administrator ends them."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

SEEN = "seen"
WRITE_EVERY = 300  # seconds: a write of the session with each request would cost more than it tells


class SessionEnds:
    """Signs out whoever made no request for SESSION_IDLE_SECONDS."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        session = request.session
        if session.session_key and "_auth_user_id" in session:
            now = int(time.time())
            seen = session.get(SEEN, now)
            if now - seen > settings.SESSION_IDLE_SECONDS:
                logout(request)
            elif now - seen > WRITE_EVERY or SEEN not in session:
                session[SEEN] = now
        return self.get_response(request)
