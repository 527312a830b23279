"""What every step has in common: the lock, the guard, the row that tells it, the audit event, the parents' counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.audit.trail import record
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.rights import standing_of
from zhijian.web.review.actions.remind import tell_next
from zhijian.web.review.offers import level_of, may_take
from zhijian.web.rounds.models import Submission, Transition
from zhijian.web.rounds.states import STEPS, Action, State

# What a step back takes away again.
CLEARED = {
    f"{step}_{part}": None
    for step in ("submitted", "signed", "county_approved", "city_approved", "frozen")
    for part in ("at", "by")
}


def locked(submission: Submission) -> Submission:
    """The submission as it is now, locked until the transaction ends, with its organisations."""
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    for name in ("round", "organisation", "county", "city"):
        setattr(current, name, getattr(submission, name))
    return current


def guarded(submission: Submission, action: Action, by: Any) -> State:
    """The state that the step leads to. Raises Refused where its state admits no such step, PermissionDenied for
    somebody whose turn it is not."""
    if submission.round.closed_at:
        raise Refused(_("批次“{name}”已经关闭。", name=submission.round.name))
    state = State(submission.state)
    step = next((s for s in STEPS if s.action is action and s.start is state), None)
    if step is None or level_of(submission, action) is None:
        raise Refused(
            _(
                "“{name}”目前为“{state}”，不能{action}。",
                name=submission.organisation.name,
                state=state.label,
                action=action.label,
            )
        )
    if not may_take(standing_of(by), submission, action):
        raise PermissionDenied(_("您没有权限在“{name}”进行此操作。", name=submission.organisation.name))
    return step.end


def take(
    submission: Submission,
    action: Action,
    *,
    end: State,
    by: Any,
    fields: Mapping[str, Any],
    note: str = "",
    detail: Mapping[str, Any] | None = None,
) -> Transition:
    """Writes the step: the submission's fields, its transition, its audit event, and what parents wait for."""
    start = State(submission.state)
    now = timezone.now()
    number = submission.steps + 1
    values = {"state": end, "steps": number, **fields}
    for name, value in values.items():
        setattr(submission, name, value)
    submission.save(update_fields=list(values))
    transition = Transition.objects.create(
        submission=submission, number=number, action=action, start=start, end=end, by=by, at=now, note=note
    )
    _tell_parents(submission, start, end)
    tell_next(submission, by)
    record(
        f"submission.{action.value}",
        by=by,
        chain=submission.chain,
        organisation=submission.organisation.code,
        subject=str(submission.round),
        detail={
            "from": start.value,
            "to": end.value,
            "step": number,
            **({"note": note} if note else {}),
            **(detail or {}),
        },
    )
    return transition


def _tell_parents(submission: Submission, start: State, end: State) -> None:
    """Counts a school in or out at the county and the city that wait for it."""
    if not submission.organisation.is_school:
        return
    for parent, needed in ((submission.county, State.county_approved), (submission.city, State.city_approved)):
        if parent is None:
            continue
        change = (start.rank >= needed.rank) - (end.rank >= needed.rank)
        if change:
            rows = Submission.objects.filter(round_id=submission.round_id, organisation=parent)
            if change > 0 and rows.exclude(state=State.draft).exists():
                raise Refused(_("“{name}”的汇总已提交，请先退回汇总，再退回学校。", name=parent.name))
            rows.update(waiting=F("waiting") + change)
