"""What a total stands on: how far its schools are, and what they typed where it is counted once from records of all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from zhijian.catalogue import RollUp
from zhijian.facts import Fact, Status
from zhijian.web.collection.facts import shown_value
from zhijian.web.collection.form import EntryForm
from zhijian.web.collection.models import Cell
from zhijian.web.organisations.models import Organisation
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import State


@dataclass(frozen=True, slots=True)
class Schools:
    """How many schools' figures a viewer sees in the totals of an organisation, by how far they are."""

    draft: int
    waiting: int
    approved: int

    @property
    def count(self) -> int:
        return self.draft + self.waiting + self.approved

    @classmethod
    def of(cls, seen: Sequence[Submission], top: Organisation) -> Schools:
        """approved: by the level of ``top``; of a school by itself, by any."""
        done = (State.county_approved if top.is_school else State.approved_by(top.level)).rank
        states = [State(s.state) for s in schools_below(seen, top)]
        draft, approved = states.count(State.draft), sum(state.rank >= done for state in states)
        return cls(draft, len(states) - draft - approved, approved)


def schools_below(seen: Sequence[Submission], top: Organisation) -> list[Submission]:
    """The submissions of schools in ``top``."""
    return [s for s in seen if s.organisation.is_school and s.organisation.lies_in(top.path)]


def is_counted_once(form: EntryForm, indicator: str) -> bool:
    """Whether the same thing at several schools counts once in a total."""
    return form.catalogue[indicator].roll_up is RollUp.distinct


def is_from_records(fact: Fact | None) -> bool:
    """Whether a total was counted from records, and not from what the schools state."""
    return fact is not None and fact.source not in ("", "rollup", "formula")


def typed_by_schools(schools: Sequence[Submission], form: EntryForm, key: tuple[str, str, str]) -> list[dict[str, Any]]:
    """What schools typed for a figure (indicator, slice, period), each with its cell's address; in their order."""
    indicator, slice_, period = key
    cells = Cell.objects.filter(submission__in=schools, indicator=indicator, slice=slice_, period=period)
    given = {cell.submission_id: cell for cell in cells.filter(status=Status.given.value)}
    table = form.table_of(indicator, slice_)
    return [
        {
            "name": s.organisation.name,
            "text": shown_value(given[s.pk].status, given[s.pk].mantissa, given[s.pk].decimals),
            "url": reverse("collection:table", args=(s.round_id, s.organisation.code, table)) + f"#{indicator}",
            "draft": s.state == State.draft,
        }
        for s in schools
        if s.pk in given
    ]
