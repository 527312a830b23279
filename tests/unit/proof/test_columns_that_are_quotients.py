"""Columns of rates, ratios and amounts per head or per area whose two terms are columns of the same table."""

from pathlib import Path

import pytest

from support.small_reports import findings_in_text, piped

PER_STUDENT = """
学校|经费（万元）|在校生（人）|生均经费（元）
甲校|4186.3|2247|18631
乙校|2954.8|1562|18917
丙校|5377.1|2983|18026
"""
PER_CLASS = """
年级|班级数（个）|学生数（人）|班均（人）
一年级|31|1368|44.1
二年级|29|1247|43.0
三年级|28|1279|45.7
"""
PER_AREA = """
作物|面积（万亩）|总产量（万吨）|亩产（公斤）
小麦|28.6|12.93|452.1
玉米|33.7|18.41|546.3
水稻|11.2|6.58|587.5
"""
DONE = """
项目|计划数|实际数|完成率（%）
招生（人）|1320|1387|105.1
培训（人次）|7400|7918|107.0
到账经费（万元）|560|517.6|92.4
"""
CLOSED = """
类别|受理（件）|审结（件）|结案率（%）
刑事|1127|1086|96.36
民事|5384|5179|96.19
行政|243|231|95.06
"""


def proofed(rows: str, folder: Path) -> list[str]:
    return [found.message for found in findings_in_text(folder, "一、情况", "表1 情况表", piped(rows))]


@pytest.mark.parametrize("rows", [PER_STUDENT, PER_CLASS, PER_AREA, DONE, CLOSED])
def test_quotients_that_agree_are_silent(rows: str, tmp_path: Path) -> None:
    assert proofed(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("rows", "printed", "slip", "told"),
    [
        (PER_STUDENT, "18917", "18197", "2954.8万元 ÷ 1562人"),
        (PER_STUDENT, "5377.1", "5317.1", "5317.1万元 ÷ 2983人"),
        (PER_CLASS, "43.0", "46.0", "1247人 ÷ 29个"),
        (PER_AREA, "546.3", "564.3", "18.41万吨 ÷ （33.7万亩 ÷ 1亩） ＝ 546.3公斤"),
        (DONE, "92.4", "94.2", "517.6万元 ÷ 560万元 ＝ 92.4% ≠ 94.2%"),
        (CLOSED, "96.19", "91.69", "5179个 ÷ 5384个 ＝ 96.19% ≠ 91.69%"),
    ],
)
def test_a_slip_is_told(rows: str, printed: str, slip: str, told: str, tmp_path: Path) -> None:
    assert printed in rows

    assert told in " | ".join(proofed(rows.replace(printed, slip, 1), tmp_path))


def test_means_that_are_quotients_of_no_columns_are_silent(tmp_path: Path) -> None:
    assert proofed(PER_CLASS.replace("44.1", "41.4").replace("43.0", "48.2"), tmp_path) == []
