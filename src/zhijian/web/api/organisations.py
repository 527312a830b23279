"""Operations on the tree of organisations: reading it, and taking a list in."""

from __future__ import annotations

from typing import Annotated, Any

from ninja import File, Router
from ninja.files import UploadedFile

from zhijian.web.api import people_schemas as schemas
from zhijian.web.api.access import Holding
from zhijian.web.api.base_schemas import TicketIn
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.organisations.actions.import_tree import Change
from zhijian.web.organisations.importing import accept_list, preview_list
from zhijian.web.organisations.rights import Right, standing_of

router = Router(tags=["organisations"])


@router.get("/organisations", response={200: list[schemas.OrganisationOut], **FAULTS}, auth=Holding(Scope.read))
def organisations(request: Any) -> Any:
    """The organisations that the user belongs to or oversees, from the top down."""
    rows = standing_of(request.user).organisations(Right.see_submitted).select_related("parent").order_by("path")
    return [
        {"code": o.code, "name": o.name, "level": o.level, "parent": o.parent.code if o.parent else ""} for o in rows
    ]


@router.post("/organisations/preview", response={200: schemas.ListPreviewOut, **FAULTS}, auth=Holding(Scope.administer))
def preview(request: Any, file: Annotated[UploadedFile, File()]) -> Any:
    """What a list of organisations (CSV or Excel) would change; nothing is written."""
    shown = preview_list(upload=file, by=request.user)
    return {"changes": [_change(c) for c in shown.changes], "counts": shown.counts, "ticket": shown.ticket}


@router.post("/organisations", response={200: list[schemas.ListChangeOut], **FAULTS}, auth=Holding(Scope.administer))
def accept(request: Any, body: TicketIn) -> Any:
    """Does what the preview showed; 409 where it is no longer what would change."""
    return [_change(change) for change in accept_list(ticket=body.ticket, by=request.user)]


def _change(change: Change) -> dict[str, Any]:
    differences = [{"field": field, "before": before, "after": after} for field, before, after in change.differences]
    return {"kind": change.kind, "code": change.code, "name": change.name, "differences": differences}
