"""ZHIJIAN_LANG=en: the same in English, with the same codes and exit codes."""

from pathlib import Path

import pytest

from support.command import zhijian
from support.damage import damage


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ZHIJIAN_LANG", "en")


def test_findings(folder: Path) -> None:
    path = damage(folder / "workbooks/school-03.xlsx", [{"set": {"sheet": "表6", "at": "E4", "value": "many"}}])
    told = zhijian("check", path)
    assert told.code == 1
    assert "ZJ114 Error" in told.out
    assert "errors 1" in told.out


def test_what_cannot_be_done(folder: Path) -> None:
    (folder / "report.toml").unlink()
    told = zhijian("build", folder)
    assert (told.code, told.err.split("\n")[0][:9]) == (3, "Not done:")


def test_where_and_explain(city: Path) -> None:
    assert "33577人" in zhijian("where", "Full-time students", "--in", city).out
    assert "Full-time students ÷ Full-time teachers" in zhijian("explain", "ratio.students_per_teacher").out
    assert "ZJ114 Not a number (Error)" in zhijian("explain", "ZJ114").out
