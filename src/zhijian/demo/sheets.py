"""Survey answers of the demo, one row per sheet, so that counting them gives respondents and satisfaction."""

from __future__ import annotations

import polars as pl

from zhijian.demo.cast import School
from zhijian.demo.dealing import deal
from zhijian.demo.figures import Figures
from zhijian.demo.programmes import LAST

SATISFIED = {"5": 7, "4": 5}  # how satisfied answers divide, and the others
OTHERS = {"3": 6, "2": 3, "1": 1}
STUDENT_QUESTIONS = {
    "overall": "satisfaction.students",
    "classroom": "satisfaction.classroom",
    "extracurricular": "satisfaction.extracurricular",
    "politics": "satisfaction.politics",
    "general_courses": "satisfaction.general_courses",
    "professional_courses": "satisfaction.professional_courses",
}
GRADUATE_GROUPS = {
    "current": ("respondents.graduates_current", "satisfaction.graduates_current"),
    "three_years": ("respondents.graduates_three_years", "satisfaction.graduates_three_years"),
    "earlier": ("_respondents.graduates_earlier", "_satisfaction.graduates_earlier"),
}


def student_sheets(figures: Figures, school: School) -> pl.DataFrame:
    """The answers of a school's students to six questions."""
    n = figures.of("respondents.students", LAST)[school.number]
    return pl.DataFrame(
        {
            **_head(school, "X", n),
            **{question: _answers(figures, school, indicator, n) for question, indicator in STUDENT_QUESTIONS.items()},
        }
    )


def graduate_sheets(figures: Figures, school: School) -> pl.DataFrame:
    """The answers of a school's graduates: this year's, the last three years', earlier ones'."""
    groups: list[str] = []
    answers: list[str] = []
    for group, (asked, satisfied) in GRADUATE_GROUPS.items():
        n = figures.of(asked, LAST)[school.number]
        groups += [group] * n
        answers += _answers(figures, school, satisfied, n)
    return pl.DataFrame({**_head(school, "B", len(groups)), "group": groups, "overall": answers})


def single_sheets(figures: Figures, school: School, kind: str) -> pl.DataFrame:
    """The answers of employers or parents to one question."""
    n = figures.of(f"respondents.{kind}", LAST)[school.number]
    answers = _answers(figures, school, f"satisfaction.{kind}", n)
    return pl.DataFrame({**_head(school, kind[0].upper(), n), "overall": answers})


def _head(school: School, letter: str, n: int) -> dict[str, list[str]]:
    return {
        "school": [school.id] * n,
        "sheet": [f"{letter}{school.number + 1:04d}-{i + 1:05d}" for i in range(n)],
    }


def _answers(figures: Figures, school: School, indicator: str, n: int) -> list[str]:
    satisfied = figures.of(indicator, LAST)[school.number]
    shares = {**_divided(satisfied, SATISFIED), **_divided(n - satisfied, OTHERS)}
    return deal(n, shares, "3", f"{figures.seed}/{indicator}/{school.number}")


def _divided(total: int, parts: dict[str, int]) -> dict[str, int]:
    whole = sum(parts.values())
    shares = {answer: total * part // whole for answer, part in parts.items()}
    first = next(iter(shares))
    shares[first] += total - sum(shares.values())
    return shares
