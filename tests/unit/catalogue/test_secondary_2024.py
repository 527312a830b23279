"""The catalogue of secondary schools: what its data must not lose."""

import pytest

from zhijian.catalogue import Catalogue, RollUp, load_catalogue
from zhijian.findings.codes import all_codes


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return load_catalogue("secondary-2024")


def test_the_six_tables_have_their_124_rows(catalogue: Catalogue) -> None:
    assert [len(catalogue.rows(number)) for number in range(1, 7)] == [12, 11, 46, 18, 15, 22]


def test_stars_stand_where_the_form_has_them(catalogue: Catalogue) -> None:
    starred = [sum(i.starred for i in catalogue.rows(number)) for number in range(1, 7)]

    assert starred == [1, 6, 31, 10, 0, 7]
    assert [i.id for i in catalogue.rows(6) if i.starred] == [
        "students.full_time",
        "funding.special",
        "teachers.politics",
        "staff.counsellors",
        "equipment.from_enterprises",
        "mentors.total",
        "mentors.lessons",
    ]


def test_hours_are_the_second_unit_of_their_courses(catalogue: Catalogue) -> None:
    second = {i.id: i.table.second_unit for i in catalogue.rows(3) if i.table and i.table.second_unit}

    assert second == {
        "courses.total_hours": "courses.total",
        "courses.certificate_hours": "courses.certificate",
        "courses.online_hours": "courses.online",
        "courses.with_enterprises_hours": "courses.with_enterprises",
        "online_courses.hours": "online_courses.total",
    }


def test_rows_of_higher_schools_have_no_rules(catalogue: Catalogue) -> None:
    higher = [i.id for i in catalogue.indicators.values() if i.higher_only]

    assert higher == [
        "overseas_schools.count",
        "overseas_schools.programmes",
        "overseas_schools.students",
        "staff.counsellors",
    ]
    assert not [rule.id for rule in catalogue.rules if any(rule.id.startswith(id_) for id_ in higher)]


def test_satisfaction_is_weighted_by_those_who_were_asked(catalogue: Catalogue) -> None:
    for indicator in catalogue.rows(2):
        assert indicator.roll_up is RollUp.weighted_mean
        assert indicator.weight == indicator.respondents
        assert indicator.method == "问卷调查"
        assert catalogue[indicator.weight].roll_up is RollUp.sum


def test_nothing_is_added_up_that_must_not_be(catalogue: Catalogue) -> None:
    by_roll_up = {
        roll_up: {i.id for i in catalogue.indicators.values() if i.roll_up is roll_up}
        for roll_up in (RollUp.distinct, RollUp.maximum, RollUp.weighted_mean)
    }

    assert by_roll_up[RollUp.distinct] == {
        "programmes.count",
        "programmes.by_category",
        "textbooks.compiled",
        "textbooks.national_planned",
        "textbooks.with_enterprises",
        "textbooks.new_form",
        "textbooks.new_form_connected",
        "textbooks.national_new",
        "textbooks.provincial_new",
        "mentors.total",
        "mentors.masters",
    }
    assert by_roll_up[RollUp.maximum] == {"network.backbone_bandwidth"}
    assert by_roll_up[RollUp.weighted_mean] == {"graduates.monthly_income", *(i.id for i in catalogue.rows(2))}


def test_every_indicator_is_explained_in_both_languages(catalogue: Catalogue) -> None:
    for indicator in catalogue.indicators.values():
        assert indicator.definition["zh"], indicator.id
        assert indicator.definition["en"] != indicator.definition["zh"], indicator.id
        assert indicator.label["en"] != indicator.label["zh"], indicator.id
        assert indicator.source, indicator.id
        assert indicator.time, indicator.id


def test_every_rule_yields_a_known_finding_and_speaks_both_languages(catalogue: Catalogue) -> None:
    for rule in catalogue.rules:
        assert rule.code in all_codes(), rule.id
        assert rule.message["en"] != rule.message["zh"], rule.id
        assert not rule.message["zh"].endswith("。"), rule.id


def test_persons_are_marked_as_small_cells(catalogue: Catalogue) -> None:
    """Counts of persons can identify them; numbers of answers, quotas and seats cannot."""
    unmarked = [i.id for i in catalogue.indicators.values() if i.unit.symbol == "人" and not i.small_cells]

    assert unmarked == [
        "overseas_schools.students",
        "staff.posts",
        "admissions.track_quota",
        *(id_ for id_ in catalogue.indicators if id_.startswith("respondents.") and id_ != "respondents.employers"),
        "online_courses.students",
    ]
