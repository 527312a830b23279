"""Reading the whole trail, and remembering what came of it for the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils import timezone

from zhijian.web.audit.models import AuditEvent, AuditReading
from zhijian.web.audit.trail import Verification, verify
from zhijian.web.organisations.account_events import record_of_account

MOST_FAULTS = 100


def read_trail(*, by: Any) -> AuditReading:
    """Verifies every event. by: who asked, None for the command."""
    return keep_reading(verify(), by=by)


def keep_reading(found: Verification, *, by: Any) -> AuditReading:
    """Remembers an outcome."""
    kept: AuditReading = AuditReading.objects.create(
        at=timezone.now(), by=by, events=found.events, chains=found.chains, faults=list(found.faults[:MOST_FAULTS])
    )
    return kept


def last_reading() -> AuditReading | None:
    """The newest outcome; None where nobody ever asked."""
    found: AuditReading | None = AuditReading.objects.select_related("by").first()
    return found


def show_whole(events: Sequence[AuditEvent], *, by: Any) -> None:
    """Puts on record that somebody looks at these events with persons unmasked."""
    record_of_account("audit.unmasked", by, by=by, events=len(events))
