"""Facts of schools → facts of their parents, one way for each kind of indicator."""

from fractions import Fraction

import pytest

from support.small_city import facts_of, small_catalogue, small_city
from zhijian.facts import Fact, FactSet, Organisation, OrganisationTree, Status
from zhijian.quantity import format_number
from zhijian.rollup import roll_up

CITY = small_city(4, counties=1)  # s1 belongs to the city, s2 to s4 to the county c1


def rolled(table: str, *, recorded: str = "", tree: OrganisationTree = CITY) -> FactSet:
    return roll_up(
        facts_of(table), small_catalogue(), tree, recorded=facts_of(recorded, file="records") if recorded else None
    )


def printed(facts: FactSet, organisation: str, indicator: str, key: str = "") -> str:
    """``value (low … high) given/expected``, or the status."""
    fact = facts.get(organisation, "2024", indicator, key)
    if fact is None:
        return "absent"
    parts = f" {fact.parts_given}/{fact.parts_expected}"
    if fact.mantissa is None or fact.decimals is None:
        return fact.status.value + parts
    ends = "" if fact.low == fact.high else f" ({fact.low} … {fact.high})"
    return format_number(fact.mantissa, fact.decimals) + fact.unit + ends + parts


def test_counts_are_added_exactly() -> None:
    facts = rolled(
        "s1 2024 students.full_time 3\ns2 2024 students.full_time 4\ns3 2024 students.full_time 5\ns4 2024 students.full_time 6"
    )
    assert printed(facts, "city", "students.full_time") == "18人 4/4"
    assert printed(facts, "c1", "students.full_time") == "15人 3/3"


def test_rounded_amounts_add_their_intervals_and_keep_the_finest_decimals() -> None:
    facts = rolled("s1 2024 network.backbone 100\ns1 2024 funding.special 1.5\ns2 2024 funding.special 2.25")
    assert printed(facts, "city", "funding.special") == "3.75万元 (739/200 … 761/200) 2/4"


def test_the_gaps_of_a_total_show() -> None:
    facts = rolled(
        "s1 2024 students.full_time 3\ns2 2024 students.full_time -\ns3 2024 students.full_time ?\ns4 2024 students.full_time /"
    )
    assert printed(facts, "city", "students.full_time") == "3人 1/3"
    assert printed(facts, "c1", "students.full_time") == "not_reported 0/2"
    total = facts.get("city", "2024", "students.full_time")
    assert total is not None
    assert not total.complete


def test_what_applies_to_no_school_applies_to_no_parent() -> None:
    facts = rolled("s1 2024 students.full_time 3\n" + "\n".join(f"s{n} 2024 students.full_time /" for n in (2, 3, 4)))
    assert printed(facts, "city", "students.full_time") == "3人 1/1"
    assert printed(facts, "c1", "students.full_time") == "not_applicable 0/0"
    assert printed(rolled("s1 2024 abroad.schools /"), "city", "abroad.schools") == "not_applicable 0/0"


def test_schools_without_data_have_a_parent_without_data() -> None:
    facts = rolled("\n".join(f"s{n} 2024 students.full_time ?" for n in (1, 2, 3, 4)))
    assert printed(facts, "city", "students.full_time") == "no_data 0/4"


def test_satisfaction_is_weighted_by_those_asked() -> None:
    facts = rolled("""
        s1 2024 satisfaction.students 90.00
        s1 2024 respondents.students 100
        s2 2024 satisfaction.students 80.00
        s2 2024 respondents.students 300
        s3 2024 respondents.students 0
        s4 2024 satisfaction.students 70.00
    """)
    # s3 asked nobody and is passed over; nobody knows how many s4 asked, so it is missing
    assert printed(facts, "city", "satisfaction.students") == "82.50% (16499/200 … 16501/200) 2/3"
    assert printed(facts, "c1", "satisfaction.students") == "80.00% (15999/200 … 16001/200) 1/2"


def test_a_parent_whose_schools_asked_nobody_has_no_satisfaction() -> None:
    facts = rolled(
        "\n".join(f"s{n} 2024 respondents.students 0\ns{n} 2024 satisfaction.students 0.00" for n in (1, 2, 3, 4))
    )
    assert printed(facts, "city", "satisfaction.students") == "not_applicable 4/4"


def test_a_maximum_is_the_greatest_school() -> None:
    facts = rolled(
        "s1 2024 network.backbone 10000\ns2 2024 network.backbone 200\ns3 2024 network.backbone 1000\ns4 2024 network.backbone -"
    )
    assert printed(facts, "city", "network.backbone") == "10000Mbps (19999/2 … 20001/2) 3/4"
    assert printed(facts, "c1", "network.backbone") == "1000Mbps (1999/2 … 2001/2) 2/3"


def test_a_negative_maximum_is_not_zero() -> None:
    facts = rolled("s2 2024 network.backbone -5\ns3 2024 network.backbone -3")
    assert printed(facts, "c1", "network.backbone").startswith("-3Mbps")


def test_ratios_are_formulas_over_rolled_up_parts() -> None:
    facts = rolled("""
        s1 2024 students.full_time 100
        s1 2024 teachers.full_time 10
        s1 2024 ratio.students_per_teacher 10.0
        s2 2024 students.full_time 100
        s2 2024 teachers.full_time 4
        s2 2024 ratio.students_per_teacher 25.0
        s3 2024 students.full_time 0
        s3 2024 teachers.full_time 0
        s4 2024 students.full_time 0
        s4 2024 teachers.full_time -
    """)
    assert printed(facts, "city", "ratio.students_per_teacher") == "14.3:1 3/4"  # 200 ÷ 14, not the mean of ratios
    ratio = facts.get("city", "2024", "ratio.students_per_teacher")
    assert ratio is not None
    assert (ratio.low, ratio.high, ratio.source) == (Fraction(100, 7), Fraction(100, 7), "formula")


def test_a_ratio_to_nobody_does_not_apply() -> None:
    facts = rolled("\n".join(f"s{n} 2024 students.full_time 0\ns{n} 2024 teachers.full_time 0" for n in (1, 2, 3, 4)))
    assert printed(facts, "city", "ratio.students_per_teacher") == "not_applicable 4/4"


def test_a_ratio_whose_parts_nobody_states_is_missing_not_guessed() -> None:
    facts = rolled("s1 2024 teachers.dual_qualified_rate 40.00\ns1 2024 teachers.full_time 10")
    assert printed(facts, "city", "teachers.dual_qualified_rate") == "not_reported 0/4"
    assert printed(facts, "c1", "teachers.dual_qualified_rate") == "absent"


def test_formulas_round_once_and_the_interval_stays_exact() -> None:
    facts = rolled("s1 2024 funding.special 100.00\ns1 2024 students.full_time 300")
    assert printed(facts, "city", "funding.per_student") == "3333.33元/生 (19999/6 … 6667/2) 1/4"


def test_programmes_are_counted_once_by_the_records() -> None:
    schools = (
        "s1 2024 programmes.count 7\ns2 2024 programmes.count 5\ns3 2024 programmes.count 5\ns4 2024 programmes.count 1"
    )
    facts = rolled(schools, recorded="city 2024 programmes.count 9")
    assert printed(facts, "city", "programmes.count") == "9个 4/4"
    counted = facts.get("city", "2024", "programmes.count")
    assert counted is not None
    assert counted.source == "workbooks/records.xlsx#表1!D1"


def test_without_records_only_the_range_is_known() -> None:
    schools = (
        "s1 2024 programmes.count 7\ns2 2024 programmes.count 5\ns3 2024 programmes.count 0\ns4 2024 programmes.count 0"
    )
    assert printed(rolled(schools), "city", "programmes.count") == "7个 (7 … 12) 4/4"
    assert printed(rolled(schools), "c1", "programmes.count") == "5个 3/3"  # one school alone


def test_slices_are_rolled_up_one_by_one() -> None:
    facts = rolled(
        """
        s1 2024 students.by_category[61] 4
        s1 2024 students.by_category[66] 6
        s2 2024 students.by_category[66] 5
        s3 2024 students.by_category 0
        s4 2024 students.by_category[61] 1
        s1 2024 programmes.by_category[61] 2
        """,
        recorded="city 2024 programmes.by_category[61] 2\ncity 2024 programmes.by_category[70] 1",
    )
    assert (
        printed(facts, "city", "students.by_category", "61") == "5人 4/4"
    )  # who has other slices has none of this one
    assert printed(facts, "city", "students.by_category", "66") == "11人 4/4"
    assert printed(facts, "city", "programmes.by_category", "70") == "1个 1/4"


def test_some_indicators_have_no_total() -> None:
    assert printed(rolled("s1 2024 motto.letters 8"), "city", "motto.letters") == "absent"


def test_years_stay_apart_and_history_is_rolled_up_too() -> None:
    facts = rolled("s1 2022 students.full_time 3\ns1 2024 students.full_time 4")
    assert [
        (f.period, f.mantissa) for f in facts if f.organisation == "city" and f.indicator == "students.full_time"
    ] == [("2022", 3), ("2024", 4)]


def test_what_parents_state_themselves_is_passed_over() -> None:
    assert (
        printed(rolled("city 2022 students.full_time 99\ns1 2024 students.full_time 4"), "city", "students.full_time")
        == "4人 1/4"
    )


def test_every_parent_gets_its_facts_in_catalogue_order() -> None:
    facts = rolled("s2 2024 students.full_time 4\ns1 2024 libraries.total 1")
    assert [(f.organisation, f.indicator) for f in facts] == [
        ("city", "libraries.total"),
        ("city", "students.full_time"),
        ("c1", "students.full_time"),
    ]


def test_no_facts_and_no_schools_are_no_trouble() -> None:
    assert len(rolled("s1 2024 motto.letters 8")) == 0
    lonely = OrganisationTree([Organisation("city", "云岭市", "city")])
    assert len(roll_up(FactSet.from_facts([]), small_catalogue(), lonely)) == 0
    assert len(roll_up(FactSet.from_facts([]), small_catalogue(), CITY)) == 0


def test_numbers_beyond_64_bits_stay_exact() -> None:
    big = 2**61
    facts = FactSet.from_facts(
        [
            Fact(
                f"s{n}",
                "2024",
                "students.full_time",
                mantissa=big,
                decimals=0,
                low=Fraction(big),
                high=Fraction(big),
                unit="人",
            )
            for n in (1, 2, 3)
        ]
    )
    total = roll_up(facts, small_catalogue(), CITY).get("city", "2024", "students.full_time")
    assert total is not None
    assert total.low == 3 * big


@pytest.mark.parametrize("status", list(Status))
def test_each_status_survives_being_the_only_one(status: Status) -> None:
    facts = [
        Fact(
            "s1",
            "2024",
            "patents.granted",
            status=status,
            unit="项",
            mantissa=1,
            decimals=0,
            low=Fraction(1),
            high=Fraction(1),
        )
    ]
    total = roll_up(FactSet.from_facts(facts), small_catalogue(), small_city(1)).get("city", "2024", "patents.granted")
    assert total is not None
    assert total.status is status
