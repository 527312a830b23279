"""A closed round is only read: the actions say so, and the database refuses what comes past them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, models, transaction
from django.test import Client
from django.utils import timezone

from support.web_world import CITY, COUNTY, World
from zhijian.web.audit.models import AuditEvent
from zhijian.web.bridge.models import RoundFile
from zhijian.web.collection.actions.attach import attach
from zhijian.web.collection.actions.comment import write_comment
from zhijian.web.collection.entry import Refused
from zhijian.web.collection.models import Attachment, Cell, CellVersion, Comment, KeptFact, Reason, RecordUpload
from zhijian.web.review.actions.own import recall, submit
from zhijian.web.review.actions.reviewing import extend, freeze, send_back
from zhijian.web.review.models import CellReturn
from zhijian.web.rounds.actions.close import close_round, reopen_round
from zhijian.web.rounds.models import Round, Submission, Transition
from zhijian.web.rounds.triggers import CLOSED_BY

Browser = Callable[[str], Client]
ADMINISTRATOR, CLERK, REVIEWER = f"administrator-{CITY}", "clerk-school-04", f"reviewer-{COUNTY}"
SCAN = b"%PDF-1.7\n"


def close(world: World) -> World:
    """The same city once its round is closed."""
    close_round(round_=world.round, by=world.user(ADMINISTRATOR))
    return World(world.round_id, world.sessions)


def test_a_closed_round_is_only_read(world: World, signed_in: Browser) -> None:
    with pytest.raises(PermissionDenied):
        close_round(round_=world.round, by=world.user("head-school-04"))
    signed_in(ADMINISTRATOR).post(f"/rounds/{world.round_id}/close/")
    clerk = signed_in(CLERK)
    body = {"cells": [{"indicator": "graduates.total", "text": "1", "version": 1}]}
    answer = clerk.put(f"/rounds/{world.round_id}/school-04/cells/", body, content_type="application/json")
    assert (answer.status_code, "结束" in answer.json()["message"]) == (409, True)
    with pytest.raises(Refused, match="结束"):
        submit(submission=world.submission("school-04"), by=world.user(CLERK))
    assert clerk.get(f"/rounds/{world.round_id}/school-04/tables/1/").status_code == 200


def test_nobody_takes_a_step_comments_or_adds_files_once_it_is_closed(world: World) -> None:
    submit(submission=world.submission("school-04"), by=world.user(CLERK))
    closed = close(world)
    clerk, reviewer = closed.user(CLERK), closed.user(REVIEWER)
    about: dict[str, Any] = {"submission": closed.submission("school-04")}
    scan = SimpleUploadedFile("扫描件.pdf", SCAN)
    cell = {"indicator": "graduates.total", "slice": ""}
    deeds: list[Callable[[], Any]] = [
        lambda: recall(**about, by=clerk),
        lambda: send_back(**about, note="请核对", by=closed.user("head-school-04")),
        lambda: freeze(**about, by=reviewer),
        lambda: extend(**about, deadline=timezone.now(), by=reviewer),
        lambda: write_comment(**about, **cell, text="请核对", by=clerk),
        lambda: attach(**about, indicator="", slice="", upload=scan, by=clerk),
    ]
    for deed in deeds:
        with pytest.raises(Refused, match="结束"):
            deed()


def test_it_is_opened_again_with_a_reason_that_is_on_record(world: World, signed_in: Browser) -> None:
    closed = close(world)
    with pytest.raises(Refused, match="原因"):
        reopen_round(round_=closed.round, reason=" ", by=closed.user(ADMINISTRATOR))
    board = f"/rounds/{world.round_id}/board/"
    assert "数据只能查看" in signed_in(ADMINISTRATOR).get(board).content.decode()
    signed_in(ADMINISTRATOR).post(f"/rounds/{world.round_id}/close/", {"reason": "市统计局要求补报两所学校"})
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.detail) == ("round.reopened", {"reason": "市统计局要求补报两所学校"})
    assert "市统计局要求补报两所学校" in signed_in(ADMINISTRATOR).get(board).content.decode()
    again = World(world.round_id, world.sessions)
    assert submit(submission=again.submission("school-04"), by=again.user(CLERK))


def rows_of(world: World) -> list[models.Model]:
    """A row of everything that belongs to a round, with its values."""
    submission, clerk, now = world.submission("school-04"), world.user(CLERK), timezone.now()
    submit(submission=submission, by=clerk)
    transition = recall(submission=world.submission("school-04"), by=clerk)  # a draft again: nothing else locks it
    cell = Cell.objects.filter(submission=submission, period="2024", origin="workbook")[0]
    place = {"indicator": "graduates.total", "period": "2024"}
    written = {"submission": submission, "by": clerk, "at": now, **place}
    return [
        cell,
        transition,
        Reason.objects.create(**written, kind="outlier", text="新增两个班", subject="x"),
        Comment.objects.create(**written, text="请核对", author="某人"),
        Attachment.objects.create(**written, file="a.pdf", name="a.pdf", media_type="application/pdf", size=1),
        RecordUpload.objects.create(submission=submission, period="2024", files=[], facts=0, by=clerk, at=now),
        CellReturn.objects.create(submission=submission, transition=transition, text="不一致", **place),
        world.submission("school-04"),
        KeptFact.objects.create(
            round=world.round, organisation=submission.organisation, kept_as="records", status="given", **place
        ),
        RoundFile.objects.create(round=world.round, path="a.md", file="a.md", size=1, sha256="", at=now),
    ]


def copy_of(row: models.Model) -> models.Model:
    """The same row once more, with another key, not stored."""
    values = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
    if isinstance(row, Submission):
        values["organisation_id"] = None
    return type(row)(**values)


def test_the_database_refuses_every_change_of_what_belongs_to_a_closed_round(world: World) -> None:
    rows = rows_of(world)
    assert {type(row)._meta.db_table for row in rows} == set(CLOSED_BY)
    close(world)
    for row in rows:
        own, last = type(row)._default_manager.filter(pk=row.pk), row._meta.concrete_fields[-1].attname
        changes: list[Callable[[], Any]] = [
            lambda own=own: own._raw_delete("default"),
            lambda own=own, last=last, row=row: own.update(**{last: getattr(row, last)}),
            lambda row=row: copy_of(row).save(force_insert=True),
        ]
        for change in changes:
            with pytest.raises(IntegrityError, match="the round is closed"), transaction.atomic():
                change()


def test_the_history_of_its_cells_is_closed_too(world: World) -> None:
    cell = Cell.objects.filter(submission=world.submission("school-04"))[0]
    close(world)
    with pytest.raises(IntegrityError, match="the round is closed"), transaction.atomic():
        CellVersion.objects.create(cell=cell, version=9, status="not_reported", at=timezone.now())


def test_a_closed_round_changes_only_by_being_opened_again(world: World) -> None:
    close(world)
    row = Round.objects.filter(pk=world.round_id)
    for fields in (
        {"name": "x"},
        {"deadline": timezone.now()},
        {"closed_at": None},
        {"closed_at": None, "reopened_for": " "},
    ):
        with pytest.raises(IntegrityError, match="the round is closed"), transaction.atomic():
            row.update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        row._raw_delete("default")
    row.update(closed_at=None, reopened_for="补报")
    assert not Transition.objects.exists()


def test_the_guards_stand_in_both_databases(world: World) -> None:
    """What is named in the list is what the database holds, so that a table made anew does not lose its guard unseen."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        found = {name for (name,) in cursor.fetchall()}
    expected = {f"closed_{table}_{event}" for table in CLOSED_BY for event in ("insert", "update", "delete")}
    expected |= {"closed_cellversion_insert", "closed_round_update", "closed_round_delete"}
    expected |= {"cell_update_in_draft", "cell_insert_in_draft", "cell_version_no_update", "cell_version_no_delete"}
    assert expected <= found
