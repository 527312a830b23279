"""Sessions in the database, read with each request and verified once: one that was ended ends everywhere at once."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.contrib.sessions.backends.db import SessionStore as InDatabase
from django.contrib.sessions.models import Session
from django.utils import timezone

from zhijian.web.statements import Prepared

SESSION = Prepared(lambda key: Session.objects.filter(session_key=key), str)
MOST = 4096  # sessions that a worker remembers the contents of


class SessionStore(InDatabase):
    """Django's own, except that the signature of the same bytes of a row is not verified a second time."""

    def _get_session_from_db(self) -> Session | None:
        row = SESSION.first(self.session_key) if self.session_key else None
        if row is not None and row.expire_date > timezone.now():
            return row
        self._session_key = None
        return None

    def decode(self, session_data: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(_verified(session_data))
        return found


@lru_cache(maxsize=MOST)
def _verified(data: str) -> str:
    """What the row says, as JSON: every request gets values of its own."""
    return json.dumps(InDatabase().decode(data))
