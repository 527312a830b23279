"""A workbook on its way out and in: the file, what an uploaded one would change, and writing just that."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.core import signing
from django.http import HttpResponse

from zhijian.messages import _
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.checking import Known
from zhijian.web.collection.entry import Entry, Refused, Saved
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.workbook import WorkbookPreview, fill_workbook, preview_workbook
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Submission

SALT = "zhijian.workbook"
PREVIEW_SECONDS = 3600
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
    if upload is None:
        raise Refused(_("请先选择文件。"))
    most = settings.UPLOAD_MOST_BYTES
    if upload.size > most:
        raise Refused(_("文件有 {found} MB，最多 {most} MB。", found=upload.size // 2**20 + 1, most=most // 2**20))
    name = PurePath(str(upload.name).replace("\\", "/")).name[-100:]
    ending = PurePath(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"workbook{ending if ending.isascii() else ''}"
        path.write_bytes(upload.read())
        known = Known.of(submission, entry_form(submission.round.catalogue))
        preview = preview_workbook(known, path, name)
    return name, preview, _ticket(submission, preview)


def accept_workbook(*, submission: Submission, ticket: str, by: Any) -> Saved:
    """Writes what the preview showed, each cell against the version that was seen. Raises Refused, Locked."""
    try:
        kept = signing.loads(ticket, salt=SALT, max_age=PREVIEW_SECONDS)
    except signing.BadSignature:
        kept = {}
    if kept.get("submission") != submission.pk:
        raise Refused(_("预览已过期，请重新上传。"))
    entries = [Entry(*entry) for entry in kept["entries"]]
    return save_cells(submission=submission, entries=entries, by=by, origin="workbook")


def _ticket(submission: Submission, preview: WorkbookPreview) -> str:
    content = {"submission": submission.pk, "entries": [list(asdict(c.entry).values()) for c in preview.changes]}
    return signing.dumps(content, salt=SALT, compress=True)
