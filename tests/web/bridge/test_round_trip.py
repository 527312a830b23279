"""A round goes out as a report folder and comes in again, and nothing is lost on the way."""

import hashlib
import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile

from support.web_world import World
from zhijian.compilation import Steps, build_report, read_folder
from zhijian.facts import Fact, FactSet, Status
from zhijian.findings import Severity
from zhijian.quantity import parse_quantity
from zhijian.web.audit.trail import verify
from zhijian.web.bridge.actions.hand_out import hand_out
from zhijian.web.bridge.actions.take_in import open_from_folder, take_in
from zhijian.web.bridge.incoming import read_incoming
from zhijian.web.collection.actions.attach import attach
from zhijian.web.collection.actions.comment import write_comment
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry
from zhijian.web.collection.models import Cell, KeptFact
from zhijian.web.organisations.rights import standing_of
from zhijian.web.rounds.models import Round
from zhijian.web.rounds.totals import rolled_up

CITY = "reviewer-yunling"
CASE = "---\ntitle: 把课堂搬到车间\nschool: school-01\n---\n学校有在校生{{ students.full_time@school-01 }}。\n"
CHAPTER = "# 规模结构\n\n全市在校生{{ students.full_time }}。\n\n::: case case-01\n:::\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


@pytest.fixture
def told(world: World) -> World:
    """The city with everything that a cell can carry: comment, reasons, a file, an unreadable text, recorded facts."""
    school = world.submission("school-05")
    clerk = world.user("clerk-school-05")
    texts = {
        "graduates.total": "900",
        "courses.online": "十二",
        "students.full_time": "无数据",
        "funding.special": "1234.50",
    }
    save_cells(submission=school, entries=[Entry(i, "", "2024", t, 0) for i, t in texts.items()], by=clerk)
    of_cell = {"submission": school, "indicator": "students.full_time", "slice": "", "by": clerk}
    give_reason(**of_cell, period="2024", kind="gap", text="学籍系统\n升级中")
    write_comment(**of_cell, text="=1+1 请核对")
    write_comment(submission=school, indicator="graduates.total", slice="", text="与学籍相差 2 人", by=world.user(CITY))
    attach(
        submission=school, indicator="graduates.total", slice="", upload=SimpleUploadedFile("名单.png", PNG), by=clerk
    )
    _keep(
        world, Fact.of("yunling", "2024", "programmes.count", parse_quantity("41个"), source="records/programmes.csv")
    )
    share = Fact.of(
        "school-05", "2024", "graduates.placement_rate", parse_quantity("97.60%"), source="records/graduates.csv"
    )
    _keep(world, share, low=Fraction(293, 300), high=Fraction(293, 300))
    _keep(
        world,
        Fact.of("yunling", "2022", "students.full_time", parse_quantity("31286人"), source="history/2022.pdf"),
        kept_as="history",
    )
    return world


def _keep(
    world: World, fact: Fact, kept_as: str = "records", low: Fraction | None = None, high: Fraction | None = None
) -> None:
    low, high = low or fact.low, high or fact.high
    assert low is not None
    assert high is not None
    KeptFact.objects.create(
        round=world.round,
        organisation=world.submission(fact.organisation).organisation,
        kept_as=kept_as,
        indicator=fact.indicator,
        period=fact.period,
        edition=fact.edition,
        status=fact.status.value,
        mantissa=fact.mantissa,
        decimals=fact.decimals,
        low_n=low.numerator,
        low_d=low.denominator,
        high_n=high.numerator,
        high_d=high.denominator,
        unit=fact.unit,
        source=fact.source,
    )


def out(world: World, folder: Path, round_: Round | None = None, by: str = CITY) -> Path:
    hand_out(round_=round_ or world.round, folder=folder, by=world.user(by))
    return folder


def with_texts(folder: Path) -> Path:
    """The folder with a chapter and a case, as an editor writes them."""
    (folder / "chapters").mkdir()
    (folder / "cases").mkdir()
    (folder / "chapters" / "01-规模.md").write_text(CHAPTER, "utf-8")
    (folder / "cases" / "case-01.md").write_text(CASE, "utf-8")
    return folder


def files_of(folder: Path) -> dict[str, str]:
    """Path → digest of every file, but of sources.csv; of attachments.csv without who brought the file in last."""
    found = {}
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        if path.name == "attachments.csv":
            content = re.sub(rb"(,[0-9a-f]{64},)[^,]*,", rb"\1,", content)
        if path.is_file() and path.name != "sources.csv":
            found[path.relative_to(folder).as_posix()] = hashlib.sha256(content).hexdigest()
    return found


def test_a_new_round_from_the_folder_gives_the_same_folder_again(told: World, tmp_path: Path) -> None:
    first = with_texts(out(told, tmp_path / "first"))
    incoming = read_incoming(first)
    assert incoming.faults == ()
    again, _plan = open_from_folder(
        incoming=incoming, name="再来一次", deadline=told.round.deadline, by=told.user("administrator-yunling")
    )
    second = out(told, tmp_path / "second", again)
    assert files_of(second) == files_of(first)
    assert verify().faults == ()


def test_where_a_value_came_from_is_kept_through_both_ways(told: World, tmp_path: Path) -> None:
    first = out(told, tmp_path / "first")
    again, _plan = open_from_folder(
        incoming=read_incoming(first), name="再来", deadline=told.round.deadline, by=told.user("administrator-yunling")
    )
    line = f"school-05,2024,graduates.total,,900,round/{told.round_id}/school-05/2024/graduates.total@v1,"
    assert f"{line}typed" in (first / "sources.csv").read_text("utf-8")
    assert f"{line}bridge" in (out(told, tmp_path / "second", again) / "sources.csv").read_text("utf-8")


def test_a_build_of_the_folder_says_what_the_application_shows(told: World, tmp_path: Path) -> None:
    folder = with_texts(out(told, tmp_path / "city"))
    (folder / "report.toml").write_text(
        (folder / "report.toml").read_text("utf-8") + "[figures]\nallow_incomplete = true\n", "utf-8"
    )
    build_report(folder)
    built = FactSet.read_parquet(folder / "build" / "internal" / "lineage.parquet")
    for code in ("yunling", "c-linjiang"):
        organisation = told.submission(code).organisation
        shown, _tree = rolled_up(told.round, standing_of(told.user(CITY)), organisation)
        expected = dict(_totals(shown, code))
        assert len(expected) > 200
        assert dict(_totals(built, code)) == expected


def _totals(facts: FactSet, code: str) -> Iterator[tuple[object, object]]:
    for fact in facts.where(organisation=code, period=["2023", "2024"]):
        value = (fact.mantissa, fact.decimals, fact.low, fact.high, fact.unit, fact.parts_given)
        if fact.status is Status.given:
            yield fact.key, value


def test_the_same_folder_changes_nothing(told: World, tmp_path: Path) -> None:
    folder = out(told, tmp_path / "same")
    take_in(incoming=read_incoming(folder), round_=told.round, by=told.user(CITY))
    versions = Cell.objects.filter(submission__round=told.round).values_list("version", flat=True)
    assert set(versions) == {1}
    plan = take_in(incoming=read_incoming(folder), round_=told.round, by=told.user(CITY))
    assert plan.empty


def test_reading_it_finds_no_fault_of_form(told: World, tmp_path: Path) -> None:
    read = read_folder(out(told, tmp_path / "city"), Steps())
    assert [f.message for f in read.findings if f.severity is Severity.error] == []
    assert [c.text for c in read.comments] == ["=1+1 请核对", "与学籍相差 2 人"]
    assert ("graduates.total", "2024", "900") in {(f.indicator, f.period, str(f.mantissa)) for f in read.stated}


def test_people_of_other_places_get_no_folder(told: World, tmp_path: Path) -> None:
    for name in ("clerk-school-05", "reviewer-c-linjiang", "reviewer-far-city"):
        with pytest.raises(PermissionDenied):
            out(told, tmp_path / name, by=name)


def test_an_editor_gets_no_drafts(told: World, tmp_path: Path) -> None:
    folder = out(told, tmp_path / "city", by="editor-yunling")
    assert list((folder / "workbooks").iterdir()) == []
    assert "school-05" in (folder / "organisations.csv").read_text("utf-8")
