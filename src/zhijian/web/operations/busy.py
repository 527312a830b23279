"""When the database has no time: said as such (503), so that a browser keeps what was typed and asks again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from zhijian.messages import _

AGAIN_SECONDS = 3
SIGNS = ("database is locked", "couldn't get a connection", "too many clients", "deadlock detected")


class Busy:
    """Answers 503 where SQLite's lock or PostgreSQL's connections did not become free in time. Nothing was stored then."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: Any, error: Exception) -> HttpResponse | None:
        """The answer, for these errors alone."""
        if not isinstance(error, OperationalError) or not any(sign in str(error) for sign in SIGNS):
            return None
        message = _("系统正忙，这次没有保存，请稍候再试。")
        wants_json = "application/json" in (request.content_type or "") + request.headers.get("accept", "")
        response = (
            JsonResponse({"message": message}, status=503)
            if wants_json
            else render(request, "503.html", {"message": message}, status=503)
        )
        response.headers["Retry-After"] = str(AGAIN_SECONDS)
        return response
