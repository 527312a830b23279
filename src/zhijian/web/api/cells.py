"""Operations on cells and what hangs on them: values, history, findings, reasons, comments, files."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import FileResponse, Http404
from ninja import File, Form, Query, Router, Status
from ninja.files import UploadedFile

from zhijian.messages import _
from zhijian.web.api import answers
from zhijian.web.api import cell_schemas as schemas
from zhijian.web.api.access import Holding, submission_of
from zhijian.web.api.faults import FAULTS
from zhijian.web.api.scopes import Scope
from zhijian.web.collection.actions.attach import attach
from zhijian.web.collection.actions.comment import write_comment
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.bodies import Malformed
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.collection.models import Attachment, Cell, CellVersion, Comment, OpenFinding, Reason
from zhijian.web.collection.preview import previewed
from zhijian.web.collection.rendering import saved_json
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Submission

router = Router(tags=["cells"])
PLACE = "/rounds/{int:round_id}/submissions/{slug:org_code}"
SEVERITIES = {3: "error", 2: "warning", 1: "notice"}


def _form(row: Submission) -> EntryForm:
    return entry_form(row.round.catalogue)


@router.get(PLACE + "/cells", response={200: list[schemas.CellOut], **FAULTS}, auth=Holding(Scope.read))
def cells(request: Any, round_id: int, org_code: str) -> Any:
    """Every cell that was ever written, of both years. Rows that are not here are blank."""
    rows = Cell.objects.filter(submission=submission_of(request, round_id, org_code)).select_related("by")
    return [answers.cell_out(row) for row in rows.order_by("indicator", "slice", "period")]


@router.put(PLACE + "/cells", response={200: schemas.SavedOut, **FAULTS}, auth=Holding(Scope.enter))
def save(request: Any, round_id: int, org_code: str, body: schemas.CellsIn) -> Any:
    """Writes cells of a draft, each against the version that was seen; tells computed values and findings."""
    row = submission_of(request, round_id, org_code)
    form = _form(row)
    entries = [Entry(c.indicator, c.slice, c.period or form.current, c.text, c.version, c.note) for c in body.cells]
    if len({entry.key for entry in entries}) < len(entries):
        raise Malformed(_("同一格在一次保存中出现了两次。"))
    saved = save_cells(submission=row, entries=entries, by=request.user)
    return saved_json(saved, row)


@router.post(PLACE + "/cells/preview", response={200: schemas.DerivedOut, **FAULTS}, auth=Holding(Scope.enter))
def preview(request: Any, round_id: int, org_code: str, body: schemas.CellsIn) -> Any:
    """What the computed cells would come to with these entries; nothing is stored."""
    row = submission_of(request, round_id, org_code)
    standing_of(request.user).require(Right.enter, row.organisation)
    form = _form(row)
    entries = [Entry(c.indicator, c.slice, c.period or form.current, c.text, c.version) for c in body.cells]
    return {"derived": previewed(row, form, entries)}


@router.get(PLACE + "/history", response={200: list[schemas.VersionOut], **FAULTS}, auth=Holding(Scope.read))
def history(request: Any, round_id: int, org_code: str, cell: Query[schemas.CellName]) -> Any:
    """Every value that a cell had, newest first."""
    row = submission_of(request, round_id, org_code)
    versions = CellVersion.objects.filter(
        cell__submission=row,
        cell__indicator=cell.indicator,
        cell__slice=cell.slice,
        cell__period=cell.period or _form(row).current,
    )
    return [answers.version_out(version) for version in versions.select_related("by")]


@router.get(PLACE + "/findings", response={200: list[schemas.FindingOut], **FAULTS}, auth=Holding(Scope.read))
def findings(request: Any, round_id: int, org_code: str) -> Any:
    """What the checks have to say at present, gravest first."""
    names = ("code", "message", "remedy", "subject", "indicator", "period")
    return [
        {
            **{name: getattr(row, name) for name in names},
            "severity": SEVERITIES[row.severity],
            "asks_reason": row.asks,
        }
        for row in OpenFinding.objects.filter(submission=submission_of(request, round_id, org_code))
    ]


@router.get(PLACE + "/reasons", response={200: list[schemas.ReasonOut], **FAULTS}, auth=Holding(Scope.read))
def reasons(request: Any, round_id: int, org_code: str) -> Any:
    """The written reasons."""
    rows = Reason.objects.filter(submission=submission_of(request, round_id, org_code)).select_related("by")
    return [answers.reason_out(row) for row in rows.order_by("id")]


@router.put(PLACE + "/reasons", response={200: schemas.SavedOut, **FAULTS}, auth=Holding(Scope.enter))
def put_reason(request: Any, round_id: int, org_code: str, body: schemas.ReasonIn) -> Any:
    """Keeps why a figure is unusual or missing, or why a finding stands; tells the findings that remain."""
    row = submission_of(request, round_id, org_code)
    saved = give_reason(
        submission=row,
        indicator=body.indicator,
        slice=body.slice,
        period=body.period or _form(row).current,
        kind=body.kind,
        text=body.text,
        by=request.user,
        subject=body.subject,
    )
    return saved_json(saved, row, (body.indicator, body.slice))


@router.get(PLACE + "/comments", response={200: list[schemas.CommentOut], **FAULTS}, auth=Holding(Scope.read))
def comments(request: Any, round_id: int, org_code: str) -> Any:
    """The comments on all cells, oldest first."""
    rows = Comment.objects.filter(submission=submission_of(request, round_id, org_code))
    return [answers.comment_out(row) for row in rows]


@router.post(PLACE + "/comments", response={201: schemas.CommentOut, **FAULTS}, auth=Holding(Scope.comment))
def comment(request: Any, round_id: int, org_code: str, body: schemas.CommentIn) -> Any:
    """Adds a comment to a cell of this year's column."""
    row = submission_of(request, round_id, org_code)
    made = write_comment(submission=row, indicator=body.indicator, slice=body.slice, text=body.text, by=request.user)
    return Status(201, answers.comment_out(made))


@router.get(PLACE + "/attachments", response={200: list[schemas.AttachmentOut], **FAULTS}, auth=Holding(Scope.read))
def attachments(request: Any, round_id: int, org_code: str) -> Any:
    """The files of all cells, and with an empty indicator those of the whole submission."""
    rows = Attachment.objects.filter(submission=submission_of(request, round_id, org_code)).select_related("by")
    return [answers.attachment_out(row) for row in rows]


@router.post(PLACE + "/attachments", response={201: schemas.AttachmentOut, **FAULTS}, auth=Holding(Scope.enter))
def add_attachment(
    request: Any, round_id: int, org_code: str, file: Annotated[UploadedFile, File()], cell: Form[schemas.Beside]
) -> Any:
    """Adds a PDF or a picture, told by its content."""
    row = submission_of(request, round_id, org_code)
    made = attach(submission=row, indicator=cell.indicator, slice=cell.slice, upload=file, by=request.user)
    return Status(201, answers.attachment_out(made))


@router.get(PLACE + "/attachments/{int:number}", response={200: bytes, **FAULTS}, auth=Holding(Scope.read))
def attachment(request: Any, round_id: int, org_code: str, number: int) -> Any:
    """The file itself."""
    row = Attachment.objects.filter(submission=submission_of(request, round_id, org_code), pk=number).first()
    if row is None:
        raise Http404
    return FileResponse(row.file.open("rb"), as_attachment=True, filename=row.name, content_type=row.media_type)
