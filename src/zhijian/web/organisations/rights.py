"""Who may see and do what: the only place that decides it.

| | the organisation's own | of an organisation above |
| --- | --- | --- |
| see a draft | everybody of it | reviewer |
| see what was submitted | everybody of it | everybody |
| enter figures, submit | clerk, head | – |
| sign | head | – |
| review for the organisation: approve, send back, freeze, extend | reviewer | – |
| open a round | administrator, reviewer | administrator, reviewer |
| people, invitations, organisations | administrator | administrator |

A school sees itself and nothing beside it. ``review`` is asked at the organisation that reviews, the others at the
organisation whose data it is. Whether the state of a submission admits an action is the action's affair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from zhijian.messages import _
from zhijian.web.organisations.models import Membership, Organisation
from zhijian.web.organisations.roles import Role
from zhijian.web.statements import Prepared


class Right(StrEnum):
    """What can be allowed at an organisation."""

    see_draft = "see_draft"
    see_submitted = "see_submitted"
    enter = "enter"
    sign = "sign"
    review = "review"
    open_round = "open_round"
    administer = "administer"


EVERYBODY = frozenset(Role)
OWN: dict[Right, frozenset[Role]] = {
    Right.see_draft: EVERYBODY,
    Right.see_submitted: EVERYBODY,
    Right.enter: frozenset({Role.clerk, Role.head}),
    Right.sign: frozenset({Role.head}),
    Right.review: frozenset({Role.reviewer}),
    Right.open_round: frozenset({Role.administrator, Role.reviewer}),
    Right.administer: frozenset({Role.administrator}),
}
ABOVE: dict[Right, frozenset[Role]] = {
    Right.see_draft: frozenset({Role.reviewer}),
    Right.see_submitted: EVERYBODY,
    Right.enter: frozenset(),
    Right.sign: frozenset(),
    Right.review: frozenset(),
    Right.open_round: frozenset({Role.administrator, Role.reviewer}),
    Right.administer: frozenset({Role.administrator}),
}


@dataclass(frozen=True)
class Standing:
    """What one user is, everywhere: (role, organisation) pairs. Read once per request."""

    memberships: tuple[tuple[Role, Organisation], ...]

    @cached_property
    def by_path(self) -> dict[str, frozenset[Role]]:
        found: dict[str, set[Role]] = {}
        for role, organisation in self.memberships:
            found.setdefault(organisation.path, set()).add(role)
        return {path: frozenset(roles) for path, roles in found.items()}

    def may(self, right: Right, organisation: Organisation) -> bool:
        """Whether the user has that right at the organisation."""
        for path, roles in self.by_path.items():
            if path == organisation.path:
                if roles & OWN[right]:
                    return True
            elif organisation.path.startswith(path) and roles & ABOVE[right]:
                return True
        return False

    def require(self, right: Right, organisation: Organisation) -> None:
        """Raises PermissionDenied where ``may`` says no."""
        if not self.may(right, organisation):
            raise PermissionDenied(_("您没有权限在“{name}”进行此操作。", name=organisation.name))

    def within(self, right: Right, field: str = "") -> Q:
        """The condition on organisations (or on the relation ``field``) where the user has that right."""
        lead = f"{field}__" if field else ""
        condition = Q(pk__in=[])
        for path, roles in self.by_path.items():
            if roles & OWN[right]:
                condition |= Q(**{f"{lead}path": path})
            if roles & ABOVE[right]:
                condition |= Q(**{f"{lead}path__startswith": path}) & ~Q(**{f"{lead}path": path})
        return condition

    def organisations(self, right: Right) -> QuerySet[Organisation]:
        """The organisations where the user has that right."""
        found: QuerySet[Organisation] = Organisation.objects.filter(self.within(right))
        return found

    def holds(self, roles: Iterable[Role]) -> bool:
        """Whether the user has one of these roles anywhere."""
        wanted = set(roles)
        return any(role in wanted for role, _organisation in self.memberships)


NOBODY = Standing(())
MEMBERSHIPS = Prepared(
    lambda user: (
        Membership.objects.filter(user_id=user).select_related("organisation").order_by("organisation__path", "role")
    ),
    int,
)


def standing_of(user: Any) -> Standing:
    """The user's standing; of somebody who is not signed in, nothing. One query, once per user object."""
    if not getattr(user, "is_authenticated", False) or not user.is_active:
        return NOBODY
    known: Standing | None = getattr(user, "_standing", None)
    if known is None:
        known = Standing(tuple((Role(row.role), row.organisation) for row in MEMBERSHIPS.rows(user.pk)))
        user._standing = known
    return known
