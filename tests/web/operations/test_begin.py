"""The first steps of an installation: its database's address, its first organisation and administrator."""

import io
import sys

import pytest
from django.core.management import call_command

from support.installation import Installation
from zhijian.errors import UsageError
from zhijian.web.settings.databases import database_of

GOOD = "a long and unusual pass phrase"


def begin(monkeypatch: pytest.MonkeyPatch, *arguments: str, password: str = GOOD) -> str:
    told = io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.StringIO(password + "\n"))
    call_command("begin", *arguments, "--person", "李明", stdout=told)
    return told.getvalue()


def test_it_begins_once(world: object, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageError, match="已有单位或用户"):
        begin(monkeypatch, "city", "某市")


def test_an_empty_installation(empty: Installation) -> None:
    empty.command("migrate", "--verbosity", "0")
    said = empty.python(f"""
        import io, sys
        from django.core.management import call_command
        from zhijian.errors import UsageError
        from zhijian.web.audit.models import AuditEvent
        from zhijian.web.organisations.models import Membership, User
        def begin(code, password):
            sys.stdin = io.StringIO(password + chr(10))
            try:
                call_command("begin", code, "某市", "--person", "李明")
            except UsageError as error:
                print(error)
        begin("city", "short")
        begin("a b", {GOOD!r})
        begin("city", {GOOD!r})
        begin("city", {GOOD!r})
        print(Membership.objects.get().role, User.objects.get().check_password({GOOD!r}), AuditEvent.objects.get().action)
    """).splitlines()
    assert "密码" in said[0] or "password" in said[0].lower()
    assert any("已建立“某市”和管理员“admin”" in line for line in said)
    assert "已有单位或用户" in said[-2]
    assert said[-1] == "administrator True installation.begun"


@pytest.mark.parametrize(
    ("url", "mode"), [("sqlite:///x.sqlite3", "NORMAL"), ("sqlite:///x.sqlite3?synchronous=full", "FULL")]
)
def test_sqlite_waits_for_the_disk_where_it_is_told_to(url: str, mode: str) -> None:
    assert f"PRAGMA synchronous={mode};" in database_of(url)["OPTIONS"]["init_command"]
    assert str(database_of(url)["NAME"]) == "x.sqlite3"
