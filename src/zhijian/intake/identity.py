"""Whose workbook this is: the very hidden sheet, and what the visible sheets say."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from zhijian.catalogue import Catalogue
from zhijian.facts import OrganisationTree
from zhijian.findings import Finding, Location, cell, finding
from zhijian.intake.container import open_book
from zhijian.intake.grid import Book, Sheet, reference
from zhijian.intake.layout import FORMAT_VERSION, IDENTITY_SHEET
from zhijian.messages import _

_SCHOOL = re.compile(r"填报单位\s*[:：]\s*(\S.*?)\s*$")
_TOP = 6  # rows in which 填报单位 stands


def workbook_identity(path: Path) -> dict[str, str]:
    """What the workbook says of itself: format, catalogue, version, school, name, period; empty where it says nothing.

    So that last year's workbook can be read with last year's catalogue.
    """
    book, _found = open_book(path, path.name, lambda name: name == IDENTITY_SHEET)
    return _said(book) if book is not None else {}


def _said(book: Book) -> dict[str, str]:
    sheet = next((s for s in book.sheets if s.name == IDENTITY_SHEET and s.rows), None)
    said = {} if sheet is None else {sheet.text(row, 0): sheet.text(row, 1) for row in sheet.rows}
    return said if said.pop("zhijian", "") == "workbook" else {}


def read_identity(
    book: Book, catalogue: Catalogue, container: str, tree: OrganisationTree | None
) -> tuple[str, list[Finding]]:
    """(the school's id, findings); the id is empty where the workbook does not say."""
    here = Location(container)
    said = _said(book)
    if not said:
        return "", [finding("ZJ110", here)]
    found = []
    expected = {
        "format": (_("模板格式"), FORMAT_VERSION),
        "catalogue": (_("指标目录"), catalogue.id),
        "version": (_("目录版本"), catalogue.version),
        "period": (_("统计期"), catalogue.current),
    }
    for key, (what, wanted) in expected.items():
        if said.get(key, "") != wanted:
            place = cell(container, IDENTITY_SHEET, "")
            found.append(finding("ZJ111", place, what=what, found=said.get(key, ""), expected=wanted))
    school = said.get("school", "")
    found += _school(school, said.get("name", ""), container, tree)
    found += _names(book, school, said.get("name", ""), container, tree)
    return school, found


def _school(school: str, name: str, container: str, tree: OrganisationTree | None) -> list[Finding]:
    here = Location(container)
    if not school:
        remedy = _("请用市里下发给本校的模板填报；模板用 zhijian template --school 生成，才写有填报单位。")
        return [finding("ZJ112", here, message=_("{file}：模板没有写明是哪所学校的。", file=container), remedy=remedy)]
    if tree is None:
        return []
    if school not in tree or tree[school].level != "school":
        return [finding("ZJ112", here, found=f"{name}（{school}）")]
    stem = PurePosixPath(container).stem
    if stem in tree and stem != school and tree[stem].level == "school":
        return [finding("ZJ113", here, found=f"{name}（{school}）", expected=f"{tree[stem].name}（{stem}）")]
    return []


def _names(book: Book, school: str, name: str, container: str, tree: OrganisationTree | None) -> list[Finding]:
    """Sheets on which somebody typed another school's name over the printed one."""
    official = tree[school].name if tree is not None and school in tree else name
    found = []
    for sheet in book.sheets:
        stated = _stated(sheet)
        if stated and official and stated[0] not in (official, name):
            place = cell(container, sheet.name, stated[1])
            found.append(finding("ZJ113", place, found=stated[0], expected=official))
    return found


def _stated(sheet: Sheet) -> tuple[str, str] | None:
    """(name, cell) after 填报单位 near the top of a sheet."""
    for row in sorted(sheet.rows)[:_TOP]:
        for column, held in sheet.rows[row].items():
            match = _SCHOOL.search(held.text) if held.kind == "s" and "填报单位" in held.text else None
            if match:
                return match[1], reference(row, column)
    return None
