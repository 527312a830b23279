"""The same by workbook: download, fill in, upload, preview, accept."""

import io
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest
from django.test import Client

from support.web_world import World
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.models import Cell, KeptFact, Reason

Browser = Callable[[str], Client]


def downloaded(client: Client, world: World, code: str) -> Any:
    answer = client.get(f"/rounds/{world.round_id}/{code}/workbook/")
    return openpyxl.load_workbook(io.BytesIO(answer.content))


def as_file(book: Any, name: str = "填好的.xlsx") -> io.BytesIO:
    whole = io.BytesIO()
    book.save(whole)
    whole.seek(0)
    whole.name = name
    return whole


def upload(client: Client, world: World, code: str, file: io.BytesIO) -> Any:
    return client.post(f"/rounds/{world.round_id}/{code}/workbook/upload/", {"file": file})


def place(book: Any, indicator: str) -> tuple[Any, int, int]:
    """(sheet, row, column of this year) of an indicator, by the hidden column of ids."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if any(cell.value == indicator for cell in row):
                header = {cell.value: cell.column for line in sheet.iter_rows(max_row=4) for cell in line}
                return sheet, row[0].row, header["2024年"]
    raise LookupError(indicator)


def test_what_is_downloaded_and_uploaded_again_changes_nothing(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-04")
    answer = upload(client, world, "school-04", as_file(downloaded(client, world, "school-04")))
    preview = answer.context["preview"]
    assert preview.usable
    assert preview.changes == ()
    assert preview.same > 150


def test_a_changed_workbook_is_shown_first_and_then_taken_in(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-04")
    book = downloaded(client, world, "school-04")
    cell = Cell.objects.get(submission=world.submission("school-04"), indicator="graduates.total", period="2024")
    sheet, row, column = place(book, "graduates.total")
    sheet.cell(row, column).value = cell.mantissa + 5
    answer = upload(client, world, "school-04", as_file(book))
    changes = answer.context["preview"].changes
    assert [(c.entry.indicator, c.before, c.now) for c in changes] == [
        ("graduates.total", cell.text, str(cell.mantissa + 5))
    ]
    cell.refresh_from_db()
    assert cell.version == 1
    client.post(f"/rounds/{world.round_id}/school-04/workbook/upload/", {"ticket": answer.context["ticket"]})
    now = Cell.objects.get(pk=cell.pk)
    assert (now.text, now.version, now.origin) == (str(cell.mantissa + 5), 2, "workbook")


def test_what_somebody_changed_after_the_preview_stays(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-04")
    book = downloaded(client, world, "school-04")
    sheet, row, column = place(book, "graduates.total")
    sheet.cell(row, column).value = 7
    ticket = upload(client, world, "school-04", as_file(book)).context["ticket"]
    entry = Entry("graduates.total", "", "2024", "9", 1)
    save_cells(submission=world.submission("school-04"), entries=[entry], by=world.user("head-school-04"))
    answer = client.post(f"/rounds/{world.round_id}/school-04/workbook/upload/", {"ticket": ticket}, follow=True)
    assert "没有填入" in answer.content.decode()
    assert (
        Cell.objects.get(submission=world.submission("school-04"), indicator="graduates.total", period="2024").text
        == "9"
    )


def test_a_blank_cell_does_not_clear_a_value(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-04")
    book = downloaded(client, world, "school-04")
    sheet, row, column = place(book, "graduates.total")
    sheet.cell(row, column).value = None
    preview = upload(client, world, "school-04", as_file(book)).context["preview"]
    assert (preview.changes, preview.kept) == ((), 1)


def yielded(world: World, indicator: str, mantissa: int) -> None:
    """What records yield of school-04, of which nobody typed anything."""
    school = world.submission("school-04").organisation
    Cell.objects.filter(submission__organisation=school, indicator=indicator, period="2024").update(
        text="", status="not_reported", mantissa=None, decimals=None
    )
    exactly = {"low_n": mantissa, "low_d": 1, "high_n": mantissa, "high_d": 1, "mantissa": mantissa, "decimals": 0}
    unit = world.form.catalogue[indicator].unit.symbol
    place = {"round": world.round, "organisation": school, "kept_as": "records", "period": "2024"}
    KeptFact.objects.create(**place, **exactly, indicator=indicator, status="given", unit=unit)


def test_what_records_yield_stays_theirs_and_only_the_changed_cells_count(world: World, signed_in: Browser) -> None:
    yielded(world, "programmes.count", 14)
    yielded(world, "graduates.further_study", 411)
    client = signed_in("clerk-school-04")
    book = downloaded(client, world, "school-04")
    for indicator, value in (("graduates.total", 4321), ("graduates.further_study", 412)):
        sheet, row, column = place(book, indicator)
        assert sheet.cell(row, column).value is not None
        sheet.cell(row, column).value = value
    preview = upload(client, world, "school-04", as_file(book)).context["preview"]
    assert [(c.entry.indicator, c.now) for c in preview.changes] == [
        ("graduates.total", "4321"),
        ("graduates.further_study", "412"),
    ]


def test_a_reason_for_what_records_yield_is_written_without_typing_the_figure(world: World, signed_in: Browser) -> None:
    yielded(world, "programmes.count", 14)
    client = signed_in("clerk-school-04")
    book = downloaded(client, world, "school-04")
    sheet, row, _column = place(book, "programmes.count")
    header = {cell.value: cell.column for line in sheet.iter_rows(max_row=4) for cell in line}
    sheet.cell(row, header["说明"]).value = "两个专业本年停招"
    answer = upload(client, world, "school-04", as_file(book))
    (change,) = answer.context["preview"].changes
    assert (change.entry.text, change.entry.note) == ("", "两个专业本年停招")
    client.post(f"/rounds/{world.round_id}/school-04/workbook/upload/", {"ticket": answer.context["ticket"]})
    school = world.submission("school-04")
    assert Reason.objects.get(submission=school, indicator="programmes.count").text == "两个专业本年停招"
    assert not Cell.objects.filter(submission=school, indicator="programmes.count", period="2024", text__gt="").exists()


def test_each_changed_row_is_told_with_its_section_and_unit(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-04")
    book = downloaded(client, world, "school-04")
    for indicator in ("courses.online_hours", "students.by_category[61]"):
        sheet, row, column = place(book, indicator)
        sheet.cell(row, column).value = 3
    answer = upload(client, world, "school-04", as_file(book))
    told = {c.entry.indicator: (c.place, c.unit) for c in answer.context["preview"].changes}
    assert told["courses.online_hours"] == ("教学计划内课程总数*", "学时")
    assert told["students.by_category"] == ("招生与在校生 · 在校生数（按专业大类）", "人")
    assert "招生与在校生 · 在校生数（按专业大类）" in answer.content.decode()


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [(b"", "a.xlsx", "ZJ101"), (b"no workbook at all", "a.xlsx", "ZJ102"), (b"PK\x03\x04broken", "a.xlsx", "ZJ103")],
)
def test_what_is_no_workbook_is_refused(world: World, signed_in: Browser, content: bytes, name: str, code: str) -> None:
    file = io.BytesIO(content or b" ")
    if not content:
        file = io.BytesIO(b"")
    file.name = name
    answer = upload(signed_in("clerk-school-04"), world, "school-04", file)
    preview = answer.context.get("preview")
    assert preview is None or [f.code for f in preview.findings] == [code]
    assert preview is None or not preview.usable


def test_another_schools_workbook_is_refused_in_the_words_of_the_page(world: World, signed_in: Browser) -> None:
    book = downloaded(signed_in("clerk-school-01"), world, "school-01")
    answer = upload(signed_in("clerk-school-04"), world, "school-04", as_file(book))
    preview = answer.context["preview"]
    assert not preview.usable
    assert preview.changes == ()
    theirs, own = (world.submission(code).organisation.name for code in ("school-01", "school-04"))
    page = answer.content.decode()
    assert f"这个文件是“{theirs}（school-01）”的工作簿，本页填报的是“{own}”。" in page
    assert f"请在本页下载“{own}”的工作簿填写" in page
    assert "organisations.csv" not in page


def test_a_ticket_is_for_one_submission_and_cannot_be_made_up(world: World, signed_in: Browser) -> None:
    client = signed_in("clerk-school-04")
    book = downloaded(client, world, "school-04")
    sheet, row, column = place(book, "graduates.total")
    sheet.cell(row, column).value = 7
    ticket = upload(client, world, "school-04", as_file(book)).context["ticket"]
    for code, given in (("school-01", ticket), ("school-04", ticket[:-3] + "abc")):
        who = signed_in(f"clerk-{code}")
        answer = who.post(f"/rounds/{world.round_id}/{code}/workbook/upload/", {"ticket": given})
        assert "预览已过期" in answer.content.decode()


def test_others_neither_upload_nor_download(world: World, signed_in: Browser) -> None:
    assert signed_in("clerk-school-01").get(f"/rounds/{world.round_id}/school-04/workbook/").status_code == 404
    assert (
        signed_in("reviewer-c-linjiang").get(f"/rounds/{world.round_id}/school-04/workbook/upload/").status_code == 403
    )
