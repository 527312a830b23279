"""The interface for everything beside figures: workbooks, reminders, people, organisations, the audit trail."""

import io
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from support.programs import at, caller, post, put
from support.web_world import COUNTY, World
from web.collection.test_records import export
from zhijian.web.api.scopes import Scope
from zhijian.web.audit.models import AuditEvent
from zhijian.web.collection.models import Cell
from zhijian.web.organisations.models import Invitation, Membership, Organisation
from zhijian.web.review.models import Notice

ADMIN = f"administrator-{COUNTY}"


def filled(client: Client, world: World, text: int) -> bytes:
    """The school's workbook with another number of graduates."""
    book = load_workbook(io.BytesIO(client.get(at(world, "/workbook", "school-04")).content))
    for sheet in book:
        for row in sheet.iter_rows():
            for index, cell in enumerate(row):
                if str(cell.value).strip() in ("毕业生人数", "毕业生人数*") and sheet.title.startswith("表1"):
                    values = [c for c in row[index + 1 :] if isinstance(c.value, int)]
                    values[-1].value = text
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_goes_out_is_previewed_and_comes_in(world: World) -> None:
    clerk = caller(world, "clerk-school-04")
    sent = filled(clerk, world, 911)
    shown = clerk.post(at(world, "/workbook/preview", "school-04"), {"file": SimpleUploadedFile("a.xlsx", sent)}).json()
    (change,) = shown["changes"]
    assert (change["indicator"], change["after"], shown["usable"]) == ("graduates.total", "911", True)
    cell = Cell.objects.get(submission=world.submission("school-04"), indicator="graduates.total", period="2024")
    assert cell.text == change["before"]
    saved = post(clerk, at(world, "/workbook", "school-04"), {"ticket": shown["ticket"]}).json()
    assert [(r["state"], r["text"]) for r in saved["results"]] == [("saved", "911")]
    cell.refresh_from_db()
    assert (cell.text, cell.origin) == ("911", "workbook")
    foreign = post(caller(world, "clerk-school-05"), at(world, "/workbook"), {"ticket": shown["ticket"]})
    assert (foreign.status_code, "过期" in foreign.json()["message"]) == (409, True)


def test_a_file_that_is_no_workbook_is_told_and_changes_nothing(world: World) -> None:
    clerk = caller(world, "clerk-school-04")
    url = at(world, "/workbook/preview", "school-04")
    shown = clerk.post(url, {"file": SimpleUploadedFile("a.xlsx", b"no workbook")}).json()
    assert (shown["usable"], shown["changes"]) == (False, [])
    assert shown["messages"]
    reader = caller(world, "reader-yunling")
    assert reader.post(url, {"file": SimpleUploadedFile("a.xlsx", b"x")}).status_code == 404
    county = caller(world, f"reviewer-{COUNTY}")
    assert county.post(url, {"file": SimpleUploadedFile("a.xlsx", b"x")}).status_code == 403


def test_record_exports_are_previewed_taken_in_and_undone(world: World) -> None:
    clerk = caller(world, "clerk-school-05")
    shown = clerk.post(at(world, "/records/preview"), {"file": [export("school-05")]}).json()
    assert "message" not in shown, shown
    take = [line["name"] for line in shown["lines"] if line["offered"]]
    assert take
    assert not Cell.objects.filter(origin="records").exists()
    taken = post(clerk, at(world, "/records"), {"ticket": shown["ticket"], "take": take})
    assert taken.status_code == 201
    assert {r["state"] for r in taken.json()["saved"]["results"]} == {"saved"}
    assert Cell.objects.filter(origin="records", submission=world.submission("school-05")).count() == len(take)
    (listed,) = clerk.get(at(world, "/records")).json()
    assert (listed["undone"], [each["name"] for each in listed["files"]]) == (False, ["毕业生.csv"])
    assert post(clerk, at(world, f"/records/{listed['id']}/undo")).json() == {"left": 0}
    assert clerk.get(at(world, "/records")).json()[0]["undone"] is True
    assert post(clerk, at(world, f"/records/{listed['id']}/undo")).status_code == 409
    assert post(caller(world, f"reviewer-{COUNTY}"), at(world, f"/records/{listed['id']}/undo")).status_code == 403


def test_computed_cells_are_told_before_anything_is_saved(world: World) -> None:
    clerk = caller(world, "clerk-school-04")
    body = {"cells": [{"indicator": "students.full_time", "text": "100003"}]}
    derived = post(clerk, at(world, "/cells/preview", "school-04"), body).json()["derived"]
    assert any(each["indicator"] == "ratio.students_per_teacher" and each["shown"] for each in derived)
    assert not Cell.objects.filter(text="100003", submission=world.submission("school-04")).exists()


def test_findings_of_a_round_and_the_way_down_from_a_total(world: World) -> None:
    city = caller(world, "reviewer-yunling")
    found = city.get(f"/api/v1/rounds/{world.round_id}/findings/yunling").json()
    assert {each["organisation"] for each in found} - {"yunling"}
    url = f"/api/v1/rounds/{world.round_id}/totals/yunling/origin"
    lines = city.get(url, {"indicator": "students.full_time"}).json()
    assert lines[0]["depth"] == 0
    assert any(line["source"].startswith(f"round/{world.round_id}/school-04/") for line in lines)
    assert city.get(url, {"indicator": "nothing"}).status_code == 404


def test_what_came_back_and_what_changed_since_it_was_approved(world: World) -> None:
    clerk, head = caller(world, "clerk-school-04"), caller(world, "head-school-04")
    county = caller(world, f"reviewer-{COUNTY}")
    post(clerk, at(world, "/steps", "school-04"), {"action": "submit"})
    post(head, at(world, "/steps", "school-04"), {"action": "sign"})
    post(county, at(world, "/steps", "school-04"), {"action": "approve_county"})
    cells = [{"indicator": "graduates.total", "text": "请核对"}]
    city = caller(world, "reviewer-yunling")
    post(city, at(world, "/steps", "school-04"), {"action": "send_back", "cells": cells})
    returned = clerk.get(at(world, "/returns", "school-04")).json()
    assert [(each["indicator"], each["text"]) for each in returned] == [("graduates.total", "请核对")]
    assert clerk.get(at(world, "/changes", "school-04")).json() == []
    cell = Cell.objects.get(
        submission=world.submission("school-04"), indicator="graduates.total", slice="", period="2024"
    )
    entry = {"indicator": "graduates.total", "text": "912", "version": cell.version}
    put(clerk, at(world, "/cells", "school-04"), {"cells": [entry]})
    (change,) = clerk.get(at(world, "/changes", "school-04")).json()
    assert (change["name"], change["before"], change["now"]) == ("graduates.total", cell.text, "912")


def test_schools_are_reminded_and_read_their_messages(world: World) -> None:
    county, clerk = caller(world, f"reviewer-{COUNTY}"), caller(world, "clerk-school-05")
    url = f"/api/v1/rounds/{world.round_id}/reminders"
    offered = county.get(url).json()
    assert [each["organisation"] for each in offered["waiting"]] == ["school-04", "school-05"]
    assert "临江区职业技术学校" in offered["chat"]
    sent = post(county, url, {"organisations": ["school-05"], "text": "请尽快提交"})
    assert (sent.status_code, sent.json()["count"]) == (201, 2)
    (message,) = clerk.get("/api/v1/notices").json()
    assert (message["text"], message["read"], message["organisation"]) == ("请尽快提交", False, "school-05")
    assert post(clerk, "/api/v1/notices/read").json() == {"count": 1}
    assert clerk.get("/api/v1/notices").json()[0]["read"] is True
    assert Notice.objects.filter(user=world.user("head-school-05"), read_at__isnull=True).count() == 1
    assert post(clerk, url, {"organisations": ["school-05"], "text": "x"}).status_code == 409


def test_people_are_invited_given_roles_and_let_go(world: World) -> None:
    admin = caller(world, ADMIN)
    made = post(admin, "/api/v1/organisations/school-04/invitations", {"role": "clerk", "name": "李明"})
    assert made.status_code == 201
    token = made.json()["link"].rstrip("/").rpartition("/")[2]
    assert Client().get(f"/organisations/join/{token}/").status_code == 200
    assert [each["name"] for each in admin.get("/api/v1/invitations").json()] == ["李明"]
    withdrawn = f"/api/v1/invitations/{Invitation.objects.get().pk}/withdraw"
    assert post(admin, withdrawn).json() == {"count": 1}
    assert post(admin, withdrawn).status_code == 409
    clerk = world.user("clerk-school-04")
    given = post(admin, f"/api/v1/people/{clerk.pk}/roles", {"organisation": "school-05", "role": "clerk"})
    assert given.status_code == 201
    rows = admin.get("/api/v1/people", {"q": "clerk-school-04"}).json()
    assert [(r["organisation"], r["role"], r["active"]) for r in rows] == [
        ("school-04", "clerk", True),
        ("school-05", "clerk", True),
    ]
    assert admin.delete(f"/api/v1/memberships/{rows[1]['membership']}").json() == {"count": 1}
    assert not Membership.objects.filter(pk=rows[1]["membership"]).exists()
    assert post(admin, f"/api/v1/people/{clerk.pk}/sign-out").status_code == 200
    assert post(admin, f"/api/v1/people/{clerk.pk}/second-factor/remove").status_code == 409
    assert post(admin, f"/api/v1/people/{clerk.pk}/close").json() == {"count": 1}
    clerk.refresh_from_db()
    assert clerk.is_active is False


def test_a_second_factor_is_required_of_roles(world: World) -> None:
    admin, url = caller(world, ADMIN), f"/api/v1/organisations/{COUNTY}/second-factor"
    assert admin.get(url).json() == {"roles": []}
    assert put(admin, url, {"roles": ["reviewer", "clerk", "clerk"]}).json() == {"roles": ["clerk", "reviewer"]}
    assert admin.get(url).json() == {"roles": ["clerk", "reviewer"]}
    assert put(admin, url, {"roles": ["nobody"]}).status_code == 422
    assert put(caller(world, f"reviewer-{COUNTY}"), url, {"roles": []}).status_code == 404


def test_nobody_is_managed_by_somebody_who_does_not_administer_them(world: World) -> None:
    clerk = world.user("clerk-school-04")
    for name, status in (("administrator-c-qingxi", 404), (f"reviewer-{COUNTY}", 404), ("clerk-school-04", 404)):
        program = caller(world, name)
        assert post(program, f"/api/v1/people/{clerk.pk}/close").status_code == status
        body = {"role": "clerk", "name": "某人"}
        assert post(program, "/api/v1/organisations/school-04/invitations", body).status_code == status
        assert program.get("/api/v1/people", {"q": "clerk-school-04"}).json() == []
    clerk.refresh_from_db()
    assert clerk.is_active


@pytest.mark.parametrize(
    ("method", "url", "needed"),
    [
        ("get", "/api/v1/people", Scope.people),
        ("get", "/api/v1/invitations", Scope.people),
        ("post", "/api/v1/organisations/school-04/invitations", Scope.administer),
        ("get", "/api/v1/audit", Scope.audit),
        ("post", "/api/v1/notices/read", Scope.remind),
    ],
)
def test_what_concerns_people_needs_a_scope_of_its_own(world: World, method: str, url: str, needed: Scope) -> None:
    others = caller(world, ADMIN, *[scope for scope in Scope if scope is not needed])
    holder = caller(world, ADMIN, needed)
    body: Any = {"role": "clerk", "name": "某人"} if url.endswith("/invitations") and method == "post" else None
    send = {"get": lambda c: c.get(url), "post": lambda c: post(c, url, body)}[method]
    assert send(others).status_code == 403
    assert send(holder).status_code in (200, 201)


def test_a_list_of_organisations_is_previewed_and_taken_over(world: World) -> None:
    program = caller(world, "administrator-yunling")
    tree = program.get("/api/v1/organisations").json()
    assert tree[0] == {"code": "yunling", "name": "云岭市", "level": "city", "parent": ""}
    lines = ["编号,名称,级别,上级"] + [
        f"{o['code']},{o['name'] + ('（新）' if o['code'] == 'school-05' else '')},{o['level']},{o['parent']}"
        for o in tree
    ]
    sent = SimpleUploadedFile("单位.csv", "\n".join([*lines, "school-99,新学校,school,c-linjiang"]).encode())
    shown = program.post("/api/v1/organisations/preview", {"file": sent}).json()
    assert "message" not in shown, shown
    assert (shown["counts"]["new"], Organisation.objects.filter(code="school-99").exists()) == (1, False)
    taken = post(program, "/api/v1/organisations", {"ticket": shown["ticket"]})
    assert taken.status_code == 200
    assert Organisation.objects.get(code="school-99").parent.code == "c-linjiang"
    again = post(program, "/api/v1/organisations", {"ticket": shown["ticket"]})
    assert (again.status_code, "重新预览" in again.json()["message"]) == (409, True)
    assert post(program, "/api/v1/organisations", {"ticket": "forged"}).status_code == 409


def test_the_audit_trail_is_searched_in_words_and_read_on(world: World) -> None:
    clerk, admin = caller(world, "clerk-school-04"), caller(world, ADMIN)
    for text in ("请核对一", "请核对二"):
        post(clerk, at(world, "/comments", "school-04"), {"indicator": "graduates.total", "text": text})
    first = admin.get("/api/v1/audit", {"kind": "comment.written", "limit": 1}).json()
    assert [each["said"][0].rpartition("：")[2] for each in first] == ["请核对二"]
    assert first[0]["intact"] is True
    older = admin.get("/api/v1/audit", {"kind": "comment.written", "before": first[0]["id"]}).json()
    assert [each["said"][0].rpartition("：")[2] for each in older] == ["请核对一"]
    assert admin.get("/api/v1/audit", {"text": "请核对一"}).json()[0]["id"] == older[0]["id"]
    english = admin.get("/api/v1/audit", {"limit": 1, "kind": "comment.written"}, headers={"Accept-Language": "en"})
    assert "commented on" in english.json()[0]["said"][0]
    assert clerk.get("/api/v1/audit").status_code == 403
    assert admin.get("/api/v1/audit/verification").json()["at"] is None
    done = post(admin, "/api/v1/audit/verification").json()
    assert (done["faults"], done["events"]) == ([], AuditEvent.objects.count())
