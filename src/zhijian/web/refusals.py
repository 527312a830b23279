"""What was not done, told as whoever asked can read it: programs and scripts as JSON, people as a page."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render


def wants_json(request: Any) -> bool:
    """Whether a program asks, or a script of a page."""
    kinds = (request.content_type or "") + request.headers.get("accept", "")
    return request.path.startswith("/api/") or "application/json" in kinds


def refusal(request: Any, status: int, message: str) -> HttpResponse:
    """The answer. status: one that has a page of its own."""
    if wants_json(request):
        return JsonResponse({"message": message}, status=status)
    return render(request, f"{status}.html", {"message": message}, status=status)
