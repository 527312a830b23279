"""Signing in, proving who one is, changing what one signs in with: sessions, records, messages."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings as django_settings
from django.core import mail
from django.test import Client

from support.signing_in import code_of, inside, sign_in
from support.web_world import PASSWORD, World
from zhijian.web.audit.models import AuditEvent
from zhijian.web.organisations.models import Membership
from zhijian.web.security.second_factor import LEAD, decrypted, encrypted

Browser = Callable[[str], Client]
NEW = "five green boats in a row"
NAME = "clerk-school-04"
pytestmark = pytest.mark.usefixtures("no_counters")


def events(prefix: str) -> list[tuple[str, Any]]:
    rows = AuditEvent.objects.filter(action__startswith=prefix).order_by("id")
    return [(row.action, row.detail.get("locked")) for row in rows]


def signed(name: str = NAME) -> Client:
    client = Client()
    sign_in(client, name)
    assert inside(client)
    return client


def proven(name: str = NAME) -> Client:
    """Signed in, and the password given once more."""
    client = signed(name)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    return client


def test_sign_ins_and_what_was_refused_are_on_record_and_told_at_the_next(world: World) -> None:
    signed()
    for _attempt in range(2):
        sign_in(Client(), NAME, "wrong password")
    sign_in(Client(), "nobody-here", "wrong password")
    assert events("session") == [("session.begun", None), ("session.refused", False), ("session.refused", False)]
    client = Client()
    page = client.post("/accounts/login/", {"login": NAME, "password": PASSWORD}, follow=True)
    assert "此后有 2 次登录失败" in page.content.decode()
    assert "wrong password" not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


def test_a_lock_out_is_on_record_once(world: World) -> None:
    for _attempt in range(8):
        sign_in(Client(), NAME, "wrong password")
    assert events("session.refused") == [*[("session.refused", False)] * 5, ("session.refused", True)]


def test_a_changed_password_is_on_record_told_by_mail_and_ends_other_sessions(world: World) -> None:
    user = world.user(NAME)
    user.email = "clerk@example.cn"
    user.save()
    here, elsewhere = signed(), signed()
    wrong = {"oldpassword": "wrong password", "password1": NEW, "password2": NEW}
    here.post("/accounts/password/change/", wrong)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    here.post("/accounts/password/change/", {**wrong, "oldpassword": PASSWORD})
    user.refresh_from_db()
    assert user.check_password(NEW)
    assert inside(here)
    assert not inside(elsewhere)
    assert events("password") == [("password.changed", None)]
    assert [(message.to, "密码已修改" in message.body) for message in mail.outbox] == [(["clerk@example.cn"], True)]


def test_a_second_factor_set_up_ends_other_sessions_and_its_secret_is_kept_encrypted(
    world: World, django_capture_on_commit_callbacks: Any
) -> None:
    elsewhere, here = signed(), proven()
    secret = here.get("/accounts/2fa/totp/activate/").context["form"].secret
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    kept = Authenticator.objects.get(user=world.user(NAME), type="totp").data["secret"]
    assert kept.startswith(LEAD)
    assert secret not in kept
    assert decrypted(kept) == secret
    assert inside(here)
    assert not inside(elsewhere)
    assert ("second_factor.set", None) in events("second_factor")
    with django_capture_on_commit_callbacks(execute=True):
        here.post("/accounts/2fa/totp/deactivate/")
    assert ("second_factor.dropped", None) in events("second_factor")


def test_a_secret_is_read_under_an_old_key_and_without_any(settings: Any) -> None:
    old = encrypted("JBSWY3DPEHPK3PXP")
    settings.SECRET_KEY_FALLBACKS = [django_settings.SECRET_KEY]
    settings.SECRET_KEY = "another key, long enough and odd: 93fT-kk2 xQw"  # noqa: S105 - of this test
    assert decrypted(old) == "JBSWY3DPEHPK3PXP"
    assert decrypted("JBSWY3DPEHPK3PXP") == "JBSWY3DPEHPK3PXP"


def test_a_code_serves_once(world: World) -> None:
    factor = TOTP.activate(world.user(NAME), "JBSWY3DPEHPK3PXP")
    code = code_of("JBSWY3DPEHPK3PXP")
    assert factor.validate_code(code)
    assert not factor.validate_code(code)


def test_a_deed_that_reaches_far_asks_for_the_password_and_then_goes_on(world: World) -> None:
    admin = signed("administrator-c-linjiang")
    clerk = world.user(NAME)
    asked = admin.post(f"/organisations/people/{clerk.pk}/roles/", {"organisation": "school-04", "role": "head"})
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    assert not Membership.objects.filter(user=clerk, role="head").exists()
    before = admin.session.session_key
    admin.post(asked.headers["Location"], {"password": PASSWORD, "next": f"/organisations/people/{clerk.pk}/roles/"})
    assert Membership.objects.filter(user=clerk, role="head").exists()
    assert admin.session.session_key != before
    again = admin.post(f"/organisations/people/{clerk.pk}/close/")
    assert again.headers["Location"] == "/organisations/people/"
    clerk.refresh_from_db()
    assert not clerk.is_active


@pytest.mark.parametrize("url", ["/account/tokens/", "/account/sessions/"])
def test_tokens_and_sessions_ask_too(world: World, url: str) -> None:
    client = signed()
    assert client.get(url).status_code == 200
    assert (
        client.post(url, {"name": "x", "days": "3", "scope": "read"})
        .headers["Location"]
        .startswith("/accounts/reauthenticate/")
    )


def test_sessions_are_listed_and_others_ended(world: World) -> None:
    elsewhere, here = signed(), proven()
    page = here.get("/account/sessions/").content.decode()
    assert page.count("其他设备</td>") >= 1
    assert page.count("本机") == 1
    here.post("/account/sessions/")
    assert inside(here)
    assert not inside(elsewhere)
    assert events("sessions") == [("sessions.ended", None)]


def test_a_session_ends_after_a_working_day_however_busy_it_is(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = signed()
    begun = time.time()
    for hours in range(1, 12):
        monkeypatch.setattr("zhijian.web.organisations.sessions.time.time", lambda h=hours: begun + h * 3600)
        assert inside(client), hours
    monkeypatch.setattr("zhijian.web.organisations.sessions.time.time", lambda: begun + 12 * 3600 + 60)
    assert not inside(client)


def test_signing_in_and_proving_it_again_give_the_session_a_new_key(world: World) -> None:
    client = Client()
    client.get("/accounts/login/")
    before = client.session.session_key
    sign_in(client, NAME)
    first = client.session.session_key
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert len({before, first, client.session.session_key}) == 3
    assert inside(client)


def test_who_must_have_a_second_factor_sets_it_up_first(world: World, signed_in: Browser, settings: Any) -> None:
    settings.SECOND_FACTOR_FOR = ("administrator",)
    admin, clerk = signed_in("administrator-yunling"), signed_in(NAME)
    assert clerk.get("/rounds/").status_code == 200
    assert admin.get("/rounds/").headers["Location"] == "/accounts/2fa/totp/activate/"
    assert admin.get("/accounts/2fa/totp/activate/").status_code == 200
    TOTP.activate(world.user("administrator-yunling"), "JBSWY3DPEHPK3PXP")
    assert admin.get("/rounds/").status_code == 200


def test_pages_have_no_cookie_but_those_two(world: World) -> None:
    client = signed()
    client.post("/organisations/language/", {"language": "zh"})
    assert set(client.cookies) == {django_settings.SESSION_COOKIE_NAME, django_settings.CSRF_COOKIE_NAME}
    assert client.cookies[django_settings.SESSION_COOKIE_NAME]["httponly"]
