"""Operations on the workbook of a submission: out, previewed, in."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import File, Router
from ninja.files import UploadedFile

from zhijian.web.api import cell_schemas as schemas
from zhijian.web.api.access import Holding, submission_of
from zhijian.web.api.base_schemas import TicketIn
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.rendering import saved_json
from zhijian.web.collection.workbook_upload import accept_workbook, preview_upload, workbook_file

router = Router(tags=["workbooks"])
PLACE = "/rounds/{int:round_id}/submissions/{slug:org_code}/workbook"


@router.get(PLACE, response={200: bytes, **FAULTS}, auth=Holding(Scope.read))
def workbook(request: Any, round_id: int, org_code: str) -> Any:
    """The submission as the Excel workbook that a school fills in."""
    return workbook_file(submission_of(request, round_id, org_code))


@router.post(PLACE + "/preview", response={200: schemas.WorkbookOut, **FAULTS}, auth=Holding(Scope.enter))
def preview(request: Any, round_id: int, org_code: str, file: Annotated[UploadedFile, File()]) -> Any:
    """What a filled-in workbook would change; nothing is written. Where it cannot be read, findings say why."""
    row = submission_of(request, round_id, org_code)
    name, shown, ticket = preview_upload(submission=row, upload=file, by=request.user)
    return {
        "name": name,
        "usable": shown.usable,
        "changes": [
            {
                **{part: getattr(c.entry, part) for part in ("indicator", "slice", "period", "version", "note")},
                "table": c.table,
                "before": c.before,
                "after": c.now,
            }
            for c in shown.changes
        ],
        "messages": [found.message for found in shown.findings],
        **{count: getattr(shown, count) for count in ("same", "kept", "unchangeable")},
        "ticket": ticket,
    }


@router.post(PLACE, response={200: schemas.SavedOut, **FAULTS}, auth=Holding(Scope.enter))
def accept(request: Any, round_id: int, org_code: str, body: TicketIn) -> Any:
    """Writes what the preview showed; a cell that was changed since is a conflict and stays."""
    row = submission_of(request, round_id, org_code)
    saved = accept_workbook(submission=row, ticket=body.ticket, by=request.user)
    return saved_json(saved, row)
