"""Unusual values ask for a reason, robustly for twelve schools."""

from fractions import Fraction

import pytest

from support.small_city import facts_of, small_catalogue, small_city
from zhijian.checks import check_facts
from zhijian.checks.spread import median, spread_of
from zhijian.expressions import Rationals
from zhijian.findings import Finding, Severity
from zhijian.intake import Reason

# growth of twelve schools between 0 and 11 %, and of the last one by 90 %
BEFORE = [1000, 1200, 800, 1500, 900, 1100, 2000, 700, 1300, 1000, 600, 1000]
GROWTH = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 90]


def table(growth: list[int], before: list[int]) -> str:
    lines = []
    for number, (percent, students) in enumerate(zip(growth, before, strict=True), start=1):
        lines += [
            f"s{number} 2023 students.full_time {students}",
            f"s{number} 2024 students.full_time {students * (100 + percent) // 100}",
        ]
    return "\n".join(lines)


def outliers(text: str, *reasons: Reason, schools: int = 12) -> list[Finding]:
    found = check_facts(facts_of(text), small_catalogue(), small_city(schools), reasons=reasons)
    return [f for f in found if f.code in ("ZJ301", "ZJ302")]


def test_a_school_that_grows_unlike_its_peers_is_asked() -> None:
    (found,) = outliers(table(GROWTH, BEFORE))
    assert (found.code, found.severity) == ("ZJ302", Severity.warning)
    # growth in percent: median 5.5, distances 5.5 4.5 … → MAD 3, times 1.4826 and 5 → ± 22.2
    assert found.message == (
        "第12职业学校2024年基础数据“学校基本情况”“全日制在校生人数”比上年的增长率为 90%；12 所学校的中位数为 5.5%，"
        "通常范围 -16.7%～27.7%。规模变化大的，请说明"
    )
    assert [figure.text for figure in found.figures] == ["1900人", "1000人"]


def test_a_jump_of_more_than_the_ratio_is_told_once() -> None:
    (found,) = outliers(table([*GROWTH[:-1], 120], BEFORE))
    assert found.code == "ZJ301"
    assert "为 2200人，上年为 1000人，为上年的 2.2 倍" in found.message


def test_a_collapse_is_a_jump_too() -> None:
    (found,) = outliers(table([*GROWTH[:-1], -60], BEFORE))
    assert found.code == "ZJ301"
    assert "比上年减少 60%" in found.message


def test_exactly_the_ratio_is_usual() -> None:
    text = "s1 2023 students.full_time 500\ns1 2024 students.full_time 1000"
    assert outliers(text, schools=1) == []
    assert len(outliers(text.replace("1000", "1001"), schools=1)) == 1


def test_small_numbers_jump_and_are_left_alone() -> None:
    assert outliers("s1 2023 students.full_time 4\ns1 2024 students.full_time 49", schools=1) == []
    assert len(outliers("s1 2023 students.full_time 4\ns1 2024 students.full_time 50", schools=1)) == 1
    assert "上年为零" in outliers("s1 2023 students.full_time 0\ns1 2024 students.full_time 50", schools=1)[0].message


def test_a_written_reason_makes_it_a_notice() -> None:
    reason = Reason("s12", "2024", "students.full_time", "与邻校合并", "outlier")
    (found,) = outliers(table(GROWTH, BEFORE), reason)
    assert (found.severity, found.accepted) == (Severity.notice, "与邻校合并")


def test_ratios_are_compared_as_they_are() -> None:
    ratios = ["16.1", "16.5", "17.0", "17.2", "17.4", "17.6", "18.0", "18.1", "18.3", "18.8", "19.0", "176"]
    text = "\n".join(f"s{n} 2024 ratio.students_per_teacher {ratio}" for n, ratio in enumerate(ratios, start=1))
    (found,) = outliers(text)
    assert found.subject == "watch.ratio/s12/2024/ratio.students_per_teacher"
    assert (found.found, found.figures[0].text) == ("176:1", "176:1")


def test_three_wild_schools_of_twelve_do_not_hide_each_other() -> None:
    told = outliers(table([*GROWTH[:9], 80, 85, 90], BEFORE))
    assert [f.subject.split("/")[1] for f in told] == ["s10", "s11", "s12"]


@pytest.mark.parametrize(
    ("growth", "why"),
    [
        ([5] * 11 + [30], "more than half agree: there is no spread to measure by"),
        ([*GROWTH[:4], 90], "five schools are too few"),
    ],
)
def test_where_peers_say_nothing(growth: list[int], why: str) -> None:
    assert outliers(table(growth, [1000] * len(growth))) == [], why


def test_the_median_is_exact() -> None:
    thirds = Rationals.of([Fraction(n, 3) for n in (5, 1, 9, 2)])
    assert median(thirds) == Fraction(7, 6)
    assert spread_of(thirds).deviation == Fraction(14826, 10000) * Fraction(2, 3)


def test_what_floating_point_cannot_tell_apart_is_ordered_exactly() -> None:
    one = Fraction(10**17 + 1, 10**17)
    values = [one, Fraction(1), one + Fraction(1, 10**17), Fraction(3), Fraction(0)]
    numbers = Rationals.of(values)
    assert median(Rationals(numbers.num, Rationals.constant(1, 5).num.astype(object) * numbers.den)) == one
