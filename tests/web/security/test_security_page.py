"""The page that holds the application against the ASVS leaves no requirement out, and its evidence is there."""

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "explanation" / "security.md").read_text("utf-8")
NUMBER = r"[0-9]{1,2}\.[0-9]\.[0-9]{1,2}"
REQUIRED = re.findall(rf"^\| ({NUMBER}) \| ([^|]+) \| ([^|]+) \| ([^|]+) \|$", PAGE, re.MULTILINE)
LEFT_OUT = re.findall(NUMBER, PAGE[PAGE.index("## 不适用") : PAGE.index("## 登录的保护")])
PLACE = re.compile(r"(?:src|tests|docs|deploy|requirements|assets)/[\w./-]+|pyproject\.toml")

# How many requirements of levels 1 and 2 version 5.0.0 has in each of its sections, counted off the standard.
SECTIONS = """
1.1:2 1.2:9 1.3:11 1.4:3 1.5:2  2.1:3 2.2:3 2.3:4 2.4:1  3.2:2 3.3:4 3.4:6 3.5:5 3.7:2  4.1:3 4.2:1 4.3:2 4.4:4
5.1:1 5.2:3 5.3:2 5.4:3  6.1:3 6.2:12 6.3:4 6.4:4 6.5:5 6.6:3 6.8:4  7.1:3 7.2:4 7.3:2 7.4:5 7.5:2 7.6:2
8.1:2 8.2:3 8.3:1 8.4:1  9.1:3 9.2:4  10.1:2 10.2:2 10.3:4 10.4:11 10.5:5 10.6:2 10.7:3  11.1:2 11.2:3 11.3:3 11.4:4
11.5:1 11.6:1  12.1:3 12.2:2 12.3:4  13.1:1 13.2:5 13.3:2 13.4:5  14.1:2 14.2:4 14.3:3  15.1:3 15.2:3 15.3:7
16.1:1 16.2:5 16.3:4 16.4:3 16.5:3  17.1:1 17.2:4 17.3:2
"""


def test_every_requirement_of_the_two_levels_stands_in_the_tables_once() -> None:
    found = [number for number, *_rest in REQUIRED] + LEFT_OUT
    assert [number for number, times in Counter(found).items() if times > 1] == []
    sections = Counter(number.rpartition(".")[0] for number in found)
    assert dict(sections) == {name: int(count) for name, count in (pair.split(":") for pair in SECTIONS.split())}
    assert len(found) == 253


def test_every_requirement_is_judged_and_says_by_what() -> None:
    for number, asked, state, how in REQUIRED:
        assert state in ("满足", "部分", "不满足"), number
        assert len(asked) > 3, number
        assert len(how) > 3, number
        assert state == "满足" or "；" in how or "，" in how or "：" in how, f"{number} does not say what is missing"


@pytest.mark.parametrize("place", sorted(set(re.findall(r"`([^`]+)`", PAGE))))
def test_the_evidence_is_there(place: str) -> None:
    path, _colons, name = place.partition("::")
    if not PLACE.fullmatch(path):
        return
    assert (ROOT / path).exists(), path
    assert not name or f"def {name}(" in (ROOT / path).read_text("utf-8"), place


def test_most_requirements_are_shown_by_something_that_can_be_looked_at() -> None:
    shown = [number for number, _asked, _state, how in REQUIRED if PLACE.search(how)]
    assert len(shown) * 10 >= len(REQUIRED) * 8


def test_settings_that_the_page_names_are_read() -> None:
    read = "".join(path.read_text("utf-8") for path in (ROOT / "src/zhijian/web/settings").glob("*.py"))
    assert {name for name in re.findall(r"ZHIJIAN_[A-Z_]+", PAGE) if f'"{name}"' not in read} == set()
