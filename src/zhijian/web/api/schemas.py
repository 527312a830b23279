"""What goes in and out about rounds and submissions. Names and words are those of the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from zhijian.web.api.base_schemas import Given, Identifier, Level, Moment, Name, Period, Slice, Words
from zhijian.web.api.cell_schemas import TableOut
from zhijian.web.collection.entry import MOST_CELLS
from zhijian.web.rounds.states import Action, State


class MembershipOut(Schema):
    organisation: str = Field(description="编号 code of the organisation")
    name: str
    role: str


class Me(Schema):
    username: str
    name: str
    memberships: list[MembershipOut]


class CatalogueOut(Schema):
    id: str
    label: str
    year: int


class RowOut(Schema):
    """A row of the form. kind: entry and optional can be written; total, derived and closed cannot."""

    table: int
    indicator: str
    slice: str
    label: str
    unit: str
    kind: str
    starred: bool


class RoundOut(Schema):
    id: int
    name: str
    year: int
    catalogue: str
    owner: str
    deadline: datetime
    trial: bool
    closed: bool
    levels: list[str] = Field(description="the levels that review, lowest first")


class RoundIn(Given):
    owner: Identifier = Field(description="code of the organisation that opens it")
    name: Name
    catalogue: Identifier
    deadline: Moment
    organisations: list[Identifier] | None = Field(None, description="codes of schools; all with null")
    carried_from: int | None = Field(None, description="round whose approved values stand in last year's column")
    levels: list[Level] | None = Field(
        None, description="those that review before the owner's, which always does; all with null"
    )


class ReopenIn(Given):
    reason: Words


class SubmissionOut(Schema):
    organisation: str
    name: str
    level: str
    state: State
    due: datetime
    overdue: bool
    frozen: bool
    open_errors: int
    waiting: int
    whom: str = Field(description="the organisation whose turn it is")
    tables: list[TableOut]


class StepOut(Schema):
    number: int
    action: Action
    start: State
    end: State
    by: str
    at: datetime
    note: str


class SubmissionDetail(SubmissionOut):
    offers: list[Action] = Field(description="steps that the user can take now")
    steps: list[StepOut]


class NoteIn(Given):
    indicator: Identifier
    slice: Slice = ""
    period: Period | None = None
    text: Words


class StepIn(Given):
    """note and cells: only of send_back, which needs one of them."""

    action: Action
    note: Words = ""
    cells: Annotated[list[NoteIn], Field(max_length=MOST_CELLS)] = []


class DeadlineIn(Given):
    deadline: Moment


class BulkOut(Schema):
    """ticket: names the submission in the state in which it is shown."""

    ticket: str
    organisation: str
    action: Action
    warnings: int


class BulkIn(Given):
    tickets: Annotated[list[Identifier], Field(min_length=1, max_length=2000)]


class FigureOut(Schema):
    """A figure as it is printed, and the exact ends of what it stands for."""

    indicator: str
    slice: str
    period: str
    status: str
    shown: str
    unit: str
    low: str | None
    high: str | None
    parts_given: int | None
    parts_expected: int | None


class ChangeOut(Schema):
    organisation: str
    table: str
    label: str
    period: str
    before: str
    after: str
    source: str


class PlanOut(Schema):
    """What taking a folder in changes. fingerprint: to be sent along when it is accepted."""

    summary: list[str]
    obstacles: list[str]
    notes: list[str]
    changes: list[ChangeOut]
    counts: dict[str, int]
    fingerprint: str


class CheckedOut(Schema):
    """accepted: the reason for which it is quiet, empty where there is none."""

    organisation: str
    code: str
    severity: str
    message: str
    arithmetic: str
    remedy: str
    subject: str
    accepted: str


class OriginOut(Schema):
    """A line of the way down. how: in words how the figure came about."""

    depth: int
    organisation: str
    period: str
    indicator: str
    slice: str
    label: str
    how: str
    text: str
    source: str


class ReturnOut(Schema):
    """Why a cell was sent back. step: number of the step that did."""

    indicator: str
    slice: str
    period: str
    text: str
    step: int


class DifferenceOut(Schema):
    """A cell whose value is no longer the approved one."""

    name: str = Field(description="the row's id, with its slice in brackets")
    label: str
    table: int
    before: str
    now: str
    by: str
