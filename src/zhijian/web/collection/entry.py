"""What somebody wants to write into cells, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from zhijian.errors import ZhijianError
from zhijian.findings import Finding
from zhijian.messages import _
from zhijian.web.collection.models import Cell

MOST_CELLS = 2000  # of one request: more than a workbook has
MOST_TEXT = 200


class Locked(ZhijianError):
    """The submission is with somebody else and cannot be written to."""


class Refused(ZhijianError):
    """An action that the state of things does not admit, told to the user."""


def still_open(round_: Any) -> None:
    """Raises Refused where the round is closed: it is only read."""
    if round_.closed_at:
        raise Refused(_("批次“{name}”已经结束。", name=round_.name))


@dataclass(frozen=True, slots=True)
class Entry:
    """One cell to be written. version: the version that the writer saw, 0 for a cell that was empty. note: a reason."""

    indicator: str
    slice: str
    period: str
    text: str
    version: int
    note: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.indicator, self.slice, self.period)


@dataclass(frozen=True, slots=True)
class Result:
    """What became of an entry. state: saved | conflict | invalid | locked.

    A conflict tells the other's text and version. An invalid text is kept, so that it is not lost, and states nothing.
    """

    entry: Entry
    state: str
    cell: Cell | None
    message: str = ""


@dataclass
class Saved:
    """What a save did. derived: (indicator, period) → digits. findings: open ones that touch what was saved."""

    results: list[Result] = field(default_factory=list)
    derived: list[dict[str, Any]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    cleared: list[str] = field(default_factory=list)
