"""Which events somebody asks for, of those that they may see."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date

from zhijian.catalogue import available_catalogues
from zhijian.web.audit.models import AuditEvent
from zhijian.web.collection.form import entry_form
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, Standing

MOST_INDICATORS = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """person, organisation, text: parts of what is looked for. kind: an action's code. since, until: days, both included."""

    person: str = ""
    organisation: str = ""
    kind: str = ""
    text: str = ""
    since: date | None = None
    until: date | None = None

    @classmethod
    def of(cls, query: Mapping[str, Any]) -> Wanted:
        """From an address; what is no day is no limit."""
        words = {name: str(query.get(name, "")).strip()[:60] for name in ("person", "organisation", "kind", "text")}
        return cls(**words, since=_day(query.get("since", "")), until=_day(query.get("until", "")))


def events_for(standing: Standing, wanted: Wanted) -> QuerySet[AuditEvent]:
    """Newest first: as administrator everything at and below, as reviewer what concerns submissions there."""
    administered = Organisation.objects.filter(standing.within(Right.administer)).values("code")
    reviewed = Organisation.objects.filter(standing.within(Right.see_draft)).values("code")
    condition = Q(organisation__in=administered) | (Q(organisation__in=reviewed) & Q(chain__startswith="submission:"))
    if wanted.organisation:
        named = Organisation.objects.filter(Q(code=wanted.organisation) | Q(name__icontains=wanted.organisation))
        condition &= Q(organisation__in=named.values("code"))
    if wanted.kind:
        condition &= Q(action=wanted.kind)
    if wanted.person:
        condition &= Q(actor_name__icontains=wanted.person) | Q(actor__username__iexact=wanted.person)
    if wanted.text:
        condition &= _containing(wanted.text)
    if wanted.since is not None:
        condition &= Q(at__date__gte=wanted.since)
    if wanted.until is not None:
        condition &= Q(at__date__lte=wanted.until)
    found: QuerySet[AuditEvent] = AuditEvent.objects.filter(condition).order_by("-id")
    return found


def _containing(text: str) -> Q:
    """Events that say it: as it stands, as JSON keeps it, or by the name of an indicator."""
    condition = Q(subject__icontains=text) | Q(detail__icontains=text) | Q(detail__icontains=json.dumps(text)[1:-1])
    named = {
        row.indicator.id
        for catalogue in available_catalogues()
        for _table, row in entry_form(catalogue).rows.values()
        if text in row.indicator.label["zh"] or text.lower() in row.indicator.label["en"].lower()
    }
    for indicator in sorted(named)[:MOST_INDICATORS]:
        condition |= Q(detail__icontains=f'"{indicator}"')
    return condition


def _day(text: Any) -> date | None:
    try:
        return parse_date(str(text))
    except ValueError:
        return None
