"""Cells that a reviewer may want to send back, and cells that need another look after they came back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import F

from zhijian.messages import language
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.collection.models import Cell, OpenFinding
from zhijian.web.rounds.models import Submission


@dataclass(frozen=True, slots=True)
class Mention:
    """A cell with what is to be said of it. name: the row's id, with its slice in brackets."""

    name: str
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A cell whose value is no longer the approved one."""

    name: str
    label: str
    table: int
    before: str
    now: str
    by: str


def label_of(form: EntryForm, indicator: str, slice_: str) -> str:
    """The row's name in the current language, with its breakdown."""
    label = form.catalogue.short_label(indicator, language()) if indicator in form.catalogue else indicator
    return f"{label}（{form.catalogue.slice_label(indicator, slice_, language())}）" if slice_ else label


def cells_to_mention(submission: Submission) -> list[Mention]:
    """The cells of open errors and warnings, with the finding's message."""
    form = entry_form(submission.round.catalogue)
    found = OpenFinding.objects.filter(submission=submission, severity__gte=2).exclude(indicator="")
    return [
        Mention(_name(row.indicator, row.slice), label_of(form, row.indicator, row.slice), row.message) for row in found
    ]


def labelled(form: EntryForm) -> dict[int, list[tuple[str, str]]]:
    """By table, (name, label) of every row in the order of the form; what is counted twice says its unit."""
    labels = {key: label_of(form, *key) for key in form.rows}
    often = Counter(labels.values())
    found: dict[int, list[tuple[str, str]]] = {}
    for key, (table, row) in form.rows.items():
        unit = f"（{row.indicator.printed_unit}）" if often[labels[key]] > 1 else ""
        found.setdefault(table, []).append((row.id, labels[key] + unit))
    return found


def changes_since_approval(submission: Submission) -> list[Change]:
    """What differs from what was last approved; empty where nothing ever was."""
    form = entry_form(submission.round.catalogue)
    cells: Any = Cell.objects.filter(submission=submission, period=form.current).exclude(approved=F("version"))
    if not Cell.objects.filter(submission=submission, approved__gt=0).exists():
        return []
    return [
        Change(
            _name(cell.indicator, cell.slice),
            label_of(form, cell.indicator, cell.slice),
            form.table_of(cell.indicator, cell.slice),
            cell.approved_text,
            cell.text,
            str(cell.by or ""),
        )
        for cell in cells.select_related("by")
        if cell.text != cell.approved_text
    ]


def _name(indicator: str, slice_: str) -> str:
    return f"{indicator}[{slice_}]" if slice_ else indicator
