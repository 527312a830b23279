"""Nobody where they don't belong: every address × every role × every organisation, and none without a declaration."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from support.web_world import CITY, COUNTY, ELSEWHERE, SCHOOLS, World
from zhijian.web.access import Declared, DeclaredAccess, declared_of
from zhijian.web.organisations.actions.import_tree import RESERVED
from zhijian.web.organisations.models import User
from zhijian.web.organisations.rights import Right, standing_of
from zhijian.web.organisations.roles import Role
from zhijian.web.review.actions.own import sign, submit
from zhijian.web.rounds.models import Submission
from zhijian.web.rounds.states import State

Browser = Callable[[str], Client]


def patterns(
    resolver: URLResolver | None = None, lead: str = "", spaces: tuple[str, ...] = ()
) -> Iterator[tuple[str, str, Any]]:
    """(route, name with its namespace, view) of every address."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = lead + str(entry.pattern)
        if isinstance(entry, URLResolver):
            inner = (*spaces, entry.namespace) if entry.namespace else spaces
            yield from patterns(entry, route, inner)
        elif isinstance(entry, URLPattern):
            yield route, ":".join((*spaces, entry.name or "")), entry.callback


ADDRESSES = {name: (route, view) for route, name, view in patterns()}
OF_SUBMISSIONS = sorted(
    name for name, (_r, view) in ADDRESSES.items() if (d := declared_of(view)) and d.kind == "submission"
)
OF_ROUNDS = sorted(name for name, (_r, view) in ADDRESSES.items() if (d := declared_of(view)) and d.kind == "round")


def declared(name: str) -> Declared:
    found = declared_of(ADDRESSES[name][1])
    assert found is not None
    return found


def address(name: str, world: World, code: str) -> str:
    """The address with its parts filled in: the round, an organisation, anything for the rest."""
    route = ADDRESSES[name][0]
    values = {
        "<int:round_id>": str(world.round_id),
        "<slug:org_code>": code,
        "<int:number>": "1",
        "<slug:name>": "submit",
        "<slug:kind>": "csv",
        "<str:indicator>": "graduates.total",
        "<str:token>": "x",
        "<slug:deed>": "close",
    }
    for part, value in values.items():
        route = route.replace(part, value)
    assert "<" not in route, f"{name}: {route} has a part that this test does not fill in"
    return "/" + route


def test_every_address_declares_its_access() -> None:
    undeclared = [name for name, (_route, view) in ADDRESSES.items() if declared_of(view) is None]
    assert undeclared == []


def test_what_is_public_is_on_the_list() -> None:
    public = {name for name in ADDRESSES if declared(name).kind == "public"}
    assert public - {"operations:health", "operations:ready", "health", "ready"} == {
        "account_inactive",
        "account_login",
        "account_logout",
        "mfa_authenticate",
        "organisations:join",
    }


def test_no_organisation_can_have_a_code_that_stands_in_addresses() -> None:
    words = {route.split("/")[2] for route, _view in ADDRESSES.values() if route.startswith("rounds/<int:round_id>/")}
    assert words - {"<slug:org_code>"} <= set(RESERVED)


def test_a_view_without_a_declaration_is_not_run(rf: Any) -> None:
    with pytest.raises(ImproperlyConfigured, match="declares no access"):
        DeclaredAccess(lambda request: None).process_view(rf.get("/"), lambda request: None, (), {})  # type: ignore[arg-type,return-value]


def test_who_is_not_signed_in_reaches_nothing_but_what_is_public(world: World) -> None:
    for name in ADDRESSES:
        if declared(name).kind in ("public", "token"):
            continue
        for method in ("get", "post"):
            answer = getattr(Client(), method)(address(name, world, "school-04"))
            assert answer.status_code in (302, 401), (name, method, answer.status_code)
            if answer.status_code == 302:
                assert answer.headers["Location"].startswith("/accounts/login/")


def everybody() -> list[User]:
    return list(User.objects.order_by("username"))


def may_see(user: User, submission: Submission) -> bool:
    """By the words of the issue, apart from the program's own: a school itself, reviewers below, others no drafts."""
    own = submission.organisation
    for role, organisation in standing_of(user).memberships:
        if organisation.pk == own.pk:
            return True
        if own.path.startswith(organisation.path) and (role is Role.reviewer or submission.state != State.draft):
            return True
    return False


# Pages that not everybody finds who may see the submission: a file that is not there, sending back what is not one's turn.
SELDOM = {"collection:attachment", "review:send_back", "collection:panel"}
LONG = {"collection:table", "collection:print", "collection:workbook"}  # of those who may see them, one looks


def test_a_submission_is_found_only_by_those_who_may_see_it(world: World, signed_in: Browser) -> None:
    people = everybody()

    def look(*codes: str) -> None:
        for code in codes:
            submission = world.submission(code)
            for user in people:
                browser, seen = signed_in(user.username), may_see(user, submission)
                for name in OF_SUBMISSIONS:
                    if seen and name in LONG and not user.username.startswith("clerk"):
                        continue
                    status = browser.get(address(name, world, code)).status_code
                    lacking = name in SELDOM or code == COUNTY  # a county has no tables, no workbook
                    assert (status != 404) is seen or (seen and lacking), (name, user.username, code, status)

    look("school-04", COUNTY)
    take_step(world, "school-04", "submit")
    look("school-04")


def take_step(world: World, code: str, step: str) -> None:
    deed = {"submit": (submit, "clerk"), "sign": (sign, "head")}[step]
    deed[0](submission=world.submission(code), by=world.user(f"{deed[1]}-{code}"))


def test_a_round_is_found_only_by_those_who_have_the_right_in_it(world: World, signed_in: Browser) -> None:
    submissions = Submission.objects.filter(round_id=world.round_id).select_related("organisation")
    taking_part = [submission.organisation for submission in submissions]
    for user in everybody():
        browser, standing = signed_in(user.username), standing_of(user)
        for name in OF_ROUNDS:
            right = declared(name).right
            assert right is not None
            allowed = any(standing.may(right, organisation) for organisation in taking_part)
            status = browser.get(address(name, world, CITY)).status_code
            assert status in ((200, 302, 404, 405) if allowed else (404,)), (name, user.username, status)


WRITES: list[tuple[str, str, dict[str, Any], tuple[str, ...]]] = [
    ("collection:cells", "put", {"cells": [{"indicator": "graduates.total", "text": "9", "version": 0}]}, ("clerk-school-05", "head-school-05")),
    ("collection:reason", "put", {"indicator": "graduates.total", "kind": "gap", "text": "x"}, ("clerk-school-05", "head-school-05")),
    ("collection:records", "post", {}, ("clerk-school-05", "head-school-05")),
    ("review:step", "post", {}, ("clerk-school-05", "head-school-05")),
    ("review:freeze", "post", {}, (f"reviewer-{COUNTY}", f"reviewer-{CITY}")),
    ("review:extend", "post", {"deadline": "2999-01-01T00:00"}, (f"reviewer-{COUNTY}", f"reviewer-{CITY}")),
]  # fmt: skip


@pytest.mark.parametrize(("name", "method", "body", "who"), WRITES)
def test_who_may_see_may_not_therefore_write(  # noqa: PLR0917 - the case and two fixtures
    world: World, signed_in: Browser, name: str, method: str, body: dict[str, Any], who: tuple[str, ...]
) -> None:
    submission = world.submission("school-05")
    for user in everybody():
        client = signed_in(user.username)
        url = address(name, world, "school-05")
        answer = (
            client.put(url, json.dumps(body), content_type="application/json")
            if method == "put"
            else client.post(url, body)
        )
        if user.username in who:
            assert answer.status_code in (200, 302), (name, user.username, answer.status_code)
        else:
            expected = 403 if may_see(user, submission) else 404
            assert answer.status_code == expected, (name, user.username, answer.status_code)


def test_roles_and_rights_are_what_the_pages_say(world: World) -> None:
    """Each right at a school of the city, for each account: spelt out, apart from the table that the program goes by."""
    school = world.submission("school-04").organisation
    expected = {
        Right.see_draft: {"clerk-school-04", "head-school-04", f"reviewer-{COUNTY}", f"reviewer-{CITY}"},
        Right.enter: {"clerk-school-04", "head-school-04"},
        Right.sign: {"head-school-04"},
        Right.review: set(),
        Right.administer: {f"administrator-{COUNTY}", f"administrator-{CITY}"},
    }
    for right, names in expected.items():
        assert {u.username for u in everybody() if standing_of(u).may(right, school)} == names


def test_the_world_has_foreigners(world: World) -> None:
    assert {f"clerk-{ELSEWHERE[1]}", f"reviewer-{ELSEWHERE[0]}"} <= {u.username for u in everybody()}
    assert set(SCHOOLS) == {"school-01", "school-04", "school-05", "school-06"}
