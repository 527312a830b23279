"""What production refuses, and what it sends."""

import os
import subprocess
import sys
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from support.web_world import World
from zhijian.errors import UsageError
from zhijian.web.operations.starting import refuse_demo_accounts, refuse_settings
from zhijian.web.settings.databases import database_of

KEY = "a key of this test's own, as long as one of production and as odd: 8fK2-xQ"
SOUND = {"DEBUG": False, "SECRET_KEY": KEY, "ALLOWED_HOSTS": ["a.example"], "DEMO": False, "DEMO_ACCOUNTS": []}


def check_deploy(**environment: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "zhijian.web.manage", "check", "--deploy", "--fail-level", "WARNING"]
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("ZHIJIAN_", "DJANGO_"))}
    return subprocess.run(line, env={**variables, **environment}, capture_output=True, text=True, check=False)


def test_sound_settings_pass_djangos_own_check_for_deployment() -> None:
    done = check_deploy(ZHIJIAN_SECRET_KEY=KEY, ZHIJIAN_HOSTS="a.example")
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_without_a_key_or_host_nothing_starts() -> None:
    done = check_deploy()
    assert done.returncode != 0
    assert "ZHIJIAN_SECRET_KEY" in done.stderr
    assert "ZHIJIAN_HOSTS" in done.stderr


@pytest.mark.parametrize(
    ("unfit", "told"),
    [
        ({"DEBUG": True}, "DEBUG"),
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "a" * 60}, "SECRET_KEY"),
        ({"SECRET_KEY": "django-insecure-" + KEY}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": []}, "HOSTS"),
        ({"ALLOWED_HOSTS": ["*"]}, "HOSTS"),
        ({"DEMO": True}, "演示账号"),
        ({"SECOND_FACTOR_FOR": ("administrator", "boss")}, "boss"),
    ],
)
def test_what_production_must_not_have_is_refused(unfit: dict[str, Any], told: str) -> None:
    refuse_settings(SOUND)
    with pytest.raises(ImproperlyConfigured, match=told):
        refuse_settings({**SOUND, **unfit})


def test_a_database_of_the_demo_is_refused(world: World) -> None:
    refuse_demo_accounts()
    user = world.user("clerk-school-04")
    user.demo = True
    user.save()
    with pytest.raises(ImproperlyConfigured, match="clerk-school-04"):
        refuse_demo_accounts()


def test_every_answer_forbids_what_is_inline_or_from_elsewhere(world: World) -> None:
    answer = Client().get("/accounts/login/")
    policy = answer.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["Cache-Control"] == "no-store" or "no-store" in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.cookies["csrftoken"]["samesite"] == "Lax"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("sqlite:///a.sqlite3", {"NAME": "a.sqlite3"}),
        ("sqlite:////srv/a.sqlite3", {"NAME": "/srv/a.sqlite3"}),
        (
            "postgres://u:p%40@db:5433/name",
            {"USER": "u", "PASSWORD": "p@", "HOST": "db", "PORT": "5433", "NAME": "name"},
        ),
        ("postgresql:///name?host=/run/postgresql", {"HOST": "/run/postgresql", "NAME": "name", "USER": ""}),
    ],
)
def test_addresses_of_databases(url: str, expected: dict[str, str]) -> None:
    entry = database_of(url)
    assert {name: str(entry[name]) for name in expected} == expected


@pytest.mark.parametrize("url", ["", "mysql://a/b", "sqlite://", "postgresql://host", "nonsense"])
def test_other_addresses_are_refused_without_their_password(url: str) -> None:
    with pytest.raises(UsageError, match="DATABASE_URL"):
        database_of(url)
    with pytest.raises(UsageError) as told:
        database_of("mysql://user:secret@host/b")
    assert "secret" not in str(told.value)
