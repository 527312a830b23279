"""Operations on submissions: where they stand, and the steps between their states."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from ninja import Router, Status

from zhijian.web.api import answers, schemas
from zhijian.web.api.access import Holding, round_of, seen_in, submission_of
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.form import entry_form
from zhijian.web.review.actions import own, reviewing
from zhijian.web.review.actions.reviewing import CellNote
from zhijian.web.review.offers import offers_of
from zhijian.web.review.suggestions import changes_since_approval
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import Action

router = Router(tags=["submissions"])
PLACE = "/rounds/{int:round_id}/submissions"


@router.get(PLACE, response={200: list[schemas.SubmissionOut], **FAULTS}, auth=Holding(Scope.read))
def submissions(request: Any, round_id: int) -> Any:
    """The board: every submission that the user may see, with its tables. Drafts of others are not among them."""
    round_ = round_of(request, round_id)
    return [answers.submission_out(row) for row in seen_in(request, round_).prefetch_related("progress")]


@router.get(PLACE + "/{slug:org_code}", response={200: schemas.SubmissionDetail, **FAULTS}, auth=Holding(Scope.read))
def submission(request: Any, round_id: int, org_code: str) -> Any:
    """One submission with the steps so far, and those that the user can take now."""
    return _detail(request, submission_of(request, round_id, org_code))


def _detail(request: Any, row: Submission) -> Any:
    return {
        **answers.submission_out(row),
        "offers": [offer.action.value for offer in offers_of(row, request.user)],
        "steps": [answers.step_out(step) for step in row.transitions.select_related("by")],
    }


@router.get(
    PLACE + "/{slug:org_code}/returns", response={200: list[schemas.ReturnOut], **FAULTS}, auth=Holding(Scope.read)
)
def returns(request: Any, round_id: int, org_code: str) -> Any:
    """The cells that were ever sent back, with why, newest first."""
    rows = submission_of(request, round_id, org_code).returned_cells.select_related("transition")
    names = ("indicator", "slice", "period", "text")
    return [
        {**{name: getattr(row, name) for name in names}, "step": row.transition.number}
        for row in rows.order_by("-transition__number", "id")
    ]


@router.get(
    PLACE + "/{slug:org_code}/changes", response={200: list[schemas.DifferenceOut], **FAULTS}, auth=Holding(Scope.read)
)
def changes(request: Any, round_id: int, org_code: str) -> Any:
    """What differs from what was last approved; empty where nothing ever was."""
    return [asdict(change) for change in changes_since_approval(submission_of(request, round_id, org_code))]


@router.post(PLACE + "/{slug:org_code}/steps", response={201: schemas.StepOut, **FAULTS}, auth=Holding(Scope.step))
def take_step(request: Any, round_id: int, org_code: str, body: schemas.StepIn) -> Any:
    """Submits, takes back, signs, approves or sends back. What keeps it from that is told with 409, errors one by one."""
    row = submission_of(request, round_id, org_code)
    who = {"submission": row, "by": request.user}
    if body.action is Action.send_back:
        current = entry_form(row.round.catalogue).current
        notes = [CellNote(c.indicator, c.slice, c.period or current, c.text) for c in body.cells]
        step = reviewing.send_back(**who, note=body.note, cells=notes)
    elif body.action.level:
        step = reviewing.approve(**who, action=body.action)
    else:
        step = {Action.submit: own.submit, Action.recall: own.recall, Action.sign: own.sign}[body.action](**who)
    return Status(201, answers.step_out(step))


@router.post(
    PLACE + "/{slug:org_code}/freeze", response={200: schemas.SubmissionDetail, **FAULTS}, auth=Holding(Scope.step)
)
def freeze(request: Any, round_id: int, org_code: str) -> Any:
    """Accepts it for reading: its own people can no longer take it back."""
    reviewing.freeze(submission=submission_of(request, round_id, org_code), by=request.user)
    return _detail(request, submission_of(request, round_id, org_code))


@router.post(
    PLACE + "/{slug:org_code}/deadline", response={200: schemas.SubmissionDetail, **FAULTS}, auth=Holding(Scope.step)
)
def extend(request: Any, round_id: int, org_code: str, body: schemas.DeadlineIn) -> Any:
    """Another deadline for this organisation."""
    reviewing.extend(submission=submission_of(request, round_id, org_code), deadline=body.deadline, by=request.user)
    return _detail(request, submission_of(request, round_id, org_code))
