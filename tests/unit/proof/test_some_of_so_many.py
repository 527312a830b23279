"""11/12所, 12所中11所: eleven of twelve, and no part beyond its whole."""

from pathlib import Path

import pytest

from support.small_reports import findings_in_text


def codes(text: str, folder: Path) -> list[str]:
    return [found.code for found in findings_in_text(folder, text)]


@pytest.mark.parametrize(
    "text",
    [
        "全市有中等职业学校11所（11/12所），其中达标学校11所（11/12所），比例为100%。",
        "开设课程506门（11/12所），其中课证融通课程140门（11/12所）。",
        "全市12所中11所达标，1所未达标。",
        "全市12所职业学校中，11所达标。",
    ],
)
def test_some_of_so_many_are_fewer_than_all(text: str, tmp_path: Path) -> None:
    assert codes(text, tmp_path) == []


@pytest.mark.parametrize(
    "text",
    [
        "全市有中等职业学校11所（11/12所），其中达标学校12所（11/12所）。",
        "全市12所中13所达标。",
        "全市12所职业学校中，13所达标。",
    ],
)
def test_more_than_all_are_told(text: str, tmp_path: Path) -> None:
    assert codes(text, tmp_path) == ["ZJ503"]
