"""The interface as a whole, and its description as OpenAPI."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI, Router

from zhijian.messages import _
from zhijian.web.access import Declared
from zhijian.web.api import (
    cells,
    checks,
    exchange,
    notices,
    organisations,
    people,
    records,
    rounds,
    submissions,
    trail,
    workbooks,
)
from zhijian.web.api.access import Holding
from zhijian.web.api.faults import FAULTS, tell_faults
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.actions.attach import KINDS
from zhijian.web.collection.workbook_upload import XLSX

DESCRIPTION = """\
What a page can do, a program can, by the same actions: rights, guards, history and audit trail are the same.

Send a token as `Authorization: Bearer zj_…`; people make them on the page 接口令牌, with the scopes that they need. What
the token's user may not see is not found (404). Errors carry one `message`, written for people.
"""

# Operations that answer with a file, not with JSON.
FILES = {
    "/api/v1/rounds/{round_id}/folder": ("application/zip",),
    "/api/v1/rounds/{round_id}/submissions/{org_code}/workbook": (XLSX,),
    "/api/v1/rounds/{round_id}/submissions/{org_code}/attachments/{number}": tuple(kind for _m, kind, _e in KINDS),
}

described = Router(tags=["interface"])


@described.get("/openapi.json", response={200: dict[str, Any], **FAULTS}, auth=Holding(Scope.read))
def openapi(request: Any) -> Any:  # noqa: ARG001 - an operation's signature
    """This description."""
    return JsonResponse(schema())


api = NinjaAPI(
    title="职鉴 Zhijian", version="1", description=DESCRIPTION, openapi_url=None, docs_url=None, urls_namespace="api"
)
tell_faults(api)
for module in (rounds, checks, submissions, cells, workbooks, records, exchange, notices, people, organisations, trail):
    api.add_router("", module.router)
api.add_router("", described)


def schema() -> dict[str, Any]:
    """The OpenAPI description; each operation tells the scope that it needs."""
    found: dict[str, Any] = api.get_openapi_schema(path_prefix="/api/v1/")
    for url, view in views():
        for operation in view.operations:
            for method in operation.methods:
                told = found["paths"][url][method.lower()]
                told["x-scope"] = scope_of(operation).value
                if method == "GET" and url in FILES:
                    binary = {"schema": {"type": "string", "format": "binary"}}
                    told["responses"][200]["content"] = dict.fromkeys(FILES[url], binary)
    return found


def scope_of(operation: Any) -> Scope:
    """The scope that an operation needs. Raises ValueError for one without."""
    scopes = [each.scope for each in operation.auth_callbacks if isinstance(each, Holding)]
    if len(scopes) != 1 or len(operation.auth_callbacks) != 1:
        raise ValueError(f"{operation.view_func.__name__} does not declare one scope")
    scope: Scope = scopes[0]
    return scope


def views() -> Any:
    """(address, view) of every operation."""
    for _prefix, router in api._routers:
        for url, view in router.path_operations.items():
            yield "/api/v1" + url.replace("{int:", "{").replace("{slug:", "{"), view


def _declaring(view: Any) -> Any:
    view.access = Declared("token")
    return view


@csrf_exempt
def _nothing(request: Any, rest: str) -> JsonResponse:  # noqa: ARG001 - a view's signature
    return JsonResponse({"message": _("没有这个接口，见 /api/v1/openapi.json。")}, status=404)


urls = [
    path(str(each.pattern), _declaring(each.callback), name=each.name)
    for each in api.urls[0]
    if each.name != "api-root"
]
urls.append(path("<path:rest>", _declaring(_nothing), name="nothing"))
