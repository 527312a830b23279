"""Finding the rows of a sheet: by the hidden column of ids, else by labels, units and what they stand under."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from zhijian.catalogue import Catalogue
from zhijian.findings import Finding, finding
from zhijian.intake.columns import Header, Opened
from zhijian.intake.layout import FIRST_ROW, ID, LABEL, UNIT, FormRow, period_title, plain_label
from zhijian.quantity import UnknownUnit, unit


@dataclass(frozen=True, slots=True)
class Rows:
    """places: form row's id → row of the sheet. moved: whether any stands elsewhere than printed."""

    places: Mapping[str, int]
    moved: bool


def find_rows(opened: Opened, catalogue: Catalogue) -> tuple[Rows, list[Finding]]:
    """Where each row of the form stands, and every row that is missing, stands twice, was renamed or is unknown."""
    form, header = opened.form, opened.header
    found: list[Finding] = []
    places: dict[str, int] = {}
    unnamed: list[int] = []
    ids = header.columns.get(ID, -1)
    for number, cells in sorted(opened.sheet.rows.items()):
        if number <= header.row:
            continue
        held = cells.get(ids)
        name = held.text.strip() if held else ""
        row = form.by_id.get(name)
        if row is None:
            unnamed.append(number)
        elif name in places:
            found.append(_twice(opened, row, number, places[name]))
        else:
            places[name] = number
    if len(places) < len(form.rows):
        _match_labels(opened, unnamed, places)
    taken = set(places.values())
    found += _unknown_rows(opened, [n for n in unnamed if n not in taken], places)
    for row in form.rows:
        if row.id in places:
            found += _renamed(opened, row, places[row.id])
        else:
            label = _path(catalogue, row)
            found.append(finding("ZJ135", opened.whole, sheet=form.shown, label=label, unit=row.unit, expected=label))
    shift = header.row - (FIRST_ROW - 1)
    moved = any(places.get(row.id, row.row + shift) != row.row + shift for row in form.rows)
    return Rows(places, moved), found


def _match_labels(opened: Opened, numbers: list[int], places: dict[str, int]) -> None:
    """Gives rows without an id to the form's rows of the same label and unit; adds to ``places``.

    Labels repeat (接入国家智慧教育平台数 under each level): among several, the one whose whole, or whose breakdown,
    was met last above is meant; then the first in the form's order.
    """
    waiting: dict[tuple[str, str], list[FormRow]] = {}
    for row in opened.form.rows:
        if row.id not in places:
            waiting.setdefault((plain_label(row.label), _plain_unit(row.unit)), []).append(row)
    label = ""
    for number in numbers:
        label = plain_label(opened.text(LABEL, number)) or label  # a merged label stands in its first row only
        candidates = waiting.get((label, _plain_unit(opened.text(UNIT, number))), [])
        if not candidates:
            continue

        def nearness(row: FormRow, here: int = number) -> tuple[int, int]:
            above = row.indicator.id if row.slice else row.indicator.whole
            at = places.get(above, -1)
            return (at if at < here else -1, -row.row)

        chosen = max(candidates, key=nearness)
        candidates.remove(chosen)
        places[chosen.id] = number


def _unknown_rows(opened: Opened, numbers: list[int], places: Mapping[str, int]) -> list[Finding]:
    """Rows between or below the form's that hold figures and belong to none; a repeat of a known label is one too."""
    labels = {(plain_label(row.label), _plain_unit(row.unit)): row for row in opened.form.rows}
    columns = [column for title, column in opened.header.columns.items() if title.endswith("年")]
    found = []
    for number in numbers:
        cells = opened.sheet.rows[number]
        held = next((c for c in columns if c in cells and cells[c].kind == "n"), None)
        if held is None:
            continue
        text = opened.text(LABEL, number)
        known = labels.get((plain_label(text), _plain_unit(opened.text(UNIT, number))))
        if known is not None and known.id in places:
            found.append(_twice(opened, known, number, places[known.id]))
            continue
        said = text or cells[held].text
        found.append(finding("ZJ137", opened.at(number, held), sheet=opened.form.shown, row=number + 1, found=said))
    return found


def _twice(opened: Opened, row: FormRow, number: int, first: int) -> Finding:
    return finding(
        "ZJ136",
        opened.under(LABEL, number),
        sheet=opened.form.shown,
        label=row.label,
        row=number + 1,
        first=first + 1,
        found=row.label,
    )


def _renamed(opened: Opened, row: FormRow, number: int) -> list[Finding]:
    cells = opened.sheet.rows[number]
    label, measure = cells.get(opened.header.columns[LABEL]), cells.get(opened.header.columns[UNIT])
    if (label is None or label.text == row.label) and (measure is None or measure.text == row.unit):
        return []
    found = []
    text = opened.text(LABEL, number)
    if text and plain_label(text) != plain_label(row.label):
        place = opened.under(LABEL, number)
        found.append(finding("ZJ139", place, sheet=opened.form.shown, place=place.cell, found=text, expected=row.label))
    stated = opened.text(UNIT, number)
    if (
        stated
        and stated != row.unit
        and _plain_unit(stated) != _plain_unit(row.unit)
        and not _same_unit(stated, row.unit)
    ):
        place = opened.under(UNIT, number)
        found.append(
            finding(
                "ZJ138",
                place,
                sheet=opened.form.shown,
                place=place.cell,
                label=row.label,
                found=stated,
                expected=row.unit,
            )
        )
    return found


def _plain_unit(text: str) -> str:
    return "——" if text in ("——", ":1", "—", "：1", "-") else plain_label(text)


def _same_unit(one: str, other: str) -> bool:
    try:
        left, right = unit(one), unit(other)
    except UnknownUnit:
        return False
    return left.dimension == right.dimension and left.scale == right.scale


def _path(catalogue: Catalogue, row: FormRow) -> str:
    path = catalogue.label_path(row.indicator.id)
    return f"{path}/{catalogue.slice_label(row.indicator.id, row.slice)}" if row.slice else path


def period_columns(header: Header, catalogue: Catalogue) -> Mapping[str, int]:
    """Period → column."""
    return {period: header.columns[period_title(period)] for period in catalogue.periods}
