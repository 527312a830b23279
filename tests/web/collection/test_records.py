"""Record exports: uploaded, counted, shown, accepted, undone; nothing of a person stays."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from django.conf import settings
from django.test import Client

from support.web_world import CITY, World
from zhijian.web.audit.models import AuditEvent
from zhijian.web.collection.actions.records import undo_records
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.checking import Known
from zhijian.web.collection.entry import Entry, Locked, Refused
from zhijian.web.collection.grid import grid_of
from zhijian.web.collection.models import Cell, CellVersion, KeptFact, RecordUpload
from zhijian.web.organisations.models import Organisation
from zhijian.web.review.actions.own import submit

Browser = Callable[[str], Client]
HEADER = "学校,学号,专业代码,毕业去向类别,升学渠道码,升学层次码,去向所在地行政区划代码,起薪线,是否自主创业,是否初次就业"
EMPLOYED = "{school},{n},710201,就业,,,990100,3000,否,是"
FURTHER = "{school},{n},710201,升学,职教高考,专科,990100,,,"


def export(
    school: str, employed: int = 3, further: int = 2, name: str = "毕业生.csv", more: tuple[str, ...] = ()
) -> Any:
    """A list of graduates as a file."""
    lines = [HEADER, *(EMPLOYED.format(school=school, n=f"S{n:03}") for n in range(employed))]
    lines += [FURTHER.format(school=school, n=f"F{n:03}") for n in range(further)]
    return as_file("\n".join([*lines, *more]).encode(), name)


def as_file(data: bytes, name: str) -> io.BytesIO:
    file = io.BytesIO(data)
    file.name = name
    return file


def page_of(world: World, code: str = "school-05") -> str:
    return f"/rounds/{world.round_id}/{code}/records/"


def uploaded(client: Client, world: World, *files: Any, kind: str = "", code: str = "school-05") -> Any:
    return client.post(page_of(world, code), {"file": list(files), "kind": kind})


def accepted(client: Client, world: World, answer: Any, take: list[str] | None = None, code: str = "school-05") -> Any:
    chosen = [line.name for line in answer.context["preview"].lines if line.chosen] if take is None else take
    body = {"ticket": answer.context["ticket"], "take": chosen}
    return client.post(page_of(world, code), body, follow=True)


def cell_of(world: World, indicator: str, code: str = "school-05") -> Cell | None:
    return Cell.objects.filter(submission=world.submission(code), indicator=indicator, slice="", period="2024").first()


def row_of(world: World, indicator: str, code: str = "school-05") -> dict[str, Any]:
    known = Known.of(world.submission(code), world.form)
    grid = grid_of(known, world.form.table_of(indicator), editable=True)
    return next(row for row in grid["rows"] if row.get("indicator") == indicator)


def test_a_list_is_shown_first_and_fills_blank_cells_with_its_source(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    answer = uploaded(client, world, export("school-05"))
    preview = answer.context["preview"]
    (file,) = preview.files
    assert (file.name, file.label, file.read.rows, file.read.bad) == ("毕业生.csv", "毕业生", 5, 0)
    line = next(line for line in preview.lines if line.indicator == "graduates.total")
    assert (line.before, line.now, line.apart, line.outcome, line.chosen) == ("", "5", "", "fill", True)
    assert cell_of(world, "graduates.total") is None
    assert not KeptFact.objects.filter(round=world.round).exists()

    page = accepted(client, world, answer).content.decode()
    assert "已导入记录" in page
    cell = cell_of(world, "graduates.total")
    assert cell is not None
    assert (cell.text, cell.origin) == ("5", "records")
    source = CellVersion.objects.get(cell=cell).note
    assert source == "records/毕业生.csv?school=school-05"
    row = row_of(world, "graduates.total")
    assert (row["recorded"], row["recorded_source"], row["difference"]) == ("5", source, "")
    progress = world.submission("school-05").progress.get(table=1)
    assert progress.filled == len([line for line in preview.lines if line.table == 1 and line.outcome == "fill"])
    panel = client.get(f"/rounds/{world.round_id}/school-05/cells/panel/?indicator=graduates.total&slice=")
    assert "记录导入（毕业生.csv）" in panel.content.decode()


def test_what_was_typed_stays_unless_somebody_chooses_the_records(world: World, signed_in: Browser) -> None:
    client, code = signed_in("clerk-school-04"), "school-04"
    typed = cell_of(world, "graduates.total", code)
    assert typed is not None
    answer = uploaded(client, world, export(code), code=code)
    line = next(line for line in answer.context["preview"].lines if line.indicator == "graduates.total")
    assert (line.before, line.now, line.outcome, line.chosen) == (typed.text, "5", "differs", False)
    assert line.apart == f"＋{typed.mantissa - 5}"
    accepted(client, world, answer, code=code)
    assert cell_of(world, "graduates.total", code) == typed
    assert row_of(world, "graduates.total", code)["difference"] == f"比记录＋{typed.mantissa - 5}"
    findings = world.submission(code).findings.filter(code="ZJ207", indicator="graduates.total")
    assert findings.exists()

    again = uploaded(client, world, export(code), code=code)
    accepted(client, world, again, take=["graduates.total"], code=code)
    now = cell_of(world, "graduates.total", code)
    assert now is not None
    assert (now.text, now.origin, now.version) == ("5", "records", typed.version + 1)


def test_new_records_renew_what_came_from_records(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    accepted(client, world, uploaded(client, world, export("school-05")))
    answer = uploaded(client, world, export("school-05", employed=9))
    line = next(line for line in answer.context["preview"].lines if line.indicator == "graduates.total")
    assert (line.before, line.now, line.apart, line.chosen) == ("5", "11", "－6", True)


def test_an_upload_is_undone_and_everything_is_as_before(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    accepted(client, world, uploaded(client, world, export("school-05")))
    kept = facts_of(world)
    accepted(client, world, uploaded(client, world, export("school-05", employed=9)))
    first, last = RecordUpload.objects.order_by("id")
    with pytest.raises(Refused, match="最近"):
        undo_records(upload=first, by=world.user("clerk-school-05"))
    client.post(f"{page_of(world)}{last.pk}/undo/")
    assert facts_of(world) == kept
    cell = cell_of(world, "graduates.total")
    assert cell is not None
    assert (cell.text, cell.origin, cell.version) == ("5", "records", 3)
    client.post(f"{page_of(world)}{first.pk}/undo/")
    assert facts_of(world) == set()
    cell = cell_of(world, "graduates.total")
    assert cell is not None
    assert (cell.text, cell.status) == ("", "not_reported")
    assert world.submission("school-05").progress.get(table=1).filled == 0
    told = AuditEvent.objects.filter(action="records.undone").count()
    assert told == RecordUpload.objects.filter(undone_at__isnull=False).count() == 2


def facts_of(world: World) -> set[tuple[str, str, int | None]]:
    rows = KeptFact.objects.filter(round=world.round, organisation__code="school-05", kept_as="records")
    return set(rows.values_list("indicator", "slice", "mantissa"))


def test_undoing_leaves_what_somebody_wrote_since(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    accepted(client, world, uploaded(client, world, export("school-05")))
    cell = cell_of(world, "graduates.total")
    assert cell is not None
    entry = Entry("graduates.total", "", "2024", "6", cell.version)
    save_cells(submission=world.submission("school-05"), entries=[entry], by=world.user("head-school-05"))
    upload = RecordUpload.objects.get()
    page = client.post(f"{page_of(world)}{upload.pk}/undo/", follow=True).content.decode()
    assert "有 1 格在导入之后又改过" in page
    assert getattr(cell_of(world, "graduates.total"), "text", "") == "6"


def test_the_list_itself_is_nowhere_and_its_hash_is_on_record(world: World, signed_in: Browser, tmp_path: Path) -> None:
    client = signed_in("clerk-school-05")
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    before = sorted(settings.MEDIA_ROOT.rglob("*"))
    accepted(client, world, uploaded(client, world, export("school-05", employed=1)))
    assert sorted(settings.MEDIA_ROOT.rglob("*")) == before
    event = AuditEvent.objects.get(action="records.accepted")
    (file,) = event.detail["files"]
    assert (file["name"], file["table"], file["rows"], len(file["sha256"])) == ("毕业生.csv", "graduates", 3, 64)
    kept = [str(RecordUpload.objects.values().get()), str(list(KeptFact.objects.values())), str(event.detail)]
    assert not any(number in text for text in kept for number in ("S000", "F000", "F001"))


def test_nobody_can_be_told_from_the_problems(world: World, signed_in: Browser) -> None:
    bad = ("school-05,440101200801011234,710201,欧阳修竹,,,990100,3000,否,是",)
    answer = uploaded(signed_in("clerk-school-05"), world, export("school-05", more=bad))
    page = answer.content.decode()
    assert "没有数出任何结果" in page
    assert "第 7 行" in page
    assert "毕业去向类别" in page
    assert "欧阳" not in page
    assert "440101" not in page
    assert answer.context["ticket"] == ""


def test_rows_of_another_school_are_told_in_the_words_of_the_page(world: World, signed_in: Browser) -> None:
    name = world.submission("school-05").organisation.name
    answer = uploaded(signed_in("clerk-school-05"), world, export("school-04"), export("school-05", name="无名.csv"))
    page = answer.content.decode()
    assert f"本页只收“{name}”的名单" in page
    assert "请在“是什么名单”中选定种类" in page
    for word in ("organisations.csv", "reasons.csv", "移出"):
        assert word not in page


@pytest.mark.parametrize(
    "files",
    [
        [export("school-05", more=("school-04,X1,710201,就业,,,990100,3000,否,是",))],
        [export("school-05"), as_file("学校,学号\nschool-05,F9\n".encode(), "毕业生2.csv")],
    ],
    ids=["a row of another school", "another file of the kind that cannot be read"],
)
def test_of_a_list_that_is_not_counted_whole_no_figure_is_offered(
    world: World, signed_in: Browser, files: list[Any]
) -> None:
    programmes = as_file("学校,专业代码,专业方向,专业状态\nschool-05,710201,,在办\n".encode(), "专业.csv")
    answer = uploaded(signed_in("clerk-school-05"), world, *files, programmes)
    facts = answer.context["preview"].facts
    assert {fact.indicator.partition(".")[0] for fact in facts} == {"programmes"}
    assert "graduates." not in str([line.indicator for line in answer.context["preview"].lines])


def test_the_kind_is_chosen_where_the_name_does_not_tell_it(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-05")
    answer = uploaded(client, world, export("school-05", name="导出 (1).csv"))
    assert [found.code for found in answer.context["preview"].findings] == ["ZJ817"]
    answer = uploaded(client, world, export("school-05", name="导出 (1).csv"), kind="graduates")
    (file,) = answer.context["preview"].files
    assert (file.name, file.read.file, file.read.rows) == ("导出 (1).csv", "records/graduates-导出__1_.csv", 5)


def test_a_spreadsheet_is_read_too_and_an_unsafe_one_is_not_opened(world: World, signed_in: Browser) -> None:
    whole = io.BytesIO()
    book = xlsxwriter.Workbook(whole, {"in_memory": True})
    for number, line in enumerate([HEADER, EMPLOYED.format(school="school-05", n="1")]):
        book.add_worksheet() if not book.worksheets() else None
        book.worksheets()[0].write_row(number, 0, line.split(","))
    book.close()
    client = signed_in("clerk-school-05")
    answer = uploaded(client, world, as_file(whole.getvalue(), "毕业生.xlsx"), as_file(b"PK\x03\x04x", "学生.xlsx"))
    first, second = answer.context["preview"].files
    assert (first.read.rows, second.read) == (1, None)
    assert "ZJ103" in [found.code for found in answer.context["preview"].findings]


@pytest.mark.parametrize(
    ("files", "kind", "told"), [(0, "", "请先选择"), (7, "", "一次最多"), (1, "persons", "没有这种")]
)
def test_what_is_too_much_is_refused(world: World, signed_in: Browser, files: int, kind: str, told: str) -> None:
    given = [export("school-05", name=f"毕业生{n}.csv") for n in range(files)]
    assert told in uploaded(signed_in("clerk-school-05"), world, *given, kind=kind).content.decode()


def test_others_upload_nothing_and_nothing_goes_into_what_is_locked(world: World, signed_in: Browser) -> None:
    assert signed_in("clerk-school-04").get(page_of(world)).status_code == 404
    assert signed_in(f"reviewer-{CITY}").get(page_of(world)).status_code == 403
    client, code = signed_in("clerk-school-04"), "school-04"
    answer = uploaded(client, world, export(code), code=code)
    for given in (answer.context["ticket"][:-3] + "abc", answer.context["ticket"]):
        wrong = signed_in("clerk-school-05").post(page_of(world), {"ticket": given})
        assert "预览已过期" in wrong.content.decode()
    accepted(client, world, answer, code=code)
    upload = RecordUpload.objects.get()
    client.post(f"{page_of(world, code)}{upload.pk}/undo/")
    submit(submission=world.submission(code), by=world.user("clerk-school-04"))
    with pytest.raises(Locked):
        undo_records(upload=upload, by=world.user("clerk-school-04"))
    assert "数据已锁定，不能导入" in client.get(page_of(world, code)).content.decode()
    assert "已锁定" in client.post(page_of(world, code), {"ticket": answer.context["ticket"]}).content.decode()


def test_what_is_counted_over_several_schools_goes_when_a_school_changes_it(world: World, signed_in: Browser) -> None:
    city = Organisation.objects.get(code=CITY)
    old = {"round": world.round, "kept_as": "records", "period": "2024", "status": "given", "decimals": 0, "unit": "个"}
    KeptFact.objects.create(organisation=city, indicator="programmes.count", mantissa=40, **old)
    KeptFact.objects.create(organisation=city, indicator="mentors.total", mantissa=9, **old)
    client = signed_in("clerk-school-05")
    answer = uploaded(
        client, world, as_file("学校,专业代码,专业方向,专业状态\nschool-05,710201,,在办\n".encode(), "专业.csv")
    )
    assert answer.context["ticket"], [found.message for found in answer.context["preview"].findings]
    accepted(client, world, answer)
    assert set(KeptFact.objects.filter(organisation=city).values_list("indicator", flat=True)) == {"mentors.total"}
    client.post(f"{page_of(world)}{RecordUpload.objects.get().pk}/undo/")
    assert KeptFact.objects.get(organisation=city, indicator="programmes.count").mantissa == 40
