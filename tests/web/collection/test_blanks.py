"""What a refused submission says of blank cells follows each save, so that pages and boards need no second attempt."""

from collections.abc import Iterable
from typing import Any

import pytest

from support.web_world import World
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.models import Cell
from zhijian.web.review.actions.own import HasErrors, check_before_submitting, submit

SCHOOL = "school-05"  # has begun nothing
Key = tuple[str, str]


def refuse(world: World) -> None:
    with pytest.raises(HasErrors):
        submit(submission=world.submission(SCHOOL), by=world.user(f"clerk-{SCHOOL}"))


def put(world: World, keys: Iterable[Key], text: str) -> list[str]:
    """Saves the text in each of the cells. Returns the subjects of findings that no longer hold."""
    there = {
        cell.key[:2]: cell.version for cell in Cell.objects.filter(submission=world.submission(SCHOOL), period="2024")
    }
    entries = [Entry(*key, "2024", text, there.get(key, 0)) for key in keys]
    by = world.user(f"clerk-{SCHOOL}")
    return save_cells(submission=world.submission(SCHOOL), entries=entries, by=by).cleared


def said(world: World, table: int) -> list[str]:
    """What is kept of blanks of the table; the board's count of its errors agrees."""
    submission = world.submission(SCHOOL)
    rows = submission.findings.filter(table=table, severity=3)
    assert submission.progress.get(table=table).errors == rows.count()
    return [row.message for row in rows.filter(code="ZJ303")]


def blanks(world: World, table: int) -> list[Key]:
    return [(row.indicator.id, row.slice) for row in world.form.expected[table] if row.kind.name == "entry"]


def test_what_is_said_of_blanks_shrinks_with_each_save_and_goes_with_the_last(world: World) -> None:
    refuse(world)
    first, *others = blanks(world, 3)
    before = said(world, 3)
    assert len(before) == 1
    elsewhere = {table: said(world, table) for table in world.form.expected if table != 3}
    assert put(world, [first], "0") == []
    (after,) = said(world, 3)
    assert after != before[0]
    assert f"{len(others)} 项" in after
    assert [each for each in put(world, others, "0") if each.startswith("gaps/")] == [f"gaps/{SCHOOL}/2024/表3"]
    assert said(world, 3) == []
    assert {table: said(world, table) for table in elsewhere} == elsewhere


def test_after_each_save_is_said_what_a_second_attempt_would_say(world: World) -> None:
    refuse(world)
    first, second, *_others = blanks(world, 3)
    for keys, text in (([first, second], "1"), ([first], "")):
        put(world, keys, text)
        now = said(world, 3)
        check_before_submitting(world.submission(SCHOOL))
        assert said(world, 3) == now


def test_a_blank_that_is_explained_is_said_no_more(world: World) -> None:
    refuse(world)
    (before,) = said(world, 3)
    indicator, slice_ = blanks(world, 3)[0]
    give_reason(
        submission=world.submission(SCHOOL), indicator=indicator, slice=slice_, period="2024", kind="gap",
        text="本年未开展此项工作", by=world.user(f"clerk-{SCHOOL}"),
    )  # fmt: skip
    (after,) = said(world, 3)
    assert after != before


def test_blanks_of_a_draft_that_nobody_tried_to_submit_are_no_errors(world: World) -> None:
    put(world, blanks(world, 3)[:1], "0")
    assert said(world, 3) == []


def test_a_save_after_a_refusal_takes_few_queries(
    world: World, signed_in: Any, django_assert_max_num_queries: Any
) -> None:
    browser = signed_in(f"clerk-{SCHOOL}")
    url = f"/rounds/{world.round_id}/{SCHOOL}/cells/"
    refuse(world)
    indicator, slice_ = blanks(world, 3)[0]
    for version, most in ((0, 30), (1, 23)):  # the first time, the session is noted and the chain of events begins
        body = {"cells": [{"indicator": indicator, "slice": slice_, "text": f"9{version}", "version": version}]}
        with django_assert_max_num_queries(most):
            assert browser.put(url, body, content_type="application/json").status_code == 200
