"""Operations on the audit trail: searching it, and whether it is whole."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from ninja import Query, Router

from zhijian.web.api import people_schemas as schemas
from zhijian.web.api.access import Holding
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.audit.models import AuditReading
from zhijian.web.audit.reading import last_reading, read_trail
from zhijian.web.audit.searching import Wanted, events_for
from zhijian.web.audit.wording import told
from zhijian.web.organisations.rights import standing_of
from zhijian.web.organisations.roles import Role

router = Router(tags=["audit"])


@router.get("/audit", response={200: list[schemas.EventOut], **FAULTS}, auth=Holding(Scope.audit))
def events(request: Any, wanted: Query[schemas.EventsWanted]) -> Any:
    """The events that the user may see, newest first, in words, persons masked."""
    standing = standing_of(request.user)
    if not standing.holds([Role.administrator, Role.reviewer]):
        raise PermissionDenied
    found = events_for(standing, Wanted.of(wanted.dict()))
    if wanted.before is not None:
        found = found.filter(pk__lt=wanted.before)
    names = ("id", "at", "organisation", "chain", "number", "previous_hash", "hash")
    return [
        {
            **{name: getattr(line.event, name) for name in names},
            "person": line.who,
            "kind": line.event.action,
            "said": [line.sentence, *line.lines],
            "intact": line.intact,
        }
        for line in told(list(found[: wanted.limit]))
    ]


@router.get("/audit/verification", response={200: schemas.VerificationOut, **FAULTS}, auth=Holding(Scope.audit))
def verification(request: Any) -> Any:
    """What came of reading the whole trail, when that was last done."""
    if not standing_of(request.user).holds([Role.administrator, Role.reviewer]):
        raise PermissionDenied
    return _reading(last_reading())


@router.post("/audit/verification", response={200: schemas.VerificationOut, **FAULTS}, auth=Holding(Scope.audit))
def verify(request: Any) -> Any:
    """Reads the whole trail now."""
    if not standing_of(request.user).holds([Role.administrator]):
        raise PermissionDenied
    return _reading(read_trail(by=request.user))


def _reading(found: AuditReading | None) -> dict[str, Any]:
    if found is None:
        return {"at": None, "events": 0, "chains": 0, "faults": []}
    return {name: getattr(found, name) for name in ("at", "events", "chains", "faults")}
