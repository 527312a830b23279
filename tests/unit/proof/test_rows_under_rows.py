"""Tables whose rows stand under one another by their codes, by their indent, or under the first row."""

from pathlib import Path

import pytest

from support.small_reports import findings_on_page, tabled

CODES = """
功能分类科目编码|科目名称|支出合计|基本支出|项目支出
合计||2916.47|2143.85|772.62
205|教育支出|2431.26|1742.19|689.07
20501|教育管理事务|318.64|276.30|42.34
2050101|行政运行|276.30|276.30|0.00
2050199|其他教育管理事务支出|42.34|0.00|42.34
20503|职业教育|2112.62|1465.89|646.73
2050302|中等职业教育|2112.62|1465.89|646.73
206|科学技术支出|83.55|0.00|83.55
208|社会保障和就业支出|401.66|401.66|0.00
"""
INDENT = """
项目|2023年|2024年
教职工总数|318|327
　专任教师|261|269
　　其中：高级|74|81
　　　　　双师型|133|142
　行政人员|38|37
　教辅人员|19|21
校外兼课教师|45|41
"""
FIRST = """
行业|营业收入|利润
规模以上服务业|846.31|71.52
交通运输|312.47|18.63
信息服务|421.58|44.07
其中：软件开发|186.29|23.14
数据处理|97.36|8.52
商务服务|112.26|8.82
"""
NUMBERS = """
学校代码|学校名称|在校生|毕业生
3101|第一职业学校|1284|402
31010|第二职业学校|963|318
310102|第三职业学校|1477|466
合计||3724|1186
"""


def proofed(rows: str, folder: Path, unit: str = "万元") -> list[str]:
    page = f"<p>表1 情况表</p><p>单位：{unit}</p>{tabled(rows)}"
    return [found.message for found in findings_on_page(folder, page)]


@pytest.mark.parametrize("rows", [CODES, INDENT, FIRST, NUMBERS])
def test_tables_that_agree_are_silent(rows: str, tmp_path: Path) -> None:
    assert proofed(rows, tmp_path, "人" if rows is INDENT else "万元") == []


@pytest.mark.parametrize(
    ("rows", "printed", "slip", "told"),
    [
        (CODES, "20501|教育管理事务|318.64", "20501|教育管理事务|381.64", "276.30万元 ＋ 42.34万元 ＝ 318.64万元 ≠ 381.64"),
        (CODES, "|中等职业教育|2112.62|1465.89", "|中等职业教育|2112.62|1485.89", "1485.89万元 ≠ 1465.89万元"),
        (CODES, "支出|401.66|401.66", "支出|401.66|401.06", "≠ 2143.85万元"),
        (INDENT, "行政人员|38|37", "行政人员|38|57", "269人 ＋ 57人 ＋ 21人 ＝ 347人 ≠ 327人"),
        (FIRST, "|421.58|", "|461.58|", "312.47万元 ＋ 461.58万元 ＋ 112.26万元 ＝ 886.31万元 ≠ 846.31万元"),
        (NUMBERS, "3724|", "3742|", "≠ 3742"),
    ],
)  # fmt: skip
def test_a_slip_is_told(rows: str, printed: str, slip: str, told: str, tmp_path: Path) -> None:
    assert printed in rows

    found = proofed(rows.replace(printed, slip, 1), tmp_path, "人" if rows is INDENT else "万元")

    assert told in " | ".join(found)


def test_indented_rows_that_are_only_some_of_what_they_stand_under_are_silent(tmp_path: Path) -> None:
    rows = INDENT.replace("　教辅人员|19|21\n", "")

    assert proofed(rows, tmp_path, "人") == []
