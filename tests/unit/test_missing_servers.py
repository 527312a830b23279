"""What a test needs and does not find: skipped with its reason at a desk, a failure where everything must be there."""

import psycopg
import pytest

from support.installation import postgresql_server


@pytest.fixture(autouse=True)
def _no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise psycopg.OperationalError("connection refused")

    monkeypatch.setattr(psycopg, "connect", refuse)
    monkeypatch.delenv("CI", raising=False)


def test_without_postgresql_its_tests_are_skipped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ZHIJIAN_REQUIRE_TOOLS", raising=False)
    with pytest.raises(pytest.skip.Exception, match="no PostgreSQL"):
        postgresql_server()


def test_where_tools_are_required_they_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIJIAN_REQUIRE_TOOLS", "1")
    with pytest.raises(pytest.fail.Exception, match="no PostgreSQL"):
        postgresql_server()
