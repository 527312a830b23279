"""Columns and rows that are made of others by what most of a table shows: 满意率, 差值, 累计, 平均."""

from pathlib import Path

import pytest

from support.small_reports import findings_in_text, piped

ANSWERS = """
题目|很满意|满意|一般|不满意|满意率
课堂|46.2|35.7|13.4|4.7|81.9
实训|38.5|41.3|16.1|4.1|79.8
住宿|27.9|33.6|25.8|12.7|61.5
总体|37.5|36.9|18.4|7.2|74.4
"""
COMPARED = """
指标|本校|全市平均|差值
生师比|15.82|17.64|-1.82
双师型比例（%）|53.17|47.90|5.27
就业率（%）|97.36|96.15|1.21
生均实训设备值（元）|13460|10275|3185
"""
RUNNING = """
月份|当月|累计
5月|268|268
6月|417|685
7月|539|1224
8月|306|1530
"""
MEANS = """
学校|平均分|优秀率（%）|合格率（%）
甲校|84.6|29.4|97.8
乙校|79.3|24.7|95.9
丙校|87.1|33.8|98.5
丁校|81.8|27.3|96.6
平均|83.2|28.8|97.2
"""
WEIGHTED = MEANS.replace("平均|83.2|28.8|97.2", "平均|82.4|27.9|96.8")
YEARS = """
年份|招生（人）|在校生（人）|毕业生（人）
2021年|1147|3268|1019
2022年|1203|3391|1064
2023年|1258|3527|1102
三年平均|1203|3395|1062
"""
UNITS = {"题目": "%", "月份": "人", "校区": "人"}


def proofed(rows: str, folder: Path) -> list[str]:
    unit = UNITS.get(rows.split("|", maxsplit=1)[0].strip())
    note = [f"单位：{unit}"] if unit else []
    return [found.message for found in findings_in_text(folder, "一、情况", "表1 情况表", *note, piped(rows))]


@pytest.mark.parametrize("rows", [ANSWERS, COMPARED, RUNNING, MEANS, WEIGHTED, YEARS])
def test_tables_that_agree_are_silent(rows: str, tmp_path: Path) -> None:
    assert proofed(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("rows", "printed", "slip", "told"),
    [
        (ANSWERS, "|79.8", "|76.8", "38.5% ＋ 41.3% ＝ 79.8% ≠ 76.8%"),
        (ANSWERS, "|25.8|", "|28.8|", "27.9% ＋ 33.6% ＋ 28.8% ＋ 12.7% ＝ 103.0% ≠ 100%"),
        (COMPARED, "5.27", "6.27", "53.17% － 47.90% ＝ 5.27% ≠ 6.27%"),
        (COMPARED, "13460", "13640", "≠ 3185"),
        (RUNNING, "|685", "|658", "268人 ＋ 417人 ＝ 685人 ≠ 658人"),
        (RUNNING, "306|", "360|", "1224人 ＋ 360人 ＝ 1584人 ≠ 1530人"),
        (MEANS, "平均|83.2", "平均|82.3", "≠ 82.3"),
        (YEARS, "2022年|1203|3391", "2022年|1203|3931", "≠ 3395"),
    ],
)
def test_a_slip_is_told(rows: str, printed: str, slip: str, told: str, tmp_path: Path) -> None:
    assert printed in rows

    found = proofed(rows.replace(printed, slip, 1), tmp_path)

    assert told in " | ".join(found)


def test_rows_whose_columns_add_up_only_here_and_there_are_silent(tmp_path: Path) -> None:
    rows = "校区|教师|职工|学生\n东区|112|40|152\n西区|96|31|1108\n南区|87|28|964\n北区|75|22|97"

    assert proofed(rows, tmp_path) == []
