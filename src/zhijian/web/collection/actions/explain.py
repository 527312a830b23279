"""Written reasons for figures, and accepting what a check says."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from zhijian.checks import acceptance_of
from zhijian.findings import Finding
from zhijian.messages import _
from zhijian.web.audit.trail import record
from zhijian.web.collection.actions.save import locked_draft, put_reason, recheck
from zhijian.web.collection.checking import Known, check_touched
from zhijian.web.collection.entry import Refused, Saved
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.models import KINDS, MOST_SUBJECT, Reason
from zhijian.web.rounds.models import Submission


def give_reason(
    *,
    submission: Submission,
    indicator: str,
    slice: str,  # noqa: A002 - the glossary's word
    period: str,
    kind: str,
    text: str,
    by: Any,
    subject: str = "",
) -> Saved:
    """Keeps why a figure is unusual (outlier), missing (gap), or why the finding ``subject`` stands (accepted).

    An empty text withdraws the reason. An accepted finding is quiet for as long as its figures stay the same. Raises
    Refused for what the form or the findings do not know, Locked and PermissionDenied like a save.
    """
    form = entry_form(submission.round.catalogue)
    if kind not in KINDS or (indicator, slice) not in form.rows or period not in (form.current, form.previous):
        raise Refused(_("表中没有这一格。"))
    with transaction.atomic():
        submission = locked_draft(submission, by)
        _checks, needed, _small = form.touched({indicator})
        if kind == "accepted":
            subject = _acceptance(Known.of(submission, form, needed), indicator, subject)
        if text.strip():
            put_reason(submission, (indicator, slice, period), kind, text.strip(), by=by, subject=subject)
        else:
            Reason.objects.filter(
                submission=submission, indicator=indicator, slice=slice, period=period, kind=kind, subject=subject
            ).delete()
        saved = Saved()
        saved.findings, saved.cleared = recheck(Known.of(submission, form, needed), {indicator})
        record(
            "reason.given" if text.strip() else "reason.withdrawn",
            by=by,
            chain=submission.chain,
            organisation=submission.organisation.code,
            subject=str(submission.round),
            detail={"cell": [indicator, slice, period], "kind": kind, "text": text.strip(), "finding": subject},
        )
    return saved


def _acceptance(known: Known, indicator: str, subject: str) -> str:
    """What a Reason keeps of the finding ``subject`` as it now stands, with its figures."""
    found: list[Finding] = check_touched(known, {indicator})[1]
    standing = next((each for each in found if each.subject == subject), None)
    if standing is None:
        raise Refused(_("这个问题已经不存在，无需说明。"))
    accepted = acceptance_of(standing)
    if len(accepted) > MOST_SUBJECT:
        raise Refused(_("这个问题涉及的数太多，不能整体说明；请逐格写明情况。"))
    return accepted
