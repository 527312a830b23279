"""What readers of the HTML learn about a figure: schools and cells inside, and outside nothing that was held back."""

from types import SimpleNamespace
from typing import Any

import pytest

from zhijian.catalogue import load_catalogue
from zhijian.compilation.notes import figure_notes
from zhijian.facts import Fact, FactSet, Organisation, OrganisationTree
from zhijian.findings import Location
from zhijian.quantity import parse_quantity
from zhijian.report import ComposedFigure

MASTERS = "mentors.masters"
TREE = OrganisationTree(
    [
        Organisation("city", "云岭市", "city", "", "", "990100", ""),
        Organisation("county", "临江区", "county", "city", "", "990102", ""),
        Organisation("school", "临江职校", "school", "county", "", "9901020001", ""),
    ]
)


def fact(organisation: str, period: str, indicator: str, value: str, source: str, *, parts: int | None = None) -> Fact:
    quantity = parse_quantity(value)
    return Fact.of(organisation, period, indicator, quantity, source=source, parts_given=parts, parts_expected=parts)


FACTS = FactSet.from_facts(
    [
        fact("city", "2024", MASTERS, "8人", "records/mentors.csv?below=city", parts=1),
        fact("city", "2023", MASTERS, "4人", "records/2023/mentors.csv?below=city", parts=1),
        fact("city", "2024", "students.full_time", "500人", "rollup", parts=1),
        fact("county", "2024", "students.full_time", "500人", "rollup", parts=1),
        fact("school", "2024", "students.full_time", "500人", "workbooks/school.xlsx#表6!E4"),
    ]
)
HIDDEN = {("city", "2023", MASTERS, "")}


def note(indicator: str, period: str, printed: str, *, public: bool, expression: str = "") -> str:
    """The lines of one figure's note; the public edition has the city's facts alone, as in a build."""
    figure = ComposedFigure(
        "f-1", printed, expression or indicator, "" if expression else indicator, Location("01.md", "#L1"), "city",
        period, tuple(f.key for f in FACTS if f.organisation == "city" and f.indicator == indicator),
        None, None, None, "人",
    )  # fmt: skip
    folder: Any = SimpleNamespace(catalogue=load_catalogue(), tree=TREE)
    composition: Any = SimpleNamespace(figures=(figure,))
    facts = FACTS.where(organisation="city") if public else FACTS
    hidden = HIDDEN if public else ()
    return "\n".join(figure_notes(folder, facts, composition, public=public, hidden=hidden)["f-1"].lines)


def test_inside_each_school_stands_with_its_cell() -> None:
    assert "临江职校：500人（workbooks/school.xlsx#表6!E4）" in note(
        "students.full_time", "2024", "500人", public=False
    )


def test_outside_only_the_number_of_schools_is_told() -> None:
    told = note("students.full_time", "2024", "500人", public=True)
    assert "由1所学校的数据汇总" in told
    assert "临江" not in told


@pytest.mark.parametrize("expression", ["", f"{MASTERS} - previous({MASTERS})"])
def test_what_was_held_back_is_in_no_note(expression: str) -> None:
    assert "4人" in note(MASTERS, "2023", "4人", public=False, expression=expression)
    assert "4人" not in note(MASTERS, "2023", "*", public=True, expression=expression)


def test_outside_no_file_is_named() -> None:
    assert "mentors.csv" in note(MASTERS, "2024", "8人", public=False)
    assert "mentors.csv" not in note(MASTERS, "2024", "8人", public=True)
