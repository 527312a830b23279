"""From a city's figure down to the schools' cells."""

from support.small_city import facts_of, small_catalogue, small_city
from zhijian.facts import FactSet
from zhijian.rollup import Trace, roll_up, trace

TABLE = """
s1 2024 students.full_time 100
s1 2024 teachers.full_time 10
s2 2024 students.full_time 110
s2 2024 teachers.full_time 4
s1 2024 satisfaction.students 90.00
s1 2024 respondents.students 20
s2 2024 programmes.count 4
s1 2024 programmes.count 3
"""


def traced(indicator: str, organisation: str = "city", recorded: str = "") -> Trace:
    tree, catalogue = small_city(2, counties=1), small_catalogue()
    facts = facts_of(TABLE)
    counted = facts_of(recorded, file="records") if recorded else None
    everything = FactSet.concat([facts, roll_up(facts, catalogue, tree, recorded=counted)])
    return trace(everything, catalogue, tree, organisation, "2024", indicator)


def written(top: Trace) -> list[str]:
    return ["  " * depth + f"{node.label} {node.text} · {node.how}" for depth, node in top.lines()]


def test_a_ratio_goes_down_through_formula_and_sums_to_cells() -> None:
    assert written(traced("ratio.students_per_teacher")) == [
        "云岭市 2024年 生师比 15.0:1 · 全日制在校生人数 ÷ 专任教师总数 ＝ 210人 ÷ 14人",
        "  云岭市 2024年 全日制在校生人数 210人 · 下级各单位合计",
        "    第1县 2024年 全日制在校生人数 110人 · 下级各单位合计",
        "      第2职业学校 2024年 全日制在校生人数 110人 · 出自 workbooks/s2.xlsx#表1!D3",
        "    第1职业学校 2024年 全日制在校生人数 100人 · 出自 workbooks/s1.xlsx#表1!D1",
        "  云岭市 2024年 专任教师总数 14人 · 下级各单位合计",
        "    第1县 2024年 专任教师总数 4人 · 下级各单位合计",
        "      第2职业学校 2024年 专任教师总数 4人 · 出自 workbooks/s2.xlsx#表1!D4",
        "    第1职业学校 2024年 专任教师总数 10人 · 出自 workbooks/s1.xlsx#表1!D2",
    ]
    assert next(traced("ratio.students_per_teacher").sources()) == "workbooks/s2.xlsx#表1!D3"


def test_a_weighted_mean_shows_its_weights_and_its_gaps() -> None:
    top = traced("satisfaction.students")
    assert top.how == "以“在校生调查人数”为权数加权平均（2 所学校中 1 所有数）"
    county, school = top.children
    assert (county.fact, county.how) == (None, "未填报")
    assert school.weight is not None
    assert str(school.weight.quantity) == "20人"


def test_a_distinct_count_comes_from_the_records_or_is_not_known() -> None:
    assert traced("programmes.count").how == "须按代码去重计数；没有记录，只知道介于最大值与合计之间"
    counted = traced("programmes.count", recorded="city 2024 programmes.count 6")
    assert (counted.text, counted.how, counted.children) == ("6个", "出自 workbooks/records.xlsx#表1!D1", ())


def test_a_school_s_own_figure_is_its_cell() -> None:
    assert written(traced("students.full_time", "s1")) == [
        "第1职业学校 2024年 全日制在校生人数 100人 · 出自 workbooks/s1.xlsx#表1!D1"
    ]


def test_a_slice_that_a_school_does_not_have_counts_as_none() -> None:
    tree, catalogue = small_city(2, counties=0), small_catalogue()
    facts = facts_of("s1 2024 students.by_category[61] 2\ns2 2024 students.by_category[62] 1")
    everything = FactSet.concat([facts, roll_up(facts, catalogue, tree)])
    top = trace(everything, catalogue, tree, "city", "2024", "students.by_category", "61")
    assert [(node.text, node.how) for node in top.children] == [
        ("2人", "出自 workbooks/s1.xlsx#表1!D1"),
        ("", "分组中没有这一项，按 0 计"),
    ]
