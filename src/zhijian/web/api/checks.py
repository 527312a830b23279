"""Operations that look at a round as a whole: its findings, and where a total comes from."""

from __future__ import annotations

from typing import Any

from ninja import Query, Router

from zhijian.web.api import schemas
from zhijian.web.api.access import Holding, round_of
from zhijian.web.api.cell_schemas import CellName
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.form import entry_form
from zhijian.web.organisations.rights import standing_of
from zhijian.web.rounds.checks import checked
from zhijian.web.rounds.totals import top_of, trace_of

router = Router(tags=["rounds"])
PLACE = "/rounds/{int:round_id}"


@router.get(
    PLACE + "/findings/{slug:org_code}", response={200: list[schemas.CheckedOut], **FAULTS}, auth=Holding(Scope.read)
)
def findings(request: Any, round_id: int, org_code: str) -> Any:
    """What the checks say of an organisation and of everything below it: relations, outliers among schools, totals."""
    round_, standing = round_of(request, round_id), standing_of(request.user)
    names = ("code", "message", "arithmetic", "remedy", "subject", "accepted")
    return [
        {
            **{name: getattr(each.finding, name) for name in names},
            "severity": each.finding.severity.name,
            "organisation": each.organisation,
        }
        for each in checked(round_, standing, top_of(round_, standing, org_code))
    ]


@router.get(
    PLACE + "/totals/{slug:org_code}/origin",
    response={200: list[schemas.OriginOut], **FAULTS},
    auth=Holding(Scope.read),
)
def origin(request: Any, round_id: int, org_code: str, cell: Query[CellName]) -> Any:
    """A figure and everything that it was made of, from the top down to cells and counts of records."""
    round_, standing = round_of(request, round_id), standing_of(request.user)
    period = cell.period or entry_form(round_.catalogue).current
    top = top_of(round_, standing, org_code)
    found = trace_of(round_, standing, top, (cell.indicator, cell.slice, period))
    return [
        {
            "depth": depth,
            **{
                name: getattr(each, name)
                for name in ("organisation", "period", "indicator", "slice", "label", "how", "text")
            },
            "source": each.fact.source if each.fact else "",
        }
        for depth, each in found.lines()
    ]
