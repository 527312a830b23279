"""Facts one by one and as a table."""

from fractions import Fraction
from pathlib import Path

import pytest

from zhijian.facts import Fact, FactSet, Status
from zhijian.quantity import Quantity, parse_quantity, unit


def fact(organisation: str = "s1", indicator: str = "students", text: str = "97.60%", **more: str) -> Fact:
    return Fact.of(organisation, "2024", indicator, parse_quantity(text), **more)  # type: ignore[arg-type]


def test_a_fact_keeps_its_text_and_interval() -> None:
    stated = fact(text="97.60%", source="workbooks/s1.xlsx#表1!D4")
    assert (stated.mantissa, stated.decimals) == (9760, 2)
    assert (stated.low, stated.high) == (Fraction("97.595"), Fraction("97.605"))
    assert str(stated.quantity) == "97.60%"
    assert stated.key == ("s1", "2024", "students", "")
    assert stated.complete


def test_a_fact_without_a_value_says_why() -> None:
    blank = Fact("s1", "2024", "students", status=Status.not_reported)
    assert not blank.given
    assert blank.quantity is None


def test_a_roll_up_knows_what_is_missing() -> None:
    total = Fact.of("city", "2024", "students", parse_quantity("3人"), parts_given=11, parts_expected=12)
    assert not total.complete


def test_a_figure_without_an_upper_end_is_no_fact() -> None:
    with pytest.raises(ValueError, match="bounded"):
        fact(text="2300人以上")


def test_a_set_gives_back_its_facts() -> None:
    facts = [fact(), fact("s2"), Fact("s3", "2024", "students", status=Status.not_applicable, unit="%")]
    assert list(FactSet.from_facts(facts)) == facts
    assert list(FactSet.concat([FactSet.from_facts(facts[:1]), FactSet.from_facts(facts[1:])])) == facts
    assert FactSet.from_facts(facts).at(1) == facts[1]
    assert len(FactSet.from_facts([])) == len(FactSet.concat([])) == 0


def test_the_last_of_several_facts_about_one_key_counts() -> None:
    facts = FactSet.from_facts([fact(text="1人"), fact(text="2人")])
    found = facts.get("s1", "2024", "students")
    assert found is not None
    assert str(found.quantity) == "2人"
    assert facts.get("s1", "2023", "students") is None


def test_slices_come_without_the_total() -> None:
    facts = FactSet.from_facts([fact(text="9人"), fact(text="4人", slice="66"), fact(text="5人", slice="61")])
    assert [f.slice for f in facts.slices("s1", "2024", "students")] == ["66", "61"]


def test_choosing_by_columns() -> None:
    facts = FactSet.from_facts([fact(), fact("s2"), fact("s3", "teachers")])
    assert [f.organisation for f in facts.where(indicator="students")] == ["s1", "s2"]
    assert [f.organisation for f in facts.where(organisation=("s1", "s3"))] == ["s1", "s3"]


def test_exact_rationals_survive_parquet(tmp_path: Path) -> None:
    ratio = Quantity(176, 1, unit(":1"), Fraction(33577, 1903), Fraction(33577, 1903))
    facts = FactSet.from_facts([Fact.of("city", "2024", "ratio", ratio, source="formula"), fact()])
    facts.write_parquet(tmp_path / "facts.parquet")
    assert list(FactSet.read_parquet(tmp_path / "facts.parquet")) == list(facts)
