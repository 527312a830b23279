"""The organisation's own steps: submitting, taking back, signing."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from zhijian.findings import Finding, Severity
from zhijian.messages import _, language, use_language
from zhijian.web.collection.checking import Known, check_whole
from zhijian.web.collection.entry import Refused
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.keeping import keep
from zhijian.web.review.actions.stepping import CLEARED, guarded, locked, take
from zhijian.web.rounds.models import Submission, Transition
from zhijian.web.rounds.states import Action

SHOWN = 20  # errors that the refusal lists; its count is always complete


class HasErrors(Refused):
    """A submission that cannot be handed in; ``findings`` are its errors without a reason."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = findings
        listed = "\n".join(each.message for each in findings[:SHOWN])
        super().__init__(_("还有 {n} 个错误没有改正或说明，不能提交：", n=len(findings)) + "\n" + listed)


def submit(*, submission: Submission, by: Any) -> Transition:
    """Hands a draft in, after every rule was checked; a parent's totals, once all schools below it are in.

    Raises HasErrors where an error has no reason (the findings are kept all the same), Refused, PermissionDenied.
    """
    found: list[Finding] = []
    with transaction.atomic():
        submission = locked(submission)
        end = guarded(submission, Action.submit, by)
        if submission.waiting:
            raise Refused(_("还有 {n} 所学校没有审核通过，不能提交汇总。", n=submission.waiting))
        if submission.organisation.is_school:
            found = check_before_submitting(submission)
        if not found:
            fields = {"submitted_at": timezone.now(), "submitted_by": by, "open_errors": 0}
            return take(submission, Action.submit, end=end, by=by, fields=fields)
    raise HasErrors(found)


def check_before_submitting(submission: Submission) -> list[Finding]:
    """Its errors without a reason, blank rows among them, in the current language; all findings are kept in Chinese."""
    form = entry_form(submission.round.catalogue)
    known = Known.of(submission, form)
    with use_language("zh"):
        found = check_whole(known, gaps=True)
    keep(submission, form, found, None, ())
    if language() != "zh":
        found = check_whole(known, gaps=True)
    errors = [each for each in found if each.severity is Severity.error]
    Submission.objects.filter(pk=submission.pk).update(open_errors=len(errors))
    return errors


def recall(*, submission: Submission, by: Any) -> Transition:
    """Takes back what was submitted and nobody has signed or frozen."""
    with transaction.atomic():
        submission = locked(submission)
        end = guarded(submission, Action.recall, by)
        return take(submission, Action.recall, end=end, by=by, fields=CLEARED)


def sign(*, submission: Submission, by: Any) -> Transition:
    """The head's signature under what was submitted."""
    with transaction.atomic():
        submission = locked(submission)
        end = guarded(submission, Action.sign, by)
        fields = {"signed_at": timezone.now(), "signed_by": by}
        return take(submission, Action.sign, end=end, by=by, fields=fields)
