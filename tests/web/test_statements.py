"""Statements that are put together once ask, find and write what Django's own do."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from support.web_world import World
from zhijian.web.audit.models import AuditEvent
from zhijian.web.collection.models import Cell, OpenFinding
from zhijian.web.organisations.models import Membership, User
from zhijian.web.rounds.models import Submission
from zhijian.web.statements import Prepared, delete, insert, update

CELLS = Prepared(lambda pk, ids: Cell.objects.filter(submission_id=pk, indicator__in=ids), int, list)
ALONG = Prepared(lambda code: Submission.objects.select_related("round", "city").filter(organisation__code=code), str)


def values(rows: Any) -> list[dict[str, Any]]:
    """The rows with all their columns, in the order of their keys."""
    plain = [{name: value for name, value in vars(row).items() if not name.startswith("_")} for row in rows]
    return sorted(plain, key=lambda row: row["id"])


@pytest.mark.parametrize("count", [0, 1, 2, 3, 4, 5, 9])
def test_lists_of_any_length_find_what_a_queryset_finds(world: World, count: int) -> None:
    submission = world.submission("school-04")
    names = sorted(set(Cell.objects.filter(submission=submission).values_list("indicator", flat=True)))[:count]
    found = CELLS.rows(submission.pk, names)
    assert values(found) == values(Cell.objects.filter(submission=submission, indicator__in=names))
    assert {cell.indicator for cell in found} == set(names)


def test_what_was_asked_along_comes_along(world: World, django_assert_num_queries: Any) -> None:
    for code in ("school-01", "school-05"):
        with django_assert_num_queries(1):
            found = ALONG.first(code)
            assert (found.round.name, found.city.code) == ("2024年度填报", "yunling")
        assert values([found]) == values([Submission.objects.get(organisation__code=code)])
        assert found.submitted_at == Submission.objects.get(organisation__code=code).submitted_at
    assert ALONG.first("nowhere") is None


@pytest.mark.parametrize("number", [0, -1, 2**63, 10**30])
def test_a_number_that_no_database_keeps_finds_nothing(world: World, number: int) -> None:
    assert CELLS.rows(number, ["students.full_time"]) == []


def test_new_rows_are_kept_as_they_were_given(world: World) -> None:
    moment = timezone.now() - timedelta(days=400, microseconds=7)
    detail = {"cells": [["a.b", "", "2024", 3, "九十五"]], "empty": None, "yes": True}
    event = AuditEvent(chain="of a test", number=1, at=moment, actor=world.user("clerk-school-04"), detail=detail)
    insert([event])
    kept = AuditEvent.objects.get(pk=event.pk)
    assert (kept.at, kept.detail, kept.actor_id) == (moment, detail, event.actor_id)
    findings = [
        OpenFinding(
            submission=world.submission("school-04"), table=n, check_id="c", subject=f"s{n}", code="ZJ201", severity=3
        )
        for n in range(3)
    ]
    insert(findings)
    assert [OpenFinding.objects.get(pk=row.pk).table for row in findings] == [0, 1, 2]
    assert OpenFinding.objects.get(pk=findings[0].pk).indicators == []


def test_only_the_rows_that_are_named_are_taken_away(world: World) -> None:
    submission = world.submission("school-05")
    rows = [
        OpenFinding(submission=submission, table=1, check_id="c", subject=s, code="ZJ201", severity=3) for s in "abc"
    ]
    insert(rows)
    delete(rows[:2])
    assert [row.subject for row in OpenFinding.objects.filter(submission=submission)] == ["c"]


def test_the_database_refuses_what_it_refuses_django(world: World) -> None:
    member = Membership.objects.all()[0]
    with pytest.raises(IntegrityError):
        insert([Membership(user_id=member.user_id, organisation_id=member.organisation_id, role=member.role)])


def test_only_the_named_fields_of_a_row_are_written(world: World) -> None:
    user = world.user("clerk-school-04")
    user.name, user.email, user.last_login = "王老师", "not.this@example.org", timezone.now()
    update(user, ("name", "last_login"))
    kept = User.objects.get(pk=user.pk)
    assert (kept.name, kept.email, kept.last_login) == ("王老师", "", user.last_login)
    user.pk = 2**40
    with pytest.raises(User.DoesNotExist):
        update(user, ("name",))
