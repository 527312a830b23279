"""A submission's way: each step by whose turn it is, guarded in the action and again in the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.test import Client
from django.utils import timezone

from support.web_world import CITY, COUNTY, World
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.trail import verify
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry, Locked, Refused
from zhijian.web.collection.models import Cell, OpenFinding
from zhijian.web.review.actions.bulk import approve_all, preview
from zhijian.web.review.actions.own import HasErrors, recall, sign, submit
from zhijian.web.review.actions.reviewing import CellNote, approve, extend, freeze, send_back
from zhijian.web.review.board import whom_of
from zhijian.web.review.models import CellReturn
from zhijian.web.review.suggestions import changes_since_approval
from zhijian.web.rounds.models import Submission, Transition
from zhijian.web.rounds.states import Action, State

WAY: dict[str, tuple[Callable[..., Any], dict[str, Any], str]] = {
    "submit": (submit, {}, "clerk-{school}"),
    "sign": (sign, {}, "head-{school}"),
    "county": (approve, {"action": Action.approve_county}, f"reviewer-{COUNTY}"),
    "city": (approve, {"action": Action.approve_city}, f"reviewer-{CITY}"),
}


def go(world: World, school: str, *steps: str) -> Submission:
    """Takes the school's submission through the steps."""
    for name in steps:
        deed, more, who = WAY[name]
        county = world.submission(school).county
        user = who.format(school=school)
        if name == "county" and county is not None:
            user = f"reviewer-{county.code}"
        deed(submission=world.submission(school), by=world.user(user), **more)
    return world.submission(school)


def test_a_school_of_a_county_goes_all_the_way(world: World) -> None:
    seen = [whom_of(world.submission("school-04")), *(whom_of(go(world, "school-04", name)) for name in WAY)]
    assert seen == ["临江职校", "临江职校", world.submission(COUNTY).organisation.name, "云岭市", ""]
    submission = world.submission("school-04")
    assert submission.state == State.city_approved
    steps = [(t.number, t.action, t.by.username) for t in submission.transitions.select_related("by")]
    assert steps == [
        (1, "submit", "clerk-school-04"),
        (2, "sign", "head-school-04"),
        (3, "approve_county", f"reviewer-{COUNTY}"),
        (4, "approve_city", f"reviewer-{CITY}"),
    ]
    events = AuditEvent.objects.filter(chain=submission.chain).order_by("number").values_list("action", flat=True)
    assert list(events) == [f"submission.{a}" for a in ("submit", "sign", "approve_county", "approve_city")]
    assert verify().faults == ()


def test_a_school_of_the_city_has_no_county(world: World) -> None:
    go(world, "school-01", "submit", "sign")
    with pytest.raises(Refused, match="县区审核通过"):
        approve(
            submission=world.submission("school-01"), action=Action.approve_county, by=world.user(f"reviewer-{COUNTY}")
        )
    assert go(world, "school-01", "city").state == State.city_approved


def test_nothing_is_handed_in_with_blanks_or_errors(world: World) -> None:
    with pytest.raises(HasErrors) as refused:
        go(world, "school-05", "submit")
    assert {f.code for f in refused.value.findings} == {"ZJ303"}
    assert "未填" in str(refused.value)
    submission = world.submission("school-05")
    assert (submission.state, submission.open_errors) == (State.draft, len(refused.value.findings))
    assert not submission.transitions.exists()
    assert submission.findings.filter(code="ZJ303").count() == len(refused.value.findings)


def test_what_was_typed_stays_when_a_reason_names_no_indicator(
    world: World, signed_in: Callable[[str], Client]
) -> None:
    go(world, "school-04", "submit")
    page = f"/rounds/{world.round_id}/school-04/send-back/"
    typed = {"cell": ["courses.online_hours", ""], "text": ["与教务系统不一致", "请核对"]}
    answer = signed_in("head-school-04").post(page, typed)
    text = answer.content.decode()
    assert "有一处理由没有选明是哪个指标" in text
    assert 'value="与教务系统不一致"' in text
    assert '<option value="courses.online_hours" selected>网络教学课程数（学时）</option>' in text
    assert '<optgroup label="表3">' in text
    assert world.submission("school-04").state == State.submitted


def test_two_reasons_for_one_cell_both_stay_and_both_are_sent(world: World, signed_in: Callable[[str], Client]) -> None:
    submission = go(world, "school-04", "submit")
    OpenFinding.objects.filter(submission=submission).delete()
    about = {"indicator": "graduates.total", "slice": "", "period": "2024", "table": 1, "check_id": "text"}
    for number in (1, 2):
        told = {"subject": f"s{number}", "code": "ZJ301", "severity": 2, "message": f"问题{number}"}
        OpenFinding.objects.create(submission=submission, **about, **told)
    client, page = signed_in("head-school-04"), f"/rounds/{world.round_id}/school-04/send-back/"
    lines = {"cell": ["graduates.total"] * 2, "text": ["与学籍不一致", "与上年相差太大"]}
    refused = client.post(page, {name: [*values, "" if name == "cell" else "没有选"] for name, values in lines.items()})
    assert [each.text for each in refused.context["suggested"]] == lines["text"]
    assert refused.context["lines"][0] == ("", "没有选")
    client.post(page, lines)
    assert CellReturn.objects.get(submission=submission).text == "与学籍不一致；与上年相差太大"


def test_pages_say_how_what_was_just_submitted_can_be_changed(world: World, signed_in: Callable[[str], Client]) -> None:
    clerk = signed_in("clerk-school-04")
    school = f"/rounds/{world.round_id}/school-04/"
    answer = clerk.post(f"{school}steps/submit/", follow=True)
    assert "办理成功，“临江区职业技术学校”现为“已提交”。" in answer.content.decode()
    assert "等待单位负责人核对签字" in answer.content.decode()
    assert "填报员可以在填报页撤回修改" in clerk.get(f"{school}tables/6/").content.decode()
    go(world, "school-04", "sign")
    assert "请审核单位退回" in clerk.get(f"{school}tables/6/").content.decode()


def test_an_error_with_a_reason_is_handed_in(world: World) -> None:
    from zhijian.web.collection.actions.explain import give_reason

    clerk = world.user("clerk-school-04")
    cell = Cell.objects.get(submission=world.submission("school-04"), indicator="graduates.placed", period="2024")
    total = Cell.objects.get(submission=world.submission("school-04"), indicator="graduates.total", period="2024")
    entry = Entry("graduates.placed", "", "2024", str(total.mantissa + 1), cell.version)
    saved = save_cells(submission=world.submission("school-04"), entries=[entry], by=clerk)
    errors = [f for f in saved.findings if f.severity.name == "error"]
    assert errors
    with pytest.raises(HasErrors):
        go(world, "school-04", "submit")
    for found in errors:
        give_reason(
            submission=world.submission("school-04"),
            indicator="graduates.placed",
            slice="",
            period="2024",
            kind="accepted",
            text="一名往届生今年落实去向，已与台账核对。",
            by=clerk,
            subject=found.subject,
        )
    assert go(world, "school-04", "submit").state == State.submitted


@pytest.mark.parametrize(
    ("before", "step", "who"),
    [
        ((), "submit", "head-school-05"),
        ((), "submit", f"reviewer-{COUNTY}"),
        (("submit",), "sign", "clerk-school-04"),
        (("submit", "sign"), "county", "head-school-04"),
        (("submit", "sign"), "county", f"reviewer-{CITY}"),
        (("submit", "sign"), "county", f"administrator-{COUNTY}"),
        (("submit", "sign", "county"), "city", f"reviewer-{COUNTY}"),
        (("submit", "sign", "county"), "city", "reviewer-far-city"),
    ],
)
def test_a_step_is_taken_by_whose_turn_it_is(world: World, before: tuple[str, ...], step: str, who: str) -> None:
    go(world, "school-04", *before)
    deed, more, _who = WAY[step]
    with pytest.raises(PermissionDenied):
        deed(submission=world.submission("school-04"), by=world.user(who), **more)


@pytest.mark.parametrize(
    ("before", "step"), [((), "sign"), (("submit",), "submit"), (("submit",), "county"), (("submit", "sign"), "city")]
)
def test_no_step_is_left_out(world: World, before: tuple[str, ...], step: str) -> None:
    go(world, "school-04", *before)
    with pytest.raises(Refused, match="目前为"):
        go(world, "school-04", step)


def refused_save(world: World) -> str:
    """Why the clerk's save is refused."""
    cell = Cell.objects.filter(submission=world.submission("school-04"), period="2024", origin="workbook")[0]
    entry = Entry(cell.indicator, cell.slice, cell.period, "1", cell.version)
    with pytest.raises(Locked) as refused:
        save_cells(submission=world.submission("school-04"), entries=[entry], by=world.user("clerk-school-04"))
    return str(refused.value)


def test_what_was_handed_in_is_locked_and_the_refusal_says_who_can_unlock_it(world: World) -> None:
    go(world, "school-04", "submit")
    assert "已提交，数据已锁定；需要修改的，请先撤回。" in refused_save(world)
    go(world, "school-04", "sign")
    assert "请审核单位退回" in refused_save(world)


def test_sending_back_says_why_and_what_changed_is_shown(world: World) -> None:
    go(world, "school-04", "submit", "sign", "county")
    note = CellNote("graduates.total", "", "2024", "与学籍系统不一致")
    send_back(submission=world.submission("school-04"), note="", cells=[note], by=world.user(f"reviewer-{CITY}"))
    submission = world.submission("school-04")
    assert (submission.state, submission.signed_at, submission.county_approved_at) == (State.draft, None, None)
    returned = CellReturn.objects.get(submission=submission)
    cell = Cell.objects.get(submission=submission, indicator="graduates.total", period="2024")
    assert (returned.text, returned.at_version) == ("与学籍系统不一致", cell.version)
    assert changes_since_approval(submission) == []
    entry = Entry("graduates.total", "", "2024", str(cell.mantissa + 3), cell.version)
    save_cells(submission=submission, entries=[entry], by=world.user("clerk-school-04"))
    changes = changes_since_approval(submission)
    assert [(c.name, c.before, c.now) for c in changes] == [("graduates.total", cell.text, str(cell.mantissa + 3))]
    with pytest.raises(Refused, match="理由"):
        send_back(submission=world.submission("school-06"), note=" ", by=world.user(f"reviewer-{CITY}"))


def test_each_reason_is_told_with_who_sent_back_and_earlier_ones_apart(
    world: World, signed_in: Callable[[str], Client]
) -> None:
    go(world, "school-04", "submit")
    by_head = [CellNote("graduates.total", "", "2024", "与学籍系统不一致")]
    send_back(submission=world.submission("school-04"), note="", cells=by_head, by=world.user("head-school-04"))
    go(world, "school-04", "submit", "sign")
    by_county = [CellNote("teachers.full_time", "", "2024", "与人事报表不一致")]
    county = world.user(f"reviewer-{COUNTY}")
    send_back(submission=world.submission("school-04"), note="两处", cells=by_county, by=county)
    page = signed_in("clerk-school-04").get(f"/rounds/{world.round_id}/school-04/")
    assert [row.text for row in page.context["returned"]] == ["与人事报表不一致"]
    assert [row.text for row in page.context["returned_before"]] == ["与学籍系统不一致"]
    told = page.content.decode()
    last, before = told[: told.index("此前退回、尚未处理")], told[told.index("此前退回、尚未处理") :]
    assert f"{county}退回" in last
    assert "与学籍系统不一致" not in last
    assert before.index("与学籍系统不一致") < before.index(str(world.user("head-school-04")))
    table = signed_in("clerk-school-04").get(f"/rounds/{world.round_id}/school-04/tables/1/").content.decode()
    assert f"{world.user('head-school-04')}退回：" in table


def test_the_head_sends_back_before_signing(world: World) -> None:
    go(world, "school-04", "submit")
    send_back(submission=world.submission("school-04"), note="请核对表3", by=world.user("head-school-04"))
    assert world.submission("school-04").state == State.draft


def test_the_head_refuses_to_sign_on_a_page_with_reasons_on_cells(
    world: World, signed_in: Callable[[str], Client]
) -> None:
    go(world, "school-04", "submit")
    base = f"/rounds/{world.round_id}/school-04/"
    head = signed_in("head-school-04")
    assert f"{base}send-back/" in head.get(base).content.decode()
    assert signed_in("clerk-school-04").get(f"{base}send-back/").status_code == 404
    assert signed_in(f"reviewer-{COUNTY}").get(f"{base}send-back/").status_code == 404
    assert head.get(f"{base}send-back/").status_code == 200
    body = {"note": "请核对表1", "cell": ["graduates.total"], "text": ["与学籍系统不一致"]}
    head.post(f"{base}send-back/", body)
    assert world.submission("school-04").state == State.draft
    clerk = signed_in("clerk-school-04")
    page = clerk.get(base).content.decode()
    assert "退回，请修改后重新提交" in page
    assert "请核对表1" in page
    assert "与学籍系统不一致" in page
    cell = Cell.objects.get(submission=world.submission("school-04"), indicator="graduates.total", period="2024")
    entry = Entry("graduates.total", "", "2024", str(cell.mantissa + 1), cell.version)
    save_cells(submission=world.submission("school-04"), entries=[entry], by=world.user("clerk-school-04"))
    assert "与学籍系统不一致" not in clerk.get(base).content.decode()  # answered
    go(world, "school-04", "submit", "sign")
    assert head.get(f"{base}send-back/").status_code == 404  # signed: it is the county's turn


def test_whoever_takes_it_back_before_the_signature_tells_the_head(world: World) -> None:
    go(world, "school-04", "submit")
    recall(submission=world.submission("school-04"), by=world.user("clerk-school-04"))
    notice = world.user("head-school-04").notices.order_by("-id")[0]
    assert "已撤回修改" in notice.text
    go(world, "school-04", "submit", "sign")
    with pytest.raises(Refused, match="不能撤回"):
        recall(submission=world.submission("school-04"), by=world.user("clerk-school-04"))


def test_what_is_frozen_is_not_recalled(world: World, signed_in: Callable[[str], Client]) -> None:
    clerk, reviewer = world.user("clerk-school-04"), world.user(f"reviewer-{COUNTY}")
    with pytest.raises(Refused, match="没有待接收"):
        freeze(submission=world.submission("school-04"), by=reviewer)
    go(world, "school-04", "submit")
    recall(submission=world.submission("school-04"), by=clerk)
    go(world, "school-04", "submit")
    freeze(submission=world.submission("school-04"), by=reviewer)
    with pytest.raises(Refused, match="不能撤回"):
        recall(submission=world.submission("school-04"), by=clerk)
    assert "请审核单位退回" in refused_save(world)
    page = signed_in("head-school-04").get(f"/rounds/{world.round_id}/school-04/").content.decode()
    assert "上级已接收数据，不能再撤回" in page


def test_one_school_has_more_time(world: World) -> None:
    later = timezone.now() + timedelta(days=30)
    with pytest.raises(PermissionDenied):
        extend(submission=world.submission("school-04"), deadline=later, by=world.user("head-school-04"))
    extend(submission=world.submission("school-04"), deadline=later, by=world.user(f"reviewer-{COUNTY}"))
    assert world.submission("school-04").due == later
    assert world.submission("school-05").due == world.round.deadline
    with pytest.raises(Refused, match="今后"):
        extend(submission=world.submission("school-04"), deadline=timezone.now(), by=world.user(f"reviewer-{COUNTY}"))


def test_totals_wait_for_every_school_below(world: World) -> None:
    reviewer = world.user("reviewer-c-qingxi")
    county = world.submission("c-qingxi")
    assert county.waiting == 1
    with pytest.raises(Refused, match="1 所学校"):
        submit(submission=county, by=reviewer)
    go(world, "school-06", "submit", "sign", "county")
    county = world.submission("c-qingxi")
    assert county.waiting == 0
    submit(submission=county, by=reviewer)
    sign(submission=world.submission("c-qingxi"), by=reviewer)
    with pytest.raises(Refused, match="没有市级审核通过"):
        approve(submission=world.submission("c-qingxi"), action=Action.approve_city, by=world.user(f"reviewer-{CITY}"))
    with pytest.raises(Refused, match="请先退回汇总"):
        send_back(submission=world.submission("school-06"), note="再核对", by=world.user(f"reviewer-{CITY}"))
    go(world, "school-06", "city")
    approve(submission=world.submission("c-qingxi"), action=Action.approve_city, by=world.user(f"reviewer-{CITY}"))
    assert world.submission(CITY).waiting == 3


def test_bulk_approval_covers_what_was_shown(world: World) -> None:
    for school in ("school-01", "school-04", "school-06"):
        go(world, school, "submit", "sign")
    city, county = world.user(f"reviewer-{CITY}"), world.user(f"reviewer-{COUNTY}")
    assert [c.submission.organisation.code for c in preview(round_=world.round, by=city)] == ["school-01"]
    shown = preview(round_=world.round, by=county)
    assert [(c.submission.organisation.code, c.action) for c in shown] == [("school-04", Action.approve_county)]
    go(world, "school-04", "county")
    with pytest.raises(Refused, match="重新核对"):
        approve_all(round_=world.round, tickets=[c.ticket for c in shown], by=county)
    covered = preview(round_=world.round, by=city)
    done = approve_all(round_=world.round, tickets=[c.ticket for c in covered], by=city)
    assert {t.submission.organisation.code for t in done} == {"school-01", "school-04"}


def _with(row: Model, **fields: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**fields)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "signed"},
        {"state": "city_approved"},
        {"state": "nonsense"},
        {"submitted_at": timezone.now()},
        {"frozen_at": timezone.now()},
    ],
)
def test_the_database_refuses_a_state_without_its_steps(world: World, fields: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        _with(world.submission("school-04"), **fields)


def test_the_database_refuses_what_the_actions_refuse(world: World) -> None:
    clerk, now = world.user("clerk-school-04"), timezone.now()
    handed_in = {"state": "submitted", "submitted_at": now, "submitted_by": clerk}
    submission = world.submission("school-04")
    for unfit in ({"open_errors": 1}, {"waiting": 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            _with(submission, **handed_in, **unfit)
    with pytest.raises(IntegrityError), transaction.atomic():  # a step that there is not
        Transition.objects.create(
            submission=submission, number=1, action="approve_city", start="draft", end="city_approved", by=clerk, at=now
        )
    go(world, "school-04", "submit")
    with pytest.raises(IntegrityError), transaction.atomic():  # two people taking the same step
        Transition.objects.create(
            submission=submission, number=1, action="submit", start="draft", end="submitted", by=clerk, at=now
        )
    cell = Cell.objects.filter(submission=submission, period="2024", origin="workbook")[0]
    with pytest.raises(IntegrityError), transaction.atomic():  # a figure of what is no draft
        _with(cell, mantissa=7, text="7")
    with pytest.raises(IntegrityError), transaction.atomic():
        Cell.objects.create(
            submission=submission,
            indicator="graduates.total",
            slice="x",
            period="2024",
            status="not_reported",
            version=1,
            at=now,
        )


def test_the_page_offers_the_steps_and_takes_them(world: World, signed_in: Callable[[str], Client]) -> None:
    base = f"/rounds/{world.round_id}/school-04/"
    clerk = signed_in("clerk-school-04")
    assert f"{base}steps/submit/" in clerk.get(base).content.decode()
    answer = clerk.post(f"{base}steps/submit/", follow=True)
    assert world.submission("school-04").state == State.submitted
    page = answer.content.decode()
    assert f"{base}steps/recall/" in page
    assert f"{base}steps/sign/" not in page
    assert f"{base}steps/sign/" in signed_in("head-school-04").get(base).content.decode()
