"""Saving cells: each is kept at once, with its history; nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import F, prefetch_related_objects
from django.utils import timezone

from zhijian.facts import Status
from zhijian.findings import Finding
from zhijian.intake import FormRow, Kind, read_typed
from zhijian.messages import _, language, use_language
from zhijian.web.audit.trail import record
from zhijian.web.collection.blanks import recheck_blanks
from zhijian.web.collection.checking import Known, check_touched
from zhijian.web.collection.derived import as_text, derived_values, total_of
from zhijian.web.collection.entry import MOST_TEXT, Entry, Locked, Result, Saved
from zhijian.web.collection.form import WRITTEN, EntryForm, entry_form
from zhijian.web.collection.keeping import keep
from zhijian.web.collection.models import Cell, CellVersion, Reason
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Submission, TableProgress
from zhijian.web.rounds.states import State
from zhijian.web.statements import FEW, Prepared, insert, update

Key = tuple[str, str, str]  # indicator, slice, period
VALUE = ("text", "status", "mantissa", "decimals", "fault", "origin", "version", "by", "at")

LOCK = Prepared(
    lambda pk: (
        Submission.objects.select_for_update().filter(pk=pk).only("state", "open_errors", "frozen_at").order_by()
    ),
    int,
)


def save_cells(
    *,
    submission: Submission,
    entries: Sequence[Entry],
    by: Any,
    origin: str = "typed",
    sources: Mapping[Key, str] | None = None,
) -> Saved:
    """Writes the entries into cells of a draft, each against the version that its writer saw.

    sources: where values come from that nobody typed, by cell; kept with their version.

    An entry that was written already (the answer was lost on the way) counts as saved. Raises PermissionDenied for
    somebody who may not enter figures there, Locked where the submission is not a draft.
    """
    with transaction.atomic():
        locked = locked_draft(submission, by)
        form = entry_form(locked.round.catalogue)
        save = _Save(locked, form, by, origin, sources or {})
        return save.run(entries)


def locked_draft(submission: Submission, by: Any) -> Submission:
    """The submission, locked for this transaction: a draft that ``by`` may write to. Raises otherwise."""
    standing_of(by).require(Right.enter, submission.organisation)
    if submission.round.closed_at:
        raise Locked(_("批次“{name}”已经结束。", name=submission.round.name))
    (found,) = LOCK.rows(submission.pk)
    current = found.state
    if current != State.draft:
        told = {"name": submission.organisation.name, "state": State(current).label}
        if current == State.submitted and not found.frozen_at:
            raise Locked(_("“{name}”{state}，数据已锁定；需要修改的，请先撤回。", **told))
        raise Locked(_("“{name}”{state}，数据已锁定；需要修改的，请审核单位退回。", **told))
    submission.state, submission.open_errors = current, found.open_errors
    return submission


class _Save:
    """One save: what was there, what is written, what follows."""

    def __init__(
        self, submission: Submission, form: EntryForm, by: Any, origin: str, sources: Mapping[Key, str]
    ) -> None:
        self.submission, self.form, self.by, self.origin = submission, form, by, origin
        self.sources = sources
        self.now = timezone.now()
        self.written: list[Cell] = []
        self.created: list[Cell] = []
        self.notes: dict[tuple[str, str, str], str] = {}
        self.filled: dict[int, int] = {}

    def run(self, entries: Sequence[Entry]) -> Saved:
        indicators = {entry.indicator for entry in entries if (entry.indicator, entry.slice) in self.form.rows}
        derived = self.form.derived_from(indicators)
        needed = indicators | self.form.touched(indicators)[1] | self.form.parts_of_derived(derived)
        known = Known.of(self.submission, self.form, needed)
        self.cells = {cell.key: cell for cell in known.cells}
        self._name_writers(entries)
        saved = Saved(results=[self._one(entry) for entry in entries])
        self._totals()
        if self.written or self.created:
            self._write()
        reasons = self._reasons(saved.results)
        if any(result.state in ("saved", "invalid") for result in saved.results):
            known = Known(
                self.submission, self.form, list(self.cells.values()), known.recorded, self._known_reasons(known)
            )
            saved.findings, saved.cleared = recheck(known, indicators)
        if self.written or self.created or reasons:
            self._audit(reasons)
        self._derived(saved, known, derived)
        return saved

    def _name_writers(self, entries: Iterable[Entry]) -> None:
        """Reads who wrote those cells of which the answer will tell it."""
        told = []
        for entry in entries:
            cell = self.cells.get(entry.key)
            if cell is not None and (cell.version != entry.version or cell.text == entry.text.strip()):
                if cell.by_id == self.by.pk:
                    cell.by = self.by
                told.append(cell)
        if told:
            prefetch_related_objects(told, "by")

    def _one(self, entry: Entry) -> Result:
        place = self.form.rows.get((entry.indicator, entry.slice))
        cell = self.cells.get(entry.key)
        refusal = self._refusal(entry, place[1] if place else None, cell)
        if refusal or place is None:
            return Result(entry, "locked", cell, refusal)
        text = entry.text.strip()[:MOST_TEXT]
        if cell is not None and cell.version != entry.version and cell.text != text:
            return Result(entry, "conflict", cell, _("“{name}”刚刚改过这一格。", name=cell.by or ""))
        if cell is None and entry.version:
            return Result(entry, "conflict", None, _("这一格已不存在，请刷新页面。"))
        self.notes[entry.key] = entry.note.strip()
        if cell is not None and cell.text == text:
            return self._result(entry, cell, place)
        if cell is None and not text:
            return Result(entry, "saved", None)
        return self._result(entry, self._put(entry.key, place, text, cell), place)

    def _refusal(self, entry: Entry, row: FormRow | None, cell: Cell | None) -> str:
        """Why the cell cannot be written to at all; empty where it can."""
        if row is None or entry.period not in (self.form.current, self.form.previous):
            return _("表中没有这一格。")
        if row.kind is Kind.closed:
            return _("这一项仅由高职填报。")
        if row.kind not in WRITTEN:
            return _("这一格由公式算出，不能直接填写。")
        if entry.period == self.form.previous and cell is not None and cell.origin == "carried":
            return _("上年数据取自已审核的上年填报，不能修改。")
        return ""

    def _put(self, key: tuple[str, str, str], place: tuple[int, FormRow], text: str, cell: Cell | None) -> Cell:
        table, row = place
        typed = read_typed(text, row, self.form.sheets[table])
        given = typed.status is Status.given
        was = cell is not None and cell.status != Status.not_reported
        if cell is None:
            cell = Cell(submission=self.submission, indicator=key[0], slice=key[1], period=key[2], version=0)
            self.created.append(cell)
            self.cells[key] = cell
        elif cell not in self.created:
            self.written.append(cell)
        cell.text, cell.status = text, typed.status.value
        cell.mantissa, cell.decimals = (typed.mantissa, typed.decimals) if given else (None, None)
        cell.fault = typed.fault.code if typed.fault else ""
        cell.origin, cell.by, cell.at = self.origin, self.by, self.now
        cell.version += 1
        self._count(key, table, was=was, now=cell.status != Status.not_reported)
        return cell

    def _count(self, key: tuple[str, str, str], table: int, *, was: bool, now: bool) -> None:
        if key[2] == self.form.current and key[:2] in self.form.expected_keys and was != now:
            self.filled[table] = self.filled.get(table, 0) + (1 if now else -1)

    def _result(self, entry: Entry, cell: Cell, place: tuple[int, FormRow]) -> Result:
        if not cell.fault:
            return Result(entry, "saved", cell)
        typed = read_typed(cell.text, place[1], self.form.sheets[place[0]])
        return Result(entry, "invalid", cell, typed.fault.message if typed.fault else "")

    def _totals(self) -> None:
        """Totals of the breakdowns of which a row was written."""
        changed = {(cell.indicator, cell.period) for cell in (*self.created, *self.written) if cell.slice}
        for indicator, period in sorted(changed):
            table, row = self.form.rows[indicator, ""]
            if row.kind is not Kind.total:
                continue
            rows = [c for c in self.cells.values() if (c.indicator, c.period) == (indicator, period) and c.slice]
            known = Known(self.submission, self.form, rows, [], [])
            value = total_of(known.given, self.form, row.indicator, period)
            self._put_total((indicator, "", period), table, value)

    def _put_total(self, key: tuple[str, str, str], table: int, value: tuple[int, int] | None) -> None:
        cell = self.cells.get(key)
        text = as_text(value)
        if cell is None and value is None:
            return
        if cell is not None and cell.text == text:
            return
        was = cell is not None and cell.status != Status.not_reported
        if cell is None:
            cell = Cell(submission=self.submission, indicator=key[0], slice=key[1], period=key[2], version=0)
            self.created.append(cell)
            self.cells[key] = cell
        else:
            self.written.append(cell)
        cell.text, cell.fault, cell.origin = text, "", "computed"
        cell.status = (Status.not_reported if value is None else Status.given).value
        cell.mantissa, cell.decimals = value or (None, None)
        cell.by, cell.at = self.by, self.now
        cell.version += 1
        self._count(key, table, was=was, now=value is not None)

    def _write(self) -> None:
        if len(self.written) <= FEW:
            for cell in self.written:
                update(cell, VALUE)
        else:
            Cell.objects.bulk_update(self.written, VALUE)
        if self.created:
            insert(self.created) if len(self.created) <= FEW else Cell.objects.bulk_create(self.created)
        versions = [
            CellVersion(cell=cell, note=self._note(cell), **_value_of(cell)) for cell in (*self.created, *self.written)
        ]
        insert(versions) if len(versions) <= FEW else CellVersion.objects.bulk_create(versions)
        for table, change in self.filled.items():
            if change:
                TableProgress.objects.filter(submission=self.submission, table=table).update(
                    filled=F("filled") + change
                )

    def _note(self, cell: Cell) -> str:
        """The reason that came with the value, else where it comes from."""
        return (self.notes.get(cell.key, "") or self.sources.get(cell.key, ""))[:500]

    def _reasons(self, results: Iterable[Result]) -> list[Reason]:
        """Notes that came with entries, as reasons."""
        kept = []
        for result in results:
            note = self.notes.get(result.entry.key, "")
            if note and result.state == "saved":
                given = result.cell is not None and result.cell.status == Status.given
                kept.append(
                    put_reason(self.submission, result.entry.key, "outlier" if given else "gap", note, by=self.by)
                )
        return kept

    def _known_reasons(self, known: Known) -> list[Reason]:
        fresh = [key for key, note in self.notes.items() if note]
        if not fresh:
            return list(known.reasons)
        return list(Reason.objects.filter(submission=self.submission))

    def _audit(self, reasons: Sequence[Reason]) -> None:
        changed = [
            [cell.indicator, cell.slice, cell.period, cell.version, cell.text]
            for cell in (*self.created, *self.written)
        ]
        detail: dict[str, Any] = {"cells": changed, "origin": self.origin}
        if reasons:
            detail["reasons"] = [[*reason.key, reason.kind, reason.text] for reason in reasons]
        record(
            "cells.saved",
            by=self.by,
            chain=self.submission.chain,
            organisation=self.submission.organisation.code,
            subject=str(self.submission.round),
            detail=detail,
        )

    def _derived(self, saved: Saved, known: Known, rows: Iterable[FormRow]) -> None:
        rows = list(rows)
        values = derived_values(known.given, self.form, rows) if rows else {}
        for row in rows:
            for period in (self.form.previous, self.form.current):
                stated = self.cells.get((row.indicator.id, "", period))
                if stated is None:
                    shown = as_text(values.get((row.indicator.id, period)))
                    saved.derived.append({"indicator": row.indicator.id, "slice": "", "period": period, "shown": shown})
        for cell in (*self.created, *self.written):
            if cell.origin == "computed":
                saved.derived.append(
                    {"indicator": cell.indicator, "slice": cell.slice, "period": cell.period, "shown": cell.text}
                )


def _value_of(cell: Cell) -> dict[str, Any]:
    """What stands in the cell, as fields of a CellVersion."""
    return {name: getattr(cell, name) for name in VALUE if name != "by"} | {"by_id": cell.by_id}


def put_reason(
    submission: Submission, key: tuple[str, str, str], kind: str, text: str, *, by: Any, subject: str = ""
) -> Reason:
    """Keeps a written reason, in place of an earlier one of its kind."""
    reason, _created = Reason.objects.update_or_create(
        submission=submission,
        indicator=key[0],
        slice=key[1],
        period=key[2],
        kind=kind,
        subject=subject,
        defaults={"text": text[:2000], "by": by, "at": timezone.now()},
    )
    return reason


def recheck(known: Known, indicators: Iterable[str]) -> tuple[list[Finding], list[str]]:
    """(what the checks say of these indicators now, subjects that no longer hold); kept for boards in Chinese."""
    keys = frozenset(indicators)
    with use_language("zh"):
        checks, found = check_touched(known, keys)
    cleared = keep(known.submission, known.form, found, checks, keys)
    cleared += recheck_blanks(known.submission, known.form, keys)
    if language() != "zh":
        _checks, found = check_touched(known, keys)
    return found, cleared
