"""Operations of the bridge: the round as a report folder, out and in."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

from django.http import FileResponse
from ninja import File, Form, Router
from ninja.files import UploadedFile

from zhijian.web.api import schemas
from zhijian.web.api.access import Holding, round_of
from zhijian.web.api.base_schemas import Identifier
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.bridge.actions.hand_out import hand_out_packed
from zhijian.web.bridge.actions.take_in import preview as preview_folder
from zhijian.web.bridge.actions.take_in import take_in
from zhijian.web.bridge.archive import unpack
from zhijian.web.bridge.incoming import Incoming, read_incoming
from zhijian.web.bridge.plan import Plan
from zhijian.web.bridge.wording import rows_of, summary_of
from zhijian.web.organisations.rights import Right
from zhijian.web.rounds.models import Round

router = Router(tags=["exchange"])
PLACE = "/rounds/{int:round_id}/folder"


@router.get(PLACE, response={200: bytes, **FAULTS}, auth=Holding(Scope.exchange))
def folder(request: Any, round_id: int) -> Any:
    """What the user may see of the round, as a ZIP of the folder that ``zhijian build`` takes."""
    name, packed = hand_out_packed(round_=round_of(request, round_id), by=request.user)
    return FileResponse(packed, as_attachment=True, filename=name, content_type="application/zip")


@router.post(PLACE + "/preview", response={200: schemas.PlanOut, **FAULTS}, auth=Holding(Scope.exchange))
def preview(request: Any, round_id: int, file: Annotated[UploadedFile, File()]) -> Any:
    """What taking the folder in would change; nothing is stored."""
    round_ = round_of(request, round_id, Right.open_round)
    with _incoming(file) as incoming:
        return _told(preview_folder(incoming=incoming, round_=round_, by=request.user), round_)


@router.post(PLACE, response={200: schemas.PlanOut, **FAULTS}, auth=Holding(Scope.exchange))
def accept(
    request: Any,
    round_id: int,
    file: Annotated[UploadedFile, File()],
    fingerprint: Annotated[Identifier, Form()],
) -> Any:
    """Takes the folder in, all of it or nothing; 409 where the round is not as it was at the preview."""
    round_ = round_of(request, round_id, Right.open_round)
    with _incoming(file) as incoming:
        return _told(take_in(incoming=incoming, round_=round_, by=request.user, fingerprint=fingerprint), round_)


@contextmanager
def _incoming(file: UploadedFile) -> Iterator[Incoming]:
    with tempfile.TemporaryDirectory() as place:
        yield read_incoming(unpack(file, Path(place)))


def _told(plan: Plan, round_: Round) -> Any:
    return {
        "summary": summary_of(plan),
        "obstacles": plan.obstacles,
        "notes": plan.notes,
        "changes": rows_of(plan, round_),
        "counts": plan.counts,
        "fingerprint": plan.fingerprint,
    }
