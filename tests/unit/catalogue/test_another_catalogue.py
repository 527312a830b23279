"""A new level and year is new data, not new code."""

from pathlib import Path

import pytest

from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.expressions import parse_expression

HIGHER = Path(__file__).parents[2] / "cases" / "catalogues" / "higher-2025"


@pytest.fixture(scope="module")
def higher() -> Catalogue:
    return load_catalogue(HIGHER)


def test_level_year_and_columns_come_from_the_data(higher: Catalogue) -> None:
    assert (higher.level, higher.year, higher.periods, higher.current) == (
        "higher",
        2025,
        ("2023", "2024", "2025"),
        "2025",
    )


def test_rows_stand_in_the_order_of_the_file(higher: Catalogue) -> None:
    assert [i.id for i in higher.rows(1)] == ["overseas_schools.count", "overseas_schools.students"]
    assert [i.id for i in higher.in_section("base")] == ["teachers.full_time", "students.full_time"]


def test_rules_follow_from_what_indicators_say_of_themselves(higher: Catalogue) -> None:
    assert [rule.id for rule in higher.rules if rule.kind != "bounds"] == [
        "research.income.slices",
        "research.income_per_teacher.formula",
        "overseas_schools.students.within",
        "research.income.steady",
    ]


def test_a_part_bears_its_whole_in_its_name(higher: Catalogue) -> None:
    assert higher.label_path("overseas_schools.students") == "在校生人数/在校生数"


def test_expressions_are_said_in_words(higher: Catalogue) -> None:
    formula = higher["research.income_per_teacher"].formula
    assert formula is not None

    assert higher.in_words(formula) == "科研经费 ÷ 专任教师数"
    assert (
        higher.in_words(parse_expression("previous(research.income[1])"), "en")
        == "previous Research funds (First kind)"
    )
