"""What goes wrong, told in one shape: a message for people, and a status for programs."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from zhijian.errors import UnreadableInput
from zhijian.messages import _
from zhijian.web.api.base_schemas import Told
from zhijian.web.collection.bodies import Malformed
from zhijian.web.collection.entry import Locked, Refused
from zhijian.web.security.throttling import TooOften

FAULTS: dict[Any, Any] = {400: Told, 401: Told, 403: Told, 404: Told, 409: Told, 422: Told, 429: Told}


def tell_faults(api: NinjaAPI) -> None:
    """Gives the interface its answers to errors."""

    def telling(kind: type[Exception], status: int, text: Any) -> None:
        def tell(request: Any, error: Any) -> HttpResponse:
            return api.create_response(request, {"message": text(error)}, status=status)

        api.add_exception_handler(kind, tell)

    telling(AuthenticationError, 401, lambda _error: _("没有令牌，或令牌已失效。"))
    telling(PermissionDenied, 403, lambda error: str(error) or _("您没有权限进行此操作。"))
    telling(Http404, 404, lambda _error: _("没有找到，或您看不到它。"))
    telling(TooOften, 429, lambda _error: _("调用过于频繁，请一分钟后再试。"))
    telling(Locked, 409, str)
    telling(Refused, 409, str)
    telling(Malformed, 422, str)
    telling(UnreadableInput, 422, str)
    telling(ValidationError, 422, _listed)
    telling(HttpError, 400, lambda _error: _("请求内容不是 JSON。"))


def _listed(error: ValidationError) -> str:
    """Every place of the request that does not fit, and why."""
    return "\n".join(f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in error.errors)
