"""Signing in: passwords, lock-out on guessing, the second factor, sessions that end."""

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.test import Client

from support.signing_in import LOGIN, code_of, inside, sign_in, with_second_factor
from support.web_world import PASSWORD, World
from zhijian.web.audit.models import AuditEvent

pytestmark = pytest.mark.usefixtures("no_counters")


def test_who_knows_the_password_comes_in(world: World) -> None:
    client = Client()
    assert not inside(client)
    assert sign_in(client, "clerk-school-04").status_code == 302
    assert inside(client)
    assert client.post("/accounts/logout/").status_code == 302
    assert not inside(client)


def test_the_answer_does_not_tell_whether_there_is_such_an_account(world: World) -> None:
    wrong = [sign_in(Client(), name, "wrong password").content.decode() for name in ("clerk-school-04", "nobody-here")]
    texts = [page.replace("clerk-school-04", "").replace("nobody-here", "") for page in wrong]
    said = [re.findall(r"用户名[^<]*不正确[^<]*", text) for text in texts]
    assert said[0]
    assert said[0] == said[1]


def test_guessing_locks_the_account_for_a_while(world: World) -> None:
    for _attempt in range(5):
        assert sign_in(Client(), "clerk-school-04", "wrong password").status_code == 200
    locked = Client()
    assert sign_in(locked, "clerk-school-04").status_code == 200
    assert not inside(locked)
    other = Client()
    sign_in(other, "head-school-04")
    assert inside(other)


def test_nobody_signs_up_by_themselves(world: World) -> None:
    assert Client().get("/accounts/signup/").status_code == 404


def test_the_second_factor_is_asked_for_and_needed(world: World) -> None:
    secret = with_second_factor(world.user("clerk-school-04"))
    client = Client()
    assert sign_in(client, "clerk-school-04").headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert not inside(client)
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert not inside(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    assert inside(client)


def test_who_gives_up_at_the_second_factor_is_back_at_the_login(world: World) -> None:
    with_second_factor(world.user("clerk-school-04"))
    client = Client()
    sign_in(client, "clerk-school-04")
    left = client.post("/accounts/logout/", {"next": LOGIN}, follow=True)
    assert left.redirect_chain[-1][0] == LOGIN
    assert client.get(LOGIN).status_code == 200
    assert client.get("/accounts/2fa/authenticate/").status_code == 302


def test_all_its_pages_call_it_by_one_name(world: World, signed_in: Callable[[str], Client]) -> None:
    client = signed_in("clerk-school-04")
    assert "还没有设置" in client.get("/accounts/2fa/").content.decode()
    secret = with_second_factor(world.user("clerk-school-04"))
    overview = client.get("/accounts/2fa/").content.decode()
    assert "已设置：登录时除密码外" in overview
    newcomer = Client()
    asked = newcomer.get(sign_in(newcomer, "clerk-school-04").headers["Location"]).content.decode()
    refused = newcomer.post("/accounts/2fa/authenticate/", {"code": "000000"}).content.decode()
    assert "输入一个恢复码" in asked
    assert "请输入现在显示的六位数字" in refused
    welcome = newcomer.post("/accounts/2fa/authenticate/", {"code": code_of(secret)}, follow=True).content.decode()
    assert "登录成功。" in welcome
    assert not [page for page in (overview, asked, refused, welcome) if "双因素" in page or "身份验证器" in page]


def test_it_is_set_up_with_a_code_from_the_telephone(world: World) -> None:
    client = Client()
    sign_in(client, "clerk-school-04")
    asked = client.get("/accounts/2fa/totp/activate/")  # the password once more, before anything that matters
    assert asked.headers["Location"].startswith("/accounts/reauthenticate/")
    client.post(asked.headers["Location"], {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_of(secret)})
    assert Authenticator.objects.filter(user=world.user("clerk-school-04"), type="totp").exists()
    assert get_adapter().get_totp_label(world.user("clerk-school-04")) == "clerk-school-04"


def test_an_administrator_takes_a_lost_factor_away_and_that_is_on_record(
    world: World, signed_in: Callable[[str], Client]
) -> None:
    user = world.user("clerk-school-04")
    with_second_factor(user)
    administrator = signed_in("administrator-yunling")
    stranger = signed_in("administrator-far-city")
    assert stranger.post(f"/organisations/people/{user.pk}/second-factor/").status_code == 404
    assert Authenticator.objects.filter(user=user).exists()
    administrator.post(f"/organisations/people/{user.pk}/second-factor/")
    assert not Authenticator.objects.filter(user=user).exists()
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.subject, event.actor_name) == (
        "second_factor.removed", "clerk-school-04", str(world.user("administrator-yunling")),
    )  # fmt: skip
    client = Client()
    sign_in(client, "clerk-school-04")
    assert inside(client)


def test_nobody_sheds_their_own_factor_that_way(world: World, signed_in: Callable[[str], Client]) -> None:
    user = world.user("administrator-yunling")
    with_second_factor(user)
    signed_in("administrator-yunling").post(f"/organisations/people/{user.pk}/second-factor/")
    assert Authenticator.objects.filter(user=user).exists()


def test_a_session_ends_after_a_time_without_a_request(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    client = Client()
    sign_in(client, "clerk-school-04")
    assert inside(client)
    later = time.time() + 2 * 3600 + 60
    monkeypatch.setattr("zhijian.web.organisations.sessions.time.time", lambda: later)
    assert not inside(client)


def test_a_closed_account_is_out_at_once(world: World, signed_in: Callable[[str], Client]) -> None:
    client = Client()
    sign_in(client, "clerk-school-04")
    user = world.user("clerk-school-04")
    signed_in("administrator-yunling").post(f"/organisations/people/{user.pk}/close/")
    assert not inside(client)
    again = Client()
    sign_in(again, "clerk-school-04")
    assert not inside(again)
