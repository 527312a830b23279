"""Saving cells: kept at once, with history; nobody overwrites what they have not seen."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from support.web_world import World
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.trail import verify
from zhijian.web.collection.models import Cell, CellVersion, OpenFinding
from zhijian.web.rounds.models import TableProgress

Browser = Callable[[str], Client]


def put(client: Client, world: World, *cells: dict[str, Any], code: str = "school-05") -> Any:
    return client.put(
        f"/rounds/{world.round_id}/{code}/cells/", json.dumps({"cells": list(cells)}), content_type="application/json"
    )


def one(indicator: str, text: str, version: int = 0, **more: Any) -> dict[str, Any]:
    return {"indicator": indicator, "text": text, "version": version, **more}


def test_a_cell_is_saved_with_history_and_event(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    first = put(client, world, one("graduates.total", "900")).json()["results"][0]
    assert (first["state"], first["version"], first["shown"]) == ("saved", 1, "900")
    second = put(client, world, one("graduates.total", "901", 1)).json()["results"][0]
    assert (second["state"], second["version"]) == ("saved", 2)
    cell = Cell.objects.get(submission=world.submission("school-05"), indicator="graduates.total", period="2024")
    assert [v.text for v in cell.versions.all()] == ["901", "900"]
    events = AuditEvent.objects.filter(chain=world.submission("school-05").chain)
    assert [e.detail["cells"][0][-1] for e in events] == ["901", "900"]
    assert verify().faults == ()


def test_who_saw_an_older_version_is_told_and_overwrites_nothing(world: World, signed_in: Browser) -> None:
    put(signed_in("clerk-school-05"), world, one("graduates.total", "900"))
    answer = put(signed_in("head-school-05"), world, one("graduates.total", "800")).json()["results"][0]
    assert (answer["state"], answer["text"], answer["version"]) == ("conflict", "900", 1)
    assert "填报员" in answer["by"]
    assert (
        Cell.objects.get(submission=world.submission("school-05"), indicator="graduates.total", period="2024").text
        == "900"
    )


def test_an_answer_that_was_lost_on_the_way_may_be_asked_for_again(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    put(client, world, one("graduates.total", "900"))
    again = put(client, world, one("graduates.total", "900")).json()["results"][0]
    assert (again["state"], again["version"]) == ("saved", 1)
    assert CellVersion.objects.filter(cell__submission=world.submission("school-05"), cell__period="2024").count() == 1


def test_a_text_that_states_nothing_is_kept_and_told(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    answer = put(client, world, one("graduates.total", "九百左右")).json()
    result = answer["results"][0]
    assert (result["state"], result["text"]) == ("invalid", "九百左右")
    assert "不是数字" in result["message"]
    assert [f["code"] for f in answer["findings"]] == ["ZJ114"]
    assert answer["progress"][0]["errors"] == 1
    mended = put(client, world, one("graduates.total", "900", 1)).json()
    assert (mended["results"][0]["state"], mended["progress"][0]["errors"]) == ("saved", 0)
    assert mended["cleared"] == ["text/school-05/2024/graduates.total"]


def test_derived_values_and_findings_come_with_the_answer(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    answer = put(client, world, one("graduates.total", "900"), one("graduates.placed", "1000")).json()
    derived = {(d["indicator"], d["period"]): d["shown"] for d in answer["derived"]}
    assert derived["graduates.placement_rate", "2024"] == "111.11"
    assert "error" in {f["severity"] for f in answer["findings"]}
    kept = OpenFinding.objects.filter(submission=world.submission("school-05"), severity=3)
    assert {"graduates.placed"} <= {name for row in kept for name in row.indicators}
    mended = put(client, world, one("graduates.placed", "880", 1)).json()
    assert [f for f in mended["findings"] if f["severity"] == "error"] == []
    assert not OpenFinding.objects.filter(submission=world.submission("school-05"), severity=3).exists()


def test_a_breakdown_gives_its_total(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    row = next(r for r in (row for _table, row in world.form.rows.values()) if r.slice and r.kind.name == "entry")
    total = row.indicator.id
    keys = [r.slice for _t, r in world.form.rows.values() if r.indicator.id == total and r.slice][:2]
    answer = put(
        client, world, *(one(total, text, slice=key) for key, text in zip(keys, ("3", "4"), strict=True))
    ).json()
    assert {"indicator": total, "slice": "", "period": "2024", "shown": "7"} in answer["derived"]
    locked = put(client, world, one(total, "8", 1)).json()["results"][0]
    assert locked["state"] == "locked"


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        (one("ratio.students_per_teacher", "17"), "公式"),
        (one("no.such.indicator", "17"), "没有这一格"),
        (one("graduates.total", "17", 1, period="2023"), "上年"),
    ],
)
def test_a_cell_that_nobody_writes_says_why(world: World, signed_in: Browser, cell: dict[str, Any], part: str) -> None:
    result = put(signed_in("clerk-school-05"), world, cell).json()["results"][0]
    assert result["state"] == "locked"
    assert part in result["message"]


def test_a_paste_is_one_request(world: World, signed_in: Browser) -> None:
    rows = [row for row in world.form.sheets[4].rows if row.kind.name == "entry"]
    answer = put(signed_in("clerk-school-05"), world, *(one(row.indicator.id, "1") for row in rows)).json()
    assert {r["state"] for r in answer["results"]} == {"saved"}
    progress = TableProgress.objects.get(submission=world.submission("school-05"), table=4)
    assert progress.filled == progress.expected == len(rows)


def test_a_note_is_a_reason(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    told = put(client, world, one("graduates.total", "无数据")).json()
    assert [f["code"] for f in told["findings"]] == ["ZJ304"]
    assert told["findings"][0]["asks_reason"]
    answered = put(client, world, one("graduates.total", "无数据", 1, note="本年没有毕业届次")).json()
    assert answered["findings"] == []
    reason = world.submission("school-05").reasons.get(indicator="graduates.total", kind="gap")
    assert reason.text == "本年没有毕业届次"


def test_others_cannot_write(world: World, signed_in: Browser) -> None:
    assert put(signed_in("reviewer-c-linjiang"), world, one("graduates.total", "1")).status_code == 403
    assert put(signed_in("clerk-school-04"), world, one("graduates.total", "1")).status_code == 404
    assert put(Client(), world, one("graduates.total", "1")).status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        "",
        "[]",
        "{}",
        '{"cells":[]}',
        '{"cells":[{"indicator":1}]}',
        '{"cells":[{"indicator":"a","text":"1","version":-1}]}',
    ],
)
def test_a_malformed_body_is_refused(world: World, signed_in: Browser, body: str) -> None:
    client = signed_in("clerk-school-05")
    answer = client.put(f"/rounds/{world.round_id}/school-05/cells/", body, content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["message"]


def test_the_database_itself_keeps_history_and_trail(world: World, signed_in: Browser) -> None:
    put(signed_in("clerk-school-05"), world, one("graduates.total", "900"))
    version = CellVersion.objects.filter(cell__submission=world.submission("school-05")).latest("id")
    event = AuditEvent.objects.latest("id")
    for change in (version.delete, event.delete, version.save, event.save):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
