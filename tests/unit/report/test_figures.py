"""Bound figures: what an author writes, and what is printed."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
import yaml

from support.report_city import CASES, changed, composed, report_facts
from zhijian.document import BoundFigure, Paragraph, Text, plain_text
from zhijian.facts import Fact, FactSet
from zhijian.report import Composition

EXAMPLES = [
    (source, printed)
    for examples in yaml.safe_load((CASES / "figures.yaml").read_text("utf-8")).values()
    for source, printed in examples
]


def sentence(composition: Composition) -> Paragraph:
    """The first paragraph of the report."""
    return next(block for block in composition.document.blocks if isinstance(block, Paragraph))


@pytest.mark.parametrize(("source", "printed"), EXAMPLES, ids=[source for source, _ in EXAMPLES])
def test_a_figure_is_printed_as_its_author_expects(tmp_path: Path, source: str, printed: str) -> None:
    composition = composed(tmp_path / "r", f"# 规模\n\n全市{{{{ {source} }}}}。\n")
    assert plain_text(sentence(composition).runs) == f"全市{printed}。"


def test_a_generated_phrase_is_words_and_figures_each_with_its_own_anchor(tmp_path: Path) -> None:
    composition = composed(tmp_path / "r", "# 规模\n\n在校生{{ trend(students.full_time) }}。\n")
    assert sentence(composition).runs == (
        Text("在校生"),
        BoundFigure("33577人", "f-1-1", "students.full_time", "students.full_time"),
        Text("，比上年增加"),
        BoundFigure("1162人", "f-1-2", "change(students.full_time) | abs"),
        Text("，增长"),
        BoundFigure("3.6%", "f-1-3", "growth(students.full_time) | abs"),
        Text("。"),
    )


def test_words_follow_the_exact_values_not_the_printed_ones(tmp_path: Path) -> None:
    chapter = "# 规模\n\n{{ trend(students.full_time) }}；{{ trend(satisfaction.students) }}。\n"
    less = report_facts(
        changed(("yunling", "2023", "students.full_time"), mantissa=40000, low=Fraction(40000), high=Fraction(40000))
    )
    text = plain_text(sentence(composed(tmp_path / "r", chapter, facts=less)).runs)
    assert text == "33577人，比上年减少6423人，下降16.1%；90.85%，比上年提高5.26个百分点。"
    hardly = report_facts(
        changed(("yunling", "2023", "satisfaction.students"), low=Fraction(90849, 1000), high=Fraction(90849, 1000))
    )
    text = plain_text(sentence(composed(tmp_path / "r", chapter, facts=hardly)).runs)
    assert text.endswith("90.85%，与上年基本持平。")


def test_a_figure_keeps_its_lineage_down_to_base_facts(tmp_path: Path) -> None:
    composition = composed(tmp_path / "r", "# 规模\n\n首段。\n\n- 生师比{{ ratio.students_per_teacher }}\n")
    figure = composition.figures[0]
    assert str(figure.location) == "chapters/01.md#L5"
    assert (figure.organisation, figure.period, figure.indicator) == ("yunling", "2024", "ratio.students_per_teacher")
    assert figure.facts == (
        ("yunling", "2024", "students.full_time", ""),
        ("yunling", "2024", "teachers.full_time", ""),
    )
    assert figure.value == figure.low == figure.high == Fraction(33577, 1903)
    assert (figure.unit, figure.decimals) == (":1", 1)


def test_the_interval_is_what_rounded_facts_leave_open(tmp_path: Path) -> None:
    composition = composed(tmp_path / "r", "# 规模\n\n{{ change(satisfaction.students) }}\n")
    figure = composition.figures[0]
    assert (figure.low, figure.value, figure.high) == (Fraction("5.25"), Fraction("5.26"), Fraction("5.27"))


def test_rounding_happens_once_on_the_exact_value(tmp_path: Path) -> None:
    """2345 of 10000 is 23.45 %: one rounding gives 23.5, two (23.5 → 24) would not agree with it."""
    facts = report_facts(
        changed(("yunling", "2024", "graduates.further_study"), mantissa=2345, low=Fraction(2345), high=Fraction(2345))
    )
    total = changed(("yunling", "2024", "graduates.total"), mantissa=10000, low=Fraction(10000), high=Fraction(10000))
    facts = FactSet.from_facts(filter(None, map(total, facts)))
    chapter = "# 规模\n\n{{ share(graduates.further_study, graduates.total) }} {{ share(graduates.further_study, graduates.total) | rounding 四舍六入五成双 }}\n"
    assert plain_text(sentence(composed(tmp_path / "r", chapter, facts=facts)).runs) == "23.5% 23.4%"


def test_where_base_facts_are_missing_a_stated_derived_value_is_taken(tmp_path: Path) -> None:
    def stated(fact: Fact) -> Fact | None:
        if fact.indicator == "fitness.passed":
            low, high = Fraction("96.425"), Fraction("96.435")
            values = {"mantissa": 9643, "decimals": 2, "low": low, "high": high, "unit": "%"}
            return replace(fact, indicator="fitness.passed_rate", **values)
        return None if fact.indicator == "fitness.tested" else fact

    composition = composed(tmp_path / "r", "# 规模\n\n{{ fitness.passed_rate }}\n", facts=report_facts(stated))
    assert plain_text(sentence(composition).runs) == "96.43%"
    assert composition.figures[0].facts == (("yunling", "2024", "fitness.passed_rate", ""),)


def test_bold_carries_over_to_figures(tmp_path: Path) -> None:
    composition = composed(tmp_path / "r", "# 规模\n\n在校生**“双师型”{{ students.full_time }}**以上\n")
    assert sentence(composition).runs == (
        Text("在校生"),
        Text("“双师型”", bold=True),
        BoundFigure("33577人", "f-1-1", "students.full_time", "students.full_time", bold=True),
        Text("以上"),
    )
