"""Relations and figures → verdict. Each line of the table is one school; the clerk's calculation stands beside it."""

import pytest

from support.small_city import facts_of, small_catalogue, small_city
from zhijian.checks import check_facts

# What is stated · the code of the finding, or ✓ · its calculation
TABLE = """
libraries.total 35, libraries.national 0, libraries.provincial 5, libraries.school 30              | ✓     |
libraries.total 34, libraries.national 0, libraries.provincial 5, libraries.school 30              | ZJ201 | 0 ＋ 5 ＋ 30 ＝ 35 ≠ 34
libraries.total 30, libraries.national 0, libraries.provincial /, libraries.school 30              | ✓     |
libraries.total 30, libraries.national 0, libraries.school 31                                      | ✓     |
students.by_category 9, students.by_category[61] 4, students.by_category[66] 5                     | ✓     |
students.by_category 9, students.by_category[61] 4                                                 | ZJ201 | 合计（各专业大类在校生数） ＝ 4 ≠ 9
patents.granted 1, patents.inventions 1                                                            | ✓     |
patents.granted 0, patents.inventions 1                                                            | ZJ202 | 1 ＞ 0
students.full_time 33577, teachers.full_time 1903, ratio.students_per_teacher 17.6                 | ✓     |
students.full_time 33577, teachers.full_time 1903, ratio.students_per_teacher 17.64                | ✓     |
students.full_time 33577, teachers.full_time 1903, ratio.students_per_teacher 17.65                | ZJ203 | 17.65:1 ≠ 33577人 ÷ 1903人 ≈ 17.6442:1
students.full_time 33577, teachers.full_time 0, ratio.students_per_teacher 17.65                   | ✓     |
teachers.dual_qualified 131, teachers.full_time 1903, teachers.dual_qualified_rate 6.88            | ✓     |
teachers.dual_qualified 131, teachers.full_time 1903, teachers.dual_qualified_rate 6.87            | ZJ203 | 6.87% ≠ 131人 ÷ 1903人 ≈ 6.8839%
teachers.full_time 1903, teachers.dual_qualified_rate 6.88                                         | ✓     |
teachers.full_time 1903, teachers.dual_qualified_rate 6.87                                         | ZJ209 | 130人 ÷ 1903人 ＝ 6.83%，131人 ÷ 1903人 ＝ 6.88%
funding.special 17190.22, students.full_time 33577, funding.per_student 5119.64                    | ✓     |
funding.special 17190, students.full_time 33577, funding.per_student 5119.64                       | ✓     |
funding.special 17190.22, students.full_time 33577, funding.per_student 5119.74                    | ZJ203 | 5119.74元 ≠ 17190.22万元 ÷ 33577人 ≈ 5119.6399～5119.643元
satisfaction.students 81.90, satisfaction.first_years 81.72, satisfaction.others 82.06             | ✓     |
satisfaction.students 81.71, satisfaction.first_years 81.72, satisfaction.others 82.06             | ✓     |
satisfaction.students 81.61, satisfaction.first_years 81.72, satisfaction.others 82.06             | ZJ204 | 最小（81.72，82.06） ≈ 81.715～81.725 ＞ 81.61
satisfaction.students 100.0                                                                        | ✓     |
satisfaction.students 100.1                                                                        | ZJ205 | 100.1% ＞ 100%
satisfaction.students 100                                                                          | ✓     |
"""
LINES = [tuple(part.strip() for part in line.split("|")) for line in TABLE.strip().splitlines()]


@pytest.mark.parametrize(("stated", "verdict", "arithmetic"), LINES)
def test_relations(stated: str, verdict: str, arithmetic: str) -> None:
    facts = facts_of("\n".join(f"s1 2024 {figure.strip()}" for figure in stated.split(",")))
    found = check_facts(facts, small_catalogue(), small_city(1))
    expected = [] if verdict == "✓" else [(verdict, arithmetic)]
    assert [(finding.code, finding.arithmetic) for finding in found] == expected
