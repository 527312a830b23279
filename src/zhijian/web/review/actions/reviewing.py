"""The reviewers' steps: approving, freezing, sending back, more time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.audit.trail import record
from zhijian.web.collection.entry import Refused, still_open
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.models import Cell
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.review.actions.stepping import CLEARED, guarded, locked, take
from zhijian.web.review.models import CellReturn
from zhijian.web.review.offers import may_take
from zhijian.web.rounds.models import Submission, Transition
from zhijian.web.rounds.states import Action, State


@dataclass(frozen=True, slots=True)
class CellNote:
    """Why one cell is sent back."""

    indicator: str
    slice: str
    period: str
    text: str


def approve(*, submission: Submission, action: Action, by: Any) -> Transition:
    """The approval of the level whose turn it is. An organisation's own totals: once that level approved all its schools."""
    if not action.level:
        raise ValueError(action)
    with transaction.atomic():
        submission = locked(submission)
        end = guarded(submission, action, by)
        _children_first(submission, action)
        step = end.value
        fields: dict[str, Any] = {f"{step}_at": timezone.now(), f"{step}_by": by, "frozen_at": None, "frozen_by": None}
        Cell.objects.filter(submission=submission).exclude(approved=F("version")).update(
            approved=F("version"), approved_text=F("text")
        )
        return take(submission, action, end=end, by=by, fields=fields)


def _children_first(submission: Submission, action: Action) -> None:
    if submission.organisation.is_school:
        return
    needed = State.approved_by(action.level)
    open_ones = Submission.objects.filter(
        round_id=submission.round_id,
        organisation__level="school",
        organisation__path__startswith=submission.organisation.path,
        state__in=[state for state in State if state.rank < needed.rank],
    ).count()
    if open_ones:
        name, step = submission.organisation.name, action.label
        raise Refused(_("“{name}”还有 {n} 所学校没有{step}。", name=name, n=open_ones, step=step))


def send_back(*, submission: Submission, note: str, cells: Sequence[CellNote] = (), by: Any) -> Transition:
    """Back to its own people, with a reason for the whole or for single cells."""
    cells = _one_each(cells)
    if not note.strip() and not cells:
        raise Refused(_("退回时请写明理由，或在有问题的单元格上写明。"))
    with transaction.atomic():
        submission = locked(submission)
        end = guarded(submission, Action.send_back, by)
        form = entry_form(submission.round.catalogue)
        if any((cell.indicator, cell.slice) not in form.rows for cell in cells):
            raise Refused(_("表中没有这一格。"))
        transition = take(
            submission,
            Action.send_back,
            end=end,
            by=by,
            fields=CLEARED,
            note=note.strip(),
            detail={"cells": [[c.indicator, c.slice, c.period, c.text.strip()] for c in cells]},
        )
        versions = {cell.key: cell.version for cell in Cell.objects.filter(submission=submission)}
        CellReturn.objects.bulk_create(
            CellReturn(
                submission=submission,
                transition=transition,
                indicator=cell.indicator,
                slice=cell.slice,
                period=cell.period,
                text=cell.text.strip()[:1000],
                at_version=versions.get((cell.indicator, cell.slice, cell.period), 0),
            )
            for cell in cells
        )
    return transition


def _one_each(cells: Sequence[CellNote]) -> list[CellNote]:
    """One note a cell: several findings may speak of one, each with a reason of its own. Empty reasons are left out."""
    texts: dict[tuple[str, str, str], list[str]] = {}
    for cell in cells:
        if cell.text.strip():
            texts.setdefault((cell.indicator, cell.slice, cell.period), []).append(cell.text.strip())
    return [CellNote(*key, "；".join(dict.fromkeys(each))) for key, each in texts.items()]


def freeze(*, submission: Submission, by: Any) -> None:
    """Accepted for reading: what was handed in can no longer be taken back by its own people."""
    with transaction.atomic():
        submission = locked(submission)
        standing = standing_of(by)
        if not any(standing.may(Right.review, level) for level in submission.reviewers):
            raise PermissionDenied
        still_open(submission.round)
        if submission.state == State.draft or submission.frozen_at:
            raise Refused(_("“{name}”没有待接收的数据。", name=submission.organisation.name))
        submission.frozen_at, submission.frozen_by = timezone.now(), by
        submission.save(update_fields=("frozen_at", "frozen_by"))
        record(
            "submission.frozen",
            by=by,
            chain=submission.chain,
            organisation=submission.organisation.code,
            subject=str(submission.round),
        )


def extend(*, submission: Submission, deadline: datetime, by: Any) -> None:
    """Another deadline for one organisation."""
    standing = standing_of(by)
    if not any(standing.may(Right.review, level) for level in submission.reviewers):
        raise PermissionDenied
    still_open(submission.round)
    if deadline <= timezone.now():
        raise Refused(_("新的截止时间应在今后。"))
    with transaction.atomic():
        submission = locked(submission)
        before = submission.due
        submission.deadline = deadline
        submission.save(update_fields=("deadline",))
        record(
            "submission.extended",
            by=by,
            chain=submission.chain,
            organisation=submission.organisation.code,
            subject=str(submission.round),
            detail={"from": before.isoformat(), "to": deadline.isoformat()},
        )


def may_send_back(submission: Submission, by: Any) -> bool:
    """Whether somebody may send it back now: the head before the signature, then the reviewers whose turn it is."""
    return not submission.round.closed_at and may_take(standing_of(by), submission, Action.send_back)
