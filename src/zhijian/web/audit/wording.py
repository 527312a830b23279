"""What an event says, in one line."""

from __future__ import annotations

import json

from zhijian.web.audit.models import AuditEvent

LONGEST = 300


def told(event: AuditEvent) -> str:
    """The event's subject and details, shortened."""
    detail = json.dumps(event.detail, ensure_ascii=False, sort_keys=True) if event.detail else ""
    text = f"{event.subject} {detail}".strip()
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
