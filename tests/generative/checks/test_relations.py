"""Columnar checks against a scalar reference: the same relations are violated, row by row."""

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from support.small_city import small_catalogue, small_city
from zhijian.checks import check_facts
from zhijian.facts import Fact, FactSet, Status
from zhijian.quantity import Quantity

CATALOGUE = small_catalogue()
TREE = small_city(4)
SCHOOLS = [school.id for school in TREE.schools()]
Stated = tuple[int, int] | Status | None  # mantissa and decimals, a status, or no fact at all

COUNT = st.tuples(st.integers(0, 4), st.just(0))
PERCENT = st.integers(0, 2).flatmap(lambda d: st.tuples(st.integers(80 * 10**d, 82 * 10**d), st.just(d)))
RATIO = st.integers(0, 1).flatmap(lambda d: st.tuples(st.integers(0, 5 * 10**d), st.just(d)))
MISSING = st.sampled_from([Status.not_reported, Status.not_applicable, None])


def a_row(values: dict[str, st.SearchStrategy[tuple[int, int]]]) -> st.SearchStrategy[dict[str, Stated]]:
    """One school's figures."""
    return st.fixed_dictionaries({id_: st.one_of(value, value, value, MISSING) for id_, value in values.items()})


def violated(rows: list[dict[str, Stated]], rule: str) -> list[bool]:
    """For each school whether a finding has the rule as its subject."""
    facts = [
        _fact(school, id_, value)
        for school, row in zip(SCHOOLS, rows, strict=False)
        for id_, value in row.items()
        if value
    ]
    subjects = {finding.subject for finding in check_facts(FactSet.from_facts(facts), CATALOGUE, TREE)}
    return [f"{rule}/{school}/2024" in subjects for school in SCHOOLS[: len(rows)]]


def _fact(school: str, id_: str, value: tuple[int, int] | Status) -> Fact:
    unit = CATALOGUE[id_].unit
    if isinstance(value, Status):
        return Fact(school, "2024", id_, status=value, unit=unit.symbol)
    return Fact.of(school, "2024", id_, Quantity.stated(*value, unit))


def ends(value: Stated, *, count: bool) -> tuple[Fraction, Fraction] | None:
    """The interval of a stated figure; None where there is none."""
    if value is None or isinstance(value, Status):
        return None
    mantissa, decimals = value
    half = Fraction(0) if count and not decimals else Fraction(1, 2 * 10**decimals)
    return Fraction(mantissa, 10**decimals) - half, Fraction(mantissa, 10**decimals) + half


PARTS = ["libraries.national", "libraries.provincial", "libraries.school"]


@given(st.lists(a_row(dict.fromkeys(["libraries.total", *PARTS], COUNT)), min_size=1, max_size=4))
def test_parts_and_wholes(rows: list[dict[str, Stated]]) -> None:
    def reference(row: dict[str, Stated]) -> bool:
        whole, parts = ends(row["libraries.total"], count=True), [row[part] for part in PARTS]
        known = [ends(part, count=True) for part in parts]
        if (
            whole is None
            or not any(known)
            or any(k is None and p is not Status.not_applicable for k, p in zip(known, parts, strict=True))
        ):
            return False
        return sum(k[0] for k in known if k) != whole[0]

    assert violated(rows, "libraries.total.parts") == [reference(row) for row in rows]


@given(
    st.lists(
        a_row({"students.full_time": COUNT, "teachers.full_time": COUNT, "ratio.students_per_teacher": RATIO}),
        min_size=1,
        max_size=4,
    )
)
def test_formulas(rows: list[dict[str, Stated]]) -> None:
    def reference(row: dict[str, Stated]) -> bool:
        students, teachers = (ends(row[f"{who}.full_time"], count=True) for who in ("students", "teachers"))
        ratio = ends(row["ratio.students_per_teacher"], count=False)
        if students is None or teachers is None or ratio is None or not teachers[0]:
            return False
        return not ratio[0] <= students[0] / teachers[0] <= ratio[1]

    assert violated(rows, "ratio.students_per_teacher.formula") == [reference(row) for row in rows]


MEANS = ["satisfaction.students", "satisfaction.first_years", "satisfaction.others"]


@given(st.lists(a_row(dict.fromkeys(MEANS, PERCENT)), min_size=1, max_size=4))
def test_a_violated_mean_has_no_solution_and_any_other_has_one(rows: list[dict[str, Stated]]) -> None:
    """Brute force over a grid that holds every end of every interval."""

    def reference(row: dict[str, Stated]) -> bool:
        intervals = [ends(row[id_], count=False) for id_ in MEANS]
        if not all(intervals):
            return False
        grid = sorted({end for interval in intervals if interval for end in interval})
        inside = [[x for x in grid if low <= x <= high] for low, high in (i for i in intervals if i)]
        return not any(min(a, b) <= mean <= max(a, b) for mean, a, b in product(*inside))

    assert violated(rows, "satisfaction.between") == [reference(row) for row in rows]
