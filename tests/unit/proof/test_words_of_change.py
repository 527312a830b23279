"""A word that says the contrary of the figures is quoted as what was found, with the word that should stand there."""

from pathlib import Path

import pytest

from support.small_reports import findings_in_text
from zhijian.findings import Finding

TABLE = "| 指标项目 | 单位 | 2023年 | 2024年 | 变化情况 |"


def proofed(folder: Path, *lines: str) -> tuple[Finding, ...]:
    return findings_in_text(folder, "松江县教育事业公报（2024年）", *lines)


@pytest.mark.parametrize(
    ("lines", "word", "right"),
    [
        (["全县小学教师由上年的2438人减少到2460人。"], "减少", "增加"),
        (["2023年，全县小学教师2438人。", "2024年，全县小学教师2460人，比上年有所减少。"], "减少", "增加"),
        (["全县小学教师由2438人下降到2460人。"], "下降", "增长"),
        (
            ["表1 师资", TABLE, "| 外聘教师 | 人 | 110 | 96 | 上升 |", "| 专任教师 | 人 | 820 | 861 | 上升 |"],
            "上升",
            "下降",
        ),
        (
            ["表1 师资", TABLE, "| 外聘教师 | 人 | 96 | 96 | 下降 |", "| 专任教师 | 人 | 820 | 861 | 上升 |"],
            "下降",
            "持平",
        ),
        (
            ["表1 师资", TABLE, "| 外聘教师 | 人 | 92 | 96 | 持平 |", "| 专任教师 | 人 | 820 | 861 | 上升 |"],
            "持平",
            "上升",
        ),
    ],
)
def test_the_word_is_the_first_suspect(lines: list[str], word: str, right: str, tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, *lines)

    assert (found.code, found.suspects[0].text, found.suspects[0].suggestion) == ("ZJ507", word, right)
    assert f"写作“{word}”，与数据不符" in found.message
    assert f"“{word}”一词，应为“{right}”" in found.message


def test_the_place_of_the_word_is_where_it_stands_in_the_file(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "全县小学教师由上年的2438人减少到2460人。")

    start, end = str(found.location).partition("[")[2].rstrip("]").split(":")
    assert (tmp_path / "report.txt").read_text("utf-8")[int(start) : int(end)] == "减少"


def test_a_change_that_goes_the_other_way_is_quoted_with_its_word(tmp_path: Path) -> None:
    (found,) = proofed(tmp_path, "2024年，全县幼儿园教师2460人，比上年的2438人减少了22人。")

    assert (found.found, found.expected) == ("减少了22人", "增加了22人")
    assert "写作减少22人，与前后两期数据不符" in found.message


def test_a_word_beside_a_figure_that_others_bear_out_is_still_the_first_suspect(tmp_path: Path) -> None:
    row = "| 外聘教师 | 人 | 110 | 96 | 上升 |"
    (found,) = proofed(
        tmp_path, "2024年末，全县外聘教师96人。", "表1 师资", TABLE, row, "| 专任教师 | 人 | 820 | 861 | 上升 |"
    )

    assert [suspect.text for suspect in found.suspects][:2] == ["上升", "110人"]
    assert sum(suspect.confidence for suspect in found.suspects[:2]) <= 1
