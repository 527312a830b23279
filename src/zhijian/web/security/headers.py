"""What every answer tells the browser: nothing inline, nothing from elsewhere, nothing to be kept."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from zhijian.messages import _

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
UNUSED = (
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "microphone",
    "midi",
    "payment",
    "usb",
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in UNUSED),
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "no-store",
}


class ContentPolicy:
    """Sends the policies with every answer, and keeps pages out of caches. After signing out, the cache is emptied."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if request.path == "/accounts/logout/" and request.method == "POST":
            response.headers["Clear-Site-Data"] = '"cache"'  # not the storage: there, what was not sent yet is kept
        return response


class EncryptedPrograms:
    """Refuses programs that call without TLS. Led on to TLS silently, they would send their token in the clear each time."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SECURE_SSL_REDIRECT and request.path.startswith("/api/") and not request.is_secure():
            return JsonResponse({"message": _("接口只能通过 HTTPS 调用；这个令牌可能已经泄露，请撤销。")}, status=403)
        return self.get_response(request)
