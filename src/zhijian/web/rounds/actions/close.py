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


def close_round(*, round_: Round, by: Any) -> None:
    """Nobody writes to it or takes a step in it any more; everything can still be read."""
    _set(round_, closed=True, by=by)


def reopen_round(*, round_: Round, by: Any) -> None:
    """The round goes on as it stood."""
    _set(round_, closed=False, by=by)


def _set(round_: Round, *, closed: bool, by: Any) -> None:
    standing_of(by).require(Right.open_round, round_.owner)
    with transaction.atomic():
        current = Round.objects.select_for_update().get(pk=round_.pk)
        if (current.closed_at is not None) is closed:
            raise Refused(
                _("批次“{name}”已经关闭。", name=current.name)
                if closed
                else _("批次“{name}”没有关闭。", name=current.name)
            )
        current.closed_at = timezone.now() if closed else None
        current.save(update_fields=("closed_at",))
        record(
            "round.closed" if closed else "round.reopened",
            by=by,
            chain=f"round:{current.pk}",
            organisation=current.owner.code,
            subject=current.name,
        )
