"""Taking a folder in: shown first, then all of it or nothing."""

import csv
import shutil
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command

from support.web_world import World
from zhijian.catalogue import load_catalogue
from zhijian.errors import UsageError
from zhijian.facts import FactSet, OrganisationTree
from zhijian.intake import (
    Comment,
    Reason,
    read_comments,
    read_reasons,
    read_workbook,
    write_comments,
    write_reasons,
    write_workbook,
)
from zhijian.web.audit.models import AuditEvent
from zhijian.web.bridge.actions.hand_out import hand_out
from zhijian.web.bridge.actions.take_in import Changed, open_from_folder, preview, take_in
from zhijian.web.bridge.incoming import read_incoming
from zhijian.web.bridge.models import RoundFile
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry, Refused
from zhijian.web.collection.models import Cell, CellVersion, OpenFinding
from zhijian.web.organisations.models import Organisation
from zhijian.web.rounds.actions.close import close_round

CITY = "reviewer-yunling"
Edit = Callable[..., None]


@pytest.fixture
def out(world: World, tmp_path: Path) -> Path:
    """The round as a folder."""
    hand_out(round_=world.round, folder=tmp_path / "city", by=world.user(CITY))
    return tmp_path / "city"


def rewrite(folder: Path, school: str, **values: str) -> None:
    """Types values into a school's workbook: indicator with ``__`` for its dots = text."""
    catalogue = load_catalogue("secondary-2024")
    path = folder / "workbooks" / f"{school}.xlsx"
    tree = OrganisationTree.read(folder / "organisations.csv")
    facts = list(read_workbook(path, catalogue, container="x", tree=tree).facts)
    for name, text in values.items():
        indicator = name.replace("__", ".")
        at = next(i for i, f in enumerate(facts) if (f.indicator, f.period, f.slice) == (indicator, "2024", ""))
        stated = catalogue[indicator].stated(int(text), 0)
        facts[at] = type(facts[at]).of(school, "2024", indicator, stated)
    write_workbook(path, catalogue, school=tree[school], values=FactSet.from_facts(facts))


def cell(world: World, school: str, indicator: str) -> Cell:
    found: Cell = Cell.objects.get(submission=world.submission(school), indicator=indicator, slice="", period="2024")
    return found


def test_the_preview_shows_what_changes_and_changes_nothing(world: World, out: Path) -> None:
    before = cell(world, "school-04", "graduates.total").text
    rewrite(out, "school-04", graduates__total="1234")
    (out / "cases").mkdir()
    (out / "cases" / "case-01.md").write_text("---\ntitle: 案例\n---\n", "utf-8")
    write_comments(out / "comments.csv", [Comment("school-04", "2024", "graduates.total", "请核对", "市教育局")])
    plan = preview(incoming=read_incoming(out), round_=world.round, by=world.user(CITY))
    assert [(c.key, c.before, c.after) for c in plan.cells] == [
        (("school-04", "2024", "graduates.total", ""), before, "1234")
    ]
    assert plan.cells[0].source.startswith("workbooks/school-04.xlsx#")
    assert [c.text for c in plan.comments] == ["请核对"]
    assert [f.path for f in plan.files] == ["cases/case-01.md", "report.toml"]
    assert cell(world, "school-04", "graduates.total").text == before
    assert not RoundFile.objects.exists()


def test_what_was_shown_is_taken_with_history_findings_and_event(world: World, out: Path) -> None:
    rewrite(out, "school-04", graduates__placed="999999")
    incoming = read_incoming(out)
    plan = preview(incoming=incoming, round_=world.round, by=world.user(CITY))
    take_in(incoming=incoming, round_=world.round, by=world.user(CITY), fingerprint=plan.fingerprint)
    now = cell(world, "school-04", "graduates.placed")
    assert (now.text, now.version, now.origin, now.by) == ("999999", 2, "bridge", world.user(CITY))
    assert CellVersion.objects.get(cell=now, version=2).note.startswith("workbooks/school-04.xlsx#")
    assert OpenFinding.objects.filter(submission=now.submission, severity=3).exists()
    assert (
        AuditEvent.objects.filter(chain=now.submission.chain, action="cells.saved").get().detail["origin"] == "bridge"
    )
    assert AuditEvent.objects.filter(action="round.imported").get().detail["cells"] == 1


def test_what_changed_since_the_preview_is_shown_again_first(world: World, out: Path) -> None:
    rewrite(out, "school-04", graduates__total="1234")
    incoming = read_incoming(out)
    shown = preview(incoming=incoming, round_=world.round, by=world.user(CITY)).fingerprint
    clerk = world.user("clerk-school-04")
    entry = Entry("graduates.total", "", "2024", "1111", 1)
    save_cells(submission=world.submission("school-04"), entries=[entry], by=clerk)
    with pytest.raises(Changed, match="重新预览"):
        take_in(incoming=incoming, round_=world.round, by=world.user(CITY), fingerprint=shown)
    assert cell(world, "school-04", "graduates.total").text == "1111"


def damaged(folder: Path, name: str) -> None:
    """One thing after the other that keeps a folder out."""
    if name == "workbook":
        (folder / "workbooks" / "school-04.xlsx").write_bytes(b"not a workbook")
    elif name == "carried":
        facts = folder / "workbooks" / "school-04.xlsx"
        shutil.copy(folder / "workbooks" / "school-06.xlsx", facts)
    elif name == "program":
        (folder / "chapters").mkdir()
        (folder / "chapters" / "run.exe").write_bytes(b"MZ")
    elif name == "long":
        write_reasons(folder / "reasons.csv", [Reason("school-04", "2024", "graduates.total", "长" * 2001, "outlier")])
    elif name == "stranger":
        file = folder / "organisations.csv"
        file.write_text(file.read_text("utf-8") + "school-99,外校,school,yunling,,,\n", "utf-8")


@pytest.mark.parametrize("name", ["workbook", "carried", "program", "long", "stranger"])
def test_a_folder_with_a_fault_is_not_taken_in_half(world: World, out: Path, name: str) -> None:
    rewrite(out, "school-06", graduates__total="1234")
    damaged(out, name)
    before = list(Cell.objects.order_by("id").values_list("id", "version"))
    with pytest.raises(Refused, match="没有导入任何内容"):
        take_in(incoming=read_incoming(out), round_=world.round, by=world.user(CITY))
    assert list(Cell.objects.order_by("id").values_list("id", "version")) == before


def test_last_years_approved_values_stay(world: World, out: Path) -> None:
    catalogue = load_catalogue("secondary-2024")
    tree = OrganisationTree.read(out / "organisations.csv")
    path = out / "workbooks" / "school-04.xlsx"
    facts = list(read_workbook(path, catalogue, container="x", tree=tree).facts)
    at = next(i for i, f in enumerate(facts) if (f.indicator, f.period) == ("graduates.total", "2023"))
    facts[at] = type(facts[at]).of("school-04", "2023", "graduates.total", catalogue["graduates.total"].stated(1, 0))
    write_workbook(path, catalogue, school=tree["school-04"], values=FactSet.from_facts(facts))
    plan = preview(incoming=read_incoming(out), round_=world.round, by=world.user(CITY))
    assert any("上年数据取自已审核的上年填报，不能改为 1（workbooks/school-04.xlsx#" in o for o in plan.obstacles)


def test_a_closed_round_takes_nothing_in(world: World, out: Path) -> None:
    rewrite(out, "school-04", graduates__total="1234")
    close_round(round_=world.round, by=world.user(CITY))
    with pytest.raises(Refused, match="已经结束"):
        take_in(incoming=read_incoming(out), round_=world.submission("school-04").round, by=world.user(CITY))


@pytest.mark.parametrize("who", ["clerk-school-04", "editor-yunling", "reviewer-c-linjiang", "administrator-far-city"])
def test_others_take_nothing_in(world: World, out: Path, who: str) -> None:
    with pytest.raises(PermissionDenied):
        take_in(incoming=read_incoming(out), round_=world.round, by=world.user(who))


def test_records_of_persons_stay_outside(world: World, out: Path) -> None:
    (out / "records").mkdir()
    (out / "records" / "notes.txt").write_text("张三", "utf-8")
    incoming = read_incoming(out)
    assert incoming.persons == 1
    assert all(not file.path.startswith("records/") for file in incoming.files)
    plan = preview(incoming=incoming, round_=world.round, by=world.user(CITY))
    assert any("个人记录文件留在原处" in note for note in plan.notes)


def test_new_organisations_come_with_a_new_round(world: World, out: Path) -> None:
    file = out / "organisations.csv"
    file.write_text(file.read_text("utf-8") + "school-99,新校,school,c-linjiang,,,\n", "utf-8")
    incoming = read_incoming(out)
    with pytest.raises(PermissionDenied):
        open_from_folder(incoming=incoming, name="新批次", deadline=world.round.deadline, by=world.user(CITY))
    round_, _plan = open_from_folder(
        incoming=incoming, name="新批次", deadline=world.round.deadline, by=world.user("administrator-yunling")
    )
    assert Organisation.objects.get(code="school-99").path == "/yunling/c-linjiang/school-99/"
    assert round_.submissions.get(organisation__code="school-99").county.code == "c-linjiang"


def run(*arguments: str | Path) -> str:
    told = StringIO()
    call_command(*map(str, arguments), stdout=told)
    return told.getvalue()


def test_the_commands(world: World, tmp_path: Path) -> None:
    folder = tmp_path / "city"
    assert "已导出" in run("export_round", world.round_id, folder, "--by", CITY)
    with pytest.raises(UsageError, match="不是空文件夹"):
        run("export_round", world.round_id, folder, "--by", CITY)
    rewrite(folder, "school-04", graduates__total="1234")
    shown = run("import_round", folder, "--round", world.round_id, "--by", CITY)
    assert "数据 1 格：新填 0 格，改动 1 格" in shown
    assert "→ 1234" in shown
    assert "没有改动任何数据" in shown
    assert cell(world, "school-04", "graduates.total").text != "1234"
    run("import_round", folder, "--round", world.round_id, "--by", CITY, "--accept")
    assert cell(world, "school-04", "graduates.total").text == "1234"
    assert "已导入“又一批”" in run(
        "import_round", folder, "--new", "又一批", "--by", "administrator-yunling", "--accept"
    )


@pytest.mark.parametrize(
    ("arguments", "part"),
    [
        (["--by", "nobody", "--round", "1"], "没有用户“nobody”"),
        (["--by", CITY, "--round", "99999"], "没有编号为 99999 的批次"),
        (["--by", CITY], "二者取一"),
        (["--by", CITY, "--new", "x"], "--accept"),
    ],
)
def test_a_wrong_call_says_why(world: World, out: Path, arguments: list[str], part: str) -> None:
    with pytest.raises(UsageError, match=part):
        run("import_round", out, *arguments)


def test_a_text_that_is_a_formula_elsewhere_is_none_in_the_folder(world: World, out: Path) -> None:
    with (out / "reasons.csv").open(encoding="utf-8", newline="") as file:
        assert all(not cell.startswith(("=", "+", "@")) for row in csv.reader(file) for cell in row)
    assert read_reasons(out / "reasons.csv")
    assert read_comments(out / "comments.csv") == ()
