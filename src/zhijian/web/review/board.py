"""The board: schools × tables at a glance."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from zhijian.messages import _
from zhijian.web.collection.form import BASE, entry_form
from zhijian.web.organisations.rights import Right, Standing
from zhijian.web.rounds.along import with_organisations
from zhijian.web.rounds.models import Round, Submission, TableProgress
from zhijian.web.rounds.states import State


@dataclass(frozen=True, slots=True)
class TableCell:
    """One table of one school. percent: of the rows that must be filled in, None where there are none."""

    table: int
    filled: int
    expected: int
    errors: int
    warnings: int

    @property
    def percent(self) -> int | None:
        """Rounded down: 100 means that nothing is left."""
        return None if not self.expected else self.filled * 100 // self.expected


@dataclass(frozen=True)
class BoardRow:
    """One submission. whom: the organisation whose turn it is. hidden: a draft that the viewer may not look into."""

    submission: Submission
    tables: tuple[TableCell, ...]
    whom: str
    overdue: bool
    hidden: bool = False

    @property
    def begun(self) -> bool:
        return any(cell.filled for cell in self.tables)

    @property
    def percent(self) -> int:
        """Of all rows that must be filled in."""
        expected = sum(cell.expected for cell in self.tables)
        return sum(cell.filled for cell in self.tables) * 100 // expected if expected else 0

    @property
    def errors(self) -> int:
        return sum(cell.errors for cell in self.tables)

    @property
    def warnings(self) -> int:
        return sum(cell.warnings for cell in self.tables)

    @property
    def state_label(self) -> str:
        return State(self.submission.state).told(begun=self.begun or self.hidden)


SORTS: dict[str, Callable[[BoardRow], Any]] = {
    "place": lambda row: (row.submission.organisation.place, row.submission.organisation.code),
    "name": lambda row: row.submission.organisation.name,
    "state": lambda row: (State(row.submission.state).rank, row.percent),
    "percent": lambda row: row.percent,
    "errors": lambda row: -row.errors,
    "warnings": lambda row: -row.warnings,
    "due": lambda row: row.submission.due,
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the viewer asked for. text: part of a name or code. state: of states, ``overdue`` or empty for all."""

    text: str = ""
    state: str = ""
    sort: str = "place"
    backwards: bool = False

    @classmethod
    def of(cls, query: Any) -> Wanted:
        sort = query.get("sort", "place")
        backwards = sort.startswith("-")
        sort = sort.removeprefix("-")
        return cls(
            query.get("q", "").strip()[:60], query.get("state", ""), sort if sort in SORTS else "place", backwards
        )


def board_of(round_: Round, standing: Standing, wanted: Wanted, now: datetime | None = None) -> list[BoardRow]:
    """The schools' submissions that the viewer may know of. Three queries, however many schools.

    Whoever oversees an organisation sees that its submission exists and its state; how far a draft is, only who may
    see drafts.
    """
    now = now or timezone.now()
    condition = Q(round=round_, organisation__level="school") & standing.within(Right.see_submitted, "organisation")
    if wanted.text:
        condition &= Q(organisation__name__icontains=wanted.text) | Q(organisation__code__icontains=wanted.text)
    submissions = with_organisations(Submission.objects.filter(condition).order_by("organisation__path"), round_)
    progress: dict[int, list[TableCell]] = {}
    rows = TableProgress.objects.filter(submission__in=[s.pk for s in submissions]).values_list(
        "submission_id", "table", "filled", "expected", "errors", "warnings"
    )
    for pk, *numbers in rows:
        progress.setdefault(pk, []).append(TableCell(*numbers))
    found = [_row(submission, progress.get(submission.pk, []), standing, now) for submission in submissions]
    return _sorted(_chosen(found, wanted.state), wanted)


def _row(submission: Submission, cells: Iterable[TableCell], standing: Standing, now: datetime) -> BoardRow:
    hidden = submission.state == State.draft and not standing.may(Right.see_draft, submission.organisation)
    tables = () if hidden else tuple(sorted(cells, key=lambda cell: (cell.table == BASE, cell.table)))
    overdue = submission.state == State.draft and submission.due < now
    return BoardRow(submission, tables, whom_of(submission), overdue, hidden)


def whom_of(submission: Submission) -> str:
    """The name of the organisation whose turn it is; empty when all is done."""
    state = State(submission.state)
    if state in (State.draft, State.submitted):
        return str(submission.organisation.short or submission.organisation.name)
    turn = submission.next_reviewer
    return "" if turn is None else str(turn.name)


def _chosen(rows: Sequence[BoardRow], state: str) -> list[BoardRow]:
    if state == "overdue":
        return [row for row in rows if row.overdue]
    if state == "not_begun":
        return [row for row in rows if row.submission.state == State.draft and not row.begun]
    return [row for row in rows if not state or row.submission.state == state]


def _sorted(rows: list[BoardRow], wanted: Wanted) -> list[BoardRow]:
    ordered = sorted(rows, key=SORTS["place"])
    return sorted(ordered, key=SORTS[wanted.sort], reverse=wanted.backwards)


def headings(round_: Round) -> list[tuple[int, str]]:
    """(number, short name) of the tables, in the order of the board."""
    numbers = sorted(entry_form(round_.catalogue).sheets, key=lambda number: (number == BASE, number))
    return [(n, _("基础数据") if n == BASE else _("表{number}", number=n)) for n in numbers]


def as_table(rows: Sequence[BoardRow], round_: Round) -> tuple[list[str], list[list[str | int]]]:
    """(titles, rows) for an export."""
    titles = [_("单位编号"), _("单位"), _("状态"), _("当前办理单位"), _("是否逾期"), _("完成率（%）")]
    titles += [name for _number, name in headings(round_)] + [_("错误"), _("需说明")]
    lines: list[list[str | int]] = []
    for row in rows:
        organisation = row.submission.organisation
        overdue = _("是") if row.overdue else _("否")
        line: list[str | int] = [organisation.code, organisation.name, row.state_label, row.whom, overdue]
        percents = {cell.table: cell.percent for cell in row.tables}
        shown = [percents.get(number) for number, _name in headings(round_)]
        line += ["" if row.hidden else row.percent, *("" if value is None else value for value in shown)]
        line += ["", ""] if row.hidden else [row.errors, row.warnings]
        lines.append(line)
    return titles, lines
