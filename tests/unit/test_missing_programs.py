"""A program that a test needs and that is missing: visible for a user, fatal in CI."""

from types import SimpleNamespace
from typing import cast

import pytest

from conftest import pytest_runtest_setup


def item_needing(*tools: str) -> pytest.Item:
    marks = [pytest.mark.needs(*tools).mark]
    return cast("pytest.Item", SimpleNamespace(iter_markers=lambda _name: marks))


@pytest.fixture(autouse=True)
def _a_users_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CI", "ZHIJIAN_REQUIRE_TOOLS"):
        monkeypatch.delenv(name, raising=False)


def test_a_user_sees_a_skip_that_names_the_program() -> None:
    with pytest.raises(pytest.skip.Exception, match=r"no-such-program .*system-packages\.txt"):
        pytest_runtest_setup(item_needing("make", "no-such-program"))


@pytest.mark.parametrize("variable", ["CI", "ZHIJIAN_REQUIRE_TOOLS"])
def test_ci_fails_instead(variable: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(variable, "1")
    with pytest.raises(pytest.fail.Exception, match="no-such-program"):
        pytest_runtest_setup(item_needing("no-such-program"))


def test_nothing_happens_where_the_program_is_there() -> None:
    pytest_runtest_setup(item_needing("make"))
