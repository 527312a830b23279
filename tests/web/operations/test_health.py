"""Health and readiness: what a supervisor and a proxy ask."""

from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, connection
from django.test import Client

from zhijian.web.operations import health


def test_health_asks_nothing_of_the_database(client: Client, django_assert_num_queries: Any) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.content) == (200, b"ok\n")


def test_ready_says_what_is_there(client: Client, db: None) -> None:
    answer = client.get("/ready/")
    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "checks": {"database": True, "tables": True, "uploads": True}}


def test_without_a_database_it_is_not_ready(client: Client, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*arguments: object) -> None:
        raise DatabaseError("password of somebody")

    with monkeypatch.context() as patched:
        patched.setattr(connection, "cursor", gone)
        answer = client.get("/ready/")
    assert answer.status_code == 503
    assert answer.json()["checks"]["database"] is False
    assert "password" not in answer.content.decode()


def test_without_a_place_for_files_it_is_not_ready(client: Client, db: None, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "nowhere" / "uploads"
    answer = client.get("/ready/")
    assert answer.json() == {"ready": False, "checks": {"database": True, "tables": True, "uploads": False}}


def test_tables_are_looked_at_until_they_are_there(db: None) -> None:
    answers = iter([False, True])
    check = health._Once(lambda: next(answers))
    assert [check(), check(), check()] == [False, True, True]


@pytest.mark.parametrize("path", ["/health/", "/ready/"])
def test_they_are_read_only(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
