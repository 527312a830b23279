"""The board, its exports, and the queries that a page may take."""

import csv
import io
import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.utils import timezone

from support.web_world import CITY, COUNTY, World
from zhijian.intake import Kind
from zhijian.web.exports import csv_bytes, xlsx_bytes
from zhijian.web.organisations.models import Organisation
from zhijian.web.organisations.rights import standing_of
from zhijian.web.review.board import Wanted, board_of
from zhijian.web.rounds.models import Submission, TableProgress

Browser = Callable[[str], Client]


def test_the_board_tells_how_far_each_school_is(world: World) -> None:
    rows = {
        row.submission.organisation.code: row
        for row in board_of(world.round, standing_of(world.user(f"reviewer-{CITY}")), Wanted())
    }
    assert list(rows) == ["school-01", "school-04", "school-05", "school-06"]
    assert (rows["school-04"].percent, rows["school-04"].state_label) == (100, "填报中")
    assert (rows["school-05"].percent, rows["school-05"].state_label) == (0, "未开始")
    assert [cell.table for cell in rows["school-04"].tables] == [1, 2, 3, 4, 5, 6, 0]


def test_a_reviewer_sees_the_schools_below_and_a_reader_no_drafts(world: World) -> None:
    county = board_of(world.round, standing_of(world.user(f"reviewer-{COUNTY}")), Wanted())
    assert [row.submission.organisation.code for row in county] == ["school-04", "school-05"]
    reader = board_of(world.round, standing_of(world.user(f"reader-{CITY}")), Wanted())
    assert [row.hidden for row in reader] == [True] * 4
    assert [row.tables for row in reader] == [()] * 4


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ({"q": "临江"}, ["school-04", "school-05"]),
        ({"state": "not_begun"}, ["school-05"]),
        ({"state": "overdue"}, []),
        ({"sort": "-percent"}, ["school-01", "school-04", "school-06", "school-05"]),
        ({"sort": "nonsense", "q": "school-06"}, ["school-06"]),
    ],
)
def test_the_board_is_searched_and_sorted(world: World, query: dict[str, str], expected: list[str]) -> None:
    rows = board_of(world.round, standing_of(world.user(f"reviewer-{CITY}")), Wanted.of(query))
    assert [row.submission.organisation.code for row in rows] == expected


def more_schools(world: World, count: int) -> None:
    city = Organisation.objects.get(code=CITY)
    made = Organisation.objects.bulk_create(
        Organisation(code=f"more-{n}", name=f"学校{n}", level="school", parent=city, path=f"{city.path}more-{n}/")
        for n in range(count)
    )
    submissions = Submission.objects.bulk_create(Submission(round=world.round, organisation=o, city=city) for o in made)
    TableProgress.objects.bulk_create(
        TableProgress(submission=s, table=t, expected=10, filled=3) for s in submissions for t in range(7)
    )


def test_the_board_says_of_each_table_how_far_it_is_in_a_figure_and_in_words(world: World, signed_in: Browser) -> None:
    school = world.submission("school-05")
    Organisation.objects.filter(code="school-05").update(name='<b>第五"校"</b>')
    for table, numbers in {1: (5, 0, 0), 2: (10, 0, 0), 3: (9, 2, 1), 4: (9, 0, 3)}.items():
        filled, errors, warnings = numbers
        school.progress.filter(table=table).update(expected=10, filled=filled, errors=errors, warnings=warnings)
    Submission.objects.filter(pk=school.pk).update(deadline=timezone.now() - timedelta(days=1))
    page = signed_in(f"reviewer-{CITY}").get(f"/rounds/{world.round_id}/board/?q=school-05").content.decode()
    row = " ".join(page.partition("<tbody>")[2].partition("</tbody>")[0].split())
    assert row.startswith('<tr class="overdue"> <th scope="row"><a href="/rounds/')
    assert "<b>" not in row
    assert "&lt;b&gt;第五&quot;校&quot;&lt;/b&gt;</a><br><small" in row
    cells = {
        number: re.sub(r"<svg.*?#(\w+).*?</svg>", r"[\1]", each)
        for number, each in re.findall(r'<a class="board-cell board-\w+" href="[^"]*/tables/(\d)/" (.*?)</a>', row)
    }
    assert len(cells) == 7
    assert cells["1"] == cell("表1", "未填完", "empty", "50%")
    assert cells["2"] == cell("表2", "填完且无问题", "check", "100%")
    assert cells["3"] == cell("表3", "2 处错误", "cross", "90%")
    assert cells["4"] == cell("表4", "3 处提醒", "warning", "90%")
    assert 'class="tag tag-work">填报中</span> <span class="tag tag-bad"><svg' in row
    assert "2 错误</span> <span" in row
    assert "4 提醒</span></td>" in row


def cell(name: str, words: str, drawing: str, figure: str) -> str:
    """What stands in a table's cell of the board."""
    hidden = '<span class="visually-hidden">{}</span>'
    return (
        f'title="{words}">{hidden.format(name + " ")}[{drawing}]<span class="num">{figure}</span>{hidden.format(words)}'
    )


PAGES = [
    ("reviewer-yunling", "/rounds/{round}/board/", 11),
    ("reviewer-yunling", "/rounds/{round}/approve/", 12),
    ("reviewer-yunling", "/rounds/{round}/totals/", 14),
    ("clerk-school-04", "/rounds/{round}/school-04/", 16),
    ("clerk-school-04", "/rounds/{round}/school-04/tables/3/", 16),
    ("administrator-yunling", "/organisations/people/", 12),
    ("administrator-yunling", "/audit/", 10),
    ("reviewer-yunling", "/rounds/", 10),
]


@pytest.mark.parametrize(("who", "page", "most"), PAGES, ids=[page for _who, page, _most in PAGES])
def test_a_page_takes_few_queries_however_many_schools(  # noqa: PLR0917 - the case and its fixtures
    world: World, signed_in: Browser, django_assert_max_num_queries: Any, who: str, page: str, most: int
) -> None:
    url = page.format(round=world.round_id)
    browser = signed_in(who)
    browser.get("/rounds/")  # the session notes once in a while that it is in use
    counts = []
    for more in (0, 40):
        if more:
            more_schools(world, more)
        with django_assert_max_num_queries(most) as queries:
            assert browser.get(url).status_code == 200
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_save_takes_few_queries(world: World, signed_in: Browser, django_assert_max_num_queries: Any) -> None:
    browser = signed_in("clerk-school-05")
    url = f"/rounds/{world.round_id}/school-05/cells/"
    for version, most in ((0, 24), (1, 17)):  # the first time, the session is noted and the chain of events begins
        body = {"cells": [{"indicator": "graduates.total", "text": f"90{version}", "version": version}]}
        with django_assert_max_num_queries(most):
            assert browser.put(url, body, content_type="application/json").json()["results"][0]["state"] == "saved"


def test_a_paste_over_what_others_wrote_names_them_in_few_queries(
    world: World, signed_in: Browser, django_assert_max_num_queries: Any
) -> None:
    rows = [row for _table, row in world.form.rows.values() if row.kind is Kind.entry and not row.slice][:60]
    entries = [{"indicator": row.indicator.id, "text": "1", "version": 0} for row in rows]
    url = f"/rounds/{world.round_id}/school-05/cells/"
    for name in ("head-school-05", "clerk-school-05"):
        first = signed_in(name).put(url, {"cells": entries}, content_type="application/json")
        assert {result["state"] for result in first.json()["results"]} <= {"saved", "invalid"}
    others = [{**entry, "text": "2"} for entry in entries]
    with django_assert_max_num_queries(14):
        answer = signed_in("clerk-school-05").put(url, {"cells": others}, content_type="application/json").json()
    assert {(result["state"], result["by"]) for result in answer["results"]} == {
        ("conflict", str(world.user("head-school-05")))
    }


def test_exports_are_the_board_and_hold_no_formula(world: World, signed_in: Browser) -> None:
    Organisation.objects.filter(code="school-01").update(name="=cmd|' /C calc'!A0")
    browser = signed_in(f"reviewer-{CITY}")
    text = browser.get(f"/rounds/{world.round_id}/board/csv/").content.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 5
    assert rows[1][1] == "'=cmd|' /C calc'!A0"
    book = openpyxl.load_workbook(io.BytesIO(browser.get(f"/rounds/{world.round_id}/board/xlsx/").content))
    cell = book.active["B2"]
    assert (cell.value, cell.data_type) == ("=cmd|' /C calc'!A0", "s")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "普通"])
def test_no_text_becomes_a_formula(text: str) -> None:
    row = next(iter(csv.reader(io.StringIO(csv_bytes(["a"], [[text]]).decode("utf-8-sig").split("\r\n", 1)[1]))))
    assert row[0] == (text if text == "普通" else "'" + text)
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(["a"], [[text]]))).active
    assert sheet["A2"].data_type == "s"
