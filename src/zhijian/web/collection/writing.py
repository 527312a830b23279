"""Cells of one submission while they are written: what is typed into them, the totals that follow, their history."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import F
from django.utils import timezone

from zhijian.facts import Status
from zhijian.intake import FormRow, Kind, read_typed
from zhijian.web.collection.checking import Known
from zhijian.web.collection.derived import as_text, total_of
from zhijian.web.collection.form import EntryForm
from zhijian.web.collection.models import Cell, CellVersion
from zhijian.web.rounds.models import Submission, TableProgress
from zhijian.web.statements import FEW, insert, update

Key = tuple[str, str, str]  # indicator, slice, period
VALUE = ("text", "status", "mantissa", "decimals", "fault", "origin", "version", "by", "at")


class Writing:
    """cells: of the submission, by key, with those that were made. Nothing is in the database before ``store``."""

    def __init__(self, submission: Submission, form: EntryForm, cells: Iterable[Cell], by: Any) -> None:
        self.submission, self.form, self.by = submission, form, by
        self.cells: dict[Key, Cell] = {cell.key: cell for cell in cells}
        self.now = timezone.now()
        self._created: dict[Key, Cell] = {}
        self._written: dict[Key, Cell] = {}
        self._filled: dict[int, int] = {}

    @property
    def changed(self) -> list[Cell]:
        """The cells that say something else than before, new ones first."""
        return [*self._created.values(), *self._written.values()]

    def put_typed(self, key: Key, place: tuple[int, FormRow], text: str, origin: str) -> Cell:
        """Writes a text as somebody gave it. place: the number of its table, and its row."""
        table, row = place
        typed = read_typed(text, row, self.form.sheets[table])
        cell = self._put(key, table, text, typed.status)
        given = typed.status is Status.given
        cell.mantissa, cell.decimals = (typed.mantissa, typed.decimals) if given else (None, None)
        cell.fault = typed.fault.code if typed.fault else ""
        cell.origin = origin
        return cell

    def put_totals(self) -> None:
        """Writes the totals of the breakdowns of which a row was written."""
        changed = {(cell.indicator, cell.period) for cell in self.changed if cell.slice}
        for indicator, period in sorted(changed):
            table, row = self.form.rows[indicator, ""]
            if row.kind is not Kind.total:
                continue
            rows = [c for c in self.cells.values() if (c.indicator, c.period) == (indicator, period) and c.slice]
            known = Known(self.submission, self.form, rows, [], [])
            self._put_total((indicator, "", period), table, total_of(known.given, self.form, row.indicator, period))

    def _put_total(self, key: Key, table: int, value: tuple[int, int] | None) -> None:
        before, text = self.cells.get(key), as_text(value)
        if text == (before.text if before else ""):
            return
        cell = self._put(key, table, text, Status.not_reported if value is None else Status.given)
        cell.mantissa, cell.decimals = value or (None, None)
        cell.fault, cell.origin = "", "computed"

    def _put(self, key: Key, table: int, text: str, status: Status) -> Cell:
        cell = self.cells.get(key)
        was = cell is not None and cell.status != Status.not_reported
        if cell is None:
            cell = Cell(submission=self.submission, indicator=key[0], slice=key[1], period=key[2], version=0)
            self.cells[key] = self._created[key] = cell
        elif key not in self._created:
            self._written[key] = cell
        cell.text, cell.status = text, status.value
        cell.by, cell.at = self.by, self.now
        cell.version += 1
        self._count(key, table, was=was, now=status is not Status.not_reported)
        return cell

    def _count(self, key: Key, table: int, *, was: bool, now: bool) -> None:
        if key[2] == self.form.current and key[:2] in self.form.expected_keys and was != now:
            self._filled[table] = self._filled.get(table, 0) + (1 if now else -1)

    def store(self, notes: Mapping[Key, str]) -> None:
        """Puts what changed into the database, with its history and the progress of tables. notes: of versions."""
        created, written = list(self._created.values()), list(self._written.values())
        if len(written) <= FEW:
            for cell in written:
                update(cell, VALUE)
        else:
            Cell.objects.bulk_update(written, VALUE)
        if created:
            insert(created) if len(created) <= FEW else Cell.objects.bulk_create(created)
        versions = [
            CellVersion(cell=cell, note=notes.get(cell.key, "")[:500], **_value_of(cell)) for cell in self.changed
        ]
        insert(versions) if len(versions) <= FEW else CellVersion.objects.bulk_create(versions)
        for table, change in self._filled.items():
            if change:
                progress = TableProgress.objects.filter(submission=self.submission, table=table)
                progress.update(filled=F("filled") + change)


def _value_of(cell: Cell) -> dict[str, Any]:
    """What stands in the cell, as fields of a CellVersion."""
    return {name: getattr(cell, name) for name in VALUE if name != "by"} | {"by_id": cell.by_id}
