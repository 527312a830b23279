"""Duplicates, records, gaps: what is said of single figures."""

from support.small_city import facts_of, small_catalogue, small_city
from zhijian.checks import check_facts
from zhijian.facts import FactSet
from zhijian.findings import Finding, Severity
from zhijian.intake import Reason


def check(table: str, *reasons: Reason, recorded: str = "") -> list[Finding]:
    counted = facts_of(recorded, file="records") if recorded else None
    return check_facts(facts_of(table), small_catalogue(), small_city(3), recorded=counted, reasons=reasons)


def test_one_figure_stated_twice() -> None:
    once, again = facts_of("s1 2024 teachers.full_time 1903"), facts_of("s1 2024 teachers.full_time 1904", file="again")
    (found,) = check_facts(FactSet.concat([once, again]), small_catalogue(), small_city())
    assert found.code == "ZJ208"
    assert "1903人（workbooks/s1.xlsx#表1!D1）与 1904人（workbooks/again.xlsx#表1!D1）" in found.message
    assert [figure.text for figure in found.figures] == ["1903人", "1904人"]


def test_duplicates_agree_when_their_intervals_meet() -> None:
    def stated(*values: str) -> list[Finding]:
        return check("\n".join(f"s1 2024 satisfaction.students {value}" for value in values))

    assert stated("97.6", "97.60", "97.6") == []
    assert stated("97.6", "97.65") == []  # closed ends
    (found,) = stated("97.6", "97.60", "97.66")
    assert (found.found, found.expected) == ("97.60%", "97.66%")


def test_a_blank_beside_a_figure_is_no_contradiction() -> None:
    assert check("s1 2024 teachers.full_time 12\ns1 2024 teachers.full_time -") == []


def test_stated_against_counted() -> None:
    (found,) = check(
        "s1 2024 students.full_time 2810\ns2 2024 students.full_time 5",
        recorded="s1 2024 students.full_time 2801\ns2 2024 students.full_time 5",
    )
    assert found.code == "ZJ207"
    assert (
        found.message == "第1职业学校2024年基础数据“学校基本情况”“全日制在校生人数”：填报 2810人，明细记录统计为 2801人"
    )
    assert "workbooks/s1.xlsx#表1!D1 与 workbooks/records.xlsx#表1!D1" in found.remedy
    assert len(found.figures) == 2


def test_a_reason_answers_a_difference_from_the_records() -> None:
    reason = Reason("s1", "2024", "students.full_time", "含 9 名休学学生", "outlier")
    (found,) = check("s1 2024 students.full_time 2810", reason, recorded="s1 2024 students.full_time 2801")
    assert (found.severity, found.accepted) == (Severity.notice, "含 9 名休学学生")


def test_blanks_are_told_once_per_school_year_and_table() -> None:
    told = check("""
        s1 2024 libraries.total -
        s1 2024 patents.granted -
        s1 2024 students.full_time -
        s1 2023 patents.granted -
        s2 2024 patents.granted /
        s2 2024 funding.special ?
    """)
    assert [(f.code, f.subject) for f in told] == [
        ("ZJ303", "gaps/s1/2023/表1"),
        ("ZJ303", "gaps/s1/2024/表1"),
        ("ZJ303", "gaps/s1/2024/基础数据"),
        ("ZJ304", "no_data/s2/2024/表1"),
    ]
    assert told[1].message == "第1职业学校2024年表1有 2 项未填：“资源库数”“专利授权数量”"
    assert [str(figure.location) for figure in told[1].figures] == [
        "workbooks/s1.xlsx#表1!D1",
        "workbooks/s1.xlsx#表1!D2",
    ]


def test_a_reason_fills_a_gap() -> None:
    gap = Reason("s1", "2024", "funding.special", "财政尚未决算", "gap")
    assert check("s1 2024 funding.special ?", gap) == []
    sliced = Reason("s1", "2024", "students.by_category[61]", "专业停招", "gap")
    assert check("s1 2024 students.by_category[61] -", sliced) == []
