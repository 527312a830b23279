"""Relations between facts, over all organisations at once."""

from fractions import Fraction

import pytest

from support.small_city import facts_of, small_catalogue, small_city
from zhijian.catalogue import load_catalogue
from zhijian.checks import check_facts
from zhijian.facts import Fact, FactSet
from zhijian.findings import Finding, Severity
from zhijian.messages import use_language


def findings(table: str, *codes: str, schools: int = 3) -> list[Finding]:
    """Those findings about the table's facts that have one of the codes."""
    return [f for f in check_facts(facts_of(table), small_catalogue(), small_city(schools)) if f.code in codes]


LIBRARIES = """
s1 2024 libraries.total 34
s1 2024 libraries.national 0
s1 2024 libraries.provincial 5
s1 2024 libraries.school 30
"""


def test_a_clerk_reads_what_is_wrong_where_and_how_to_mend_it() -> None:
    (found,) = findings(LIBRARIES, "ZJ201")
    assert found.message == (
        "第1职业学校2024年表1序号1：“资源库数”应等于“国家级数量”“省级数量”“校级数量”之和，现为 0 ＋ 5 ＋ 30 ＝ 35 ≠ 34"
    )
    assert found.remedy == (
        "请核对“资源库数”“国家级数量”“省级数量”“校级数量”。"
        "如各部分无误，“资源库数”应为 35个；如“资源库数”无误，请改正填错的部分。"
    )
    assert str(found.location) == "workbooks/s1.xlsx#表1!D1"
    assert [figure.text for figure in found.figures] == ["34个", "0个", "5个", "30个"]
    assert [str(figure.location) for figure in found.figures[:2]] == [
        "workbooks/s1.xlsx#表1!D1",
        "workbooks/s1.xlsx#表1!D2",
    ]
    assert (found.figures[0].low, found.figures[0].high) == (34, 34)
    assert (found.expected, found.found, found.arithmetic) == ("35个", "34个", "0 ＋ 5 ＋ 30 ＝ 35 ≠ 34")
    assert found.subject == "libraries.total.parts/s1/2024"
    assert found.severity is Severity.error


def test_the_same_in_english() -> None:
    with use_language("en"):
        (found,) = findings(LIBRARIES, "ZJ201")
    assert found.message.startswith("第1职业学校, 2024, table 1, no. 1: “Libraries” should be the sum of ")
    assert found.message.endswith("; it is 0 ＋ 5 ＋ 30 ＝ 35 ≠ 34")


@pytest.mark.parametrize(
    ("table", "code", "arithmetic", "expected", "found"),
    [
        (
            "s1 2024 patents.granted 0\ns1 2024 patents.inventions 1",
            "ZJ202", "1 ＞ 0", "不大于 0项", "1项",
        ),
        (
            "s1 2024 students.full_time 32415\ns1 2024 teachers.full_time 1870\ns1 2024 ratio.students_per_teacher 17.2",
            "ZJ203", "17.2:1 ≠ 32415人 ÷ 1870人 ≈ 17.334:1", "17.3:1", "17.2:1（可表示 17.15～17.25）",
        ),
        (
            "s1 2024 funding.special 100.00\ns1 2024 students.full_time 2000\ns1 2024 funding.per_student 500.04",
            "ZJ203", "500.04元 ≠ 100.00万元 ÷ 2000人 ≈ 499.975～500.025元", "500.00元（499.98元至500.03元均可）", "500.04元（可表示 500.035～500.045）",
        ),
        (
            "s1 2024 satisfaction.students 81.61\ns1 2024 satisfaction.first_years 81.72\ns1 2024 satisfaction.others 82.06",
            "ZJ204", "最小（81.72，82.06） ≈ 81.715～81.725 ＞ 81.61", "不小于 81.715%", "81.61%（可表示 81.605～81.615）",
        ),
        ("s1 2024 satisfaction.students 964.3", "ZJ205", "964.3% ＞ 100%", "不大于 100%", "964.3%（可表示 964.25～964.35）"),
        ("s1 2024 students.full_time -3", "ZJ205", "0人 ＞ -3人", "不小于 0人", "-3人"),
        (
            "s1 2023 students.full_time 1000\ns1 2024 students.full_time 1700\ns1 2024 students.enrolled 500",
            "ZJ206", "1700 ＞ 1000 ＋ 500 ＝ 1500", "不大于 1500人", "1700人",
        ),
    ],
)  # fmt: skip
def test_each_kind_of_relation_shows_its_calculation(
    table: str, code: str, arithmetic: str, expected: str, found: str
) -> None:
    (told,) = findings(table, code)
    assert (told.arithmetic, told.expected, told.found) == (arithmetic, expected, found)


@pytest.mark.parametrize(
    "table",
    [
        "s1 2024 students.full_time 33577\ns1 2024 teachers.full_time 1903\ns1 2024 ratio.students_per_teacher 17.6",
        "s1 2024 funding.special 100.00\ns1 2024 students.full_time 2000\ns1 2024 funding.per_student 500.02",  # 100 万元 is ± 50 元
        "s1 2024 satisfaction.students 81.72\ns1 2024 satisfaction.first_years 81.7\ns1 2024 satisfaction.others 81.7",
        "s1 2024 satisfaction.students 100.0",  # stands for up to 100.05
        "s1 2024 ratio.students_per_teacher 17.6\ns1 2024 students.full_time 0\ns1 2024 teachers.full_time 0",
    ],
)
def test_rounded_figures_are_given_their_interval(table: str) -> None:
    assert findings(table, *(f"ZJ20{n}" for n in range(1, 8))) == []


def test_nothing_is_said_of_what_is_missing() -> None:
    assert (
        findings("s1 2024 libraries.total 34\ns1 2024 libraries.national 0\ns1 2024 libraries.provincial -", "ZJ201")
        == []
    )


def test_what_does_not_apply_counts_as_nothing_beside_given_parts() -> None:
    table = LIBRARIES.replace("provincial 5", "provincial /")
    (found,) = findings(table, "ZJ201")
    assert found.arithmetic == "0 ＋ 省级数量（不适用） ＋ 30 ＝ 30 ≠ 34"
    assert findings(table.replace("total 34", "total 30"), "ZJ201") == []


def test_slices_that_are_not_stated_count_as_nothing_but_not_all_of_them() -> None:
    table = "s1 2024 students.full_time 10\ns2 2024 students.full_time 10\ns1 2024 students.by_category[61] 4"
    assert [f.subject for f in findings(table, "ZJ201")] == []  # the total of this indicator is not stated
    table += "\ns1 2024 students.by_category 5\ns2 2024 students.by_category 5"
    (found,) = findings(table, "ZJ201")
    assert found.subject == "students.by_category.slices/s1/2024"
    assert [figure.text for figure in found.figures] == ["5人", "4人"]


def test_rows_of_other_years_serve_for_comparison_only() -> None:
    assert findings(LIBRARIES.replace("2024", "2022"), "ZJ201") == []


def test_an_incomplete_total_is_not_held_against_its_parts() -> None:
    from zhijian.facts import FactSet
    from zhijian.rollup import roll_up

    table = "s1 2024 patents.granted 5\ns1 2024 patents.inventions 5\ns2 2024 patents.granted -\ns2 2024 patents.inventions 3"
    facts = facts_of(table)
    everything = FactSet.concat([facts, roll_up(facts, small_catalogue(), small_city(2, counties=0))])
    told = check_facts(everything, small_catalogue(), small_city(2, counties=0))
    assert [f.subject for f in told if f.code == "ZJ202"] == []


def test_a_share_must_be_one_of_whole_persons() -> None:
    (found,) = findings("s1 2024 teachers.dual_qualified_rate 6.87\ns1 2024 teachers.full_time 1903", "ZJ209")
    assert found.arithmetic == "130人 ÷ 1903人 ＝ 6.83%，131人 ÷ 1903人 ＝ 6.88%"
    assert findings("s1 2024 teachers.dual_qualified_rate 6.88\ns1 2024 teachers.full_time 1903", "ZJ209") == []
    # with its numerator stated, the formula's rule speaks
    with_count = "s1 2024 teachers.dual_qualified_rate 6.87\ns1 2024 teachers.full_time 1903\ns1 2024 teachers.dual_qualified 131"
    assert [f.code for f in findings(with_count, "ZJ209", "ZJ203")] == ["ZJ203"]


def test_a_derived_figure_that_is_not_stated_is_taken_by_its_formula() -> None:
    from dataclasses import replace

    from zhijian.expressions import parse_relation

    catalogue = small_catalogue()
    rule = replace(
        catalogue.rules[-1], id="ratio.limit", that=parse_relation("ratio.students_per_teacher <= 20 :1"), code="ZJ206"
    )
    facts = facts_of("s1 2024 students.full_time 3000\ns1 2024 teachers.full_time 100")
    (found,) = check_facts(facts, replace(catalogue, rules=(rule,), watches=()), small_city(1))
    assert found.arithmetic == "3000人 ÷ 100人 ＝ 30:1 ＞ 20:1"


def test_chains_hold_only_where_their_ends_can() -> None:
    """a ≤ b ≤ c with b anywhere in 0…10: each neighbouring pair can hold, a ≤ c cannot."""
    from zhijian.checks.relations import comparisons
    from zhijian.expressions import parse_relation

    pairs = [
        (pair.terms[0], pair.operators[0], pair.terms[1])
        for pair in comparisons(parse_relation("a <= b < c == d >= e"))
    ]
    words = [f"{left.indicator} {operator} {right.indicator}" for left, operator, right in pairs]  # type: ignore[union-attr]
    assert words == ["a <= b", "b < c", "c == d", "d >= e", "a < c", "a < d", "b < d", "c >= e"]


def test_findings_come_gravest_first_and_always_the_same() -> None:
    table = (
        LIBRARIES
        + "s2 2024 libraries.total -\ns1 2023 students.full_time 100\ns1 2024 students.full_time 9000\ns1 2024 students.enrolled 1"
    )
    runs = [check_facts(facts_of(table), small_catalogue(), small_city(3)) for _ in range(2)]
    assert runs[0] == runs[1]
    assert [f.code for f in runs[0]] == ["ZJ201", "ZJ303", "ZJ206", "ZJ301"]
    assert all(isinstance(figure.low, Fraction) for figure in runs[0][0].figures)


def test_a_computed_figure_out_of_bounds_is_told_with_its_value_and_with_what_it_is_computed_from() -> None:
    catalogue = load_catalogue("secondary-2024")
    stated = (("graduates.placed", 1200), ("graduates.total", 1020))
    facts = FactSet.from_facts(Fact.of("s1", "2024", id_, catalogue[id_].stated(value, 0)) for id_, value in stated)
    (found,) = (each for each in check_facts(facts, catalogue, small_city(1)) if each.code == "ZJ205")
    assert found.message.endswith("：“毕业去向落实率”应在 0～100% 之间，现为 1200人 ÷ 1020人 ≈ 117.65%")
    assert found.remedy == (
        "请核对“毕业去向落实率”“毕业生去向落实人数”“毕业生人数”的小数点、正负号和计量单位，"
        "“毕业去向落实率”应不大于 100%。"
    )
    assert [figure.text for figure in found.figures] == ["1200人", "1020人"]
