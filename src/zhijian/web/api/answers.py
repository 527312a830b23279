"""Rows of the database as the interface tells them."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from zhijian.web.collection.facts import shown_value
from zhijian.web.review.board import whom_of
from zhijian.web.rounds.models import Round, Submission, Transition
from zhijian.web.rounds.states import State

Answer = dict[str, Any]


def round_out(row: Round) -> Answer:
    """A round; with its owner read along."""
    told = {name: getattr(row, name) for name in ("id", "name", "year", "catalogue", "deadline", "trial", "levels")}
    return {**told, "owner": row.owner.code, "closed": row.closed_at is not None}


def submission_out(row: Submission) -> Answer:
    """A submission; with its organisations and progress read along."""
    return {
        "organisation": row.organisation.code,
        "name": row.organisation.name,
        "level": row.organisation.level,
        "state": row.state,
        "due": row.due,
        "overdue": row.state == State.draft and row.due < timezone.now(),
        "frozen": row.frozen_at is not None,
        "open_errors": row.open_errors,
        "waiting": row.waiting,
        "whom": whom_of(row),
        "tables": [table_out(table) for table in row.progress.all()],
    }


def table_out(row: Any) -> Answer:
    """How far a table is."""
    return {name: getattr(row, name) for name in ("table", "filled", "expected", "errors", "warnings")}


def step_out(row: Transition) -> Answer:
    """A step that was taken."""
    told = {name: getattr(row, name) for name in ("number", "action", "start", "end", "at", "note")}
    return {**told, "by": str(row.by)}


def cell_out(row: Any) -> Answer:
    """A cell; with its writer read along."""
    names = ("indicator", "slice", "period", "text", "status", "version", "origin", "at", "approved")
    return {**{name: getattr(row, name) for name in names}, **_value(row)}


def version_out(row: Any) -> Answer:
    """A value that a cell had."""
    return {**{name: getattr(row, name) for name in ("version", "text", "origin", "note", "at")}, **_value(row)}


def _value(row: Any) -> Answer:
    return {"shown": shown_value(row.status, row.mantissa, row.decimals), "by": str(row.by or "")}


def reason_out(row: Any) -> Answer:
    """A written reason."""
    names = ("indicator", "slice", "period", "kind", "subject", "text", "at")
    return {**{name: getattr(row, name) for name in names}, "by": str(row.by or "")}


def comment_out(row: Any) -> Answer:
    """A comment."""
    return {name: getattr(row, name) for name in ("indicator", "slice", "author", "at", "text")}


def attachment_out(row: Any) -> Answer:
    """A file beside a cell."""
    names = ("id", "indicator", "slice", "name", "media_type", "size", "sha256", "at")
    return {**{name: getattr(row, name) for name in names}, "by": str(row.by or "")}


def figure_out(fact: Any) -> Answer:
    """A fact, its interval as exact fractions."""
    names = ("indicator", "slice", "period", "unit", "parts_given", "parts_expected")
    return {
        **{name: getattr(fact, name) for name in names},
        "status": fact.status.value,
        "shown": shown_value(fact.status.value, fact.mantissa, fact.decimals),
        "low": None if fact.low is None else str(fact.low),
        "high": None if fact.high is None else str(fact.high),
    }
