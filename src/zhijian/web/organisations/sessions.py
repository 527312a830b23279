"""Sessions that end: after a time without a request, after a working day, and when somebody ends them."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

SEEN, BEGUN = "seen", "begun"
WRITE_EVERY = 300  # seconds: a write of the session with each request would cost more than it tells


class SessionEnds:
    """Signs out whoever made no request for SESSION_IDLE_SECONDS, and everybody SESSION_LONGEST_SECONDS after signing in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        session = request.session
        if session.session_key and "_auth_user_id" in session:
            now = int(time.time())
            seen, begun = session.get(SEEN, now), session.get(BEGUN, now)
            if now - seen > settings.SESSION_IDLE_SECONDS or now - begun > settings.SESSION_LONGEST_SECONDS:
                logout(request)
            elif now - seen > WRITE_EVERY or SEEN not in session or BEGUN not in session:
                session[SEEN], session[BEGUN] = now, begun
        return self.get_response(request)


class Open(NamedTuple):
    """A session that somebody has. begun, seen: None where it was never used."""

    key: str
    begun: datetime | None
    seen: datetime | None


def sessions_of(user: Any) -> list[Open]:
    """The user's sessions that are not over, newest first. They are stored encoded: each has to be looked into."""
    found = []
    for row in Session.objects.filter(expire_date__gt=timezone.now()).iterator(chunk_size=500):
        content = row.get_decoded()
        if content.get("_auth_user_id") == str(user.pk):
            found.append(Open(row.pk, _moment(content.get(BEGUN)), _moment(content.get(SEEN))))
    return sorted(found, key=lambda each: each.seen.timestamp() if each.seen else 0, reverse=True)


def end_other_sessions(request: Any) -> int:
    """Ends every session of the user but the one at hand. Returns how many."""
    others = [each.key for each in sessions_of(request.user) if each.key != request.session.session_key]
    Session.objects.filter(pk__in=others).delete()
    return len(others)


def _moment(seconds: Any) -> datetime | None:
    return datetime.fromtimestamp(seconds, timezone.get_current_timezone()) if isinstance(seconds, int) else None
