"""What the sentences of all kinds of events share: their form, and how a moment is told in them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

from zhijian.web.audit.context import Context
from zhijian.web.audit.models import AuditEvent

Lines = Iterator[str]  # the sentence, then what it covers, line by line
Saying = Callable[[Context, AuditEvent], Lines]


def moment(text: Any) -> str:
    """A moment of an event's detail, in local time."""
    found = parse_datetime(str(text))
    return timezone.localtime(found).strftime("%Y-%m-%d %H:%M") if found else str(text)
