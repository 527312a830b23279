"""A second factor that administrators require of roles: who lacks one sets it up first and gets nowhere else."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from support.signing_in import code_of, inside, sign_in, with_second_factor
from support.web_world import CITY, COUNTY, PASSWORD, World
from web.test_access import ADDRESSES, address, declared
from zhijian.web.audit.models import AuditEvent
from zhijian.web.organisations.actions.factors import require_second_factor
from zhijian.web.organisations.actions.members import restore_second_factor
from zhijian.web.organisations.models import Organisation, RequiredFactor
from zhijian.web.organisations.roles import Role
from zhijian.web.security.second_factor import OPEN_TO_ALL

Browser = Callable[[str], Client]
REVIEWER, ADMINISTRATOR = f"reviewer-{COUNTY}", f"administrator-{CITY}"
SET_UP = "/accounts/2fa/totp/activate/"
pytestmark = pytest.mark.usefixtures("no_counters")


def require(world: World, *roles: Role, code: str = CITY) -> None:
    organisation = Organisation.objects.get(code=code)
    require_second_factor(organisation=organisation, roles=roles, by=world.user(ADMINISTRATOR))


def test_who_lacks_it_is_led_to_setting_it_up_and_then_goes_on(world: World) -> None:
    require(world, Role.reviewer)
    client = Client()
    sign_in(client, REVIEWER)
    assert client.get("/rounds/").headers["Location"] == SET_UP
    page = client.get(SET_UP)  # the password was typed a moment ago: it is not asked for again
    assert page.status_code == 200
    assert "必须使用第二重验证" in page.content.decode()
    client.post(SET_UP, {"code": code_of(page.context["form"].secret)})
    assert Authenticator.objects.filter(user=world.user(REVIEWER), type="totp").exists()
    assert inside(client)


def test_until_then_there_is_no_other_page(world: World) -> None:
    require(world, Role.reviewer)
    client = Client()
    sign_in(client, REVIEWER)
    for name in ADDRESSES:
        if declared(name).kind == "token":
            continue
        url = address(name, world, "school-04")
        if url.startswith(OPEN_TO_ALL):
            continue
        for answer in (client.get(url), client.post(url)):
            assert (answer.status_code, answer.headers.get("Location")) == (302, SET_UP), name


def test_others_do_not_notice(world: World) -> None:
    require(world, Role.reviewer, code=COUNTY)
    for name in ("clerk-school-04", f"reviewer-{CITY}", "reviewer-c-qingxi", f"administrator-{COUNTY}"):
        client = Client()
        sign_in(client, name)
        assert inside(client), name
    with_second_factor(world.user(REVIEWER))
    client = Client()
    sign_in(client, REVIEWER)
    assert not inside(client)  # the code is still to come
    client.post("/accounts/2fa/authenticate/", {"code": code_of("JBSWY3DPEHPK3PXP")})
    assert inside(client)


def test_it_is_for_everybody_below(world: World) -> None:
    require(world, Role.head)
    client = Client()
    sign_in(client, "head-school-06")
    assert client.get("/rounds/").headers["Location"] == SET_UP


def test_who_drops_it_has_to_set_it_up_again(world: World) -> None:
    require(world, Role.reviewer)
    secret = with_second_factor(world.user(REVIEWER))
    client = Client()
    sign_in(client, REVIEWER)
    client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/accounts/2fa/totp/deactivate/")
    assert not Authenticator.objects.filter(user=world.user(REVIEWER), type="totp").exists()
    assert client.get("/rounds/").headers["Location"] == SET_UP


def test_who_lost_it_is_restored_by_an_administrator_and_sets_it_up_anew(world: World) -> None:
    require(world, Role.reviewer)
    with_second_factor(world.user(REVIEWER))
    restore_second_factor(user=world.user(REVIEWER), by=world.user(ADMINISTRATOR))
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.subject, event.actor_id) == (
        "second_factor.removed", REVIEWER, world.user(ADMINISTRATOR).pk,
    )  # fmt: skip
    client = Client()
    sign_in(client, REVIEWER)
    assert client.get("/rounds/").headers["Location"] == SET_UP


def test_an_administrator_says_of_which_roles_on_a_page(world: World, signed_in: Browser) -> None:
    client = signed_in(ADMINISTRATOR)
    url = reverse("organisations:require_factor", args=(CITY,))
    client.post(url, {"role": ["administrator", "reviewer", "nonsense"]})
    assert set(RequiredFactor.objects.values_list("role", flat=True)) == {"administrator", "reviewer"}
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.organisation, event.detail) == (
        "second_factor.required", CITY, {"roles": ["administrator", "reviewer"], "before": []},
    )  # fmt: skip
    page = client.get("/organisations/people/")
    assert "未设置，下次登录时须设置" in page.content.decode()
    ((organisation, roles),) = page.context["factors"]
    assert (organisation.code, {each.role.value for each in roles if each.chosen}) == (
        CITY, {"administrator", "reviewer"},
    )  # fmt: skip
    ((below, given),) = signed_in(f"administrator-{COUNTY}").get("/organisations/people/").context["factors"]
    assert below.code == COUNTY
    assert {each.role.value: each.given for each in given if each.given} == {
        "administrator": organisation.name,
        "reviewer": organisation.name,
    }
    client.post(url, {"role": []})
    assert not RequiredFactor.objects.exists()


@pytest.mark.parametrize("who", [REVIEWER, f"administrator-{COUNTY}", "administrator-far-city", "head-school-04"])
def test_only_an_administrator_of_the_organisation_requires_it(world: World, signed_in: Browser, who: str) -> None:
    with pytest.raises(PermissionDenied):
        require_second_factor(organisation=Organisation.objects.get(code=CITY), roles=[Role.head], by=world.user(who))
    url = reverse("organisations:require_factor", args=(CITY,))
    assert signed_in(who).post(url, {"role": ["head"]}).status_code == 404
    assert not RequiredFactor.objects.exists()


def test_the_database_keeps_one_rule_for_each_role_that_there_is(world: World) -> None:
    require(world, Role.reviewer)
    fields: dict[str, Any] = {"organisation": Organisation.objects.get(code=CITY), "by": world.user(ADMINISTRATOR)}
    for role in ("reviewer", "nonsense"):
        with pytest.raises(IntegrityError), transaction.atomic():
            RequiredFactor.objects.create(role=role, **fields)
