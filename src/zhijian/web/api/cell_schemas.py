"""What goes in and out about cells and what hangs on them. Names and words are those of the pages."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field, StringConstraints

from zhijian.web.api.base_schemas import PLAIN, Given, Identifier, Period, Slice, Words
from zhijian.web.collection.entry import MOST_CELLS, MOST_TEXT
from zhijian.web.rounds.states import State


class TableOut(Schema):
    table: int
    filled: int
    expected: int
    errors: int
    warnings: int


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


class DerivedOut(Schema):
    """What computed cells would come to."""

    derived: list[dict[str, str]]
