"""What the whole check found is remembered, and told again only while everything that it was made from is the same."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from support.web_world import World
from zhijian.facts import Fact, Status
from zhijian.messages import use_language
from zhijian.web.collection import remembered
from zhijian.web.collection.checking import Known, check_whole
from zhijian.web.collection.facts import kept_row
from zhijian.web.collection.models import Cell, Reason
from zhijian.web.organisations.models import Organisation

SCHOOL, INDICATOR = "school-04", "graduates.total"


def known_of(world: World) -> Known:
    return Known.of(world.submission(SCHOOL), world.form)


def typed(world: World) -> None:
    Cell.objects.filter(submission=world.submission(SCHOOL), indicator=INDICATOR, period="2024").update(
        text="1", mantissa=1, decimals=0, version=9
    )


def unreadable(world: World) -> None:
    Cell.objects.filter(submission=world.submission(SCHOOL), indicator=INDICATOR, period="2024").update(
        text="九十", status=Status.not_reported.value, mantissa=None, decimals=None, fault="ZJ114"
    )


def explained(world: World) -> None:
    for found in check_whole(known_of(world)):
        check, _organisation, period, *rest = found.subject.split("/", 3)
        named = rest[0] if rest else world.form.indicators_of(check)[0]
        Reason.objects.create(
            submission=world.submission(SCHOOL), indicator=named, period=period, kind="outlier", text="属实",
            at=timezone.now(), subject=f"of a test {check}",
        )  # fmt: skip


def recorded(world: World) -> None:
    fact = Fact.of(SCHOOL, "2024", INDICATOR, world.form.catalogue[INDICATOR].stated(7, 0), source="records/x.csv")
    kept_row(fact, world.round, world.submission(SCHOOL).organisation, "records").save()


def renamed(world: World) -> None:
    Organisation.objects.filter(code=SCHOOL).update(name="改了名的学校")


CHANGES = [typed, unreadable, explained, recorded, renamed]


@pytest.mark.parametrize("change", CHANGES)
def test_every_change_is_seen_at_once(world: World, change: Callable[[World], None]) -> None:
    typed(world)  # so that there is something to find
    Cell.objects.filter(indicator=INDICATOR, period="2024").update(text="2", mantissa=2)
    before = remembered.findings_of(known_of(world))
    assert before
    change(world)
    after = remembered.findings_of(known_of(world))
    assert list(after) == check_whole(known_of(world))
    assert after != before


def test_what_did_not_change_is_not_checked_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(remembered, "_found", type(remembered._found)())
    monkeypatch.setattr(remembered, "check_whole", lambda known: asked.append(known) or check_whole(known))
    first = remembered.findings_of(known_of(world))
    assert remembered.findings_of(known_of(world)) == first
    assert len(asked) == 1
    with use_language("en"):
        assert list(remembered.findings_of(known_of(world))) == check_whole(known_of(world))
    assert len(asked) == 2


def test_no_more_is_remembered_than_there_is_room_for(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_found", type(remembered._found)())
    monkeypatch.setattr(remembered, "MOST", 2)
    for year in (2001, 2002, 2003):
        submission = world.submission(SCHOOL)
        submission.round.year = year
        remembered.findings_of(Known.of(submission, world.form))
    assert len(remembered._found) == 2
