"""Comments on cells: whoever may see a submission may ask and answer, whatever its state, until the round is closed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.access import may_see
from zhijian.web.audit.trail import record
from zhijian.web.collection.entry import Refused, still_open
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.models import Comment
from zhijian.web.organisations.rights import standing_of
from zhijian.web.rounds.models import Submission


def write_comment(*, submission: Submission, indicator: str, slice: str, text: str, by: Any) -> Comment:  # noqa: A002
    """Adds a comment to a cell of this year's column. Raises Refused for an empty one or a cell that is not there."""
    standing = standing_of(by)
    if not may_see(standing, submission):
        raise PermissionDenied
    still_open(submission.round)
    form = entry_form(submission.round.catalogue)
    if (indicator, slice) not in form.rows:
        raise Refused(_("表中没有这一格。"))
    if not text.strip():
        raise Refused(_("请先写下意见。"))
    where = next((o.name for _role, o in standing.memberships if submission.organisation.lies_in(o.path)), "")
    with transaction.atomic():
        comment = Comment.objects.create(
            submission=submission,
            indicator=indicator,
            slice=slice,
            period=form.current,
            text=text.strip(),
            by=by,
            author=f"{where} {by.name}".strip(),
            at=timezone.now(),
        )
        record(
            "comment.written",
            by=by,
            chain=submission.chain,
            organisation=submission.organisation.code,
            subject=str(submission.round),
            detail={"cell": [indicator, slice, form.current], "text": comment.text},
        )
    return comment
