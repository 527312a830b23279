"""Files beside a cell or a whole submission: limited in size and kind, told apart by their content."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.access import may_see
from zhijian.web.audit.trail import record
from zhijian.web.collection.entry import Refused, still_open
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.models import Attachment
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.previews import admitted
from zhijian.web.rounds.models import Submission

MOST_FILES = 200  # of one submission
MOST_NAME = 200
# What a file begins with, and what it is then served as. Nothing that a browser would run is among them.
KINDS = (
    (b"%PDF-", "application/pdf", (".pdf",)),
    (b"\xff\xd8\xff", "image/jpeg", (".jpg", ".jpeg")),
    (b"\x89PNG\r\n\x1a\n", "image/png", (".png",)),
)


def attach(*, submission: Submission, indicator: str, slice: str, upload: Any, by: Any) -> Attachment:  # noqa: A002
    """Keeps an uploaded PDF or picture with a cell, or with the submission where ``indicator`` is empty (signed scan).

    By the organisation's clerk or head, or whoever may comment (reviewers). Raises Refused for what is too large,
    not one of these kinds by its content, or there already.
    """
    standing = standing_of(by)
    organisation = submission.organisation
    reviews = any(standing.may(Right.review, reviewer) for reviewer in submission.reviewers)
    if not may_see(standing, submission) or not (standing.may(Right.enter, organisation) or reviews):
        raise PermissionDenied
    still_open(submission.round)
    form = entry_form(submission.round.catalogue)
    if indicator and (indicator, slice) not in form.rows:
        raise Refused(_("表中没有这一格。"))
    name, data, media_type = _accepted(upload)
    digest = hashlib.sha256(data).hexdigest()
    with transaction.atomic():
        if Attachment.objects.filter(submission=submission).count() >= MOST_FILES:
            raise Refused(_("附件最多 {n} 个。", n=MOST_FILES))
        there = Attachment.objects.filter(submission=submission, indicator=indicator, slice=slice, sha256=digest)
        if there.exists():
            raise Refused(_("同一个文件已经上传过，不必再传：“{name}”。", name=there[0].name))
        kept = Attachment(
            submission=submission,
            indicator=indicator,
            slice=slice if indicator else "",
            period=form.current,
            name=name,
            media_type=media_type,
            size=len(data),
            sha256=digest,
            by=by,
            at=timezone.now(),
        )
        kept.file.save(f"{digest[:16]}{PurePath(name).suffix.lower()}", ContentFile(data), save=False)
        kept.save()
        record(
            "file.attached",
            by=by,
            chain=submission.chain,
            organisation=organisation.code,
            subject=str(submission.round),
            detail={"cell": [indicator, slice, form.current], "name": name, "size": len(data), "sha256": digest},
        )
    return kept


def _accepted(upload: Any) -> tuple[str, bytes, str]:
    """(name, content, media type) of an upload that may be kept."""
    name = admitted(upload, most_name=MOST_NAME)
    data = upload.read()
    for magic, media_type, endings in KINDS:
        if data.startswith(magic) and name.lower().endswith(endings):
            return name, data, media_type
    raise Refused(_("“{name}”不是 PDF、JPG 或 PNG 文件（按内容判断）。", name=name))
