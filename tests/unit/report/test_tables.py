"""Tables of the chapters, by definition."""

from pathlib import Path

import pytest

from support.outline import outline
from support.report_city import composed, province_of_the_city, report_facts
from zhijian.document import Table, plain_text
from zhijian.facts import Fact
from zhijian.report import ReportStopped


def table(folder: Path, definition: str, **options: object) -> str:
    files = {"": "# 规模\n\n::: table own\n:::\n", "tables/own.yaml": definition}
    blocks = composed(folder, files, **options).document.blocks  # type: ignore[arg-type]
    start = next(i for i, b in enumerate(blocks) if isinstance(b, Table))
    return outline(blocks[start : start + 2]).split("\n_")[0]


def test_indicators_over_two_years_with_the_change_in_a_word(tmp_path: Path) -> None:
    own = (
        "caption: 比较\nperiods: 2\nchange: word\nvalues:\n"
        "  - {label: 毕业生总数, value: graduates.total}\n  - {label: 课程, value: courses.total}\n"
        "  - {value: ratio.students_per_teacher}\n"
    )
    assert table(tmp_path / "r", own).startswith(
        "table 表1-1 比较 #table-own\n"
        "  [指标] [单位] [2023年] [2024年] [变化情况]\n"
        "  毕业生总数 人 ⟦table-own-1|9414⟧ ⟦table-own-2|10726⟧ 上升\n"
        "  课程 门 ⟦table-own-3|1864⟧ ⟦table-own-4|1864⟧ 持平\n"
        "  生师比 —— ⟦table-own-5|17.3:1⟧ ⟦table-own-6|17.6:1⟧ 上升\n"
    )


def test_the_change_as_a_figure(tmp_path: Path) -> None:
    own = (
        "caption: 比较\nperiods: 2\nchange: figure\nvalues:\n  - students.full_time\n"
        "  - satisfaction.students\n  - funding.special | unit 亿元 | decimals 2\n"
    )
    lines = table(tmp_path / "r", own).splitlines()
    assert [line.split()[-1] for line in lines[1:5]] == [
        "[比上年增减]",
        "⟦table-own-3|+1162⟧",
        "⟦table-own-6|+5.26个百分点⟧",
        "⟦table-own-9|+0.10⟧",
    ]


def test_years_as_rows(tmp_path: Path) -> None:
    own = "caption: 规模\nrows: periods\nperiods: 2\nschool_years: true\nfirst: 学年\nvalues:\n  - students.full_time\n  - {label: 课程, value: courses.total}\n"
    assert table(tmp_path / "r", own).startswith(
        "table 表1-1 规模 #table-own\n"
        "  [学年] [全日制在校生人数（人）] [课程（门）]\n"
        "  2022—2023学年 ⟦table-own-1|32415⟧ ⟦table-own-2|1864⟧\n"
        "  2023—2024学年 ⟦table-own-3|33577⟧ ⟦table-own-4|1864⟧\n"
    )


def test_slices_with_shares_that_are_computed(tmp_path: Path) -> None:
    text = "# 规模\n\n::: table programmes\n:::\n"
    blocks = composed(tmp_path / "r", text).document.blocks
    made = next(b for b in blocks if isinstance(b, Table))
    assert outline([made]) == (
        "table 表1-1 各专业大类开设专业情况 #table-programmes\n"
        "  [序号] [专业大类] [专业数（个）] [占比]\n"
        "  1 电子与信息大类 ⟦table-programmes-1|9⟧ ⟦table-programmes-2|60.0%⟧\n"
        "  2 装备制造大类 ⟦table-programmes-3|6⟧ ⟦table-programmes-4|40.0%⟧\n"
        "  合计 ⟦table-programmes-5|15⟧ ⟦table-programmes-6|100.0%⟧\n"
    )
    assert not made.sortable, "the last row is a total"


def test_limits_are_tested_school_by_school_on_exact_values(tmp_path: Path) -> None:
    """39999.99 平方米 prints as 4.00万平方米 and is below 4 万平方米 all the same."""
    own = (
        "caption: 条件\nrows: organisations\nverdict: 达标情况\nvalues:\n"
        "  - {label: 占地, value: campus.area | unit 万平方米 | decimals 2, at_least: 40000 平方米}\n"
        "  - {label: 生师比, value: ratio.students_per_teacher, at_most: '20:1'}\n"
    )
    assert table(tmp_path / "r", own).startswith(
        "table 表1-1 条件 #table-own\n"
        "  [学校] [占地（万平方米）] [生师比] [达标情况]\n"
        "  云岭一职 ⟦table-own-1|12.00⟧ **⟦table-own-2|20.8:1⟧** 未达标\n"
        "  云岭工贸 **⟦table-own-3|4.00⟧** ⟦table-own-4|19.7:1⟧ 未达标\n"
        "  云岭财经 ⟦table-own-5|4.00⟧ ⟦table-own-6|13.0:1⟧ 达标\n"
    )


def test_a_citys_report_lists_and_ranks_its_own_schools_among_those_of_a_province(tmp_path: Path) -> None:
    own = "caption: 各校\nrows: organisations\nlevel: school\nvalues:\n  - students.full_time\n"
    text = "# 规模\n\n{rank(students.full_time@school-02)}\n\n::: chart schools\n:::\n\n::: table own\n:::\n"
    blocks = composed(tmp_path / "r", {"": text, "tables/own.yaml": own}, tree=province_of_the_city()).document.blocks
    shown = outline(blocks)
    assert "甲子" not in shown
    assert "云岭工贸" in shown


def test_small_cells_are_left_out_of_the_public_edition(tmp_path: Path) -> None:
    def small(fact: Fact) -> bool:
        return fact.indicator == "graduates.further_study" and (fact.mantissa or 0) < 5

    own = "caption: 升学\nrows: organisations\ntotal: 全市\nvalues:\n  - graduates.further_study\n"
    text = table(tmp_path / "r", own, audience="public", suppress=small)
    assert text == (
        "table 表1-1 升学 #table-own\n"
        "  [学校] [升学人数（人）]\n"
        "  云岭一职 ⟦table-own-1|*⟧\n"
        "  云岭工贸 ⟦table-own-2|820⟧\n"
        "  云岭财经 ⟦table-own-3|640⟧\n"
        "  全市 ⟦table-own-4|4842⟧\n"
        "note 注：“*”表示人数较少，为保护个人信息不予公布。\n"
    )
    sentence = "# 规模\n\n{{ graduates.further_study@school-01 }}，{{ share(graduates.further_study@school-01, graduates.further_study) }}。\n"
    composition = composed(tmp_path / "r", sentence, audience="public", suppress=small)
    assert plain_text(composition.document.blocks[3].runs) == "若干人，（不予公布）。"  # type: ignore[union-attr]
    assert [f.code for f in composition.findings] == ["ZJ433", "ZJ433"]
    assert [f.value for f in composition.figures[:2]] == [None, None], "the value is not kept either"


def test_a_figure_that_is_missing_in_a_table_is_named_where_the_table_stands(tmp_path: Path) -> None:
    facts = report_facts(lambda f: None if f.key[:3] == ("school-02", "2024", "campus.area") else f)
    with pytest.raises(ReportStopped) as caught:
        table(tmp_path / "r", "caption: 条件\nrows: organisations\nvalues:\n  - campus.area\n", facts=facts)
    assert [(f.code, str(f.location)) for f in caught.value.findings] == [("ZJ403", "chapters/01.md#L3")]


FAULTS = [
    ("values: [students.full_time]\n", "缺少 caption"),
    ("caption: 表\n", "缺少 values"),
    (
        "caption: 表\nrows: sheets\nvalues: [students.full_time]\n",
        "rows 应为 values、periods、slices、organisations 之一",
    ),
    ("caption: 表\nrows: slices\nvalues: [students.full_time]\n", "要写 slices"),
    ("caption: 表\nrows: periods\nchange: word\nvalues: [students.full_time]\n", "只有 rows 为 values 的表"),
    (
        "caption: 表\nrows: organisations\nvalues:\n  - {value: campus.area, at_least: campus.area}\n",
        "限值应为带单位的数",
    ),
]


@pytest.mark.parametrize(("text", "words"), FAULTS, ids=[words for _, words in FAULTS])
def test_a_fault_in_a_definition_is_named(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(ReportStopped) as caught:
        table(tmp_path / "r", text)
    (found,) = caught.value.findings
    assert found.code == "ZJ423"
    assert found.message.startswith("tables/own.yaml:")
    assert words in found.message
