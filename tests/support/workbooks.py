"""A small catalogue, three schools, and a workbook that is filled in."""

from fractions import Fraction
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.facts import Fact, FactSet, Organisation, OrganisationTree
from zhijian.intake import write_workbook
from zhijian.quantity import parse_number

CASES = Path(__file__).parents[1] / "cases"
CITY = Organisation("yunling", "云岭市", "city")
SCHOOLS = tuple(
    Organisation(f"school-{n:02}", name, "school", "yunling", "公办")
    for n, name in ((3, "云岭市财经学校"), (5, "临江区机电学校"), (7, "青溪县卫生学校"))
)
SCHOOL = SCHOOLS[0]
TREE = OrganisationTree([CITY, *SCHOOLS])

# 2023, 2024 of every row that a school may fill in; where only one stands, 2023 is empty.
FIGURES = {
    "graduates.total": "941 1072",
    "graduates.placed": "940 1046",
    "graduates.further_study": "472 484",
    "graduates.monthly_income": "3319 3360",
    "graduates.self_employed_rate": "0.60 0.17",
    "satisfaction.students": "85.59 90.85",
    "courses.total": "186 205",
    "courses.total_hours": "25020 30563",
    "libraries.total": "26 35",
    "libraries.national": "0 5",
    "libraries.national_connected": "0 2",
    "libraries.school": "26 30",
    "libraries.school_connected": "0 0",
    "funding.special": "1620.75 1719.022",
    "online_courses.mean_students": "277 392",
    "students.full_time": "3241 3357",
    "teachers.full_time": "187 190",
    "teachers.dual_qualified": "86 71",
    "respondents.students": "1490 1561",
    "growth.rate": "-2.5 3.6",
    "awards.skills[national]": "0 1",
    "awards.skills[provincial]": "4 6",
    "awards.skills[city]": "10 12",
}


@cache
def catalogue() -> Catalogue:
    return load_catalogue(CASES / "workbook_catalogue")


def filled(school: Organisation = SCHOOL, **changes: str) -> FactSet:
    """The figures above as facts of ``school``; changes: another pair for an id written with _ for its points."""
    facts = []
    known = catalogue()
    for name, pair in {**FIGURES, **{k.replace("__", "."): v for k, v in changes.items()}}.items():
        indicator, _, key = name.rstrip("]").partition("[")
        for period, text in zip(known.periods, pair.split(), strict=True):
            quantity = known[indicator].stated(*parse_number(text))
            facts.append(Fact.of(school.id, period, indicator, quantity, slice=key))
    return FactSet.from_facts(facts)


@cache
def workbook(school: Organisation) -> bytes:
    """The school's workbook, filled in; written once."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "workbook.xlsx"
        write_workbook(path, catalogue(), school=school, values=filled(school))
        return path.read_bytes()


def stated(facts: FactSet) -> dict[tuple[str, str, str], tuple[str, Fraction | None, int | None]]:
    """(period, indicator, slice) → (status, value, decimals)."""
    return {
        (f.period, f.indicator, f.slice): (f.status.value, f.quantity.value if f.quantity else None, f.decimals)
        for f in facts
    }
