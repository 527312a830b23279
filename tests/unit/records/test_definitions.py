"""The record tables, measures and surveys as data: complete, unambiguous, and in step with the catalogue."""

from itertools import pairwise

import pytest

from zhijian.catalogue import RollUp, load_catalogue
from zhijian.records import Measure, RecordTable, measures, programme_names, record_tables, scale, surveys

TABLES = list(record_tables().values())
MEASURES = [measure for group in measures().values() for measure in group]
DERIVED = {"programme.category", "industry.sector", "region.local", "region.in_province", "region.west_northeast",
           "entry_month.in_year"}  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_no_header_means_two_fields(table: RecordTable) -> None:
    spellings = [
        spelling
        for field in table.fields.values()
        for spelling in {field.name.upper(), field.label, field.pinyin, *field.words}
    ]
    assert len(spellings) == len(set(spellings))


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_pinyin_names_are_written_as_the_standard_writes_them(table: RecordTable) -> None:
    assert [field.pinyin for field in table.fields.values() if not field.pinyin.isupper()] == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_a_key_is_made_of_fields_and_names_its_school(table: RecordTable) -> None:
    assert table.key[0] == "school"
    assert set(table.key) <= set(table.fields)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.id)
def test_no_word_of_a_code_set_means_two_codes(table: RecordTable) -> None:
    for field in table.fields.values():
        if field.codes is not None:
            codes = list(field.codes.codes.values())
            assert len(codes) == len(set(codes))
            assert set(field.codes.values.values()) == set(field.codes.labels)


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.indicator)
def test_a_measure_uses_fields_and_codes_that_there_are(measure: Measure) -> None:
    fields = record_tables()[measure.table].fields
    for name in measure.needs:
        assert name in fields or name in DERIVED
    for name, wanted in measure.where.items():
        codes = fields[name].codes if name in fields else None
        if codes is not None:
            assert set(wanted) <= set(codes.labels)


def test_every_indicator_of_records_has_a_measure() -> None:
    counted = {measure.indicator for measure in MEASURES}
    wanted = {i.id for i in load_catalogue().indicators.values() if i.from_ == "records" or i.also_records}
    assert wanted - counted == set()


def test_every_indicator_of_surveys_has_a_question() -> None:
    asked = {name for survey in surveys().values() for name in (*survey.respondents, *survey.rates)}
    assert asked == {i.id for i in load_catalogue().indicators.values() if i.from_ == "survey"}


def test_what_is_counted_once_is_counted_by_a_key() -> None:
    catalogue = load_catalogue()
    for measure in MEASURES:
        if measure.indicator in catalogue and catalogue[measure.indicator].roll_up is RollUp.distinct:
            assert measure.distinct, measure.indicator


def test_a_breakdown_goes_by_the_slices_of_the_catalogue() -> None:
    catalogue = load_catalogue()
    for measure in MEASURES:
        if measure.by and measure.by in record_tables()[measure.table].fields:
            codes = record_tables()[measure.table].fields[measure.by].codes
            assert codes is not None
            assert list(codes.labels.values()) == list(catalogue.slice_sets[catalogue[measure.indicator].slices].keys)


def test_the_national_list_of_programmes_is_complete_and_in_order() -> None:
    codes = list(programme_names())
    assert len(codes) == 368
    assert all(a < b for a, b in pairwise(codes))
    assert {code[:2] for code in codes} == set(load_catalogue().slice_sets["major_categories"].keys)


def test_two_of_five_answers_count_as_satisfied() -> None:
    assert scale().satisfied == ("5", "4")
    assert scale().answers["基本满意"] == "3"
