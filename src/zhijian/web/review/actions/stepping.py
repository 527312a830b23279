"""What every step has in common: the lock, the guard, the row that tells it, the audit event, the parents' counts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.audit.trail import record
from zhijian.web.collection.entry import Refused, still_open
from zhijian.web.organisations.rights import standing_of
from zhijian.web.review.actions.remind import tell_next
from zhijian.web.review.offers import level_of, may_take
from zhijian.web.rounds.models import ALONG, APPROVALS, Submission, Transition
from zhijian.web.rounds.states import STEPS, Action, State

# What a step back takes away again.
CLEARED = {f"{step}_{part}": None for step in ("submitted", "signed", *APPROVALS, "frozen") for part in ("at", "by")}


def locked(submission: Submission) -> Submission:
    """The submission as it is now, locked until the transaction ends, with its organisations."""
    current = Submission.objects.select_for_update().get(pk=submission.pk)
    for name in ALONG:
        setattr(current, name, getattr(submission, name))
    return current


def guarded(submission: Submission, action: Action, by: Any) -> State:
    """The state that the step leads to. Raises Refused where its state admits no such step, PermissionDenied for
    somebody whose turn it is not."""
    still_open(submission.round)
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
    tell_next(submission, action, by)
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
    """Counts a school in or out at every organisation above it whose totals wait for it."""
    own = submission.organisation
    if not own.is_school:
        return
    for parent in Submission.objects.filter(
        round_id=submission.round_id, organisation__code__in=own.codes_above
    ).select_related("organisation"):
        level = submission.level_for(parent.organisation)
        if not level:
            continue
        needed = State.approved_by(level).rank
        change = (start.rank >= needed) - (end.rank >= needed)
        if not change:
            continue
        if change > 0 and parent.state != State.draft:
            name = parent.organisation.name
            raise Refused(_("“{name}”的汇总已提交，请先退回汇总，再退回学校。", name=name))
        Submission.objects.filter(pk=parent.pk).update(waiting=F("waiting") + change)
