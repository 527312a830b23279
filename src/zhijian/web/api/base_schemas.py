"""Words that every body is made of."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from ninja import Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, StringConstraints

FIRST_YEAR, LAST_YEAR = 2000, 2200
PLAIN = r"^[^\x00]*$"
Words = Annotated[str, StringConstraints(max_length=2000, pattern=PLAIN)]
Name = Annotated[str, StringConstraints(max_length=120, pattern=PLAIN)]
Identifier = Annotated[str, StringConstraints(max_length=100, pattern=PLAIN)]
Slice = Annotated[str, StringConstraints(max_length=40, pattern=PLAIN)]


def _sensible(moment: datetime) -> datetime:
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        raise ValueError(f"between {FIRST_YEAR} and {LAST_YEAR}")
    return moment


Moment = Annotated[AwareDatetime, AfterValidator(_sensible)]
Level = Literal["county", "city", "province"]
Period = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}$")]


class Given(Schema):
    """A body: a name that is not known is an error, not passed over."""

    model_config = ConfigDict(extra="forbid")


class TicketIn(Given):
    ticket: Annotated[str, StringConstraints(max_length=2_000_000, pattern=PLAIN)]


class Told(Schema):
    """message: what is wrong and how to mend it, for people."""

    message: str
