"""Submissions of one round with their organisations: read once each, where a join would read each county again and again."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from zhijian.web.organisations.models import Organisation
from zhijian.web.rounds.models import Round, Submission
from zhijian.web.rounds.states import REVIEWING


def with_organisations(rows: QuerySet[Submission], round_: Round) -> list[Submission]:
    """The submissions, all of that round, with everything that is named in ALONG. Two queries, however many they are."""
    submissions: list[Any] = list(rows)
    if not submissions:
        return []
    known = {one.pk: one for one in Organisation.objects.filter(path__startswith=round_.owner.path).order_by()}
    for submission in submissions:
        submission.round = round_
        for name in ("organisation", *REVIEWING):
            organisation = known.get(getattr(submission, f"{name}_id"))
            if organisation is not None:
                setattr(submission, name, organisation)
    return submissions
