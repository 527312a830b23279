"""When the database turns a request away: said as such, so that a browser keeps what was typed.

Without time (503) it is to ask again. A round that was closed after the request had looked (409) takes nothing more.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import Error, IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse

from zhijian.messages import _
from zhijian.web.refusals import refusal
from zhijian.web.rounds.triggers import CLOSED

AGAIN_SECONDS = 3
BUSY = ("database is locked", "couldn't get a connection", "too many clients", "deadlock detected")


class TurnedAway:
    """Answers where the database had no time, or where its guard of closed rounds refused. Nothing was stored then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Any, error: Exception) -> HttpResponse | None:
        """The answer, for these errors alone."""
        if _says(error, OperationalError, *BUSY):
            response = refusal(request, 503, _("系统正忙，这次没有保存，请稍候再试。"))
            response.headers["Retry-After"] = str(AGAIN_SECONDS)
            return response
        if _says(error, IntegrityError, CLOSED):
            return refusal(request, 409, _("批次刚刚结束，这次没有保存。"))
        return None


def _says(error: Exception, kind: type[Error], *signs: str) -> bool:
    return isinstance(error, kind) and any(sign in str(error) for sign in signs)
