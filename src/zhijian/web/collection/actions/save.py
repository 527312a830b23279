"""Saving cells: each is kept at once, with its history; nobody overwrites what they have not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from zhijian.facts import Status
from zhijian.findings import Finding
from zhijian.intake import FormRow, Kind, read_typed
from zhijian.messages import _, language, use_language
from zhijian.web.audit.trail import record
from zhijian.web.collection.blanks import recheck_blanks
from zhijian.web.collection.checking import Known, check_touched
from zhijian.web.collection.derived import as_text, derived_values
from zhijian.web.collection.entry import MOST_TEXT, Entry, Locked, Result, Saved
from zhijian.web.collection.form import WRITTEN, EntryForm, entry_form
from zhijian.web.collection.keeping import keep
from zhijian.web.collection.models import Cell, Reason
from zhijian.web.collection.writing import Key, Writing
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import State
from zhijian.web.statements import Prepared

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
        self.notes: dict[Key, str] = {}

    def run(self, entries: Sequence[Entry]) -> Saved:
        indicators = {entry.indicator for entry in entries if (entry.indicator, entry.slice) in self.form.rows}
        derived = self.form.derived_from(indicators)
        needed = indicators | self.form.touched(indicators)[1] | self.form.parts_of_derived(derived)
        known = Known.of(self.submission, self.form, needed)
        self.writing = Writing(self.submission, self.form, known.cells, self.by)
        self._name_writers(entries)
        saved = Saved(results=[self._one(entry) for entry in entries])
        self.writing.put_totals()
        changed = self.writing.changed
        if changed:
            self.writing.store(self._told())
        reasons = self._reasons(saved.results)
        if any(result.state in ("saved", "invalid") for result in saved.results):
            cells = list(self.writing.cells.values())
            known = Known(self.submission, self.form, cells, known.recorded, self._known_reasons(known))
            saved.findings, saved.cleared = recheck(known, indicators)
        if changed or reasons:
            self._audit(reasons)
        saved.derived = list(self._derived(known, derived))
        return saved

    def _name_writers(self, entries: Iterable[Entry]) -> None:
        """Reads who wrote those cells of which the answer will tell it."""
        told = []
        for entry in entries:
            cell = self.writing.cells.get(entry.key)
            if cell is not None and (cell.version != entry.version or cell.text == entry.text.strip()):
                if cell.by_id == self.by.pk:
                    cell.by = self.by
                told.append(cell)
        if told:
            prefetch_related_objects(told, "by")

    def _one(self, entry: Entry) -> Result:
        place = self.form.rows.get((entry.indicator, entry.slice))
        cell = self.writing.cells.get(entry.key)
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
        return self._result(entry, self.writing.put_typed(entry.key, place, text, self.origin), place)

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

    def _result(self, entry: Entry, cell: Cell, place: tuple[int, FormRow]) -> Result:
        if not cell.fault:
            return Result(entry, "saved", cell)
        typed = read_typed(cell.text, place[1], self.form.sheets[place[0]])
        return Result(entry, "invalid", cell, typed.fault.message if typed.fault else "")

    def _told(self) -> dict[Key, str]:
        """What versions tell of themselves: the reason that came with the value, else where it comes from."""
        return {**self.sources, **{key: note for key, note in self.notes.items() if note}}

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
        changed = [[cell.indicator, cell.slice, cell.period, cell.version, cell.text] for cell in self.writing.changed]
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

    def _derived(self, known: Known, rows: Sequence[FormRow]) -> Iterator[dict[str, Any]]:
        """What stands now in the computed cells that follow from what was written, and in the totals."""
        values = derived_values(known.given, self.form, rows) if rows else {}
        for row in rows:
            for period in (self.form.previous, self.form.current):
                if (row.indicator.id, "", period) not in self.writing.cells:
                    shown = as_text(values.get((row.indicator.id, period)))
                    yield {"indicator": row.indicator.id, "slice": "", "period": period, "shown": shown}
        for cell in self.writing.changed:
            if cell.origin == "computed":
                yield {"indicator": cell.indicator, "slice": cell.slice, "period": cell.period, "shown": cell.text}


def put_reason(submission: Submission, key: Key, kind: str, text: str, *, by: Any, subject: str = "") -> Reason:
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
