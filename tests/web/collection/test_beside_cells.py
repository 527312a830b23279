"""What hangs on a cell: reasons, comments, files, history; and the grid that shows them."""

import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from support.web_world import COUNTY, World
from zhijian.web.collection.checking import Known
from zhijian.web.collection.grid import grid_of
from zhijian.web.collection.models import Attachment, Cell
from zhijian.web.organisations.models import User

Browser = Callable[[str], Client]
PDF = b"%PDF-1.7 signed"


def url(world: World, rest: str, code: str = "school-05") -> str:
    return f"/rounds/{world.round_id}/{code}/{rest}"


def send(client: Client, world: World, method: str, rest: str, body: dict[str, Any]) -> Any:
    return getattr(client, method)(url(world, rest), json.dumps(body), content_type="application/json")


def given(name: str, content: bytes) -> io.BytesIO:
    file = io.BytesIO(content)
    file.name = name
    return file


def test_an_outlier_asks_for_a_reason_and_is_quiet_once_it_has_one(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    before = Cell.objects.get(submission=world.submission("school-05"), indicator="graduates.total", period="2023")
    cells = [{"indicator": "graduates.total", "text": str(before.mantissa * 10), "version": 0}]
    told = send(client, world, "put", "cells/", {"cells": cells}).json()["findings"]
    outlier = next(f for f in told if f["code"] == "ZJ301")
    assert outlier["asks_reason"]
    assert outlier["remedy"] == "请核对表中所填的数；数据无误的，请在“情况说明”中写明原因。"
    assert outlier["indicator"] == "graduates.total"
    body = {"indicator": "graduates.total", "kind": "outlier", "text": "两校合并后首届毕业"}
    answered = send(client, world, "put", "cells/reason/", body).json()["findings"]
    outlier = next(f for f in answered if f["code"] == "ZJ301")
    assert (outlier["asks_reason"], outlier["severity"], outlier["accepted"]) == (False, "notice", "两校合并后首届毕业")
    withdrawn = send(client, world, "put", "cells/reason/", {**body, "text": ""}).json()["findings"]
    assert next(f for f in withdrawn if f["code"] == "ZJ301")["asks_reason"]


def test_under_its_row_a_finding_names_neither_school_nor_table_and_the_year_only_where_it_is_another(
    world: World, signed_in: Browser
) -> None:
    client = signed_in("clerk-school-05")
    school = world.submission("school-05").organisation.name
    before = Cell.objects.filter(submission=world.submission("school-05"), indicator="graduates.total", period="2023")
    before.update(origin="typed")
    leap = {"indicator": "graduates.total", "text": str(before.get().mantissa * 10), "version": 0}
    unread = {"indicator": "graduates.total", "period": "2023", "text": "九百x", "version": before.get().version}
    said = {}
    for cell in (leap, unread):
        answer = send(client, world, "put", "cells/", {"cells": [cell]}).json()
        said |= {(f["code"], f["period"]): f for f in answer["findings"]}
    outlier, text = said["ZJ301", "2024"], said["ZJ114", "2023"]
    opening = f"{school}2024年表1序号1"
    assert outlier["message"].startswith(f"{opening}“毕业生人数”为 ")
    assert outlier["beside"] == outlier["message"].removeprefix(opening)
    assert text["beside"].startswith("2023年：“九百x”不是数字")


def test_a_school_that_filled_nothing_in_is_called_the_same_on_its_pages_as_on_the_board(
    world: World, signed_in: Browser
) -> None:
    client = signed_in("clerk-school-05")
    for page in ("", "tables/1/"):
        assert '<span class="tag">未开始</span>' in client.get(url(world, page)).content.decode()
    send(client, world, "put", "cells/", {"cells": [{"indicator": "graduates.total", "text": "900", "version": 0}]})
    for page in ("", "tables/1/"):
        assert '<span class="tag tag-work">填报中</span>' in client.get(url(world, page)).content.decode()


def test_what_is_kept_of_findings_is_read_in_the_readers_language(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    cells = [
        {"indicator": "graduates.total", "text": "900", "version": 0},
        {"indicator": "graduates.placed", "text": "901", "version": 0},
    ]
    send(client, world, "put", "cells/", {"cells": cells})
    assert "现为" in client.get(url(world, "")).content.decode()
    User.objects.filter(username="clerk-school-05").update(language="en")
    english = client.get(url(world, "")).content.decode()
    assert "it is 901" in english
    assert "现为" not in english


def test_an_accepted_finding_comes_back_when_its_figures_change(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    cells = [
        {"indicator": "graduates.total", "text": "900", "version": 0},
        {"indicator": "graduates.placed", "text": "901", "version": 0},
    ]
    found = send(client, world, "put", "cells/", {"cells": cells}).json()["findings"]
    error = next(f for f in found if f["severity"] == "error")
    body = {"indicator": "graduates.placed", "kind": "accepted", "text": "含往届", "subject": error["subject"]}
    accepted = send(client, world, "put", "cells/reason/", body).json()["findings"]
    assert next(f for f in accepted if f["subject"] == error["subject"])["severity"] == "notice"
    cells = [{"indicator": "graduates.placed", "text": "905", "version": 1}]
    again = send(client, world, "put", "cells/", {"cells": cells}).json()["findings"]
    assert next(f for f in again if f["subject"] == error["subject"] and f["code"] != "ZJ305")["severity"] == "error"
    gone = {**body, "subject": "no.such.rule/school-05/2024"}
    assert send(client, world, "put", "cells/reason/", gone).status_code == 400


def test_reviewers_and_clerks_talk_beside_a_cell(world: World, signed_in: Browser) -> None:
    reviewer, clerk = signed_in(f"reviewer-{COUNTY}"), signed_in("clerk-school-05")
    body = {"indicator": "graduates.total", "slice": "", "text": "请核对学籍"}
    assert send(reviewer, world, "post", "cells/comments/", body).status_code == 201
    send(clerk, world, "post", "cells/comments/", {**body, "text": "已核对"})
    listed = clerk.get(url(world, "cells/comments/"), {"indicator": "graduates.total"}).json()["comments"]
    assert [c["text"] for c in listed] == ["请核对学籍", "已核对"]
    assert "临江区" in listed[0]["author"]
    assert send(clerk, world, "post", "cells/comments/", {**body, "text": "  "}).status_code == 400
    assert send(signed_in("clerk-school-04"), world, "post", "cells/comments/", body).status_code == 404


def test_history_tells_each_value_and_whose_it_was(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    for version, text in enumerate(("900", "九百", "905")):
        cells = [{"indicator": "graduates.total", "text": text, "version": version}]
        send(client, world, "put", "cells/", {"cells": cells})
    listed = client.get(url(world, "cells/history/"), {"indicator": "graduates.total"}).json()["versions"]
    assert [(v["version"], v["text"], v["shown"]) for v in listed] == [
        (3, "905", "905"),
        (2, "九百", ""),
        (1, "900", "900"),
    ]
    assert {v["by"] for v in listed} == {str(world.user("clerk-school-05"))}


def test_a_scan_is_kept_and_given_to_those_who_may_see_it(
    world: World, signed_in: Browser, settings: Any, tmp_path: Any
) -> None:
    settings.MEDIA_ROOT = tmp_path
    answer = signed_in("head-school-05").post(url(world, "attachments/"), {"file": given("签字页.pdf", PDF)})
    listed = answer.json()["attachments"]
    assert [(a["name"], a["size"]) for a in listed] == [("签字页.pdf", len(PDF))]
    served = signed_in(f"reviewer-{COUNTY}").get(listed[0]["url"])
    assert b"".join(served.streaming_content) == PDF  # type: ignore[attr-defined]
    assert served.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in served.headers["Content-Security-Policy"]
    assert signed_in("clerk-school-04").get(listed[0]["url"]).status_code == 404


def test_the_same_scan_is_kept_once(world: World, signed_in: Browser, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    clerk = signed_in("clerk-school-05")
    sent = [
        clerk.post(url(world, "attachments/"), {"file": given(name, PDF), "indicator": indicator})
        for name, indicator in (("签字页.pdf", ""), ("签字页 (1).pdf", ""), ("签字页.pdf", "graduates.total"))
    ]
    assert [answer.status_code for answer in sent] == [201, 400, 201]
    assert "同一个文件已经上传过，不必再传：“签字页.pdf”" in sent[1].json()["message"]
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("页面.html", b"<script>alert(1)</script>"),
        ("假的.pdf", b"<html>"),
        ("图.svg", b"<svg onload=alert(1)>"),
        ("程序.pdf.exe", PDF),
        ("空.pdf", b""),
    ],
)
def test_files_of_other_kinds_are_refused(world: World, signed_in: Browser, name: str, content: bytes) -> None:
    answer = signed_in("clerk-school-05").post(url(world, "attachments/"), {"file": given(name, content)})
    assert answer.status_code == 400
    assert not Attachment.objects.exists()


def test_files_that_are_too_large_are_refused(world: World, signed_in: Browser, settings: Any) -> None:
    settings.UPLOAD_MOST_BYTES = 10
    answer = signed_in("clerk-school-05").post(url(world, "attachments/"), {"file": given("a.pdf", PDF)})
    assert (answer.status_code, "最多" in answer.json()["message"]) == (400, True)


def test_what_one_person_typed_is_not_stored_as_anothers(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    body = json.dumps({"cells": [{"indicator": "graduates.total", "text": "1", "version": 0}]})
    other = str(world.user("head-school-05").pk)
    answer = client.put(url(world, "cells/"), body, content_type="application/json", headers={"X-Zhijian-User": other})
    assert answer.status_code == 401
    assert not Cell.objects.filter(submission=world.submission("school-05"), period="2024").exists()


def test_the_grid_has_every_row_of_the_form_with_what_belongs_to_it(world: World) -> None:
    known = Known.of(world.submission("school-04"), world.form)
    for table, sheet in world.form.sheets.items():
        rows = [row for row in grid_of(known, table, editable=True)["rows"] if row["kind"] != "heading"]
        assert [(r["indicator"], r["slice"]) for r in rows] == [(r.indicator.id, r.slice) for r in sheet.rows]
    first = {r["indicator"]: r for r in grid_of(known, 1, editable=True)["rows"]}
    total = first["graduates.total"]
    assert (total["state"], total["previous_editable"], total["status"]) == ("editable", False, "given")
    assert total["text"] == total["shown"]
    derived = next(r for r in first.values() if r["kind"] == "derived")
    assert derived["state"] == "derived"
    assert derived["shown"]
    assert derived["formula"]
