"""Checking a submission by the library, whole or only where cells changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Q, QuerySet

from zhijian.checks import check_facts
from zhijian.facts import Fact, FactSet, Status
from zhijian.findings import Finding, finding
from zhijian.intake import Reason as WrittenReason
from zhijian.intake import read_typed
from zhijian.messages import _, language
from zhijian.web.collection.facts import combined, facts_of_cells, kept_fact, tree_of_one, unfilled
from zhijian.web.collection.form import BASE, EntryForm
from zhijian.web.collection.models import Cell, KeptFact, Reason
from zhijian.web.rounds.models import Submission
from zhijian.web.statements import Prepared

GAPS, NO_DATA, TEXT = "ZJ303", "ZJ304", "text"
ASKS = ("ZJ207", "ZJ301", "ZJ302", "ZJ304")  # answered by a reason beside the figure; others by accepting them

CELLS = Prepared(lambda pk, ids: Cell.objects.filter(submission_id=pk, indicator__in=ids), int, list)
REASONS = Prepared(
    lambda pk, ids: Reason.objects.filter(Q(indicator__in=ids) | Q(kind="accepted"), submission_id=pk), int, list
)
RECORDED = Prepared(
    lambda round_, organisation, current, previous, ids: _recorded(round_, organisation, (current, previous)).filter(
        indicator__in=ids
    ),
    *(int, int, str, str, list),
)


@dataclass(frozen=True)
class Known:
    """What a check of a submission is made from: its cells, the facts that records yield, the written reasons."""

    submission: Submission
    form: EntryForm
    cells: Sequence[Cell]
    recorded: Sequence[Fact]
    reasons: Sequence[Reason]

    @classmethod
    def of(cls, submission: Submission, form: EntryForm, indicators: Collection[str] | None = None) -> Known:
        """Everything of the submission, or only what concerns the indicators. Three queries."""
        recorded = recorded_facts(submission, form, indicators)
        if indicators is None:
            cells = list(Cell.objects.filter(submission=submission))
            return cls(submission, form, cells, recorded, list(Reason.objects.filter(submission=submission)))
        names = sorted(indicators)
        return cls(submission, form, CELLS.rows(submission.pk, names), recorded, REASONS.rows(submission.pk, names))

    @cached_property
    def facts(self) -> FactSet:
        """Stated facts, else recorded ones; blank cells are left out."""
        return FactSet.from_facts(self.given)

    @cached_property
    def given(self) -> list[Fact]:
        """The same one by one."""
        stated = [
            f for f in facts_of_cells(self.submission, self.cells, self.form) if f.status is not Status.not_reported
        ]
        return combined(stated, self.recorded, self.form)

    @cached_property
    def written(self) -> list[WrittenReason]:
        """The reasons as the library takes them."""
        organisation = self.submission.organisation.code
        return [
            WrittenReason(
                organisation,
                reason.period,
                reason.subject if reason.kind == "accepted" else _named(reason.indicator, reason.slice),
                reason.text,
                reason.kind,
            )
            for reason in self.reasons
        ]


def recorded_facts(submission: Submission, form: EntryForm, indicators: Collection[str] | None = None) -> list[Fact]:
    """What records and surveys yield of the organisation in this year's and last year's columns."""
    place = (submission.round_id, submission.organisation_id)
    rows: Iterable[KeptFact] = (
        _recorded(*place, (form.current, form.previous))
        if indicators is None
        else RECORDED.rows(*place, form.current, form.previous, sorted(indicators))
    )
    return [kept_fact(row, submission.organisation.code) for row in rows]


def _recorded(round_: int, organisation: int, periods: Sequence[str]) -> QuerySet[KeptFact]:
    found: QuerySet[KeptFact] = KeptFact.objects.filter(
        round_id=round_, organisation_id=organisation, kept_as="records", period__in=periods
    )
    return found


def check_touched(known: Known, indicators: Collection[str]) -> tuple[frozenset[str], list[Finding]]:
    """(the checks that the indicators take part in, what those find now). known: of the indicators that decide them."""
    checks, _needed, small = known.form.touched(indicators)
    found = check_facts(
        known.facts,
        small,
        tree_of_one(known.submission.organisation),
        recorded=FactSet.from_facts(f for f in known.recorded if f.indicator in indicators) if known.recorded else None,
        reasons=known.written,
    )
    found = [each for each in found if each.code not in (GAPS, NO_DATA) and _concerns(each, checks, indicators)]
    touched = [cell for cell in known.cells if cell.indicator in indicators]
    return checks, [*_texts(known, touched), *found, *_without_explanation(known, touched)]


def _concerns(found: Finding, checks: Collection[str], indicators: Collection[str]) -> bool:
    """Whether the finding is one of those that ``keep`` replaces for these checks and indicators."""
    check, _organisation, _period, *rest = found.subject.split("/", 3)
    return check in checks or bool(rest and rest[0].partition("[")[0] in indicators)


def check_whole(known: Known, *, gaps: bool = False) -> list[Finding]:
    """Everything that is wrong or unusual in the submission. gaps: rows that nobody filled in are errors too."""
    found = check_facts(
        FactSet.from_facts(with_blanks(known)) if gaps else known.facts,
        known.form.catalogue,
        tree_of_one(known.submission.organisation),
        recorded=FactSet.from_facts(known.recorded) if known.recorded else None,
        reasons=known.written,
    )
    found = [each for each in found if each.code != NO_DATA]
    return [*_texts(known, known.cells), *found, *_without_explanation(known, known.cells)]


def with_blanks(known: Known) -> list[Fact]:
    """The facts of the submission, those that nobody reported among them."""
    stated = facts_of_cells(known.submission, known.cells, known.form)
    stated += unfilled(known.submission, known.cells, known.form)
    return combined(stated, known.recorded, known.form)


def _texts(known: Known, cells: Iterable[Cell]) -> Iterable[Finding]:
    """Texts that state nothing."""
    for cell in cells:
        if cell.fault:
            place = known.form.rows.get((cell.indicator, cell.slice))
            if place is not None:
                subject = _subject(TEXT, known.submission, cell)
                typed = read_typed(cell.text, place[1], known.form.sheets[place[0]], subject)
                if typed.fault is not None:
                    yield typed.fault


def _without_explanation(known: Known, cells: Iterable[Cell]) -> Iterable[Finding]:
    """Cells with 无数据 that nobody explained, each by itself."""
    explained = {(r.indicator, r.slice, r.period) for r in known.reasons if r.kind != "accepted"}
    for cell in cells:
        if cell.status == Status.no_data and cell.key not in explained:
            table = known.form.table_of(cell.indicator, cell.slice)
            label = known.form.catalogue.short_label(cell.indicator, language())
            yield finding(
                NO_DATA,
                subject=_subject("no_data", known.submission, cell),
                school=known.submission.organisation.name,
                period=cell.period,
                place=_("基础数据") if table == BASE else _("表{table}", table=table),
                count=1,
                labels=f"“{label}”",
                found=_("{count} 项", count=1),
            )


def _subject(check: str, submission: Submission, cell: Cell) -> str:
    return f"{check}/{submission.organisation.code}/{cell.period}/{_named(cell.indicator, cell.slice)}"


def _named(indicator: str, slice_: str) -> str:
    return f"{indicator}[{slice_}]" if slice_ else indicator
