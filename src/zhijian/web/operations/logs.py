"""Structured logs: one JSON object per line, with nothing in it that tells of a person.

A line names the route of a request (rounds/<int:round_id>/…), never its path, query, user or network address: paths hold
codes and invitation tokens, texts of exceptions hold whatever somebody typed. Who did what is in the audit trail.
"""

from __future__ import annotations

import json
import logging
import re
import time
import traceback
import uuid
from collections.abc import Callable
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}\Z")
OWN = "zhijian."
_request: ContextVar[str] = ContextVar("request", default="")
log = logging.getLogger("zhijian.web.requests")


class RequestLog:
    """Numbers each request and logs its end: method, route, status, milliseconds, bytes where known.

    The number is the proxy's ``X-Request-ID`` where it sends one, and stands in the answer and in every line in between.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("X-Request-ID", "")
        number = sent if REQUEST_ID.match(sent) else uuid.uuid4().hex
        token = _request.set(number)
        begun = time.perf_counter()
        try:
            response = self.get_response(request)
            told = {
                "method": request.method,
                "route": route_of(request),
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - begun) * 1000, 1),
            }
            if not response.streaming:
                told["bytes"] = len(response.content)
            log.info("request", extra={"told": told})
            response.headers["X-Request-ID"] = number
            return response
        finally:
            _request.reset(token)


def route_of(request: Any) -> str:
    """The pattern of the address that was asked for; empty where there is none."""
    match = getattr(request, "resolver_match", None)
    return match.route if match else ""


class JsonLines(logging.Formatter):
    """A record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        if _request.get():
            line["request"] = _request.get()
        line |= getattr(record, "told", {})
        if hasattr(record, "request"):
            line["route"] = route_of(record.request)
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            frames = traceback.extract_tb(record.exc_info[2])
            line["at"] = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
        return json.dumps(line, ensure_ascii=False)


def _message(record: logging.LogRecord) -> str:
    """Our own messages whole; of others only the wording, since what they fill in may be a path or a name."""
    if record.name.startswith(OWN):
        return record.getMessage()
    return str(record.msg) if not isinstance(record.msg, Exception) else type(record.msg).__name__


def json_logging(level: str = "INFO") -> dict[str, Any]:
    """The setting LOGGING: everything as JSON lines to the error stream, where the supervisor keeps it."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": "zhijian.web.operations.logs.JsonLines"}},
        "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["lines"], "level": level},
        "loggers": {
            "django": {"handlers": ["lines"], "level": level, "propagate": False},
            "django.server": {"handlers": [], "propagate": False},
        },
    }
