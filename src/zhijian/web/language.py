"""The language of a request: the user's own, before login the one of a cookie, of a program the one it asks for, else Chinese."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import translation

from zhijian.messages import Language, use_language

COOKIE = "zhijian_language"
DJANGO: dict[Language, str] = {"zh": "zh-hans", "en": "en"}


class ChosenLanguage:
    """Sets the language of our messages and of Django's own for the time of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        code = language_of(request)
        with use_language(code), translation.override(DJANGO[code]):
            response = self.get_response(request)
            render = getattr(response, "render", None)
            if render is not None and not getattr(response, "is_rendered", True):
                render()
        response.headers.setdefault("Content-Language", DJANGO[code])
        return response


def language_of(request: Any) -> Language:
    """zh or en."""
    if "Authorization" in request.headers:  # a program: its user is known only once its token is read
        return "en" if request.headers.get("Accept-Language", "").lower().startswith("en") else "zh"
    chosen = request.user.language if request.user.is_authenticated else request.COOKIES.get(COOKIE)
    return "en" if chosen == "en" else "zh"
