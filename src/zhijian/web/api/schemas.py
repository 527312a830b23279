"""What goes in and what comes out. Names and words are those of the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field, StringConstraints

from zhijian.web.collection.entry import MOST_CELLS, MOST_TEXT
from zhijian.web.rounds.states import Action, State

PLAIN = r"^[^\x00]*$"
Words = Annotated[str, StringConstraints(max_length=2000, pattern=PLAIN)]
Name = Annotated[str, StringConstraints(max_length=120, pattern=PLAIN)]
Identifier = Annotated[str, StringConstraints(max_length=100, pattern=PLAIN)]
Slice = Annotated[str, StringConstraints(max_length=40, pattern=PLAIN)]


def _sensible(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


FIRST_YEAR, LAST_YEAR = 2000, 2200
Moment = Annotated[AwareDatetime, AfterValidator(_sensible)]
Level = Literal["county", "city", "province"]
Period = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]


class Given(Schema):
    """A body: a name that is not known is an error, not passed over."""

    model_config = ConfigDict(extra="forbid")


class Told(Schema):
    """message: what is wrong and how to mend it, for people."""

    message: str


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


class TableOut(Schema):
    table: int
    filled: int
    expected: int
    errors: int
    warnings: int


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


class CellOut(Schema):
    indicator: str
    slice: str
    period: str
    text: str
    status: str
    shown: str
    version: int
    origin: str
    by: str
    at: datetime
    approved: int = Field(description="version that was approved last, 0 for none")


class CellIn(Given):
    indicator: Identifier
    slice: Slice = ""
    period: Period | None = Field(None, description="this year's column with null")
    text: Annotated[str, StringConstraints(max_length=MOST_TEXT, pattern=PLAIN)]
    version: int = Field(0, ge=0, lt=2**31, description="the version that was seen; 0 for a cell never written")
    note: Words = ""


class CellsIn(Given):
    cells: Annotated[list[CellIn], Field(min_length=1, max_length=MOST_CELLS)]


class ResultOut(Schema):
    """state: saved | conflict | invalid | locked. A conflict tells the other's text, version and name."""

    indicator: str
    slice: str
    period: str
    state: str
    version: int
    text: str
    shown: str
    message: str
    by: str
    at: str


class FindingOut(Schema):
    code: str
    severity: str
    message: str
    remedy: str
    subject: str
    indicator: str
    period: str
    asks_reason: bool


class SavedOut(Schema):
    results: list[ResultOut]
    derived: list[dict[str, str]]
    findings: list[FindingOut]
    cleared: list[str]
    progress: list[TableOut]
    state: State


class CellName(Schema):
    indicator: Identifier
    slice: Slice = ""
    period: Period | None = None


class Beside(Schema):
    """The cell that a file belongs to; the whole submission where the indicator is empty."""

    indicator: Identifier = ""
    slice: Slice = ""


class VersionOut(Schema):
    version: int
    text: str
    shown: str
    origin: str
    note: str
    by: str
    at: datetime


class ReasonOut(Schema):
    indicator: str
    slice: str
    period: str
    kind: str
    subject: str
    text: str
    by: str
    at: datetime


class ReasonIn(Given):
    """An empty text withdraws the reason. kind accepted needs the subject of a finding."""

    indicator: Identifier
    slice: Slice = ""
    period: Period | None = None
    kind: Annotated[str, StringConstraints(pattern="^(outlier|gap|accepted)$")]
    text: Words
    subject: Annotated[str, StringConstraints(max_length=300, pattern=PLAIN)] = ""


class CommentOut(Schema):
    indicator: str
    slice: str
    author: str
    at: datetime
    text: str


class CommentIn(Given):
    indicator: Identifier
    slice: Slice = ""
    text: Words


class AttachmentOut(Schema):
    id: int
    indicator: str
    slice: str
    name: str
    media_type: str
    size: int
    sha256: str
    by: str
    at: datetime


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


class WorkbookChangeOut(Schema):
    """A cell that the workbook would change; before and after as printed."""

    indicator: str
    slice: str
    period: str
    version: int
    note: str
    table: int
    before: str
    after: str


class WorkbookOut(Schema):
    """kept: cells that it leaves blank. unchangeable: of last year's approved. ticket: accepts just what is shown."""

    name: str
    usable: bool
    changes: list[WorkbookChangeOut]
    messages: list[str]
    same: int
    kept: int
    unchangeable: int
    ticket: str


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


class DerivedOut(Schema):
    """What computed cells would come to."""

    derived: list[dict[str, str]]


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
