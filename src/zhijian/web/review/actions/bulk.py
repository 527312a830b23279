"""Approving many submissions at once: shown first, then each by itself, all or none."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from zhijian.messages import _
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.rights import standing_of
from zhijian.web.review.actions.reviewing import approve
from zhijian.web.review.offers import may_take
from zhijian.web.rounds.along import with_organisations
from zhijian.web.rounds.models import Round, Submission, Transition
from zhijian.web.rounds.states import APPROVED, Action, State


@dataclass(frozen=True, slots=True)
class Covered:
    """One submission that a bulk approval would cover: the step, and the number of steps it went through so far."""

    submission: Submission
    action: Action

    @property
    def ticket(self) -> str:
        """Names the submission in the state in which it was shown."""
        return f"{self.submission.pk}:{self.submission.steps}"


def preview(*, round_: Round, by: Any) -> list[Covered]:
    """The schools' submissions that ``by`` could approve now, in the order of the list."""
    standing = standing_of(by)
    found = []
    rows = Submission.objects.filter(round=round_, organisation__level="school", state__in=(State.signed, *APPROVED))
    for submission in with_organisations(rows, round_):
        action = Action.approval_by(submission.next_level) if submission.next_level else None
        if action is not None and may_take(standing, submission, action):
            found.append(Covered(submission, action))
    return found


def approve_all(*, round_: Round, tickets: Collection[str], by: Any) -> Sequence[Transition]:
    """Approves what was shown and chosen; where any of it has changed since, nothing, and says which."""
    with transaction.atomic():
        shown = {covered.ticket: covered for covered in preview(round_=round_, by=by)}
        gone = [ticket for ticket in tickets if ticket not in shown]
        if gone or not tickets:
            raise Refused(
                _("有 {n} 个单位的状态在您查看之后变了，请重新核对后再批量审核。", n=len(gone))
                if gone
                else _("请至少选择一个单位。")
            )
        return [approve(submission=shown[t].submission, action=shown[t].action, by=by) for t in tickets]
