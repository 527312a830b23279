"""Everything that a round holds of the organisations at hand, as the library's own shapes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from zhijian.facts import Fact, OrganisationTree, Status
from zhijian.intake import Comment, Reason
from zhijian.web.collection.facts import facts_of_cells, kept_fact, source_of, tree_of
from zhijian.web.collection.form import EntryForm, entry_form
from zhijian.web.collection.models import Attachment, Cell, CellVersion, KeptFact
from zhijian.web.collection.models import Comment as CommentRow
from zhijian.web.collection.models import Reason as ReasonRow
from zhijian.web.rounds.models import Round

Key = tuple[str, str, str, str]  # organisation, period, indicator, slice: as of a Fact


@dataclass
class Contents:
    """stated: what cells say, blank ones left out. unreadable: texts of cells that state nothing. sources: value, where
    it came from, and how. attachments: rows, their files are in the store."""

    round: Round
    form: EntryForm
    tree: OrganisationTree
    stated: list[Fact] = field(default_factory=list)
    unreadable: dict[Key, str] = field(default_factory=dict)
    sources: dict[Key, tuple[str, str, str]] = field(default_factory=dict)
    recorded: list[Fact] = field(default_factory=list)
    history: list[Fact] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    attachments: list[tuple[str, Attachment]] = field(default_factory=list)


def contents_of(round_: Round, submissions: Sequence[Any]) -> Contents:
    """What the submissions hold, and what is kept of their organisations. The tree is the whole round's. Eight queries.

    submissions: rows of the round, with their organisations.
    """
    form = entry_form(round_.catalogue)
    everybody = [s.organisation for s in round_.submissions.select_related("organisation")]
    held = Contents(round_, form, tree_of(everybody, round_.owner))
    by_pk = {s.pk: s for s in submissions}
    codes = {s.organisation_id: s.organisation.code for s in submissions}
    for submission in submissions:
        submission.round = round_
    _read_cells(held, by_pk)
    for row in KeptFact.objects.filter(round=round_, organisation__in=codes).order_by("id"):
        facts = held.recorded if row.kept_as == "records" else held.history
        facts.append(kept_fact(row, codes[row.organisation_id]))
    held.reasons = [
        Reason(by_pk[r.submission_id].organisation.code, r.period, named(r), r.text, r.kind)
        for r in ReasonRow.objects.filter(submission__in=by_pk).order_by("id")
    ]
    held.comments = [
        Comment(
            by_pk[c.submission_id].organisation.code, c.period, c.indicator, c.text, c.author, c.at.isoformat(), c.slice
        )
        for c in CommentRow.objects.filter(submission__in=by_pk).order_by("id")
    ]
    held.attachments = [
        (by_pk[a.submission_id].organisation.code, a)
        for a in Attachment.objects.filter(submission__in=by_pk).select_related("by").order_by("id")
    ]
    return held


def named(row: ReasonRow) -> str:
    """What a reason is about, as reasons.csv says it."""
    if row.kind == "accepted":
        return row.subject
    return f"{row.indicator}[{row.slice}]" if row.slice else row.indicator


def _read_cells(held: Contents, by_pk: dict[int, Any]) -> None:
    cells: dict[int, list[Cell]] = {}
    for cell in Cell.objects.filter(submission__in=by_pk).order_by("id"):
        cells.setdefault(cell.submission_id, []).append(cell)
    brought = CellVersion.objects.filter(cell__submission__in=by_pk, origin__in=("bridge", "records")).exclude(note="")
    notes = {(pk, version): note for pk, version, note in brought.values_list("cell_id", "version", "note")}
    for pk, rows in cells.items():
        submission = by_pk[pk]
        held.stated += [f for f in facts_of_cells(submission, rows, held.form) if f.status is not Status.not_reported]
        for cell in rows:
            key = (submission.organisation.code, cell.period, cell.indicator, cell.slice)
            if cell.fault:
                held.unreadable[key] = cell.text
            if cell.text:
                source = notes.get((cell.pk, cell.version)) or source_of(submission, cell)
                held.sources[key] = (cell.text, source, cell.origin)
