"""Whose turn it is, is told them: messages after each step, reminders, mail, a text for a chat group."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from support.web_world import CITY, COUNTY, World
from zhijian.web.audit.models import AuditEvent
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.models import User
from zhijian.web.organisations.rights import standing_of
from zhijian.web.review.actions.own import sign, submit
from zhijian.web.review.actions.remind import remind, text_for, those_to_remind
from zhijian.web.review.actions.reviewing import send_back
from zhijian.web.review.models import Notice


def told() -> list[str]:
    return list(Notice.objects.order_by("user__username").values_list("user__username", flat=True))


def test_each_step_tells_those_whose_turn_it_is_then(world: World) -> None:
    submit(submission=world.submission("school-04"), by=world.user("clerk-school-04"))
    assert told() == ["head-school-04"]
    sign(submission=world.submission("school-04"), by=world.user("head-school-04"))
    assert told() == ["head-school-04", f"reviewer-{COUNTY}"]
    send_back(submission=world.submission("school-04"), note="请核对", by=world.user(f"reviewer-{COUNTY}"))
    assert told() == ["clerk-school-04", "head-school-04", "head-school-04", f"reviewer-{COUNTY}"]


def test_a_reminder_reaches_people_and_their_mail(world: World, django_capture_on_commit_callbacks: Any) -> None:
    User.objects.filter(username="clerk-school-05").update(email="clerk@school.example")
    reviewer = world.user(f"reviewer-{COUNTY}")
    with django_capture_on_commit_callbacks(execute=True):
        assert remind(round_=world.round, codes=["school-05"], text="请尽快提交", by=reviewer) == 2
    assert told() == ["clerk-school-05", "head-school-05"]
    assert [(m.to, m.body) for m in mail.outbox] == [(["clerk@school.example"], "请尽快提交")]
    assert AuditEvent.objects.latest("id").action == "reminder.sent"


def test_a_mail_server_that_does_not_answer_stops_nothing(
    world: World, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 2
    User.objects.filter(username="clerk-school-05").update(email="clerk@school.example")
    with django_capture_on_commit_callbacks(execute=True):
        remind(round_=world.round, codes=["school-05"], text="请尽快提交", by=world.user(f"reviewer-{COUNTY}"))
    assert len(told()) == 2


def test_only_those_below_who_are_late_are_reminded(world: World) -> None:
    submit(submission=world.submission("school-04"), by=world.user("clerk-school-04"))
    sign(submission=world.submission("school-04"), by=world.user("head-school-04"))
    county, city = world.user(f"reviewer-{COUNTY}"), world.user(f"reviewer-{CITY}")
    assert [s.organisation.code for s in those_to_remind(world.round, standing_of(county))] == ["school-05"]
    assert [s.organisation.code for s in those_to_remind(world.round, standing_of(city))] == [
        "school-05", "school-06", "school-01",
    ]  # fmt: skip
    for codes in (["school-04"], ["school-06"], []):
        with pytest.raises(Refused):
            remind(round_=world.round, codes=codes, text="请尽快提交", by=county)


def test_the_text_for_a_chat_group_names_the_schools(world: World) -> None:
    text = text_for(world.round, those_to_remind(world.round, standing_of(world.user(f"reviewer-{COUNTY}"))))
    lines = text.splitlines()
    assert "2 所学校" in lines[0]
    assert lines[1].startswith("临江区职业技术学校（填报中，截止")


def test_the_pages(world: World, signed_in: Callable[[str], Client]) -> None:
    reviewer = signed_in(f"reviewer-{COUNTY}")
    assert "school-05" in reviewer.get(f"/rounds/{world.round_id}/reminders/").content.decode()
    reviewer.post(f"/rounds/{world.round_id}/reminders/", {"school": ["school-05"], "text": "请尽快提交"})
    clerk = signed_in("clerk-school-05")
    page = clerk.get("/notices/")
    assert "请尽快提交" in page.content.decode()
    assert page.context["unread"] == 1
    clerk.post("/notices/")
    assert clerk.get("/notices/").context["unread"] == 0
    assert Notice.objects.filter(user=world.user("head-school-05"), read_at__isnull=True).count() == 1
