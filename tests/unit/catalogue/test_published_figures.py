"""The rules on the figures that a city published: exactly the contradictions that are really there, no others."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from zhijian.catalogue import Catalogue, Rule, load_catalogue
from zhijian.expressions import Interval, Slices, Variable, leaves, relation_possible
from zhijian.quantity import Quantity, parse_number

FIGURES = Path(__file__).parents[2] / "cases" / "official-2024.csv"

# rule, period: the arithmetic by which anyone can see that the figures cannot all be right
CONTRADICTIONS = {
    ("ratio.students_per_teacher.formula", "2023"): "32415 / 1870 = 17.33, not 17.2",
    ("libraries.total.parts", "2023"): "0 + 0 + 26 is not 23",
    ("libraries.total.parts", "2024"): "0 + 5 + 30 is not 34",
    ("ip.invention_patents.within", "2024"): "1 invention among 0 patents",
    ("admissions.paths.within_further_study", "2023"): "1195 + 3713 = 4908 > 4722",
    ("admissions.paths.within_further_study", "2024"): "1495 + 3754 = 5249 > 4842: the quota stands for the admitted",
    ("employment.initial.without_further_study", "2023"): "5438 > 9400 - 4722 = 4678",
    (
        "satisfaction.graduates.between",
        "2023",
    ): "81.61 lies below 81.72 and 82.06 (a warning: others may have been asked)",
    ("workstations.per_student.formula", "2024"): "23839 / 33577 = 0.71, not 0.81",
    ("equipment.per_student.formula", "2024"): "361369140.7 / 33577 = 10762.40, not 15639.33",
}


class Published:
    """A Resolver of one row: the published figures of one period, in base units."""

    rows = 1

    def __init__(self, catalogue: Catalogue, period: str) -> None:
        self.catalogue = catalogue
        self.period = period
        with FIGURES.open(encoding="utf-8", newline="") as file:
            self.figures = {row["indicator"]: row for row in csv.DictReader(file)}

    def variable(self, variable: Variable) -> Interval:
        text = self.figures.get(variable.indicator, {}).get(self.catalogue.earlier(self.period, variable.back), "")
        if not text or variable.slice:
            return Interval.missing(1)
        unit = self.catalogue[variable.indicator].unit
        stated = Quantity.stated(*parse_number(text), unit)
        assert stated.high is not None
        return Interval.one(stated.low * unit.scale, stated.high * unit.scale)

    def slices(self, slices: Slices) -> Sequence[Interval]:
        return []


def violated(rules: Sequence[Rule], published: Published) -> Iterator[tuple[str, str]]:
    for rule in rules:
        given = [published.variable(leaf).defined[0] for leaf in leaves(rule.that) if isinstance(leaf, Variable)]
        if not all(given) or "city" not in rule.on:
            continue
        if not all(relation_possible(*pair, published)[0] for pair in rule.that.pairs):
            yield rule.id, published.period


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue("secondary-2024")


def test_rules_find_every_contradiction_of_the_published_figures_and_no_other(catalogue: Catalogue) -> None:
    found = {hit for period in catalogue.periods for hit in violated(catalogue.rules, Published(catalogue, period))}

    assert found == set(CONTRADICTIONS)


def test_the_published_figures_put_most_rules_of_the_tables_to_the_test(catalogue: Catalogue) -> None:
    published = Published(catalogue, "2024")
    tested = [
        rule
        for rule in catalogue.rules
        if all(published.variable(leaf).defined[0] for leaf in leaves(rule.that) if isinstance(leaf, Variable))
    ]

    assert len(tested) > 200


def test_every_row_of_the_six_tables_is_there_with_its_figures(catalogue: Catalogue) -> None:
    published = Published(catalogue, "2024")
    rows = [indicator for number in range(1, 7) for indicator in catalogue.rows(number)]

    assert len(rows) == 124
    assert [indicator.id for indicator in rows] == list(published.figures)[:124]
    for indicator in rows:
        assert bool(published.figures[indicator.id]["2024"]) != indicator.higher_only
