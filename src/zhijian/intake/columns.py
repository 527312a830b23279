"""Finding the header of a sheet and its columns by their titles, wherever they were moved to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from zhijian.findings import Finding, Location, cell, finding
from zhijian.intake.grid import Sheet, reference
from zhijian.intake.layout import BASE_SHEET, HEADER_ROW, ID, LABEL, METHOD, NUMBER, RESPONDENTS, UNIT, FormSheet

HEADER_WITHIN = 30  # rows from the top in which the header may stand
OPTIONAL = frozenset((NUMBER, RESPONDENTS, METHOD, ID))


@dataclass(frozen=True, slots=True)
class Header:
    """row: where the titles stand. columns: title → column. moved: whether anything stands elsewhere than printed."""

    row: int
    columns: Mapping[str, int]
    moved: bool


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet of a file whose header was found."""

    form: FormSheet
    sheet: Sheet
    header: Header
    container: str

    def at(self, row: int, column: int) -> Location:
        return cell(self.container, self.sheet.name, reference(row, column))

    def under(self, title: str, row: int) -> Location:
        """The cell of ``row`` in the column of that title."""
        return self.at(row, self.header.columns[title])

    def text(self, title: str, row: int) -> str:
        return self.sheet.text(row, self.header.columns[title])

    @property
    def whole(self) -> Location:
        return cell(self.container, self.sheet.name, "")


@lru_cache(maxsize=1024)
def sheet_number(name: str) -> str:
    """The form's name of a sheet, spaces, width and suffixes aside: 表 3（教学资源） → 表3; other names unchanged."""
    plain = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    if plain.startswith(BASE_SHEET):
        return BASE_SHEET
    found = re.match(r"(?:附)?表([1-9一二三四五六七八九]\d*)(?!\d)", plain)
    if not found:
        return name
    number = found[1]
    return f"表{'一二三四五六七八九'.index(number) + 1}" if not number.isdigit() else f"表{number}"


@lru_cache(maxsize=8192)
def plain_title(text: str) -> str:
    """A column's title without spaces and width: 2024 年度 → 2024年."""
    plain = re.sub(r"[\s*]", "", unicodedata.normalize("NFKC", text))
    return re.sub(r"^(\d{4})(年度?|学年)?$", r"\1年", plain)


def find_header(sheet: Sheet, form: FormSheet, container: str) -> tuple[Opened | None, list[Finding]]:
    """The sheet's header, or the findings that say what of it is missing or stands twice."""
    row = _header_row(sheet, form)
    if row is None:
        place = cell(container, sheet.name, "")
        return None, [finding("ZJ132", place, sheet=form.shown, expected="、".join(form.columns[:-1]))]
    found: list[Finding] = []
    columns: dict[str, int] = {}
    for column, held in sorted(sheet.rows[row].items()):
        title = plain_title(held.text)
        if title not in form.columns:
            continue
        if title in columns:
            place = cell(container, sheet.name, reference(row, column))
            first = reference(row, columns[title])
            found.append(finding("ZJ134", place, sheet=form.shown, title=title, place=place.cell, first=first))
        columns.setdefault(title, column)
    missing = [title for title in form.columns if title not in columns and title not in OPTIONAL]
    for title in missing:
        place = cell(container, sheet.name, reference(row, 0))
        found.append(finding("ZJ133", place, sheet=form.shown, title=title, row=row + 1, expected=title))
    printed = {title: column for column, title in enumerate(form.columns) if title != ID}
    moved = row != HEADER_ROW or any(columns.get(title, at) != at for title, at in printed.items())
    return (None if found else Opened(form, sheet, Header(row, columns, moved), container)), found


def _header_row(sheet: Sheet, form: FormSheet) -> int | None:
    """The row, near the top, that holds most of the titles, among them 指标 or 单位."""
    best, most = None, 1
    for row in sorted(sheet.rows)[:HEADER_WITHIN]:
        titles = {plain_title(held.text) for held in sheet.rows[row].values() if held.kind in "sn"}
        hits = len(titles.intersection(form.columns))
        if hits > most and titles.intersection((LABEL, UNIT)):
            best, most = row, hits
            if hits >= len(form.columns) - 1:
                break
    return best
