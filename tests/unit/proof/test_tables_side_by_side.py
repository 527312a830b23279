"""Two tables in one grid, income on the left and expenditure on the right, and what stands above them."""

from pathlib import Path

import pytest

from support.small_reports import findings_in_text, findings_on_page, piped
from zhijian.document import Table
from zhijian.document.read import read_document

ROWS = """
<tr><td colspan="3">收入</td><td colspan="3">支出</td></tr>
<tr><td>项目</td><td>行次</td><td>决算数</td><td>项目</td><td>行次</td><td>决算数</td></tr>
<tr><td>栏次</td><td></td><td>1</td><td>栏次</td><td></td><td>2</td></tr>
<tr><td>一、财政拨款收入</td><td>1</td><td>3170.52</td><td>一、一般公共服务支出</td><td>8</td><td>214.36</td></tr>
<tr><td>二、事业收入</td><td>2</td><td>426.18</td><td>二、教育支出</td><td>9</td><td>2905.77</td></tr>
<tr><td>三、其他收入</td><td>3</td><td>38.94</td><td>三、卫生健康支出</td><td>10</td><td>{health}</td></tr>
<tr><td></td><td>4</td><td></td><td>四、住房保障支出</td><td>11</td><td>277.90</td></tr>
<tr><td>本年收入合计</td><td>5</td><td>3635.64</td><td>本年支出合计</td><td>12</td><td>{spent}</td></tr>
<tr><td>年初结转和结余</td><td>6</td><td>{begun}</td><td>年末结转和结余</td><td>13</td><td>158.06</td></tr>
<tr><td>总计</td><td>7</td><td>3741.86</td><td>总计</td><td>14</td><td>3741.86</td></tr>
"""
RIGHT = {"health": "185.77", "spent": "3583.80", "begun": "106.22"}
UNIT = "编制单位：青禾县教育局　金额单位：万元"


def page(rows: str) -> str:
    return f"<h1>决算</h1><p>公开01表 收入支出决算总表</p><p>{UNIT}</p><table>{rows}</table>"


def test_each_side_adds_up_by_itself(tmp_path: Path) -> None:
    assert findings_on_page(tmp_path, page(ROWS.format(**RIGHT))) == ()


@pytest.mark.parametrize(
    ("cell", "wrong", "told"),
    [
        ("health", "158.77", "214.36万元 ＋ 2905.77万元 ＋ 158.77万元 ＋ 277.90万元 ＝ 3556.80万元 ≠ 3583.80万元"),
        ("begun", "186.22", "3635.64万元 ＋ 186.22万元 ＝ 3821.86万元 ≠ 3741.86万元"),
    ],
)
def test_a_slip_on_either_side_is_told(cell: str, wrong: str, told: str, tmp_path: Path) -> None:
    found = findings_on_page(tmp_path, page(ROWS.format(**{**RIGHT, cell: wrong})))

    assert [finding.arithmetic for finding in found] == [told]


def test_a_wrong_total_within_fails_against_its_parts_and_the_total_of_all(tmp_path: Path) -> None:
    found = findings_on_page(tmp_path, page(ROWS.format(**{**RIGHT, "spent": "3853.80"})))

    assert [(finding.suspects[0].text, finding.suspects[0].suggestion) for finding in found] == [
        ("3853.80万元", "3583.80万元")
    ]


def test_a_list_that_goes_on_in_a_second_pair_of_columns_is_one_table(tmp_path: Path) -> None:
    rows = """
    <tr><td>乡镇</td><td>户数</td><td>乡镇</td><td>户数</td></tr>
    <tr><td>青石镇</td><td>4120</td><td>白云镇</td><td>3675</td></tr>
    <tr><td>柳河镇</td><td>2986</td><td>东坡乡</td><td>1894</td></tr>
    <tr><td>南岭乡</td><td>1512</td><td>合计</td><td>14187</td></tr>
    """

    assert findings_on_page(tmp_path, page(rows)) == ()


def test_the_form_s_number_and_the_unit_of_amounts_are_read_above_the_table(tmp_path: Path) -> None:
    (path := tmp_path / "report.html").write_text(page(ROWS.format(**RIGHT)), "utf-8")

    (table,) = (block for block in read_document(path).blocks if isinstance(block, Table))

    assert (table.number, table.caption, table.unit_note) == ("公开01表", "收入支出决算总表", UNIT)


def test_a_table_that_is_called_nothing_is_told_to_state_no_unit(tmp_path: Path) -> None:
    found = findings_in_text(tmp_path, piped("项目|经费\n公用|361.5\n实习|30.2"))

    assert [finding.message for finding in found] == ["“此表”没有写明单位，如“361.5”"]
