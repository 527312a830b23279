"""The audit trail: append-only, chained, searchable, verified."""

import contextlib
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client

from support.web_world import COUNTY, World
from zhijian.errors import UnreadableInput
from zhijian.web.audit.models import AuditEvent, Chain
from zhijian.web.audit.trail import record, verify


def three(world: World) -> list[AuditEvent]:
    user = world.user("clerk-school-04")
    return [record("test.event", by=user, chain="tried", organisation="school-04", detail={"n": n}) for n in range(3)]


def tamper(sql: str, *values: object) -> None:
    """What somebody could do who owns the database: the guard is taken away, the row changed."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_update")
            cursor.execute("DROP TRIGGER IF EXISTS audit_no_delete")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql, values)


def test_events_are_chained(world: World) -> None:
    events = three(world)
    assert [e.number for e in events] == [1, 2, 3]
    assert events[1].previous_hash == events[0].hash
    assert Chain.objects.get(pk="tried").hash == events[2].hash
    assert verify().faults == ()


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("UPDATE audit_auditevent SET action = 'other' WHERE chain = 'tried' AND number = 2", "第 2 条内容被改动过"),
        (
            "UPDATE audit_auditevent SET organisation = 'school-01' WHERE chain = 'tried' AND number = 3",
            "第 3 条内容被改动过",
        ),
        ("DELETE FROM audit_auditevent WHERE chain = 'tried' AND number = 2", "第 2 条缺失"),
        ("DELETE FROM audit_auditevent WHERE chain = 'tried' AND number = 3", "应有 3 条，实有 2 条"),
        ("DELETE FROM audit_auditevent WHERE chain = 'tried'", "应有 3 条，实有 0 条"),
        ("DELETE FROM audit_chain WHERE name = 'tried'", "没有链尾记录"),
    ],
)
def test_every_tampering_is_told(world: World, sql: str, told: str) -> None:
    three(world)
    tamper(sql)
    assert any(told in fault for fault in verify().faults), verify().faults
    with pytest.raises(CommandError, match="不符"):
        call_command("verify_audit", stdout=io.StringIO(), stderr=io.StringIO())


def test_a_chain_that_was_made_anew_is_told_by_its_kept_end(world: World, tmp_path: Path) -> None:
    three(world)
    kept = tmp_path / "ends.json"
    call_command("verify_audit", keep=kept, stdout=io.StringIO())
    assert json.loads(kept.read_text("utf-8"))["tried"][0] == 3
    three(world)
    call_command("verify_audit", against=kept, stdout=io.StringIO())
    tamper("DELETE FROM audit_auditevent WHERE chain = 'tried'")
    tamper("DELETE FROM audit_chain WHERE name = 'tried'")
    three(world)
    assert verify().faults == ()
    with pytest.raises(CommandError):
        call_command("verify_audit", against=kept, stdout=io.StringIO(), stderr=io.StringIO())


@pytest.mark.parametrize("content", [None, "no JSON", "[]", '{"tried": [1]}', '{"tried": "ab"}'])
def test_kept_ends_that_cannot_be_read_are_told(world: World, tmp_path: Path, content: str | None) -> None:
    kept = tmp_path / "ends.json"
    if content is not None:
        kept.write_text(content, "utf-8")
    with pytest.raises(UnreadableInput, match=r"ends\.json"):
        call_command("verify_audit", against=kept, stdout=io.StringIO(), stderr=io.StringIO())


def test_an_event_that_is_rolled_back_leaves_the_chain_whole(world: World) -> None:
    three(world)
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        record("test.event", by=None, chain="tried")
        raise ZeroDivisionError
    record("test.event", by=None, chain="tried")
    assert [e.number for e in AuditEvent.objects.filter(chain="tried").order_by("number")] == [1, 2, 3, 4]
    assert verify().faults == ()


def test_it_is_searched_by_those_who_oversee(world: World, signed_in: Callable[[str], Client]) -> None:
    three(world)
    found = signed_in(f"administrator-{COUNTY}").get("/audit/", {"kind": "test.event", "organisation": "school-04"})
    assert len(found.context["lines"]) == 3
    for who, seen in (("administrator-c-qingxi", 0), (f"reviewer-{COUNTY}", 0)):  # a reviewer: submissions only
        assert len(signed_in(who).get("/audit/", {"kind": "test.event"}).context["lines"]) == seen
    assert signed_in("clerk-school-04").get("/audit/").status_code == 404
    text = (
        signed_in(f"administrator-{COUNTY}")
        .get("/audit/export/csv/", {"kind": "test.event"})
        .content.decode("utf-8-sig")
    )
    assert text.count(",tried,") == 3
