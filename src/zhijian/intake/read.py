"""A school's workbook → facts, reasons and findings. Nothing of a bad file is taken in half.

Every finding of severity error makes the file unusable: it yields no facts and no reasons at all, and all its errors
are named at once. Warnings and notices leave the facts as they are; each mending is told in a notice.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from zhijian.catalogue import Catalogue
from zhijian.facts import SCHEMA, FactSet, OrganisationTree
from zhijian.findings import Finding, Location, Severity, cell, finding
from zhijian.intake.columns import find_header, sheet_number
from zhijian.intake.container import open_book
from zhijian.intake.grid import Book, Sheet
from zhijian.intake.identity import read_identity
from zhijian.intake.layout import IDENTITY_SHEET, FormSheet, form_of
from zhijian.intake.reasons import Reason
from zhijian.intake.rows import find_rows
from zhijian.intake.sheet import SheetReader


@dataclass(frozen=True)
class WorkbookReading:
    """What a workbook yields. organisation: the school's id, empty where the file does not say.

    facts and reasons are empty where any finding is an error.
    """

    container: str
    organisation: str
    facts: FactSet
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]

    @property
    def usable(self) -> bool:
        return not any(f.severity is Severity.error for f in self.findings)


@dataclass(frozen=True)
class RawReading:
    """A reading whose facts are still columns, so that many can be joined at once."""

    container: str
    organisation: str
    columns: tuple[list[Any], ...]
    reasons: tuple[Reason, ...]
    findings: tuple[Finding, ...]


def read_workbook(
    path: Path, catalogue: Catalogue, *, container: str, tree: OrganisationTree | None = None
) -> WorkbookReading:
    """Everything that the workbook at ``path`` states, and everything that is wrong with it.

    container: how sources and findings name the file, e.g. ``workbooks/school-03.xlsx``. tree: proves the school.
    An empty entry cell is not_reported; with a text under 说明 it is no_data with a Reason of kind gap. 说明 beside a
    value is a Reason of kind outlier. A line 2023年：… of it speaks of that year. In a breakdown, rows left empty beside
    filled ones mean that there is nothing: no fact. Derived cells and cells that records or answers yield are taken as
    stated where they hold a value, and give no fact where they are empty.
    """
    raw = read_raw(path, catalogue, container=container, tree=tree)
    return WorkbookReading(raw.container, raw.organisation, FactSet(frame_of([raw.columns])), raw.reasons, raw.findings)


def read_raw(path: Path, catalogue: Catalogue, *, container: str, tree: OrganisationTree | None) -> RawReading:
    """Likewise, with facts as plain columns."""
    form = form_of(catalogue)
    names = {sheet.name for sheet in form.sheets} | {IDENTITY_SHEET}
    book, found = open_book(path, container, lambda name: sheet_number(name) in names)
    if book is None:
        return _refused(container, "", found)
    organisation, found = read_identity(book, catalogue, container, tree)
    if any(f.code == "ZJ110" for f in found):
        return _refused(container, "", found)
    rows: list[tuple[Any, ...]] = []
    reasons: list[Reason] = []
    for form_sheet in form.sheets:
        sheet, problems = _find_sheet(book, form_sheet, container)
        found += problems
        if sheet is None:
            continue
        opened, problems = find_header(sheet, form_sheet, container)
        found += problems
        if opened is None:
            continue
        where, problems = find_rows(opened, catalogue)
        found += problems
        reader = SheetReader(opened, where, catalogue, organisation, formats=book.formats)
        reader.read()
        rows += reader.facts
        reasons += reader.reasons
        found += reader.findings()
    if not book.formats:
        found.append(finding("ZJ164", Location(container)))
    if any(f.severity is Severity.error for f in found):
        return _refused(container, organisation, found)
    return RawReading(container, organisation, columns_of(rows), tuple(reasons), tuple(found))


def columns_of(rows: list[tuple[Any, ...]]) -> tuple[list[Any], ...]:
    return tuple(map(list, zip(*rows, strict=True))) if rows else tuple([] for _ in SCHEMA)


def frame_of(parts: list[tuple[list[Any], ...]]) -> pl.DataFrame:
    """One table of several readings' columns."""
    return pl.DataFrame(
        {
            name: pl.Series(name, [value for part in parts for value in part[position]], dtype=kind)
            for position, (name, kind) in enumerate(SCHEMA.items())
        }
    )


def _refused(container: str, organisation: str, found: list[Finding]) -> RawReading:
    return RawReading(container, organisation, columns_of([]), (), tuple(found))


def _find_sheet(book: Book, form: FormSheet, container: str) -> tuple[Sheet | None, list[Finding]]:
    sheets = [sheet for sheet in book.sheets if sheet_number(sheet.name) == form.name]
    if not sheets:
        return None, [finding("ZJ130", Location(container), sheet=form.shown, expected=form.name)]
    if len(sheets) > 1:
        names = "、".join(f"“{sheet.name}”" for sheet in sheets)
        hidden = [sheet for sheet in sheets if sheet.hidden]
        place = cell(container, (hidden or sheets[1:])[0].name, "")
        return None, [finding("ZJ131", place, sheet=form.shown, found=names)]
    sheet = sheets[0]
    if sheet.name != form.name:
        return sheet, [
            finding("ZJ163", cell(container, sheet.name, ""), sheet=form.shown, found=sheet.name, expected=form.name)
        ]
    return sheet, []
