"""What an event says: one sentence (who, what, to what, before and after), and lines with what it covers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from zhijian.messages import _
from zhijian.web.audit import said_of_accounts, said_of_rounds, said_of_submissions
from zhijian.web.audit.context import Context
from zhijian.web.audit.kinds import STEP, kind_label
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.trail import hash_of

SAYINGS = said_of_submissions.SAYINGS | said_of_rounds.SAYINGS | said_of_accounts.SAYINGS


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it is shown. lines: what it covers, below the sentence. detail: as it is kept, empty where masked.

    intact: whether the event still has the hash that it was given.
    """

    event: AuditEvent
    who: str
    where: str
    kind: str
    sentence: str
    lines: tuple[str, ...]
    detail: str
    intact: bool


def told(events: Sequence[AuditEvent], *, whole: bool = False) -> Iterator[Told]:
    """The events in words, in the current language. whole: persons' names and numbers unmasked, and the detail as kept."""
    context = Context(events, whole=whole)
    for event in events:
        sentence, *lines = said(context, event)
        yield Told(
            event,
            context.who(event),
            context.where(event),
            kind_label(event.action),
            sentence,
            tuple(lines),
            json.dumps(event.detail, ensure_ascii=False, sort_keys=True) if whole else "",
            event.hash == hash_of(event),
        )


def said(context: Context, event: AuditEvent) -> list[str]:
    """Sentence and lines. Of a kind that has no sentence: who, and the kind."""
    saying = SAYINGS.get(event.action)
    if saying is None and event.action.startswith(STEP) and "to" in event.detail:
        saying = said_of_submissions.step
    if saying is None:
        return [
            _(
                "{who}：{kind}（{where}）",
                who=context.who(event),
                kind=kind_label(event.action),
                where=context.where(event),
            )
        ]
    return list(saying(context, event))
