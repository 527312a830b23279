"""Adding to the audit trail, and proving that nobody has changed it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from django.db import transaction
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.audit.models import AuditEvent, Chain
from zhijian.web.statements import Prepared, insert, update

ACCOUNTS = "accounts"
END = Prepared(lambda name: Chain.objects.select_for_update().filter(pk=name), str)


def record(
    action: str,
    *,
    by: Any,
    chain: str,
    organisation: str = "",
    subject: str = "",
    detail: dict[str, Any] | None = None,
) -> AuditEvent:
    """Adds an event to its chain, within the caller's transaction. by: a user, or None for the application itself.

    organisation: code of the organisation it concerns. detail: JSON values that say what changed; no secrets.
    """
    with transaction.atomic(savepoint=False):
        end = END.first(chain)
        if end is None:
            Chain.objects.bulk_create([Chain(name=chain)], ignore_conflicts=True)
            end = Chain.objects.select_for_update().get(pk=chain)
        event = AuditEvent(
            chain=chain,
            number=end.length + 1,
            at=timezone.now(),
            actor=by if getattr(by, "pk", None) else None,
            actor_name=str(by) if getattr(by, "pk", None) else "",
            action=action,
            organisation=organisation,
            subject=subject,
            detail=detail or {},
            previous_hash=end.hash,
        )
        event.hash = hash_of(event)
        insert([event])
        end.length, end.hash = event.number, event.hash
        update(end, ("length", "hash"))
    return event


def hash_of(event: AuditEvent) -> str:
    """SHA-256 over every field of the event and the hash before it, in a fixed form."""
    fields = [
        event.chain,
        event.number,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.actor_id,
        event.actor_name,
        event.action,
        event.organisation,
        event.subject,
        event.detail,
        event.previous_hash,
    ]
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Verification:
    """Outcome of reading the whole trail. ends: (chain, length, hash), to be kept elsewhere and compared next time."""

    events: int
    chains: int
    faults: tuple[str, ...]
    ends: tuple[tuple[str, int, str], ...]


def verify() -> Verification:
    """Reads every event and tells each that was changed, removed or put in."""
    ends: dict[str, tuple[int, str]] = {}
    faults: list[str] = []
    events = 0
    for event in AuditEvent.objects.order_by("chain", "number").iterator(chunk_size=2000):
        events += 1
        length, before = ends.get(event.chain, (0, ""))
        faults += _faults(event, length, before)
        ends[event.chain] = (event.number, event.hash)
    for end in Chain.objects.order_by("name"):
        if ends.get(end.name, (0, "")) != (end.length, end.hash):
            found = ends.get(end.name, (0, ""))[0]
            faults.append(
                _(
                    "{chain}：应有 {expected} 条，实有 {found} 条，链尾不符。",
                    chain=end.name,
                    expected=end.length,
                    found=found,
                )
            )
    for name in sorted(set(ends) - set(Chain.objects.values_list("name", flat=True))):
        faults.append(_("{chain}：没有链尾记录。", chain=name))
    return Verification(events, len(ends), tuple(faults), tuple((c, n, h) for c, (n, h) in sorted(ends.items())))


def _faults(event: AuditEvent, length: int, before: str) -> Iterator[str]:
    if event.number != length + 1:
        yield _(
            "{chain}：第 {expected} 条缺失（其后为第 {found} 条）。",
            chain=event.chain,
            expected=length + 1,
            found=event.number,
        )
    elif event.previous_hash != before:
        yield _("{chain}：第 {n} 条与前一条接不上。", chain=event.chain, n=event.number)
    if event.hash != hash_of(event):
        yield _("{chain}：第 {n} 条内容被改动过。", chain=event.chain, n=event.number)
