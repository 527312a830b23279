"""What all tests share: programs that may be missing, and snapshots."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from support.tools import find_program, missing

SNAPSHOTS = Path(__file__).parent / "snapshots"

# Nothing that a test says depends on how busy the machine is.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-snapshots", action="store_true", help="write what the tests see into tests/snapshots")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """A test marked ``needs("soffice", …)`` is skipped, and says so, where a program is missing; in CI it fails."""
    tools = [tool for mark in item.iter_markers("needs") for tool in mark.args]
    lacking = [tool for tool in tools if find_program(tool) is None]
    if lacking:
        missing(f"not installed: {', '.join(lacking)} (Debian packages: see system-packages.txt; others: make test)")


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """``snapshot(text, "name.txt")`` compares with ``tests/snapshots/name.txt``; ``--update-snapshots`` writes it."""

    def compare(text: str, name: str) -> None:
        path = SNAPSHOTS / name
        if request.config.getoption("--update-snapshots"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            return
        assert path.is_file(), f"no snapshot {name}: look at the text, then run pytest --update-snapshots"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def _chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages are Chinese in every test, whatever the developer's environment says."""
    monkeypatch.delenv("ZHIJIAN_LANG", raising=False)
