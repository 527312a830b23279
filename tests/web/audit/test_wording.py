"""The audit trail in plain words: a sentence for each kind of event, names masked until somebody asks for them."""

import ast
import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from support.web_world import COUNTY, World
from zhijian.messages import use_language
from zhijian.web.audit.kinds import STEP, kinds
from zhijian.web.audit.models import AuditEvent, AuditReading
from zhijian.web.audit.trail import record
from zhijian.web.audit.wording import SAYINGS, told
from zhijian.web.collection.actions.attach import attach
from zhijian.web.collection.actions.comment import write_comment
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.models import Cell
from zhijian.web.organisations.actions import members
from zhijian.web.organisations.actions.invite import invite
from zhijian.web.organisations.roles import Role
from zhijian.web.review.actions.own import sign, submit
from zhijian.web.review.actions.remind import remind
from zhijian.web.review.actions.reviewing import CellNote, extend, freeze, send_back

Browser = Callable[[str], Client]
SOURCE = Path(__file__).parents[3] / "src" / "zhijian" / "web"
RECORDING = ("record", "record_of_account", "_tell", "_changed")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def recorded_kinds() -> Iterator[str]:
    """The first argument of each call in the application that puts something on record, where it is a constant."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RECORDING:
                given = node.args[0]
                either = (given.body, given.orelse) if isinstance(given, ast.IfExp) else (given,)
                yield from (each.value for each in either if isinstance(each, ast.Constant))


def test_every_kind_of_event_has_a_name_and_a_sentence() -> None:
    found = set(recorded_kinds())
    assert len(found) >= 20
    assert found - set(SAYINGS) == set()
    assert {kind for kind in kinds() if not kind.startswith(STEP)} >= set(SAYINGS) - {
        f"{STEP}frozen",
        f"{STEP}extended",
    }
    assert set(SAYINGS) <= set(kinds())


def one_of_each(world: World) -> None:
    """Deeds of many kinds, one after the other."""
    clerk, head = world.user("clerk-school-04"), world.user("head-school-04")
    county, admin = world.user(f"reviewer-{COUNTY}"), world.user(f"administrator-{COUNTY}")
    row = world.submission("school-04")
    before = graduates(world)
    for text in ("x", before.text):
        entry = Entry("graduates.total", "", "2024", text, graduates(world).version)
        save_cells(submission=row, entries=[entry], by=clerk)
    for kind, text in (("outlier", "新校区启用，电话13800138000"), ("outlier", "")):
        give_reason(
            submission=row, indicator="graduates.total", slice="", period="2024", kind=kind, text=text, by=clerk
        )
    write_comment(submission=row, indicator="graduates.total", slice="", text="请核对", by=clerk)
    upload = SimpleUploadedFile("名单.png", PNG)
    attach(submission=row, indicator="", slice="", upload=upload, by=clerk)
    later = timezone.now() + timedelta(days=30)
    extend(submission=row, deadline=later, by=county)
    remind(round_=world.round, codes=["school-04"], text="请尽快提交", by=county)
    row = world.submission("school-04")
    submit(submission=row, by=clerk)
    sign(submission=world.submission("school-04"), by=head)
    freeze(submission=world.submission("school-04"), by=county)
    notes = [CellNote("graduates.total", "", "2024", "与上年相差太大")]
    send_back(submission=world.submission("school-04"), note="请改正", cells=notes, by=county)
    invite(organisation=row.organisation, role=Role.clerk, name="李小明", by=admin)
    members.give_role(user=clerk, organisation=row.organisation, role=Role.head, by=admin)
    members.end_sessions(user=clerk, by=admin)


def graduates(world: World) -> Cell:
    found: Cell = world.submission("school-04").cells.get(indicator="graduates.total", slice="", period="2024")
    return found


def sentences(events: list[AuditEvent], **how: Any) -> dict[str, str]:
    """Kind → sentence of the newest event."""
    return {line.event.action: line.sentence for line in reversed(list(told(events, **how)))}


def test_each_event_is_a_sentence_with_who_what_to_what_before_and_after(world: World) -> None:
    one_of_each(world)
    said = sentences(list(AuditEvent.objects.order_by("-id")), whole=True)
    school, clerk = "临江区职业技术学校", world.user("clerk-school-04").name
    assert said["reason.withdrawn"] == f"{clerk}撤回“{school}”的表1“毕业生人数”（2024年）的说明"
    assert said["comment.written"] == f"{clerk}对“{school}”的表1“毕业生人数”（2024年）提出意见：请核对"
    assert said["file.attached"] == f"{clerk}为“{school}”的填报上传附件“名单.png”"
    assert said["submission.submit"] == f"{clerk}办理“{school}”的“提交”：填报中 → 已提交"
    assert re.fullmatch(
        r".*把“临江区职业技术学校”的截止时间由 \d{4}-\d\d-\d\d \d\d:\d\d 改为 \d{4}-.*", said["submission.extended"]
    )
    assert said["invitation.made"].endswith(f"邀请李小明担任“{school}”的填报员")
    assert said["role.given"].endswith(f"设置{clerk}（clerk-school-04）担任“{school}”的单位负责人")
    for sentence in said.values():
        assert not re.search(r"[{}]|\b[a-z_]+\.[a-z_]+\b(?!png)", sentence.replace("名单.png", "")), sentence


def test_a_saved_cell_tells_what_stood_there_before(world: World) -> None:
    row, clerk = world.submission("school-05"), world.user("clerk-school-05")
    for text, version in (("900", 0), ("903", 1), ("", 2)):
        entry = Entry("graduates.total", "", "2024", text, version)
        save_cells(submission=row, entries=[entry], by=clerk)
    events = list(AuditEvent.objects.filter(action="cells.saved").order_by("id"))
    ends = [line.sentence.rpartition("：")[2] for line in told(events)]
    assert ends == ["（空） → 900", "900 → 903", "903 → （空）"]


def test_many_saved_cells_are_listed_up_to_a_point(world: World) -> None:
    row, clerk = world.submission("school-05"), world.user("clerk-school-05")
    rows = [r for _table, r in world.form.rows.values() if r.kind.name == "entry" and not r.slice][:12]
    save_cells(
        submission=row,
        entries=[Entry(r.indicator.id, "", "2024", "无数据", 0) for r in rows],
        by=clerk,
        origin="workbook",
    )
    (line,) = told(list(AuditEvent.objects.filter(action="cells.saved")))
    assert "12 格（工作簿导入）" in line.sentence
    assert len(line.lines) == 11
    assert line.lines[-1] == "……另有 2 格"


def test_english_sentences_say_the_same(world: World) -> None:
    one_of_each(world)
    events = list(AuditEvent.objects.order_by("-id"))
    school, clerk = "临江区职业技术学校", world.user("clerk-school-04").name
    with use_language("en"):
        said = sentences(events, whole=True)
        assert said["submission.submit"].startswith(f"{clerk} took the step “Submit” for “{school}”: ")
        assert said["comment.written"].startswith(f"{clerk} commented on ")
        assert said["file.attached"] == f"{clerk} attached “名单.png” to the submission of “{school}”"


def test_a_page_of_events_takes_few_queries(world: World) -> None:
    one_of_each(world)
    events = list(AuditEvent.objects.order_by("-id"))
    with CaptureQueriesContext(
        connection,
    ) as few:
        list(told(events[:2]))
    with CaptureQueriesContext(connection) as all_of_them:
        list(told(events))
    assert len(few) <= len(all_of_them) <= 6


def test_names_and_numbers_are_masked_until_somebody_asks_and_that_is_on_record(
    world: World, signed_in: Browser
) -> None:
    one_of_each(world)
    admin = signed_in(f"administrator-{COUNTY}")
    page = admin.get("/audit/").content.decode()
    main = page[page.index("<tbody") : page.index("</tbody")]
    for secret in ("李小明", world.user("clerk-school-04").name, "clerk-school-04", "13800138000", "原始记录"):
        assert secret not in main
    assert "李＊" in main
    assert "临＊（填报员）" in main
    assert "138＊" in main
    whole = admin.get("/audit/", {"whole": "1"}).content.decode()
    for secret in ("李小明", "13800138000", "原始记录"):
        assert secret in whole
    event = AuditEvent.objects.latest("id")
    assert (event.action, event.actor_id) == ("audit.unmasked", world.user(f"administrator-{COUNTY}").pk)
    for how, seen in (({}, False), ({"whole": "1"}, True)):
        text = admin.get("/audit/export/csv/", how).content.decode("utf-8-sig")
        assert ("李小明" in text) is seen
        assert "李＊" in text or seen


@pytest.mark.parametrize(
    ("query", "kinds_found"),
    [
        ({"text": "新校区启用"}, {"reason.given"}),
        ({"text": "毕业生人数", "kind": "comment.written"}, {"comment.written"}),
        ({"person": "reviewer-c-linjiang"}, {"submission.extended", "submission.frozen", "submission.send_back", "reminder.sent"}),
        ({"organisation": "临江区职业", "kind": "submission.sign"}, {"submission.sign"}),
        ({"since": "2999-01-01"}, set()),
        ({"until": "2000-01-01"}, set()),
        ({"since": "no day", "kind": "role.given"}, {"role.given"}),
        ({"text": "\\ %_'\""}, set()),
    ],
)  # fmt: skip
def test_it_is_searched_by_what_people_know(
    world: World, signed_in: Browser, query: dict[str, str], kinds_found: set[str]
) -> None:
    one_of_each(world)
    page = signed_in(f"administrator-{COUNTY}").get("/audit/", query)
    assert {line.event.action for line in page.context["lines"]} == kinds_found


def test_it_is_verified_from_its_page_and_what_was_found_stands_there(world: World, signed_in: Browser) -> None:
    admin, reviewer = signed_in(f"administrator-{COUNTY}"), signed_in(f"reviewer-{COUNTY}")
    assert "还没有核验过" in admin.get("/audit/").content.decode()
    assert reviewer.post("/audit/verify/").status_code == 404
    assert admin.post("/audit/verify/").status_code == 302
    assert "没有改动或缺失" in reviewer.get("/audit/").content.decode()
    assert AuditReading.objects.get().events == AuditEvent.objects.count()
    event = record("test.event", by=None, chain="tried", organisation="school-04")
    AuditReading.objects.create(at=event.at, events=1, chains=1, faults=["tried：第 1 条内容被改动过。"])
    assert "第 1 条内容被改动过" in admin.get("/audit/").content.decode()


def test_an_event_that_was_changed_is_marked_where_it_stands(world: World) -> None:
    event = record("test.event", by=None, chain="tried", organisation="school-04")
    assert [line.intact for line in told([event])] == [True]
    event.subject = "other"
    assert [line.intact for line in told([event])] == [False]
