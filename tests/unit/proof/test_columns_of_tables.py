"""Columns that are worked out from columns beside them, however they are called, and rows from rows."""

from pathlib import Path

import pytest

from support.small_reports import findings_in_text, findings_on_page, piped

# heads, rows whose last but one figure is right, the wrong one in its place, and what is told
COLUMNS = {
    "the year of four quarters": (
        "项目|一季度|二季度|三季度|四季度|全年",
        ["用电量（万千瓦时）|312.4|298.7|341.6|305.9|1258.6", "用水量（万吨）|41.26|40.83|44.10|{}|168.34"],
        ("42.15", "45.12"),
        "41.26万吨 ＋ 40.83万吨 ＋ 44.10万吨 ＋ 45.12万吨 ＝ 171.31万吨 ≠ 168.34万吨",
    ),
    "a change between columns named by the year and what was done": (
        "科目|2024年执行数（万元）|2023年决算数（万元）|增减额（万元）",
        ["农林水支出|3846.20|3512.75|333.45", "交通支出|1920.64|2003.18|{}"],
        ("-82.54", "-28.54"),
        "1920.64万元 － 2003.18万元 ＝ -82.54万元 ≠ -28.54万元",
    ),
    "a change between columns of which one says last year": (
        "镇街|户数|上年户数|增减",
        ["东塘镇|8126|8043|83", "西塘镇|6590|6647|{}"],
        ("-57", "-75"),
        "6590 － 6647 ＝ -57 ≠ -75",
    ),
    "the growth of the second of two pairs": (
        "车站|2024年发送|2023年发送|同比（%）|2024年到达|2023年到达|同比（%）",
        ["东站|52140|49860|4.57|51872|48215|7.58", "西站|30418|29977|1.47|30906|29142|{}"],
        ("6.05", "9.05"),
        "30906 ÷ 29142 － 1 ＝ 6.05% ≠ 9.05%",
    ),
    "the change of an account": (
        "项目|本期发生额（万元）|上期发生额（万元）|变动比例（%）",
        ["主营业务收入|20486.30|18975.42|7.96", "主营业务成本|14820.55|14011.73|{}"],
        ("5.77", "7.57"),
        "14820.55万元 ÷ 14011.73万元 － 1 ＝ 5.77% ≠ 7.57%",
    ),
    "a ratio that has no unit": (
        "学段|在校生（人）|专任教师（人）|生师比",
        ["幼儿园|4186|318|13.16", "小学|11920|702|16.98", "初中|5874|452|13.00", "高中|3912|306|{}"],
        ("12.78", "17.28"),
        "3912人 ÷ 306人 ＝ 12.78 ≠ 17.28",
    ),
    "a ratio of rows by the year": (
        "指标|单位|2021年|2022年|2023年|2024年",
        ["学生数|人|8316|8542|8790|9047", "教师数|人|544|560|571|583", "生师比|—|15.29|15.25|15.39|{}"],
        ("15.52", "12.55"),
        "9047人 ÷ 583人 ＝ 15.52 ≠ 12.55",
    ),
}


def proofed(folder: Path, heads: str, rows: list[str]) -> list[str]:
    return [found.arithmetic for found in findings_in_text(folder, piped("\n".join((heads, *rows))))]


@pytest.mark.parametrize("case", COLUMNS.values(), ids=COLUMNS)
def test_what_agrees_is_silent(case: tuple[str, list[str], tuple[str, str], str], tmp_path: Path) -> None:
    heads, rows, (right, _wrong), _told = case

    assert proofed(tmp_path, heads, [row.format(right) for row in rows]) == []


@pytest.mark.parametrize("case", COLUMNS.values(), ids=COLUMNS)
def test_the_one_that_does_not_agree_is_told(case: tuple[str, list[str], tuple[str, str], str], tmp_path: Path) -> None:
    heads, rows, (_right, wrong), told = case

    assert proofed(tmp_path, heads, [row.format(wrong) for row in rows]) == [told]


@pytest.mark.parametrize(
    ("heads", "rows"),
    [
        ("项目|一季度|二季度|三季度|四季度|全年", ["在册人数|412|418|425|421|421", "新增人数|31|28|36|22|117"]),
        ("学段|招生数|上年毕业生数|增减", ["小学|3120|2987|45", "初中|2864|2710|-28"]),
        ("镇街|林地（亩）|耕地（亩）|比上年增减（亩）", ["北屏镇|5120|3260|-14", "南屏镇|4875|2981|22"]),
    ],
)
def test_columns_that_are_not_worked_out_from_those_beside_them_are_left_alone(
    heads: str, rows: list[str], tmp_path: Path
) -> None:
    assert proofed(tmp_path, heads, rows) == []


VEHICLES = """
<tr><td>项目</td><td>合计</td><td>出国费用</td><td colspan="3">公务用车费用</td><td>接待费用</td></tr>
<tr><td></td><td></td><td></td><td>小计</td><td>购置</td><td>运行</td><td></td></tr>
<tr><td>预算数</td><td>38.40</td><td>4.20</td><td>24.50</td><td>9.80</td><td>14.70</td><td>9.70</td></tr>
<tr><td>决算数</td><td>{total}</td><td>3.65</td><td>{cars}</td><td>9.62</td><td>13.86</td><td>7.14</td></tr>
"""
TEACHERS = """
<tr><td colspan="2">类别</td><td>人数（人）</td><td>比例（%）</td></tr>
<tr><td rowspan="3">职称</td><td>高级</td><td>86</td><td>{senior}</td></tr>
<tr><td>中级</td><td>{middle}</td><td>45.2</td></tr><tr><td>初级</td><td>63</td><td>23.2</td></tr>
<tr><td rowspan="2">学位</td><td>硕士</td><td>158</td><td>58.1</td></tr><tr><td>学士</td><td>114</td><td>41.9</td></tr>
<tr><td colspan="2">专任教师总数</td><td>272</td><td>100.0</td></tr>
"""


def of_page(folder: Path, table: str) -> list[str]:
    page = f"<p>单位：万元</p><table>{table}</table>"
    return [found.suspects[0].suggestion for found in findings_on_page(folder, page)]


@pytest.mark.parametrize(
    ("total", "cars", "told"),
    [("34.27", "23.48", []), ("43.27", "23.48", ["34.27万元"]), ("34.27", "32.48", ["23.48万元"])],
)
def test_a_total_takes_the_subtotal_of_a_group_beside_it(
    total: str, cars: str, told: list[str], tmp_path: Path
) -> None:
    found = of_page(tmp_path, VEHICLES.format(total=total, cars=cars))

    assert [suggestion for suggestion in found if suggestion in told] == told
    assert bool(found) == bool(told)


@pytest.mark.parametrize(
    ("senior", "middle", "told"), [("31.6", "123", []), ("36.1", "123", ["31.6%"]), ("31.6", "132", ["123人"])]
)
def test_a_row_that_names_its_total_at_the_end_is_divided_by_every_group(
    senior: str, middle: str, told: list[str], tmp_path: Path
) -> None:
    assert of_page(tmp_path, TEACHERS.format(senior=senior, middle=middle)) == told
