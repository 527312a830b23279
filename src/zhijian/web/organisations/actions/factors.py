"""Of which roles a second factor is required."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db import transaction

from zhijian.web.audit.trail import ACCOUNTS, record
from zhijian.web.organisations.models import Organisation, RequiredFactor
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.organisations.roles import Role


def require_second_factor(*, organisation: Organisation, roles: Collection[Role], by: Any) -> None:
    """Exactly these roles need a second factor at the organisation and below it, from everybody's next sign-in on.

    What an organisation above requires stays required. Raises PermissionDenied.
    """
    standing_of(by).require(Right.administer, organisation)
    with transaction.atomic():
        known = RequiredFactor.objects.select_for_update().filter(organisation=organisation)
        before = {Role(row.role) for row in known}
        wanted = set(roles)
        if wanted == before:
            return
        known.exclude(role__in=wanted).delete()
        RequiredFactor.objects.bulk_create(
            [RequiredFactor(organisation=organisation, role=role, by=by) for role in sorted(wanted - before)]
        )
        record(
            "second_factor.required",
            by=by,
            chain=ACCOUNTS,
            organisation=organisation.code,
            subject=organisation.name,
            detail={"roles": sorted(wanted), "before": sorted(before)},
        )
