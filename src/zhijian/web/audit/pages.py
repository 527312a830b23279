"""The audit trail as a page: searched, told in sentences, verified, exported."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from zhijian.messages import _
from zhijian.web.access import holding
from zhijian.web.audit.kinds import kinds
from zhijian.web.audit.reading import last_reading, read_trail, show_whole
from zhijian.web.audit.searching import Wanted, events_for
from zhijian.web.audit.wording import told
from zhijian.web.exports import download
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.organisations.roles import Role

PAGE = 50
MOST_EXPORTED = 20_000
BATCH = 500


@holding(Role.administrator, Role.reviewer)
@require_GET
def search(request: Any) -> HttpResponse:
    """The events of the organisations that the user oversees, newest first; names masked until they are asked for."""
    standing = standing_of(request.user)
    whole = request.GET.get("whole") == "1"
    page = Paginator(events_for(standing, Wanted.of(request.GET)), PAGE).get_page(request.GET.get("page"))
    events = list(page)
    if whole:
        show_whole(events, by=request.user)
    query = request.GET.copy()
    query.pop("page", None)
    masked = query.copy()
    masked.pop("whole", None)
    context = {
        "page": page,
        "lines": list(told(events, whole=whole)),
        "whole": whole,
        "given": request.GET,
        "query": query.urlencode(),
        "masked_query": masked.urlencode(),
        "kinds": list(kinds().items()),
        "organisations": standing.organisations(Right.see_submitted).order_by("path"),
        "reading": last_reading(),
        "may_verify": standing.holds([Role.administrator]),
    }
    return render(request, "audit/search.html", context)


@holding(Role.administrator)
@require_POST
def verified(request: Any) -> HttpResponse:
    """Reads the whole trail now."""
    reading = read_trail(by=request.user)
    if reading.faults:
        messages.error(request, _("审计日志有 {n} 处不符。", n=len(reading.faults)))
    else:
        messages.success(
            request, _("审计日志完好：{chains} 条链，{events} 个事件。", chains=reading.chains, events=reading.events)
        )
    return redirect("audit:search")


@holding(Role.administrator, Role.reviewer)
@require_GET
def export(request: Any, kind: str) -> HttpResponse:
    """The events that were searched for, as a file; names masked unless they are asked for."""
    if kind not in ("csv", "xlsx"):
        raise Http404
    whole = request.GET.get("whole") == "1"
    events = list(events_for(standing_of(request.user), Wanted.of(request.GET))[:MOST_EXPORTED])
    if whole:
        show_whole(events, by=request.user)
    titles = [_("时间"), _("人员"), _("单位编号"), _("单位"), _("事项"), _("内容"), _("链"), _("序号"), _("校验值")]
    rows = [
        [
            line.event.at.isoformat(timespec="seconds"),
            line.who,
            line.event.organisation,
            line.where,
            line.kind,
            "\n".join([line.sentence, *line.lines]),
            line.event.chain,
            line.event.number,
            line.event.hash,
        ]
        for start in range(0, len(events), BATCH)
        for line in told(events[start : start + BATCH], whole=whole)
    ]
    return download(_("审计日志"), kind, titles, rows)
