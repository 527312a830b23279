"""A database that turns a request away: told as such, and nothing else is hidden behind it."""

import json
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client
from django.utils import timezone

from support.programs import at, caller
from support.web_world import World
from zhijian.web.api import cells as api_cells
from zhijian.web.collection import cells
from zhijian.web.collection.actions import save
from zhijian.web.collection.models import Cell
from zhijian.web.rounds.models import Round

Browser = Callable[[str], Client]
BODY = json.dumps({"cells": [{"indicator": "graduates.total", "text": "9", "version": 0}]})


def failing(
    monkeypatch: pytest.MonkeyPatch, error: Exception, module: ModuleType = cells, name: str = "save_cells"
) -> None:
    def fail(**arguments: Any) -> None:
        raise error

    monkeypatch.setattr(module, name, fail)


@pytest.mark.parametrize("said", ["database is locked", "couldn't get a connection after 20.00 sec"])
def test_a_busy_database_asks_for_patience(
    world: World, signed_in: Browser, monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    failing(monkeypatch, OperationalError(said))
    address = f"/rounds/{world.round_id}/school-05/cells/"
    answer = signed_in("clerk-school-05").put(address, BODY, content_type="application/json")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert "请稍候再试" in answer.json()["message"]


def test_a_page_says_it_too(world: World, signed_in: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, OperationalError("database is locked"))
    address = f"/rounds/{world.round_id}/school-05/cells/"
    answer = signed_in("clerk-school-05").put(address, BODY, content_type="text/plain")
    assert answer.status_code == 503
    assert "系统正忙" in answer.content.decode()


def test_a_program_that_sends_a_file_is_told_in_json(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, OperationalError("database is locked"), api_cells, "attach")
    sent = {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4"), "indicator": ""}
    answer = caller(world, "clerk-school-05").post(at(world, "/attachments"), sent)
    assert (answer.status_code, "请稍候再试" in answer.json()["message"]) == (503, True)


def test_other_errors_stay_errors(world: World, signed_in: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    failing(monkeypatch, OperationalError("disk I/O error"))
    client = signed_in("clerk-school-05")
    client.raise_request_exception = False
    answer = client.put(f"/rounds/{world.round_id}/school-05/cells/", BODY, content_type="application/json")
    assert answer.status_code == 500


@pytest.mark.parametrize(("kind", "told"), [("application/json", "message"), ("text/plain", "没有接收")])
def test_who_saves_while_a_round_is_being_closed_is_told(
    world: World, signed_in: Browser, monkeypatch: pytest.MonkeyPatch, kind: str, told: str
) -> None:
    look = save.locked_draft

    def look_and_see_it_closed(*arguments: Any) -> Any:
        draft = look(*arguments)
        Round.objects.filter(pk=world.round_id).update(closed_at=timezone.now())
        return draft

    monkeypatch.setattr(save, "locked_draft", look_and_see_it_closed)
    clerk, before = signed_in("clerk-school-05"), Cell.objects.count()
    answer = clerk.put(f"/rounds/{world.round_id}/school-05/cells/", BODY, content_type=kind)
    assert (answer.status_code, Cell.objects.count()) == (409, before)
    assert told in answer.content.decode()
