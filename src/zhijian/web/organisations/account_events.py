"""What happens to somebody's account, in the audit trail."""

from __future__ import annotations

from typing import Any

from zhijian.web.audit.trail import ACCOUNTS, record
from zhijian.web.organisations.models import Organisation, User


def record_of_account(
    action: str, user: User, *, by: Any, organisation: Organisation | None = None, **detail: Any
) -> None:
    """An event about an account, in the chain of all accounts.

    organisation: that it concerns; the topmost of the user's where none is named, nobody's where there is none.
    """
    home = organisation or Organisation.objects.filter(memberships__user=user).order_by("path").first()
    record(
        action,
        by=by,
        chain=ACCOUNTS,
        organisation=home.code if home else "",
        subject=user.username,
        detail={"user": user.pk, **detail},
    )
