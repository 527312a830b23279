"""Closing a round, and opening it again."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.audit.trail import record
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Round

MOST_REASON = 500


def close_round(*, round_: Round, by: Any) -> None:
    """Nobody writes to it or takes a step in it any more; everything can still be read."""
    _set(round_, closed=True, by=by)


def reopen_round(*, round_: Round, reason: str, by: Any) -> None:
    """The round goes on as it stood. Why is kept with it and in the audit trail. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(_("重新打开已结束的批次，请写明原因。"))
    _set(round_, closed=False, reason=reason.strip()[:MOST_REASON], by=by)


def _set(round_: Round, *, closed: bool, by: Any, reason: str = "") -> None:
    standing_of(by).require(Right.open_round, round_.owner)
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=round_.pk)
        if (current.closed_at is not None) is closed:
            raise Refused(
                _("批次“{name}”已经结束。", name=current.name)
                if closed
                else _("批次“{name}”没有结束。", name=current.name)
            )
        current.closed_at = timezone.now() if closed else None
        current.reopened_for = reason
        current.save(update_fields=("closed_at", "reopened_for"))
        record(
            "round.closed" if closed else "round.reopened",
            by=by,
            chain=f"round:{current.pk}",
            organisation=current.owner.code,
            subject=current.name,
            detail={"reason": reason} if reason else {},
        )
