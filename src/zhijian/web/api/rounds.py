"""Operations on rounds: who one is, the form, rounds, totals, bulk approval."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from ninja import Router, Status

from zhijian.catalogue import available_catalogues
from zhijian.messages import _, language
from zhijian.web.api import answers, schemas
from zhijian.web.api.access import Holding, round_of
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.entry import Refused
from zhijian.web.collection.form import entry_form
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.review.actions.bulk import approve_all, preview
from zhijian.web.rounds.actions.close import close_round, reopen_round
from zhijian.web.rounds.actions.open import open_round, open_trial
from zhijian.web.rounds.models import Round, Submission
from zhijian.web.rounds.pages import visible
from zhijian.web.rounds.totals import rolled_up

router = Router(tags=["rounds"])


@router.get("/me", response={200: schemas.Me, **FAULTS}, auth=Holding(Scope.read))
def me(request: Any) -> Any:
    """Whose token this is, and what they are where."""
    found = [
        {"organisation": organisation.code, "name": organisation.name, "role": role.value}
        for role, organisation in standing_of(request.user).memberships
    ]
    return {"username": request.user.username, "name": request.user.name, "memberships": found}


@router.get("/catalogues", response={200: list[schemas.CatalogueOut], **FAULTS}, auth=Holding(Scope.read))
def catalogues(request: Any) -> Any:  # noqa: ARG001 - an operation's signature
    """The catalogues for which a round can be opened."""
    lang = language()
    return [
        {"id": id_, "label": entry_form(id_).catalogue.label[lang], "year": entry_form(id_).catalogue.year}
        for id_ in available_catalogues()
    ]


@router.get("/forms/{catalogue}", response={200: list[schemas.RowOut], **FAULTS}, auth=Holding(Scope.read))
def form(request: Any, catalogue: str) -> Any:  # noqa: ARG001 - an operation's signature
    """The rows of a catalogue's form, in its order. Table 0 is 基础数据."""
    if catalogue not in available_catalogues():
        raise Http404
    lang = language()
    known = entry_form(catalogue)
    return [
        {
            "table": table,
            "indicator": row.indicator.id,
            "slice": row.slice,
            "label": known.catalogue.slice_label(row.indicator.id, row.slice, lang)
            if row.slice
            else row.indicator.label[lang],
            "unit": row.unit,
            "kind": row.kind.name,
            "starred": row.indicator.starred,
        }
        for table, row in known.rows.values()
    ]


@router.get("/rounds", response={200: list[schemas.RoundOut], **FAULTS}, auth=Holding(Scope.read))
def rounds(request: Any) -> Any:
    """The rounds in which the user sees any submission, newest first."""
    seen = Submission.objects.filter(visible(standing_of(request.user)))
    return [answers.round_out(r) for r in Round.objects.filter(pk__in=seen.values("round_id")).select_related("owner")]


@router.post("/rounds", response={201: schemas.RoundOut, **FAULTS}, auth=Holding(Scope.open))
def open_one(request: Any, body: schemas.RoundIn) -> Any:
    """Opens a round with a draft for each organisation that takes part."""
    owner = Organisation.objects.filter(standing_of(request.user).within(Right.open_round), code=body.owner).first()
    if owner is None:
        raise Http404
    earlier = None
    if body.carried_from is not None:
        earlier = Round.objects.filter(owner=owner, pk=body.carried_from, trial=False).first()
        if earlier is None:
            raise Refused(_("没有找到所选的上年批次。"))
    made = open_round(
        owner=owner,
        name=body.name,
        catalogue=body.catalogue,
        deadline=body.deadline,
        by=request.user,
        organisations=body.organisations,
        levels=body.levels,
        carried_from=earlier,
    )
    return Status(201, answers.round_out(made))


@router.get("/rounds/{int:round_id}", response={200: schemas.RoundOut, **FAULTS}, auth=Holding(Scope.read))
def one_round(request: Any, round_id: int) -> Any:
    """One round."""
    return answers.round_out(round_of(request, round_id))


@router.post("/rounds/{int:round_id}/trial", response={201: schemas.RoundOut, **FAULTS}, auth=Holding(Scope.open))
def trial(request: Any, round_id: int) -> Any:
    """A rehearsal on the round's data."""
    round_ = round_of(request, round_id, Right.open_round)
    return Status(201, answers.round_out(open_trial(owner=round_.owner, source=round_, by=request.user)))


@router.post("/rounds/{int:round_id}/close", response={200: schemas.RoundOut, **FAULTS}, auth=Holding(Scope.open))
def close(request: Any, round_id: int) -> Any:
    """Ends the round: everything can still be read, nothing written."""
    close_round(round_=round_of(request, round_id, Right.open_round), by=request.user)
    return answers.round_out(round_of(request, round_id))


@router.post("/rounds/{int:round_id}/reopen", response={200: schemas.RoundOut, **FAULTS}, auth=Holding(Scope.open))
def reopen(request: Any, round_id: int, body: schemas.ReopenIn) -> Any:
    """Lets a closed round go on as it stood; why is kept with it."""
    reopen_round(round_=round_of(request, round_id, Right.open_round), reason=body.reason, by=request.user)
    return answers.round_out(round_of(request, round_id))


@router.get(
    "/rounds/{int:round_id}/totals/{slug:org_code}",
    response={200: list[schemas.FigureOut], **FAULTS},
    auth=Holding(Scope.read),
)
def totals(request: Any, round_id: int, org_code: str) -> Any:
    """The figures of an organisation, rolled up from the schools below it that the user sees; of both years."""
    round_ = round_of(request, round_id)
    standing = standing_of(request.user)
    taking_part = round_.submissions.filter(standing.within(Right.see_submitted, "organisation"))
    found = taking_part.select_related("organisation").filter(organisation__code=org_code).first()
    if found is None:
        raise Http404
    facts, _tree = rolled_up(round_, standing, found.organisation)
    return [answers.figure_out(fact) for fact in facts.where(organisation=org_code)]


@router.get(
    "/rounds/{int:round_id}/approvals", response={200: list[schemas.BulkOut], **FAULTS}, auth=Holding(Scope.read)
)
def approvable(request: Any, round_id: int) -> Any:
    """The submissions that the user could approve now, each with the ticket that names it in this state."""
    covered = preview(round_=round_of(request, round_id), by=request.user)
    return [
        {
            "ticket": each.ticket,
            "organisation": each.submission.organisation.code,
            "action": each.action.value,
            "warnings": sum(row.warnings for row in each.submission.progress.all()),
        }
        for each in covered
    ]


@router.post(
    "/rounds/{int:round_id}/approvals", response={200: list[schemas.StepOut], **FAULTS}, auth=Holding(Scope.step)
)
def approve(request: Any, round_id: int, body: schemas.BulkIn) -> Any:
    """Approves all of these, or none where one of them changed since its ticket was given."""
    taken = approve_all(round_=round_of(request, round_id), tickets=body.tickets, by=request.user)
    return [answers.step_out(step) for step in taken]
