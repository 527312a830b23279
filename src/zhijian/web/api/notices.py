"""Operations on messages: one's own, and reminders to schools."""

from __future__ import annotations

from typing import Any

from ninja import Router, Status

from zhijian.web.api import people_schemas as schemas
from zhijian.web.api.access import Holding, round_of
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.review.actions.remind import remind, text_for, those_to_remind
from zhijian.web.review.notices import mark_read, notices_of

router = Router(tags=["messages"])
MOST = 200


@router.get("/notices", response={200: list[schemas.NoticeOut], **FAULTS}, auth=Holding(Scope.read))
def notices(request: Any) -> Any:
    """The user's newest messages, at most 200."""
    return [
        {
            **{name: getattr(row, name) for name in ("id", "kind", "text", "at")},
            "read": row.read_at is not None,
            "round": row.submission.round_id,
            "organisation": row.submission.organisation.code,
        }
        for row in notices_of(request.user)[:MOST]
    ]


@router.post("/notices/read", response={200: schemas.Done, **FAULTS}, auth=Holding(Scope.remind))
def read(request: Any) -> Any:
    """Marks all messages as read; count: of those that were not."""
    return {"count": mark_read(request.user)}


@router.get(
    "/rounds/{int:round_id}/reminders", response={200: schemas.RemindersOut, **FAULTS}, auth=Holding(Scope.read)
)
def reminders(request: Any, round_id: int) -> Any:
    """The schools below the user that have not handed in and signed, and a text that names them."""
    round_ = round_of(request, round_id, Right.see_draft)
    waiting = those_to_remind(round_, standing_of(request.user))
    return {
        "waiting": [
            {"organisation": s.organisation.code, "name": s.organisation.name, "state": s.state, "due": s.due}
            for s in waiting
        ],
        "chat": text_for(round_, waiting) if waiting else "",
    }


@router.post("/rounds/{int:round_id}/reminders", response={201: schemas.Done, **FAULTS}, auth=Holding(Scope.remind))
def send_reminders(request: Any, round_id: int, body: schemas.ReminderIn) -> Any:
    """Reminds the people of these schools whose turn it is; count: of people."""
    round_ = round_of(request, round_id, Right.see_draft)
    return Status(201, {"count": remind(round_=round_, codes=body.organisations, text=body.text, by=request.user)})
