"""Opening rounds, rehearsals, and the totals above the schools."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from support.web_world import CITY, COUNTY, World
from zhijian.facts import FactSet
from zhijian.rollup import roll_up
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry, Refused
from zhijian.web.collection.facts import facts_of_cells
from zhijian.web.collection.form import entry_form
from zhijian.web.collection.models import Cell, KeptFact
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import standing_of
from zhijian.web.review.actions.own import submit
from zhijian.web.rounds.actions.open import open_round, open_trial
from zhijian.web.rounds.behind_totals import Schools
from zhijian.web.rounds.models import Round, Submission
from zhijian.web.rounds.totals import rolled_up

Browser = Callable[[str], Client]


def opened(world: World, **more: Any) -> Round:
    given = {
        "owner": Organisation.objects.get(code=CITY),
        "name": "补报",
        "catalogue": "secondary-2024",
        "deadline": timezone.now() + timedelta(days=1),
        "by": world.user(f"administrator-{CITY}"),
    }
    return open_round(**{**given, **more})


def test_a_round_has_a_submission_for_each_organisation(world: World) -> None:
    found = {
        s.organisation.code: (s.county and s.county.code, s.city and s.city.code, s.waiting)
        for s in world.round.submissions.select_related("organisation", "county", "city")
    }
    assert found == {
        CITY: (None, None, 4),
        COUNTY: (None, CITY, 2),
        "c-qingxi": (None, CITY, 1),
        "school-01": (None, CITY, 0),
        "school-04": (COUNTY, CITY, 0),
        "school-05": (COUNTY, CITY, 0),
        "school-06": ("c-qingxi", CITY, 0),
    }


def test_only_chosen_schools_take_part(world: World) -> None:
    round_ = opened(world, organisations=["school-04"])
    assert [s.organisation.code for s in round_.submissions.order_by("organisation__path")] == [
        CITY,
        COUNTY,
        "school-04",
    ]


def test_approved_values_are_carried_and_cannot_be_changed(world: World) -> None:
    source = world.round
    approved = world.submission("school-04")
    clerk, now = world.user("clerk-school-04"), timezone.now()
    everybody = {f"{step}_by": clerk for step in ("submitted", "signed", "county_approved", "city_approved")}
    moments = {f"{step}_at": now for step in ("submitted", "signed", "county_approved", "city_approved")}
    Submission.objects.filter(pk=approved.pk).update(state="city_approved", **everybody, **moments)
    round_ = opened(world, carried_from=source)
    form = entry_form(round_.catalogue)
    carried = Cell.objects.filter(submission__round=round_)
    assert {
        (c.submission.organisation.code, c.period, c.origin) for c in carried.select_related("submission__organisation")
    } == {("school-04", form.previous, "carried")}
    assert (
        carried.count()
        == Cell.objects.filter(submission=approved, period=form.previous).exclude(status="not_reported").count()
    )


def test_a_trial_is_a_copy_that_touches_nothing(world: World, signed_in: Browser) -> None:
    before = list(Cell.objects.filter(submission__round=world.round).values_list("id", "version"))
    trial = open_trial(owner=world.round.owner, source=world.round, by=world.user(f"reviewer-{CITY}"))
    assert trial.trial
    copied = Cell.objects.filter(submission__round=trial)
    assert copied.count() == len(before)
    assert set(copied.values_list("origin", flat=True)) >= {"carried", "workbook"}
    assert {s.state for s in trial.submissions.all()} == {"draft"}
    assert list(Cell.objects.filter(submission__round=world.round).values_list("id", "version")) == before


def test_what_records_yielded_last_year_is_carried_too(world: World) -> None:
    approved, form = world.submission("school-05"), world.form
    clerk, now = world.user("clerk-school-05"), timezone.now()
    steps = ("submitted", "signed", "county_approved", "city_approved")
    who = {f"{step}_by": clerk for step in steps} | {f"{step}_at": now for step in steps}
    Submission.objects.filter(pk=approved.pk).update(state="city_approved", **who)
    stated = set(Cell.objects.filter(submission=approved, period="2023").values_list("indicator", "slice"))
    free = next(
        row
        for _table, row in form.rows.values()
        if row.kind.name == "optional" and (row.indicator.id, row.slice) not in stated
    )
    KeptFact.objects.create(
        round=world.round,
        organisation=approved.organisation,
        kept_as="records",
        indicator=free.indicator.id,
        slice=free.slice,
        period="2023",
        status="given",
        mantissa=12,
        decimals=0,
        unit=free.indicator.unit.symbol,
    )
    round_ = opened(world, carried_from=world.round)
    cell = Cell.objects.get(submission__round=round_, indicator=free.indicator.id, slice=free.slice)
    assert (cell.text, cell.origin, cell.period) == ("12", "carried", "2023")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"name": " "}, "名称"),
        ({"catalogue": "none"}, "指标目录"),
        ({"deadline": timezone.now() - timedelta(days=1)}, "截止时间"),
        ({"organisations": ["nobody"]}, "没有参加"),
        ({"name": "2024年度填报"}, "同名"),
    ],
)
def test_what_does_not_fit_is_told(world: World, more: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused, match=told):
        opened(world, **more)


@pytest.mark.parametrize(
    "who", ["clerk-school-04", f"editor-{CITY}", f"administrator-{COUNTY}", "administrator-far-city"]
)
def test_others_open_no_round(world: World, who: str) -> None:
    with pytest.raises(PermissionDenied):
        opened(world, by=world.user(who))


def test_the_page_opens_a_round(world: World, signed_in: Browser) -> None:
    deadline = (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    body = {
        "name": "中期核对",
        "owner": CITY,
        "catalogue": "secondary-2024",
        "deadline": deadline,
        "school": ["school-01"],
    }
    answer = signed_in(f"administrator-{CITY}").post("/rounds/open/", body)
    made = Round.objects.get(name="中期核对")
    assert answer.headers["Location"] == f"/rounds/{made.pk}/board/"


def test_the_citys_totals_are_those_of_the_library_to_the_last_digit(world: World) -> None:
    facts, tree = rolled_up(
        world.round, standing_of(world.user(f"reviewer-{CITY}")), Organisation.objects.get(code=CITY)
    )
    form = world.form
    total = facts.get(CITY, form.current, "graduates.total")
    entered = Cell.objects.filter(
        submission__round=world.round, indicator="graduates.total", slice="", period=form.current, status="given"
    ).values_list("mantissa", flat=True)
    assert total is not None
    assert (total.low, total.mantissa, total.parts_given, total.parts_expected) == (
        Fraction(sum(entered)), sum(entered), 3, 4,
    )  # fmt: skip
    stated = [
        fact
        for s in Submission.objects.filter(round=world.round).select_related("round", "organisation")
        for fact in facts_of_cells(s, Cell.objects.filter(submission=s), form)
    ]
    again = roll_up(FactSet.from_facts(stated), form.catalogue, tree)
    ours = {(f.key, f.mantissa, f.decimals, f.low, f.high) for f in facts if f.organisation == CITY}
    assert ours == {(f.key, f.mantissa, f.decimals, f.low, f.high) for f in again if f.organisation == CITY}


def test_a_total_leads_down_to_a_schools_cell(world: World, signed_in: Browser) -> None:
    page = (
        signed_in(f"reviewer-{CITY}").get(f"/rounds/{world.round_id}/totals/{CITY}/graduates.total/").content.decode()
    )
    assert f"/rounds/{world.round_id}/school-04/tables/1/#graduates.total" in page


def test_a_total_that_is_counted_from_records_says_so_and_lists_what_schools_typed(
    world: World, signed_in: Browser
) -> None:
    city = Organisation.objects.get(code=CITY)
    exactly = {"mantissa": 148, "decimals": 0, "low_n": 148, "low_d": 1, "high_n": 148, "high_d": 1}
    about = {"round": world.round, "organisation": city, "kept_as": "records", "period": "2024", "status": "given"}
    unit, source = world.form.catalogue["programmes.count"].unit.symbol, "records/programmes.csv?organisation=yunling"
    KeptFact.objects.create(**about, **exactly, indicator="programmes.count", unit=unit, source=source)
    reviewer = signed_in(f"reviewer-{CITY}")
    table = world.form.table_of("programmes.count")
    page = reviewer.get(f"/rounds/{world.round_id}/totals/", {"table": table})
    assert {row["label"] for row in page.context["rows"] if row["counted_once"]} == {"专业数量*"}
    assert "不是各校填报数之和" in page.content.decode()
    assert "不是各校填报数之和" not in reviewer.get(f"/rounds/{world.round_id}/totals/").content.decode()
    figure = reviewer.get(f"/rounds/{world.round_id}/totals/{CITY}/programmes.count/")
    typed = Cell.objects.filter(
        submission__round=world.round, indicator="programmes.count", slice="", period="2024", status="given"
    )
    assert sorted(each["text"] for each in figure.context["typed"]) == sorted(cell.text for cell in typed) != []
    assert "各校填报的数（仅供对照，不计入）" in figure.content.decode()


def test_totals_say_how_many_of_their_schools_are_still_drafts(world: World, signed_in: Browser) -> None:
    submit(submission=world.submission("school-04"), by=world.user("clerk-school-04"))
    reviewer = signed_in(f"reviewer-{CITY}")
    page = reviewer.get(f"/rounds/{world.round_id}/totals/")
    assert page.context["schools"] == Schools(draft=3, waiting=1, approved=0)
    assert "合计中有 4 所学校：已审核 0 所，待审核 1 所，草稿 3 所。" in page.content.decode()
    figure = reviewer.get(f"/rounds/{world.round_id}/totals/{CITY}/graduates.total/")
    drafts = {line["url"].split("/")[3] for line in figure.context["lines"] if line["draft"] and line["url"]}
    assert drafts == {"school-01", "school-06"}
    reader = signed_in(f"reader-{CITY}").get(f"/rounds/{world.round_id}/totals/")
    assert reader.context["schools"] == Schools(draft=0, waiting=1, approved=0)


def test_totals_hold_no_draft_that_the_viewer_may_not_see(world: World, signed_in: Browser) -> None:
    facts, _tree = rolled_up(
        world.round, standing_of(world.user(f"reader-{CITY}")), Organisation.objects.get(code=CITY)
    )
    assert len(facts) == 0


def test_a_reviewer_sees_the_checks_of_all_schools_and_a_school_its_own(world: World, signed_in: Browser) -> None:
    cell = Cell.objects.get(submission=world.submission("school-04"), indicator="graduates.placed", period="2024")
    entry = Entry("graduates.placed", "", "2024", str(cell.mantissa * 9), cell.version)
    save_cells(submission=world.submission("school-04"), entries=[entry], by=world.user("clerk-school-04"))
    page = signed_in(f"reviewer-{CITY}").get(f"/rounds/{world.round_id}/checks/", {"severity": "error"})
    found = page.context["page"].object_list
    assert {each.organisation for each in found} == {"school-04"}
    assert f"/rounds/{world.round_id}/school-04/tables/1/" in page.content.decode()
    other = signed_in("clerk-school-01").get(f"/rounds/{world.round_id}/checks/").context["page"].object_list
    assert {each.organisation for each in other} <= {"school-01"}
    text = signed_in(f"reviewer-{CITY}").get(f"/rounds/{world.round_id}/checks/csv/").content.decode("utf-8-sig")
    assert "school-04" in text


def test_totals_are_handed_out_as_a_file(world: World, signed_in: Browser) -> None:
    text = signed_in(f"reviewer-{CITY}").get(f"/rounds/{world.round_id}/totals/csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    total = next(row for row in rows if row[1] == "graduates.total")
    entered = Cell.objects.filter(
        submission__round=world.round, indicator="graduates.total", period="2024", status="given"
    ).values_list("mantissa", flat=True)
    assert total[5:] == [str(sum(entered)), "3", "4"]
    assert len(rows) == 1 + sum(len(sheet.rows) for sheet in world.form.sheets.values())
