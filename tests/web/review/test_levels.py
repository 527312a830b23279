"""Who reviews is told by the tree and by the round: a province after its cities, and any level can be left out."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from support.web_world import CITY, COUNTY, World
from zhijian.web.audit.models import AuditEvent
from zhijian.web.collection.entry import Refused
from zhijian.web.collection.models import Cell
from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.roles import Role
from zhijian.web.review.actions.bulk import approve_all, preview
from zhijian.web.review.actions.own import sign, submit
from zhijian.web.review.actions.reviewing import approve, send_back
from zhijian.web.review.board import whom_of
from zhijian.web.review.offers import offers_of
from zhijian.web.rounds.actions.open import copy_cells, open_round
from zhijian.web.rounds.models import ALONG, Round, Submission
from zhijian.web.rounds.states import Action, State

Browser = Callable[[str], Client]
PROVINCE = "lingnan"
SCHOOLS = ("school-01", "school-04", "school-06")  # of the city itself, and of its two counties; filled in


@pytest.fixture
def province(world: World) -> Organisation:
    """A province above the city, with a reviewer."""
    made: Organisation = Organisation.objects.create(
        code=PROVINCE, name="岭南省", level="province", path=f"/{PROVINCE}/"
    )
    for row in Organisation.objects.filter(path__startswith=f"/{CITY}/"):
        row.path = f"/{PROVINCE}{row.path}"
        row.save(update_fields=("path",))
    Organisation.objects.filter(code=CITY).update(parent=made)
    reviewer = User.objects.create_user(f"reviewer-{PROVINCE}", None, name="省级审核员")
    Membership.objects.create(user=reviewer, organisation=made, role=Role.reviewer)
    return made


def opened(world: World, owner: Organisation, levels: list[str] | None = None) -> Round:
    """A round with the schools' figures in place."""
    by = Membership.objects.filter(organisation=owner, role=Role.reviewer)[0].user
    deadline = timezone.now() + timedelta(days=3)
    round_ = open_round(
        owner=owner,
        name="全省",
        catalogue="secondary-2024",
        deadline=deadline,
        by=by,
        organisations=SCHOOLS,
        levels=levels,
    )
    submissions = {s.organisation_id: s for s in round_.submissions.select_related("organisation", "round")}
    copy_cells(world.round, submissions, {period: (period, "") for period in world.form.catalogue.periods})
    return round_


def of(round_: Round, code: str) -> Submission:
    found: Submission = Submission.objects.select_related(*ALONG).get(round=round_, organisation__code=code)
    return found


def hand_in(world: World, round_: Round, code: str) -> None:
    submit(submission=of(round_, code), by=world.user(f"clerk-{code}"))
    sign(submission=of(round_, code), by=world.user(f"head-{code}"))


def approval(world: World, round_: Round, code: str, level: str, who: str) -> Submission:
    approve(submission=of(round_, code), action=Action.approval_by(level), by=world.user(who))
    return of(round_, code)


def test_a_province_approves_after_its_cities(world: World, province: Organisation) -> None:
    round_ = opened(world, province)
    assert (round_.levels, round_.way) == (["county", "city", "province"], "县区 → 市级 → 省级")
    hand_in(world, round_, "school-04")
    provincial = f"reviewer-{PROVINCE}"
    with pytest.raises(Refused, match="不能省级审核通过"):
        approval(world, round_, "school-04", "province", provincial)
    approval(world, round_, "school-04", "county", f"reviewer-{COUNTY}")
    with pytest.raises(PermissionDenied):
        approval(world, round_, "school-04", "city", provincial)
    city = approval(world, round_, "school-04", "city", f"reviewer-{CITY}")
    assert (city.state, city.finished, whom_of(city)) == (State.city_approved, False, "岭南省")
    assert [offer.action for offer in offers_of(city, world.user(provincial))] == ["approve_province", "send_back"]
    assert offers_of(city, world.user(f"reviewer-{CITY}")) == []
    done = approval(world, round_, "school-04", "province", provincial)
    assert (done.state, done.finished, whom_of(done)) == (State.province_approved, True, "")
    told = AuditEvent.objects.filter(chain=done.chain).order_by("number").values_list("action", flat=True)
    assert list(told)[-1] == "submission.approve_province"


def test_a_city_hands_its_totals_in_once_it_has_approved_all_and_the_province_once_it_has(
    world: World, province: Organisation
) -> None:
    round_ = opened(world, province)
    city, provincial = world.user(f"reviewer-{CITY}"), world.user(f"reviewer-{PROVINCE}")
    for code in SCHOOLS:
        hand_in(world, round_, code)
        county = of(round_, code).county
        if county is not None:
            approval(world, round_, code, "county", f"reviewer-{county.code}")
    assert (of(round_, CITY).waiting, of(round_, PROVINCE).waiting) == (3, 3)
    with pytest.raises(Refused, match="3 所学校"):
        submit(submission=of(round_, CITY), by=city)
    covered = preview(round_=round_, by=city)
    assert {each.action for each in covered} == {Action.approve_city}
    approve_all(round_=round_, tickets=[each.ticket for each in covered], by=city)
    submit(submission=of(round_, CITY), by=city)
    sign(submission=of(round_, CITY), by=city)
    assert (of(round_, CITY).waiting, of(round_, PROVINCE).waiting) == (0, 3)
    with pytest.raises(Refused, match="没有省级审核通过"):
        approve(submission=of(round_, CITY), action=Action.approve_province, by=provincial)
    covered = preview(round_=round_, by=provincial)
    approve_all(round_=round_, tickets=[each.ticket for each in covered], by=provincial)
    approve(submission=of(round_, CITY), action=Action.approve_province, by=provincial)
    assert of(round_, CITY).finished
    own = of(round_, PROVINCE)
    assert own.waiting == 0
    submit(submission=own, by=provincial)
    sign(submission=of(round_, PROVINCE), by=provincial)
    with pytest.raises(Refused, match="请先退回汇总"):
        send_back(submission=of(round_, "school-04"), note="再核对", by=provincial)
    send_back(submission=of(round_, PROVINCE), note="一所学校要改", by=provincial)
    send_back(submission=of(round_, CITY), note="一所学校要改", by=provincial)
    send_back(submission=of(round_, "school-04"), note="再核对", by=provincial)
    assert (of(round_, "school-04").state, of(round_, CITY).waiting, of(round_, PROVINCE).waiting) == ("draft", 1, 1)


def test_a_level_that_does_not_review_is_passed_over(world: World, province: Organisation) -> None:
    round_ = opened(world, province, ["county"])
    assert round_.levels == ["county", "province"]
    hand_in(world, round_, "school-04")
    hand_in(world, round_, "school-01")
    submission = approval(world, round_, "school-04", "county", f"reviewer-{COUNTY}")
    assert [level.code for level in submission.reviewers] == [COUNTY, PROVINCE]
    assert offers_of(submission, world.user(f"reviewer-{CITY}")) == []
    done = approval(world, round_, "school-04", "province", f"reviewer-{PROVINCE}")
    assert done.finished
    assert approval(world, round_, "school-01", "province", f"reviewer-{PROVINCE}").finished
    assert of(round_, CITY).waiting == 1  # the city's totals wait for the level above it


def test_a_county_reviews_a_round_of_its_own(world: World) -> None:
    by = world.user(f"reviewer-{COUNTY}")
    owner = Organisation.objects.get(code=COUNTY)
    round_ = opened(world, owner)
    assert round_.levels == ["county"]
    hand_in(world, round_, "school-04")
    approve(submission=of(round_, "school-04"), action=Action.approve_county, by=by)
    assert of(round_, "school-04").state == round_.last_state == State.county_approved
    assert of(round_, COUNTY).waiting == 0


def test_last_years_values_come_from_what_the_last_level_approved(world: World, province: Organisation) -> None:
    round_ = opened(world, province)
    for code in ("school-01", "school-04"):
        hand_in(world, round_, code)
    approval(world, round_, "school-01", "city", f"reviewer-{CITY}")
    approval(world, round_, "school-01", "province", f"reviewer-{PROVINCE}")
    approval(world, round_, "school-04", "county", f"reviewer-{COUNTY}")
    approval(world, round_, "school-04", "city", f"reviewer-{CITY}")
    following = open_round(
        owner=province,
        name="下一年",
        catalogue="secondary-2024",
        deadline=timezone.now() + timedelta(days=3),
        by=world.user(f"reviewer-{PROVINCE}"),
        carried_from=round_,
    )
    carried = Cell.objects.filter(submission__round=following).values_list("submission__organisation__code", flat=True)
    assert set(carried) == {"school-01"}


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "province_approved"},
        {"state": "city_approved", "city_approved_at": timezone.now()},
        {"province_approved_at": timezone.now()},
        {"county": None},
    ],
)
def test_the_database_refuses_an_approval_that_a_level_has_not_given(
    world: World, province: Organisation, fields: dict[str, Any]
) -> None:
    round_ = opened(world, province)
    hand_in(world, round_, "school-04")
    approval(world, round_, "school-04", "county", f"reviewer-{COUNTY}")
    with pytest.raises(IntegrityError), transaction.atomic():
        Submission.objects.filter(pk=of(round_, "school-04").pk).update(**fields)


def test_levels_are_chosen_on_the_page(world: World, signed_in: Browser) -> None:
    client = signed_in(f"reviewer-{CITY}")
    page = client.get("/rounds/open/").content.decode()
    assert 'name="level" value="county" checked' in page
    assert 'value="city"' not in page.split('name="level"', 1)[1].split("</fieldset>")[0]
    deadline = (timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    body = {"name": "直接审核", "owner": CITY, "catalogue": "secondary-2024", "deadline": deadline}
    client.post("/rounds/open/", body)
    made = Round.objects.get(name="直接审核")
    assert made.levels == ["city"]
    assert {s.county_id for s in made.submissions.all()} == {None}
    assert "审核：市级" in client.get(f"/rounds/{made.pk}/board/").content.decode()
