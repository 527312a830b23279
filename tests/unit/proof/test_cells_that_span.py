"""Cells of a table that span rows or columns state one figure."""

from pathlib import Path

from support.small_reports import findings_on_page


def proofed(table: str, folder: Path) -> list[str]:
    return [f"{found.code} {found.arithmetic}" for found in findings_on_page(folder, f"<table>{table}</table>")]


ROWS = """
<tr><td>类别</td><td>学校数</td><td>教职工数</td></tr>
<tr><td>小学</td><td>41</td><td>2104</td></tr>
<tr><td>初中</td><td>18</td><td rowspan="2">1985</td></tr>
<tr><td>高中</td><td>7</td></tr>
<tr><td>总计</td><td>66</td><td>{total}</td></tr>
"""


def test_the_number_of_two_rows_is_added_once(tmp_path: Path) -> None:
    assert proofed(ROWS.format(total=4089), tmp_path) == []


def test_a_total_that_misses_it_is_told(tmp_path: Path) -> None:
    assert proofed(ROWS.format(total=4189), tmp_path) == ["ZJ502 2104 ＋ 1985 ＝ 4089 ≠ 4189"]


def test_the_number_of_two_rows_is_no_share_of_one(tmp_path: Path) -> None:
    table = """
    <tr><td>专业</td><td>学生数</td><td>占比</td></tr>
    <tr><td>护理</td><td>120</td><td>30.0%</td></tr>
    <tr><td>中药</td><td>80</td><td rowspan="2">40.0%</td></tr>
    <tr><td>制药</td><td>80</td></tr>
    <tr><td>会计</td><td>120</td><td>30.0%</td></tr>
    <tr><td>合计</td><td>400</td><td>100.0%</td></tr>
    """

    assert proofed(table, tmp_path) == []
