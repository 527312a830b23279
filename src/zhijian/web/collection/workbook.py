"""The same by workbook: what one holds of a submission, and what taking one in would change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhijian.facts import Fact, Organisation, OrganisationTree, Status
from zhijian.findings import Finding, Severity
from zhijian.intake import Kind, read_workbook, write_workbook
from zhijian.web.collection.checking import Known
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import WRITTEN
from zhijian.web.collection.models import Cell
from zhijian.web.collection.upload_words import in_the_pages_words


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell that the workbook would change. before, now: as printed. place: see ``EntryForm.place_words``."""

    entry: Entry
    label: str
    table: int
    before: str
    now: str
    unit: str = ""
    place: str = ""


@dataclass(frozen=True)
class WorkbookPreview:
    """What a workbook would do. kept: cells that it leaves blank and that keep their value. same: cells that agree.

    Among those that agree are blank cells for which the workbook repeats what records or surveys yield: they stay blank.
    unchangeable: cells with another value than a locked one (last year's approved). findings: of reading; where any is an
    error there are no changes.
    """

    changes: tuple[CellChange, ...] = ()
    findings: tuple[Finding, ...] = ()
    same: int = 0
    kept: int = 0
    unchangeable: int = 0

    @property
    def usable(self) -> bool:
        return not any(found.severity is Severity.error for found in self.findings)


def fill_workbook(known: Known, path: Path) -> None:
    """Writes the submission as the workbook that a school fills in: both years, reasons under 说明."""
    organisation = known.submission.organisation
    school = Organisation(organisation.code, organisation.name, organisation.level)
    write_workbook(path, known.form.catalogue, school=school, values=known.facts, reasons=known.written)


def preview_workbook(known: Known, path: Path, name: str) -> WorkbookPreview:
    """Reads the workbook against the cells as they are. name: how messages call the file."""
    organisation = known.submission.organisation
    tree = OrganisationTree([Organisation(organisation.code, organisation.name, organisation.level)])
    reading = read_workbook(path, known.form.catalogue, container=name, tree=tree)
    findings = in_the_pages_words(reading.findings, organisation.name)
    if not reading.usable:
        return WorkbookPreview(findings=findings)
    cells = {cell.key: cell for cell in known.cells}
    recorded = {(f.indicator, f.slice, f.period): _text(f) for f in known.recorded}
    notes = {(r.indicator, r.period): r.text for r in reading.reasons if r.kind != "accepted"}
    written = {(r.indicator, r.period): r.text for r in known.written if r.kind != "accepted"}
    changes: list[CellChange] = []
    counts = {"same": 0, "kept": 0, "unchangeable": 0}
    for fact in reading.facts:
        place = known.form.rows.get((fact.indicator, fact.slice))
        if place is None or place[1].kind not in WRITTEN or place[1].kind is Kind.closed:
            continue
        cell = cells.get((fact.indicator, fact.slice, fact.period))
        named = (place[1].id, fact.period)
        note = notes.get(named, "")
        new_note = note if note != written.get(named, "") else ""
        text = _text(fact)
        before = _shown(cell)
        if not before and text and text == recorded.get((fact.indicator, fact.slice, fact.period)):
            text = ""  # it was written there to be seen; taking it in would make a typed figure of it
            outcome = None if new_note and fact.period == known.form.current else "same"
        else:
            outcome = _outcome(fact, cell, known, note=new_note)
        if outcome is not None:
            counts[outcome] += 1
            continue
        entry = Entry(fact.indicator, fact.slice, fact.period, text, cell.version if cell else 0, note)
        table, row = place
        words = (known.form.row_label(row), table, before, text, row.unit, known.form.place_words(row))
        changes.append(CellChange(entry, *words))
    return WorkbookPreview(tuple(changes), findings, **counts)


def _outcome(fact: Fact, cell: Cell | None, known: Known, *, note: str) -> str | None:
    """Why a fact changes nothing; None where it does. note: a reason that is not written yet."""
    if fact.status is Status.not_reported:
        return "same" if cell is None or cell.status == Status.not_reported else "kept"
    if _text(fact) == _shown(cell) and not (cell is not None and cell.fault):
        return None if note and fact.period == known.form.current else "same"
    if fact.period != known.form.current and cell is not None and cell.origin == "carried":
        return "unchangeable"
    return None


def _text(fact: Fact) -> str:
    return shown_value(fact.status.value, fact.mantissa, fact.decimals)


def _shown(cell: Cell | None) -> str:
    return "" if cell is None else shown_value(cell.status, cell.mantissa, cell.decimals) or cell.text
