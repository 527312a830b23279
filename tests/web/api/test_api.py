"""The interface for programs: the same deeds as on the pages, as far as a token reaches and no further."""

import io
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from ninja import Schema

from support.programs import at, caller, post, put
from support.web_world import World
from zhijian.errors import UsageError
from zhijian.web.api.actions.tokens import revoke_token
from zhijian.web.api.models import ApiToken
from zhijian.web.api.scopes import Scope
from zhijian.web.api.service import schema, scope_of, views
from zhijian.web.audit.models import AuditEvent
from zhijian.web.audit.trail import verify
from zhijian.web.collection.models import Cell
from zhijian.web.rounds.models import Round, Submission

Browser = Callable[[str], Client]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def test_a_school_is_filled_in_and_taken_through_by_programs(world: World) -> None:
    clerk, head = caller(world, "clerk-school-04"), caller(world, "head-school-04")
    seen = {c["indicator"]: c for c in clerk.get(at(world, "/cells", "school-04")).json() if c["period"] == "2024"}
    before = seen["graduates.total"]
    again = {"indicator": "graduates.total", "text": before["text"], "version": before["version"]}
    saved = put(clerk, at(world, "/cells", "school-04"), {"cells": [again]}).json()
    assert (saved["results"][0]["state"], saved["results"][0]["version"]) == ("saved", before["version"])
    step = post(clerk, at(world, "/steps", "school-04"), {"action": "submit"})
    assert (step.status_code, step.json()["end"]) == (201, "submitted")
    locked = put(clerk, at(world, "/cells", "school-04"), {"cells": [again]})
    assert locked.status_code == 409
    assert "已锁定" in locked.json()["message"]
    assert post(head, at(world, "/steps", "school-04"), {"action": "sign"}).json()["end"] == "signed"
    county = caller(world, "reviewer-c-linjiang")
    offers = county.get(at(world, code="school-04")).json()["offers"]
    assert offers == ["approve_county", "send_back"]
    tickets = [each["ticket"] for each in county.get(f"/api/v1/rounds/{world.round_id}/approvals").json()]
    approved = post(county, f"/api/v1/rounds/{world.round_id}/approvals", {"tickets": tickets})
    assert [each["end"] for each in approved.json()] == ["county_approved"]
    city = caller(world, "reviewer-yunling")
    back = {"action": "send_back", "cells": [{"indicator": "graduates.total", "text": "请核对"}]}
    assert post(city, at(world, "/steps", "school-04"), {"action": "approve_city"}).json()["end"] == "city_approved"
    assert post(city, at(world, "/steps", "school-04"), back).json()["end"] == "draft"
    assert verify().faults == ()


def test_what_hangs_on_a_cell(world: World) -> None:
    clerk = caller(world, "clerk-school-05")
    cell = {"indicator": "graduates.total", "text": "无数据", "version": 0}
    saved = put(clerk, at(world, "/cells"), {"cells": [cell]}).json()
    assert [f["code"] for f in saved["findings"]] == ["ZJ304"]
    reason = {"indicator": "graduates.total", "kind": "gap", "text": "尚无毕业生"}
    assert put(clerk, at(world, "/reasons"), reason).json()["findings"] == []
    assert [r["text"] for r in clerk.get(at(world, "/reasons")).json() if r["kind"] == "gap"] == ["尚无毕业生"]
    post(clerk, at(world, "/comments"), {"indicator": "graduates.total", "text": "请看"})
    assert [c["text"] for c in clerk.get(at(world, "/comments")).json()] == ["请看"]
    history = clerk.get(at(world, "/history"), {"indicator": "graduates.total"}).json()
    assert "message" not in history, history
    assert [(v["version"], v["text"]) for v in history] == [(1, "无数据")]
    made = clerk.post(
        at(world, "/attachments"), {"file": SimpleUploadedFile("名单.png", PNG), "indicator": "graduates.total"}
    )
    assert made.status_code == 201
    (listed,) = clerk.get(at(world, "/attachments")).json()
    answer = clerk.get(at(world, f"/attachments/{listed['id']}"))
    assert b"".join(answer.streaming_content) == PNG  # type: ignore[attr-defined]
    no_program = clerk.post(at(world, "/attachments"), {"file": SimpleUploadedFile("x.png", b"MZ")})
    assert no_program.status_code == 409


def test_two_programs_do_not_overwrite_each_other(world: World) -> None:
    first, second = caller(world, "clerk-school-05"), caller(world, "head-school-05")
    cell = {"indicator": "graduates.total", "text": "900", "version": 0}
    put(first, at(world, "/cells"), {"cells": [cell]})
    (result,) = put(second, at(world, "/cells"), {"cells": [{**cell, "text": "800"}]}).json()["results"]
    assert (result["state"], result["text"], result["version"]) == ("conflict", "900", 1)


def test_rounds_are_opened_and_rehearsed(world: World) -> None:
    program = caller(world, "administrator-yunling")
    deadline = (timezone.now() + timedelta(days=9)).isoformat()
    body = {"owner": "yunling", "name": "明年", "catalogue": "secondary-2024", "deadline": deadline}
    made = post(program, "/api/v1/rounds", {**body, "organisations": ["school-01"]})
    assert made.status_code == 201
    assert Submission.objects.filter(round_id=made.json()["id"]).count() == 2
    assert post(program, "/api/v1/rounds", {**body, "name": " "}).status_code == 409
    trial = post(program, f"/api/v1/rounds/{world.round_id}/trial")
    assert trial.json()["trial"] is True
    assert Round.objects.count() == 3


def test_a_round_is_closed_and_goes_on(world: World) -> None:
    program, clerk = caller(world, "administrator-yunling"), caller(world, "clerk-school-05")
    url = f"/api/v1/rounds/{world.round_id}"
    cell = {"cells": [{"indicator": "graduates.total", "text": "900", "version": 0}]}
    assert post(program, f"{url}/close").json()["closed"] is True
    assert put(clerk, at(world, "/cells"), cell).status_code == 409
    assert post(program, f"{url}/reopen", {"reason": " "}).status_code == 409
    assert post(program, f"{url}/reopen", {"reason": "补报"}).json()["closed"] is False
    assert put(clerk, at(world, "/cells"), cell).json()["results"][0]["state"] == "saved"
    assert post(clerk, f"{url}/close").status_code == 404


def test_totals_are_those_of_the_pages(world: World) -> None:
    figures = caller(world, "reviewer-yunling").get(f"/api/v1/rounds/{world.round_id}/totals/yunling").json()
    (students,) = [
        f for f in figures if (f["indicator"], f["slice"], f["period"]) == ("students.full_time", "", "2024")
    ]
    cells = Cell.objects.filter(indicator="students.full_time", slice="", period="2024", submission__round=world.round)
    total = sum(cell.mantissa for cell in cells)
    assert (students["shown"], students["low"], students["high"]) == (str(total), str(total), str(total))


def test_a_folder_goes_out_and_in(world: World) -> None:
    program = caller(world, "reviewer-yunling")
    url = f"/api/v1/rounds/{world.round_id}/folder"
    packed = b"".join(program.get(url).streaming_content)  # type: ignore[attr-defined]
    assert packed[:2] == b"PK"
    shown = program.post(f"{url}/preview", {"file": io.BytesIO(packed)}).json()
    assert shown["changes"] == []
    assert shown["counts"]["files"] == 1
    taken = program.post(url, {"file": io.BytesIO(packed), "fingerprint": shown["fingerprint"]})
    assert taken.status_code == 200
    stale = program.post(url, {"file": io.BytesIO(packed), "fingerprint": shown["fingerprint"]})
    assert (stale.status_code, "重新预览" in stale.json()["message"]) == (409, True)


def test_a_token_reaches_as_far_as_it_says(world: World) -> None:
    reader = caller(world, "clerk-school-05", Scope.read)
    assert reader.get(at(world)).status_code == 200
    refused = put(reader, at(world, "/cells"), {"cells": [{"indicator": "graduates.total", "text": "1", "version": 0}]})
    assert refused.status_code == 403
    assert "填写数据" in refused.json()["message"]
    assert not Cell.objects.filter(submission=world.submission("school-05"), period="2024").exists()


def test_a_token_reaches_no_further_than_its_user(world: World) -> None:
    clerk = caller(world, "clerk-school-05")
    assert clerk.get(at(world, code="school-04")).status_code == 404
    assert clerk.get("/api/v1/rounds/99999").status_code == 404
    assert clerk.get(f"/api/v1/rounds/{world.round_id}/folder").status_code == 403
    assert post(clerk, at(world, "/freeze")).status_code == 403
    assert [s["organisation"] for s in clerk.get(f"/api/v1/rounds/{world.round_id}/submissions").json()] == [
        "school-05"
    ]
    editor = caller(world, "editor-yunling")
    assert editor.get(f"/api/v1/rounds/{world.round_id}/submissions").json()[0]["organisation"] == "yunling"


def revoked(world: World) -> None:
    revoke_token(token=ApiToken.objects.get(), by=world.user("clerk-school-05"))


def expired(world: World) -> None:
    ApiToken.objects.update(
        expires_at=timezone.now() - timedelta(seconds=1), made_at=timezone.now() - timedelta(days=1)
    )


def closed(world: World) -> None:
    user = world.user("clerk-school-05")
    user.is_active = False
    user.save()


@pytest.mark.parametrize("end", [revoked, expired, closed])
def test_a_token_that_is_over(world: World, end: Callable[[World], None]) -> None:
    clerk = caller(world, "clerk-school-05")
    assert clerk.get("/api/v1/me").status_code == 200
    end(world)
    assert clerk.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Bearer zj_wrong", "Basic YTpi", "Bearer \u00ff"])
def test_no_token(world: World, header: str) -> None:
    answer = Client(headers={"Authorization": header} if header else {}).get("/api/v1/me")
    assert answer.status_code == 401
    assert "令牌" in answer.json()["message"]


def test_a_session_is_no_token(world: World, signed_in: Browser) -> None:
    assert signed_in("clerk-school-05").get("/api/v1/me").status_code == 401


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'{"cells": []}',
        b'{"cells": [{"indicator": "graduates.total"}]}',
        b'{"cells": [{"indicator": "graduates.total", "text": "1\\u0000"}]}',
        b'{"cells": [{"indicator": "graduates.total", "text": "1", "more": 1}]}',
        b'{"cells": [{"indicator": "a", "text": "1"}, {"indicator": "a", "text": "2"}]}',
    ],
)
def test_a_malformed_body_is_told(world: World, body: bytes) -> None:
    answer = put(caller(world, "clerk-school-05"), at(world, "/cells"), body)
    assert answer.status_code in (400, 422)
    assert answer.json()["message"]


def test_every_operation_declares_its_scope_and_is_described() -> None:
    described = schema()
    operations = [(url, op) for url, view in views() for op in view.operations]
    assert len(operations) >= 55
    for url, operation in operations:
        assert isinstance(scope_of(operation), Scope), url
        for method in operation.methods:
            told = described["paths"][url][method.lower()]
            assert told["description"], url
            assert told["x-scope"] == scope_of(operation).value
            if method != "GET":
                assert told["x-scope"] != "read", url


def bodies(kind: type[Schema] = Schema) -> Iterator[type[Schema]]:
    for each in kind.__subclasses__():
        yield from (each, *bodies(each))


def test_no_two_bodies_have_one_name() -> None:
    """The description knows a body by its name: of two, it would tell one in the place of the other."""
    ours = {each for each in bodies() if each.__module__.startswith("zhijian.web.api.")}
    names = Counter(each.__name__ for each in ours)
    assert [name for name, times in names.items() if times > 1] == []
    assert {"FieldOut", "DifferenceOut", "TicketIn"} <= set(names)


def test_the_description_is_what_it_was(world: World, snapshot: Callable[[str, str], None]) -> None:
    import json

    answer = caller(world, "clerk-school-05").get("/api/v1/openapi.json")
    assert answer.json() == json.loads(json.dumps(schema()))
    snapshot(json.dumps(schema(), ensure_ascii=False, indent=1, sort_keys=True) + "\n", "openapi.json")


def test_tokens_are_made_once_and_revoked_on_a_page(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    page = client.post("/account/tokens/", {"name": "推送", "days": "30", "scope": ["read", "enter"]})
    token = page.context["made"]
    assert token in page.content.decode()
    row = ApiToken.objects.get()
    assert token not in (row.token_hash, row.start)
    assert row.scopes == ["enter", "read"]
    assert token not in client.get("/account/tokens/").content.decode()
    assert (
        Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/me").json()["username"] == "clerk-school-05"
    )
    assert signed_in("head-school-05").post(f"/account/tokens/{row.pk}/revoke/").status_code == 404
    client.post(f"/account/tokens/{row.pk}/revoke/")
    assert Client(headers={"Authorization": f"Bearer {token}"}).get("/api/v1/me").status_code == 401
    told = [event.action for event in AuditEvent.objects.order_by("id") if event.action.startswith("token")]
    assert told == ["token.made", "token.revoked"]
    trail = signed_in("administrator-c-linjiang").get("/audit/").content.decode()
    assert "生成接口令牌“推送”" in trail
    assert "撤销接口令牌“推送”" in trail
    assert token not in str(list(AuditEvent.objects.values_list("detail", flat=True)))


@pytest.mark.parametrize(
    ("given", "part"),
    [
        ({"name": ""}, "取一个名称"),
        ({"scope": []}, "至少选择"),
        ({"days": "0"}, "1 至 366"),
        ({"days": "x"}, "1 至 366"),
    ],
)
def test_a_token_needs_a_name_a_scope_and_an_end(
    world: World, signed_in: Browser, given: dict[str, Any], part: str
) -> None:
    whole = {"name": "推送", "days": "30", "scope": ["read"], **given}
    assert part in signed_in("clerk-school-05").post("/account/tokens/", whole).content.decode()
    assert not ApiToken.objects.exists()


def test_tokens_by_command(world: World) -> None:
    out = io.StringIO()
    call_command("make_token", "clerk-school-05", "--name", "推送", "--scope", "read", stdout=out, stderr=io.StringIO())
    token = out.getvalue().strip()
    client = Client(headers={"Authorization": f"Bearer {token}"})
    assert client.get("/api/v1/me").status_code == 200
    with pytest.raises(UsageError, match="应为 1 个"):
        call_command("revoke_token", "zj_nothing")
    call_command("revoke_token", token[:10], stdout=out)
    assert client.get("/api/v1/me").status_code == 401


@pytest.mark.parametrize("number", ["0", "99999999999999999999999"])
def test_a_number_beyond_all_rounds_is_not_found(world: World, signed_in: Browser, number: str) -> None:
    for place in ("", "/submissions", "/submissions/school-05", "/folder"):
        assert caller(world, "reviewer-yunling").get(f"/api/v1/rounds/{number}{place}").status_code == 404
    assert signed_in("clerk-school-05").get(f"/rounds/{number}/school-05/").status_code == 404
