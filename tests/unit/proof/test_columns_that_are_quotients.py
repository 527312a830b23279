"""Columns of rates whose two terms are columns of the same table."""

from pathlib import Path

import pytest

from zhijian.document.read import read_document
from zhijian.proof import proof_document

DONE = """
| 项目 | 计划数 | 实际数 | 完成率（%） |
| 招生（人） | 1320 | 1387 | 105.1 |
| 培训（人次） | 7400 | 7918 | 107.0 |
| 到账经费（万元） | 560 | 517.6 | 92.4 |
"""
CLOSED = """
| 类别 | 受理（件） | 审结（件） | 结案率（%） |
| 刑事 | 1127 | 1086 | 96.36 |
| 民事 | 5384 | 5179 | 96.19 |
| 行政 | 243 | 231 | 95.06 |
"""


def proofed(rows: str, folder: Path) -> list[str]:
    (report := folder / "report.txt").write_text(f"一、情况\n表1 情况表{rows}", "utf-8")
    return [finding.message for finding in proof_document(read_document(report)).findings]


@pytest.mark.parametrize("rows", [DONE, CLOSED])
def test_quotients_that_agree_are_silent(rows: str, tmp_path: Path) -> None:
    assert proofed(rows, tmp_path) == []


@pytest.mark.parametrize(
    ("rows", "printed", "slip", "told"),
    [
        (DONE, "92.4", "94.2", "517.6万元 ÷ 560万元 ＝ 92.4% ≠ 94.2%"),
        (CLOSED, "96.19", "91.69", "5179个 ÷ 5384个 ＝ 96.19% ≠ 91.69%"),
    ],
)
def test_a_slip_is_told(rows: str, printed: str, slip: str, told: str, tmp_path: Path) -> None:
    assert printed in rows

    assert told in " | ".join(proofed(rows.replace(printed, slip, 1), tmp_path))
