"""report.toml, and what of it the document shows."""

from dataclasses import replace
from pathlib import Path

import pytest

from support.report_city import SETTINGS, composed
from zhijian.document import Cover, Toc
from zhijian.errors import UnreadableInput
from zhijian.quantity import Rounding
from zhijian.report import ReportSettings

GOOD = """
[report]
title = "年度报告"
subtitle = "（2024年度）"
organisation = "yunling"
period = "2024"
catalogue = "secondary-2024"
date = 2024-12-20
synthetic = true
cover = ["云岭市教育局", "2024年12月"]

[figures]
allow_incomplete = true
rounding = "四舍六入五成双"
"""


def read(folder: Path, text: str) -> ReportSettings:
    (folder / "report.toml").write_text(text, "utf-8")
    return ReportSettings.read(folder / "report.toml")


def test_settings_are_read(tmp_path: Path) -> None:
    settings = read(tmp_path, GOOD)
    assert (settings.title, settings.organisation, settings.period) == ("年度报告", "yunling", "2024")
    assert (settings.date, settings.synthetic, settings.allow_incomplete) == ("2024-12-20", True, True)
    assert settings.rounding is Rounding.HALF_EVEN
    assert settings.cover == ("云岭市教育局", "2024年12月")


FAULTS = [
    ('title = "年度报告"', "", "缺少 title"),
    ('period = "2024"', "period = 24", "period 应为四位年份"),
    ("date = 2024-12-20", 'date = "去年"', "date 应为日期"),
    ("synthetic = true", 'synthetic = "是"', "synthetic 应为 true 或 false"),
    ("synthetic = true", "synthetc = true", "不认识的设置 synthetc"),
    ("[figures]", "[figure]", "不认识的部分 [figure]"),
    ('rounding = "四舍六入五成双"', 'rounding = "随意"', "rounding 应为 四舍五入、四舍六入五成双、截尾 之一"),
    ('title = "年度报告"', "title = 年度报告", "不符合 TOML 写法"),
    ('cover = ["云岭市教育局", "2024年12月"]', 'cover = "云岭市教育局"', "cover 应为文字的列表"),
]


@pytest.mark.parametrize(("right", "wrong", "words"), FAULTS, ids=[words for *_, words in FAULTS])
def test_what_is_wrong_is_named(tmp_path: Path, right: str, wrong: str, words: str) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(tmp_path, GOOD.replace(right, wrong))
    assert words in str(caught.value)
    assert str(caught.value).startswith("report.toml")


def test_everything_wrong_is_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput) as caught:
        read(tmp_path, '[report]\ntitle = "报告"\nperiod = 3\n')
    assert len(str(caught.value).splitlines()) == 4


def test_a_missing_file_and_another_encoding(tmp_path: Path) -> None:
    with pytest.raises(UnreadableInput, match=r"没有找到 report\.toml"):
        ReportSettings.read(tmp_path / "report.toml")
    (tmp_path / "report.toml").write_bytes(GOOD.encode("gbk"))
    with pytest.raises(UnreadableInput, match="不是 UTF-8 编码"):
        ReportSettings.read(tmp_path / "report.toml")


def test_the_cover_and_the_metadata(tmp_path: Path) -> None:
    settings = replace(SETTINGS, subtitle="（2024年度）", synthetic=True)
    document = composed(tmp_path / "r", "# 规模\n", settings=settings).document
    cover, toc = document.blocks[:2]
    assert isinstance(cover, Cover)
    assert isinstance(toc, Toc)
    assert (cover.title, cover.subtitle, cover.lines) == ("年度报告", "（2024年度）", ("云岭市", "2024年12月"))
    assert "合成数据" in cover.notice
    assert (document.title, document.organisation, document.date) == ("年度报告", "云岭市", "2024-12-20")


def test_the_rounding_of_the_settings_holds_for_every_figure(tmp_path: Path) -> None:
    settings = replace(SETTINGS, rounding=Rounding.TRUNCATE)
    figures = composed(tmp_path / "r", "# 规模\n\n{{ growth(students.full_time) }}\n", settings=settings).figures
    assert figures[0].text == "3.5%"
