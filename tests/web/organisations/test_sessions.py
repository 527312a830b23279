"""A session is read anew with each request, however often its contents were verified before."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from support.web_world import World
from zhijian.web.organisations.session_store import SessionStore

Browser = Callable[[str], Client]
NAME = "clerk-school-04"


def inside(browser: Client) -> bool:
    return bool(browser.get("/rounds/").status_code == 200)


def test_a_session_that_was_ended_is_over_at_once(world: World, signed_in: Browser) -> None:
    browser = signed_in(NAME)
    assert inside(browser)
    Session.objects.filter(session_key=world.sessions[NAME]).delete()
    assert not inside(browser)


def test_a_session_is_over_when_its_time_is(world: World, signed_in: Browser) -> None:
    browser = signed_in(NAME)
    assert inside(browser)
    Session.objects.filter(session_key=world.sessions[NAME]).update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not inside(browser)


def test_a_session_whose_row_was_tampered_with_says_nothing(world: World, signed_in: Browser) -> None:
    browser = signed_in(NAME)
    assert inside(browser)
    row = Session.objects.get(session_key=world.sessions[NAME])
    Session.objects.filter(pk=row.pk).update(session_data=row.session_data[:-2] + "xx")
    assert not inside(browser)


def test_a_new_password_ends_the_other_sessions(world: World, signed_in: Browser) -> None:
    browser = signed_in(NAME)
    assert inside(browser)
    user = world.user(NAME)
    user.set_password("another password for tests")
    user.save()
    assert not inside(browser)


def test_what_one_request_changes_in_its_session_no_other_sees_before_it_is_saved(world: World) -> None:
    first, second = (SessionStore(world.sessions[NAME]) for _ in range(2))
    first["methods"] = [{"method": "password"}]
    first.save()
    SessionStore(world.sessions[NAME])["methods"].append("not saved")
    assert second["methods"] == [{"method": "password"}]
