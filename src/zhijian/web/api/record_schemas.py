"""What goes in and out about record exports."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

from ninja import Schema
from pydantic import Field

from zhijian.web.api.base_schemas import Identifier, TicketIn
from zhijian.web.api.cell_schemas import SavedOut


class FileOut(Schema):
    """table: kind of record. rows: lines that were read."""

    table: str
    name: str
    size: int
    sha256: str
    rows: int


class UploadOut(Schema):
    """facts: how many figures the records yielded."""

    id: int
    period: str
    files: list[FileOut]
    facts: int
    by: str
    at: datetime
    undone: bool


class OfAKind(Schema):
    """kind: id of a kind of record that all files are of, where their names do not tell it."""

    kind: Identifier = ""


class GivenOut(Schema):
    """label: the kind of record, empty where the file could not be read."""

    name: str
    size: int
    sha256: str
    label: str


class LineOut(Schema):
    """A row of the form that records speak of. outcome: fill | stands | differs | same. offered: can be taken.
    chosen: the page takes it unless somebody decides otherwise."""

    name: str
    indicator: str
    slice: str
    table: int
    before: str
    now: str
    apart: str
    version: int
    outcome: str
    offered: bool
    chosen: bool


class RecordsOut(Schema):
    """ticket: accepts what is shown, within an hour; empty where nothing could be counted."""

    files: list[GivenOut]
    lines: list[LineOut]
    messages: list[str]
    ticket: str


class TakeIn(TicketIn):
    """take: names of the rows whose cells are to be written."""

    take: Annotated[list[Identifier], Field(max_length=2000)] = []


class TakenOut(Schema):
    upload: UploadOut
    saved: SavedOut


class UndoneOut(Schema):
    left: int
