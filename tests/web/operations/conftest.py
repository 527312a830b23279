"""Installations on both databases, each filled once per run; and empty ones to restore into."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from support.installation import Installation, postgresql_installation, sqlite_installation

VENDORS = ("sqlite", "postgresql")


def _named(name: str) -> str:
    return f"zhijian_test_{name}_{os.getpid()}"


@pytest.fixture(scope="session", params=VENDORS)
def installation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """With the tests' city in it."""
    home = tmp_path_factory.mktemp("installed") / request.param
    if request.param == "sqlite":
        made = sqlite_installation(home)
        made.fill()
        yield made
        return
    with postgresql_installation(home, _named("filled")) as made:
        made.fill()
        yield made


@pytest.fixture
def empty(installation: Installation, tmp_path: Path) -> Iterator[Installation]:
    """Another of the same kind, without tables."""
    if installation.url.startswith("sqlite"):
        yield sqlite_installation(tmp_path / "elsewhere")
        return
    with postgresql_installation(tmp_path / "elsewhere", _named("empty")) as made:
        yield made
