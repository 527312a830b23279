"""What this year's report says of earlier years, beside what last year's report said of them."""

from pathlib import Path

import pytest

from zhijian.catalogue import load_catalogue
from zhijian.document import Document
from zhijian.document.read import read_document
from zhijian.findings import Finding, Severity
from zhijian.proof import proof_document

BEFORE = """云岭市2023年度中等职业教育质量报告
1 规模
2023年，全市中职学校全日制在校生32415人，专任教师1870人。
表1 落实政策表
| 序号 | 指标 | 单位 | 2022年 | 2023年 |
| 1 | 全日制在校生人数* | 人 | 31876 | 32415 |
| 2 | 教职工总数 | 人 | 2210 | 2234 |
|  | 其中：专任教师总数 | 人 | 1852 | 1870 |
|  | 思政课教师数* | 人 | 146 | 148 |
表2 各县（市、区）招生情况
| 地区 | 2022年（人） | 2023年（人） |
| 东城区 | 2140 | 2205 |
| 河西区 | 1870 | 1912 |
"""
NOW = """云岭市2024年度中等职业教育质量报告
1 规模
2024年，全市中职学校全日制在校生33577人，比上年增加1162人。
表1 落实政策表
| 序号 | 指标 | 单位 | 2023年 | 2024年 |
| 1 | 全日制在校生人数* | 人 | 32415 | 33577 |
| 2 | 教职工总数 | 人 | 2234 | 2267 |
|  | 其中：专任教师总数 | 人 | 1870 | 1903 |
|  | 思政课教师数* | 人 | 148 | 149 |
表2 各县（市、区）招生情况
| 地区 | 2023年（人） | 2024年（人） |
| 东城区 | 2205 | 2260 |
| 河西区 | 1912 | 1935 |
"""


@pytest.fixture
def compared(tmp_path: Path):
    """The findings ZJ513 of this year's report with some words changed."""

    def document(name: str, text: str) -> Document:
        (tmp_path / name).write_text(text, "utf-8")
        return read_document(tmp_path / name)

    def proofed(old: str = "", new: str = "", *, known: bool = True) -> list[Finding]:
        assert not old or NOW.count(old) == 1
        now = document("now.txt", NOW.replace(old, new) if old else NOW)
        result = proof_document(
            now,
            catalogue=load_catalogue("secondary-2024") if known else None,
            last_year=document("before.txt", BEFORE),
        )
        return [finding for finding in result.findings if finding.code == "ZJ513"]

    return proofed


def test_the_same_figures_are_no_finding(compared) -> None:
    assert compared() == []
    assert compared(known=False) == []


def test_a_figure_that_differs_is_a_warning_since_it_may_have_been_revised(compared) -> None:
    (found,) = compared("| 1 | 全日制在校生人数* | 人 | 32415", "| 1 | 全日制在校生人数* | 人 | 32451")
    assert found.severity is Severity.warning
    assert "本报告为32451人" in found.message
    assert "上年报告为32415人" in found.message
    assert str(found.location).startswith("now.txt#")
    assert (found.suspects[0].suggestion, found.suspects[0].cause) == ("32415人", "可能有两位数字颠倒")


def test_a_table_that_no_catalogue_knows_is_compared_row_by_row(compared) -> None:
    (found,) = compared("| 东城区 | 2205", "| 东城区 | 2215", known=False)
    assert "2215人" in found.message


def test_figures_far_apart_count_different_things_where_words_alone_bind_them(compared) -> None:
    assert compared("| 东城区 | 2205", "| 东城区 | 8613", known=False) == []
