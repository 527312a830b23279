"""Columns of percent whose whole is not printed, and is the same in every row."""

from pathlib import Path

import pytest

from support.small_reports import findings_in_text, piped

PLANNED = """
月份|当月（人）|累计（人）|占计划（%）
4月|327|327|18.4
5月|461|788|44.3
6月|598|1386|77.9
7月|352|1738|97.6
"""
OF_CITY = """
学校|在校生（人）|占全市比重（%）
甲校|2647|18.7
乙校|1835|13.0
丙校|3518|24.9
丁校|3962|28.0
"""
OF_OWN = """
学校|在校生（人）|住宿率（%）
甲校|2647|68.7
乙校|1835|83.2
丙校|3518|74.9
丁校|3962|91.4
"""


def proofed(rows: str, folder: Path) -> list[str]:
    return [found.message for found in findings_in_text(folder, "一、情况", "表1 情况表", piped(rows))]


@pytest.mark.parametrize("rows", [PLANNED, OF_CITY, OF_OWN])
def test_shares_that_agree_or_are_of_different_wholes_are_silent(rows: str, tmp_path: Path) -> None:
    assert proofed(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("rows", "printed", "slip", "told"),
    [
        (PLANNED, "44.3", "43.4", "疑为43.4%（表1“5月”"),
        (PLANNED, "1738", "1783", "疑为1783人（表1“7月”"),
        (OF_CITY, "24.9", "29.4", "最可能是29.4%（表1“丙校”"),
        (OF_CITY, "3962", "3692", "最可能是3692人（表1“丁校”"),
    ],
)
def test_a_slip_is_told(rows: str, printed: str, slip: str, told: str, tmp_path: Path) -> None:
    assert printed in rows

    assert told in " | ".join(proofed(rows.replace(printed, slip, 1), tmp_path))
