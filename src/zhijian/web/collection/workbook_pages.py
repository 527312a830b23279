"""Pages for the same by workbook: download, upload, preview, accept."""

from __future__ import annotations

import tempfile
from dataclasses import asdict
from pathlib import Path, PurePath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from zhijian.messages import _
from zhijian.web.access import for_submission
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.checking import Known
from zhijian.web.collection.entry import Entry, Locked, Refused
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.workbook import WorkbookPreview, fill_workbook, preview_workbook
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import State

SALT = "zhijian.workbook"
PREVIEW_SECONDS = 3600
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@for_submission
@require_GET
def workbook(request: Any, submission: Submission) -> HttpResponse:  # noqa: ARG001 - checked by the declaration
    """The submission as a workbook."""
    known = Known.of(submission, entry_form(submission.round.catalogue))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        fill_workbook(known, path)
        data = path.read_bytes()
    name = f"{submission.organisation.code}-{submission.round.year}.xlsx"  # codes are plain letters and digits
    return HttpResponse(data, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@for_submission
@require_http_methods(["GET", "POST"])
def upload(request: Any, submission: Submission) -> HttpResponse:
    """Upload, see what changes, accept. Nothing is written before it is accepted."""
    standing_of(request.user).require(Right.enter, submission.organisation)
    context: dict[str, Any] = {
        "round": submission.round,
        "submission": submission,
        "organisation": submission.organisation,
        "editable": submission.state == State.draft,
        "most": settings.UPLOAD_MOST_BYTES // 2**20,
    }
    if request.method == "POST":
        try:
            if request.POST.get("ticket"):
                return _accept(request, submission)
            name, preview = _previewed(request.FILES.get("file"), submission)
            context |= {"file_name": name, "preview": preview, "ticket": _ticket(submission, preview)}
        except (Refused, Locked) as error:
            messages.error(request, str(error))
    return render(request, "collection/workbook.html", context)


def _previewed(given: Any, submission: Submission) -> tuple[str, WorkbookPreview]:
    if given is None:
        raise Refused(_("请先选择文件。"))
    most = settings.UPLOAD_MOST_BYTES
    if given.size > most:
        raise Refused(_("文件有 {found} MB，最多 {most} MB。", found=given.size // 2**20 + 1, most=most // 2**20))
    name = PurePath(str(given.name).replace("\\", "/")).name[-100:]
    ending = PurePath(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"workbook{ending if ending.isascii() else ''}"
        path.write_bytes(given.read())
        known = Known.of(submission, entry_form(submission.round.catalogue))
        return name, preview_workbook(known, path, name)


def _ticket(submission: Submission, preview: WorkbookPreview) -> str:
    """The changes as they were shown, signed: accepting writes exactly these, each against the version that was seen."""
    content = {"submission": submission.pk, "entries": [list(asdict(c.entry).values()) for c in preview.changes]}
    return signing.dumps(content, salt=SALT, compress=True)


def _accept(request: Any, submission: Submission) -> HttpResponse:
    try:
        kept = signing.loads(request.POST["ticket"], salt=SALT, max_age=PREVIEW_SECONDS)
    except signing.BadSignature:
        raise Refused(_("预览已过期，请重新上传。")) from None
    if kept["submission"] != submission.pk:
        raise Refused(_("预览已过期，请重新上传。"))
    entries = [Entry(*entry) for entry in kept["entries"]]
    saved = save_cells(submission=submission, entries=entries, by=request.user, origin="workbook")
    conflicts = [result for result in saved.results if result.state != "saved"]
    messages.success(request, _("已从工作簿填入 {n} 格。", n=len(saved.results) - len(conflicts)))
    if conflicts:
        form = entry_form(submission.round.catalogue)
        labels = "、".join(form.rows[r.entry.indicator, r.entry.slice][1].label for r in conflicts[:8])
        messages.warning(request, _("有 {n} 格在预览之后被改过，没有填入：{labels}。", n=len(conflicts), labels=labels))
    return redirect("collection:school", submission.round_id, submission.organisation.code)
