"""Searching the audit trail."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET

from zhijian.messages import _
from zhijian.web.access import holding
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.wording import told
from zhijian.web.exports import download
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.organisations.roles import Role

PAGE = 50
MOST_EXPORTED = 20_000


@holding(Role.administrator, Role.reviewer)
@require_GET
def search(request: Any) -> HttpResponse:
    """The events of the organisations that the user oversees, newest first, as a page."""
    events = _found(request).select_related("actor")
    page = Paginator(events, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "lines": [_line(event) for event in page],
        "given": request.GET,
        "query": query.urlencode(),
        "actions": sorted(AuditEvent.objects.order_by().values_list("action", flat=True).distinct()),
    }
    return render(request, "audit/search.html", context)


@holding(Role.administrator, Role.reviewer)
@require_GET
def export(request: Any, kind: str) -> HttpResponse:
    """The events that were searched for, as a file."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    titles = [_("时间"), _("人员"), _("单位"), _("事项"), _("内容"), _("链"), _("序号"), _("校验值")]
    rows = [
        [
            event.at.isoformat(timespec="seconds"),
            event.actor_name,
            event.organisation,
            event.action,
            told(event),
            event.chain,
            event.number,
            event.hash,
        ]
        for event in _found(request)[:MOST_EXPORTED]
    ]
    return download(_("审计日志"), kind, titles, rows)


def _found(request: Any) -> Any:
    """What the user oversees: as administrator everything at and below, as reviewer what concerns submissions."""
    standing = standing_of(request.user)
    administered = Organisation.objects.filter(standing.within(Right.administer)).values("code")
    reviewed = Organisation.objects.filter(standing.within(Right.see_draft)).values("code")
    condition = Q(organisation__in=administered) | (Q(organisation__in=reviewed) & Q(chain__startswith="submission:"))
    given = request.GET
    if given.get("organisation"):
        condition &= Q(organisation=given["organisation"][:60])
    if given.get("action"):
        condition &= Q(action=given["action"][:60])
    if given.get("actor"):
        condition &= Q(actor_name__icontains=given["actor"][:60])
    for name, lookup in (("since", "at__date__gte"), ("until", "at__date__lte")):
        day = _day(given.get(name, ""))
        if day is not None:
            condition &= Q(**{lookup: day})
    return AuditEvent.objects.filter(condition).order_by("-id")


def _day(text: str) -> Any:
    try:
        return parse_date(text)
    except ValueError:
        return None


def _line(event: AuditEvent) -> dict[str, Any]:
    return {"event": event, "told": told(event)}
