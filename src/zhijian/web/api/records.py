"""Operations on record exports: previewed, taken in, undone. The files are counted and forgotten."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404
from ninja import File, Form, Router, Status
from ninja.files import UploadedFile

from zhijian.web.api import record_schemas as schemas
from zhijian.web.api.access import Holding, submission_of
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.actions.records import undo_records
from zhijian.web.collection.models import RecordUpload
from zhijian.web.collection.record_upload import accept_records, preview_records
from zhijian.web.collection.rendering import saved_json
from zhijian.web.organisations.rights import Right, standing_of

router = Router(tags=["records"])
PLACE = "/rounds/{int:round_id}/submissions/{slug:org_code}/records"


@router.get(PLACE, response={200: list[schemas.UploadOut], **FAULTS}, auth=Holding(Scope.read))
def uploads(request: Any, round_id: int, org_code: str) -> Any:
    """The record exports that were taken in, newest first."""
    rows = submission_of(request, round_id, org_code).record_uploads.select_related("by")
    return [_upload(row) for row in rows]


@router.post(PLACE + "/preview", response={200: schemas.RecordsOut, **FAULTS}, auth=Holding(Scope.enter))
def preview(
    request: Any,
    round_id: int,
    org_code: str,
    file: Annotated[list[UploadedFile], File()],
    records: Form[schemas.OfAKind],
) -> Any:
    """What record exports would fill; nothing is kept."""
    row = submission_of(request, round_id, org_code)
    shown, ticket = preview_records(submission=row, uploads=file, kind=records.kind, by=request.user)
    names = ("name", "indicator", "slice", "table", "before", "now", "apart", "version", "outcome", "offered", "chosen")
    return {
        "files": [{name: getattr(each, name) for name in ("name", "size", "sha256", "label")} for each in shown.files],
        "lines": [{name: getattr(line, name) for name in names} for line in shown.lines],
        "messages": [found.message for found in shown.findings],
        "ticket": ticket,
    }


@router.post(PLACE, response={201: schemas.TakenOut, **FAULTS}, auth=Holding(Scope.enter))
def accept(request: Any, round_id: int, org_code: str, body: schemas.TakeIn) -> Any:
    """Keeps what the preview showed and writes the chosen rows; a cell that was changed since is a conflict and stays."""
    row = submission_of(request, round_id, org_code)
    upload, saved = accept_records(submission=row, ticket=body.ticket, taken=body.take, by=request.user)
    return Status(201, {"upload": _upload(upload), "saved": saved_json(saved, row)})


@router.post(PLACE + "/{int:number}/undo", response={200: schemas.UndoneOut, **FAULTS}, auth=Holding(Scope.enter))
def undo(request: Any, round_id: int, org_code: str, number: int) -> Any:
    """Takes the last one back; left: cells that somebody has written to since."""
    row = submission_of(request, round_id, org_code)
    standing_of(request.user).require(Right.enter, row.organisation)
    upload = row.record_uploads.filter(pk=number).first()
    if upload is None:
        raise Http404
    upload.submission = row
    return {"left": undo_records(upload=upload, by=request.user)}


def _upload(row: RecordUpload) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in ("id", "period", "files", "facts", "at")}
    return {**told, "by": str(row.by), "undone": row.undone_at is not None}
