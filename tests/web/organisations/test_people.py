"""Invitations, roles, and the list of organisations."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from support.web_world import CITY, COUNTY, World
from zhijian.facts import Organisation as Listed
from zhijian.facts import OrganisationTree
from zhijian.web.collection.entry import Refused
from zhijian.web.organisations.actions.import_tree import import_tree, preview_tree
from zhijian.web.organisations.actions.invite import accept, invite, open_invitation, withdraw
from zhijian.web.organisations.actions.members import give_role, take_role
from zhijian.web.organisations.models import Invitation, Membership, Organisation
from zhijian.web.organisations.roles import Role

Browser = Callable[[str], Client]
GOOD = "long and private enough"


def school(code: str = "school-05") -> Organisation:
    found: Organisation = Organisation.objects.get(code=code)
    return found


def test_a_link_makes_one_account_with_its_role(world: World) -> None:
    _made, token = invite(
        organisation=school(), role=Role.clerk, name="王老师", by=world.user(f"administrator-{COUNTY}")
    )
    assert token not in str(Invitation.objects.values().get())
    user = accept(token=token, username="wang", password=GOOD)
    assert [(m.role, m.organisation.code) for m in user.memberships.all()] == [("clerk", "school-05")]
    with pytest.raises(Refused, match="无效"):
        accept(token=token, username="wang2", password=GOOD)


@pytest.mark.parametrize(
    ("username", "password", "told"),
    [
        ("clerk-school-04", GOOD, "已被使用"),
        ("CLERK-school-04", GOOD, "已被使用"),
        ("a b", GOOD, "有效"),
        ("wang", "short", "10"),
        ("wang", "1234567890", "常见"),
    ],
)
def test_a_name_or_password_that_does_not_do_is_refused(world: World, username: str, password: str, told: str) -> None:
    _made, token = invite(
        organisation=school(), role=Role.clerk, name="王老师", by=world.user(f"administrator-{COUNTY}")
    )
    with pytest.raises(Refused, match=told):
        accept(token=token, username=username, password=password)
    assert open_invitation(token) is not None


def test_links_run_out_and_are_withdrawn(world: World) -> None:
    administrator = world.user(f"administrator-{COUNTY}")
    made, token = invite(organisation=school(), role=Role.clerk, name="王老师", by=administrator)
    withdraw(invitation=made, by=administrator)
    assert open_invitation(token) is None
    made, token = invite(organisation=school(), role=Role.clerk, name="李老师", by=administrator)
    Invitation.objects.filter(pk=made.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    assert open_invitation(token) is None
    with pytest.raises(IntegrityError), transaction.atomic():  # used by nobody
        Invitation.objects.filter(pk=made.pk).update(used_at=timezone.now())


def test_who_invites_where(world: World) -> None:
    for who in ("head-school-05", f"reviewer-{COUNTY}", "administrator-c-qingxi"):
        with pytest.raises(PermissionDenied):
            invite(organisation=school(), role=Role.clerk, name="王老师", by=world.user(who))
    for role in (Role.reviewer,):
        with pytest.raises(Refused, match="学校没有"):
            invite(organisation=school(), role=role, name="王老师", by=world.user(f"administrator-{COUNTY}"))


def test_the_pages_invite_and_join(world: World, signed_in: Browser) -> None:
    answer = signed_in(f"administrator-{COUNTY}").post(
        "/organisations/invitations/school-05/", {"name": "王老师", "role": "clerk"}
    )
    link = re.search(r"http://testserver(/organisations/join/[^\"]+/)", answer.content.decode())
    assert link is not None
    client = Client()
    page = client.get(link[1])
    assert "王老师" in page.content.decode()
    assert page.headers["Referrer-Policy"] == "no-referrer"
    done = client.post(link[1], {"username": "wang", "password": GOOD, "again": GOOD})
    assert done.headers["Location"] == "/accounts/login/"
    assert client.get(link[1]).status_code == 404


def test_roles_are_given_and_taken_and_one_administrator_stays(world: World) -> None:
    administrator = world.user(f"administrator-{CITY}")
    give_role(user=world.user("clerk-school-05"), organisation=school(), role=Role.head, by=administrator)
    rows = Membership.objects.filter(user=world.user("clerk-school-05"))
    assert sorted(rows.values_list("role", flat=True)) == ["clerk", "head"]
    take_role(membership=rows.get(role="head"), by=administrator)
    last = Membership.objects.get(organisation__code=COUNTY, role="administrator")
    with pytest.raises(Refused, match="只剩这一位"):
        take_role(membership=last, by=administrator)
    with pytest.raises(PermissionDenied):  # somebody who belongs elsewhere
        give_role(
            user=world.user("reviewer-far-city"), organisation=school(COUNTY), role=Role.reviewer, by=administrator
        )


def listed(*more: Listed, rename: str = "") -> OrganisationTree:
    rows = []
    for o in Organisation.objects.filter(path__startswith=f"/{CITY}/").order_by("path"):
        parent = o.codes_above[-1] if o.codes_above else ""
        name = f"{o.name}（新）" if o.code == rename else o.name
        rows.append(Listed(o.code, name, o.level, parent, o.kind, o.official_code, o.short))
    return OrganisationTree([*rows, *more])


def test_a_list_is_shown_before_it_is_taken_over(world: World) -> None:
    administrator = world.user(f"administrator-{CITY}")
    tree = listed(Listed("school-99", "新建学校", "school", COUNTY), rename="school-04")
    changes = preview_tree(tree=tree, by=administrator)
    shown = {c.code: (c.kind, [d[0] for d in c.differences]) for c in changes if c.kind != "same"}
    assert shown == {"school-99": ("new", []), "school-04": ("changed", ["name"])}
    assert not Organisation.objects.filter(code="school-99").exists()
    import_tree(tree=tree, expected=changes, by=administrator)
    assert school("school-99").path == f"/{CITY}/{COUNTY}/school-99/"
    assert school("school-04").name.endswith("（新）")
    with pytest.raises(Refused, match="重新预览"):
        import_tree(tree=tree, expected=changes, by=administrator)


def test_a_county_that_moves_takes_its_schools_along(world: World) -> None:
    tree = OrganisationTree(
        Listed(o.id, o.name, o.level, COUNTY if o.id == "school-06" else o.parent, o.kind, o.code, o.short)
        for o in listed()
    )
    administrator = world.user(f"administrator-{CITY}")
    import_tree(tree=tree, expected=preview_tree(tree=tree, by=administrator), by=administrator)
    assert school("school-06").path == f"/{CITY}/{COUNTY}/school-06/"


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (Listed("board", "甲", "school", COUNTY), "保留词"),
        (Listed("a/b", "甲", "school", COUNTY), "字母"),
        (Listed("far-school", "远城学校", "school", COUNTY), "不归您管理"),
    ],
)
def test_a_list_that_does_not_do_is_refused(world: World, more: Listed, told: str) -> None:
    with pytest.raises((Refused, PermissionDenied), match=told):
        preview_tree(tree=listed(more), by=world.user(f"administrator-{CITY}"))
    with pytest.raises(Refused, match="您管理的单位"):
        preview_tree(tree=listed(), by=world.user(f"administrator-{COUNTY}"))


def test_the_page_takes_a_file(world: World, signed_in: Browser) -> None:
    rows = ["编号,名称,级别,上级编号", f"{CITY},云岭市,市,", f"school-77,第七十七学校,学校,{CITY}"]
    file = io.BytesIO("\n".join(rows).encode())
    file.name = "单位.csv"
    browser = signed_in(f"administrator-{CITY}")
    page = browser.post("/organisations/import/", {"file": file})
    assert "school-77" in page.content.decode()
    assert not Organisation.objects.filter(code="school-77").exists()
    browser.post("/organisations/import/", {"ticket": page.context["ticket"]})
    assert school("school-77").name == "第七十七学校"


def test_people_are_listed_to_their_administrators(world: World, signed_in: Browser) -> None:
    page = signed_in(f"administrator-{COUNTY}").get("/organisations/people/").content.decode()
    assert "clerk-school-04" in page
    assert "clerk-school-06" not in page
    text = signed_in(f"administrator-{COUNTY}").get("/organisations/people/export/csv/").content.decode("utf-8-sig")
    assert "clerk-school-05" in text
    assert "clerk-school-01" not in text
