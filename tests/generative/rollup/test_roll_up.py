"""Rolling up twice is rolling up once; columnar roll-up against sums of fractions."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from support.small_city import small_catalogue
from zhijian.facts import Fact, FactSet, Organisation, OrganisationTree, Status
from zhijian.quantity import Quantity, round_to_mantissa
from zhijian.rollup import roll_up

COUNTIES = ("c1", "c2", "c3")
SCHOOLS = tuple(f"s{n}" for n in range(1, 7))
CATALOGUE = small_catalogue()
CITY = Organisation("city", "市", "city")
WHOLE = OrganisationTree(
    [CITY, *(Organisation(id_, id_, "county", "city") for id_ in COUNTIES)]
    + [Organisation(school, school, "school", COUNTIES[n // 2]) for n, school in enumerate(SCHOOLS)]
)
UPPER = OrganisationTree([CITY, *(Organisation(id_, id_, "school", "city") for id_ in COUNTIES)])
# counts, money with two decimals, percentages with two decimals, and who gives none
COUNT = st.one_of(st.integers(0, 5000), st.sampled_from([Status.not_reported, Status.not_applicable]))
CENTS = st.one_of(st.integers(0, 10**7), st.just(Status.not_reported))
STATED = {
    "students.full_time": (COUNT, 0),
    "teachers.full_time": (COUNT, 0),
    "funding.special": (CENTS, 2),
    "respondents.students": (st.integers(0, 900), 0),
    "satisfaction.students": (st.integers(0, 10_000), 2),
}


@st.composite
def cities(draw: st.DrawFn) -> FactSet:
    """A year of six schools' facts."""
    facts = []
    for school in SCHOOLS:
        for id_, (values, decimals) in STATED.items():
            value, unit = draw(values), CATALOGUE[id_].unit
            if isinstance(value, Status):
                facts.append(Fact(school, "2024", id_, status=value, unit=unit.symbol))
            else:
                facts.append(Fact.of(school, "2024", id_, Quantity.stated(value, decimals, unit)))
    return FactSet.from_facts(facts)


@given(cities())
def test_rolling_up_counties_gives_what_rolling_up_schools_gives(facts: FactSet) -> None:
    direct = roll_up(facts, CATALOGUE, WHOLE)
    counties = direct.where(organisation=COUNTIES)
    again = roll_up(counties, CATALOGUE, UPPER)
    for indicator in (*STATED, "ratio.students_per_teacher", "funding.per_student"):
        once, twice = (facts.get("city", "2024", indicator) for facts in (direct, again))
        assert once is not None
        assert twice is not None
        assert (once.status, once.low, once.high) == (twice.status, twice.low, twice.high), indicator
        if indicator != "satisfaction.students":  # s of weight 0 are passed over by the county already
            assert (once.mantissa, once.parts_given, once.parts_expected) == (
                twice.mantissa,
                twice.parts_given,
                twice.parts_expected,
            )


@given(cities())
def test_totals_are_what_ten_lines_of_fractions_say(facts: FactSet) -> None:
    rolled = roll_up(facts, CATALOGUE, WHOLE)

    def given(id_: str) -> list[Fact]:
        return [fact for fact in facts if fact.indicator == id_ and fact.given]

    for id_ in ("students.full_time", "teachers.full_time", "funding.special"):
        total = rolled.get("city", "2024", id_)
        assert total is not None
        assert (total.parts_given, total.given) == (len(given(id_)), bool(given(id_)))
        if total.given:
            assert total.low == sum(fact.low or 0 for fact in given(id_))
            assert total.high == sum(fact.high or 0 for fact in given(id_))
            assert total.mantissa == sum(fact.mantissa or 0 for fact in given(id_))
    weights = {fact.organisation: fact.low or Fraction(0) for fact in given("respondents.students")}
    mean = rolled.get("city", "2024", "satisfaction.students")
    assert mean is not None
    if mean.given:
        value = sum(
            Fraction(fact.mantissa or 0, 100) * weights[fact.organisation] for fact in given("satisfaction.students")
        ) / sum(weights.values())
        assert mean.mantissa == round_to_mantissa(value, 2)
        assert mean.high is not None
        assert mean.low is not None
        assert mean.high - mean.low == Fraction(1, 100)
    else:
        assert not any(weights.values())
