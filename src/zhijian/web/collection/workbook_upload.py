"""A workbook on its way out and in: the file, what an uploaded one would change, and writing just that."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any

from django.http import HttpResponse

from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.checking import Known
from zhijian.web.collection.entry import Entry, Saved
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.workbook import WorkbookPreview, fill_workbook, preview_workbook
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.previews import admitted, expired, shown_by, ticket_of
from zhijian.web.rounds.models import Submission

SALT = "zhijian.workbook"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook_file(submission: Submission) -> HttpResponse:
    """The submission as a workbook, as a download."""
    known = Known.of(submission, entry_form(submission.round.catalogue))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        fill_workbook(known, path)
        data = path.read_bytes()
    name = f"{submission.organisation.code}-{submission.round.year}.xlsx"  # codes are plain letters and digits
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def preview_upload(*, submission: Submission, upload: Any, by: Any) -> tuple[str, WorkbookPreview, str]:
    """(the file's name, what it would change, the ticket that accepts just that). Raises Refused, PermissionDenied."""
    standing_of(by).require(Right.enter, submission.organisation)
    name = admitted(upload)
    ending = PurePath(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"workbook{ending if ending.isascii() else ''}"
        path.write_bytes(upload.read())
        known = Known.of(submission, entry_form(submission.round.catalogue))
        preview = preview_workbook(known, path, name)
    return name, preview, _ticket(submission, preview)


def accept_workbook(*, submission: Submission, ticket: str, by: Any) -> Saved:
    """Writes what the preview showed, each cell against the version that was seen. Raises Refused, Locked."""
    kept = shown_by(ticket, SALT)
    if kept["submission"] != submission.pk:
        raise expired()
    entries = [Entry(*entry) for entry in kept["entries"]]
    return save_cells(submission=submission, entries=entries, by=by, origin="workbook")


def _ticket(submission: Submission, preview: WorkbookPreview) -> str:
    content = {"submission": submission.pk, "entries": [list(asdict(c.entry).values()) for c in preview.changes]}
    return ticket_of(content, SALT)
