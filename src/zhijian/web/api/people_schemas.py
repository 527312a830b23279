"""What goes in and out about people, organisations, messages and the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from zhijian.web.api.base_schemas import PLAIN, Given, Identifier, Words
from zhijian.web.organisations.roles import Role

PersonName = Annotated[str, StringConstraints(max_length=60, pattern=PLAIN)]
Day = Annotated[str, StringConstraints(pattern=r"^([0-9]{4}-[0-9]{2}-[0-9]{2})?$")]


class OrganisationOut(Schema):
    code: str
    name: str
    level: str
    parent: str = Field(description="code of the organisation above, empty at the top")


class PersonOut(Schema):
    """One role of a person. membership: number of the role; user: number of the account."""

    membership: int
    user: int
    username: str
    name: str
    organisation: str
    role: Role
    active: bool
    second_factor: bool


class PeopleWanted(Schema):
    """q: part of a name. role: only these."""

    q: PersonName = ""
    role: Role | None = None


class InvitationOut(Schema):
    id: int
    organisation: str
    role: Role
    name: str
    expires_at: datetime


class InvitationIn(Given):
    role: Role
    name: PersonName


class InvitationMade(InvitationOut):
    """link: leads to the page where the account is made; it is told this once."""

    link: str


class RoleIn(Given):
    organisation: Identifier
    role: Role


class FactorRoles(Schema):
    """roles: that must have a second factor."""

    roles: list[Role]


class FactorRolesIn(Given):
    roles: Annotated[list[Role], Field(max_length=20)]


class Done(Schema):
    """count: of what was changed."""

    count: int


class FieldOut(Schema):
    field: str
    before: str
    after: str


class ListChangeOut(Schema):
    """kind: new | changed | same | missing (in the database and not in the list; it stays)."""

    kind: str
    code: str
    name: str
    differences: list[FieldOut]


class ListPreviewOut(Schema):
    """ticket: accepts just what is shown, within an hour."""

    changes: list[ListChangeOut]
    counts: dict[str, int]
    ticket: str


class NoticeOut(Schema):
    id: int
    kind: str
    text: str
    at: datetime
    read: bool
    round: int
    organisation: str


class WaitingOut(Schema):
    """A school that can be reminded."""

    organisation: str
    name: str
    state: str
    due: datetime


class RemindersOut(Schema):
    """chat: the same as one text, to be pasted into a group."""

    waiting: list[WaitingOut]
    chat: str


class ReminderIn(Given):
    organisations: Annotated[list[Identifier], Field(min_length=1, max_length=2000)]
    text: Words


class EventsWanted(Schema):
    """Filters as on the page. before: only events older than the one of that number, to read on."""

    person: PersonName = ""
    organisation: Identifier = ""
    kind: Identifier = ""
    text: PersonName = ""
    since: Day = ""
    until: Day = ""
    before: int | None = Field(None, ge=1, le=2**62)
    limit: int = Field(100, ge=1, le=1000)


class EventOut(Schema):
    """said: the event as one sentence, names masked. intact: whether it still has the hash that it was given."""

    id: int
    at: datetime
    person: str
    organisation: str
    kind: str
    said: list[str]
    chain: str
    number: int
    previous_hash: str
    hash: str
    intact: bool


class VerificationOut(Schema):
    """at: when the whole trail was last read. faults: what did not hold then."""

    at: datetime | None
    events: int
    chains: int
    faults: list[str]
