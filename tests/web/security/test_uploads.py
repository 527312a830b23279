"""Uploads pass the scanner and the largest limit, whoever sends them and wherever."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from support.programs import at, caller
from support.web_world import World
from unit.intake.test_unsafe_archives import SHEET, archive
from zhijian.web.collection.models import Attachment

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
Browser = Callable[[str], Client]


@pytest.fixture
def scanner(settings: Any, tmp_path: Path) -> None:
    """Finds fault with files that hold the word VIRUS."""
    script = tmp_path / "scanner.py"
    script.write_text("import sys; sys.exit(b'VIRUS' in open(sys.argv[1], 'rb').read())", "utf-8")
    settings.UPLOAD_SCANNER = [sys.executable, str(script)]


def send(client: Client, world: World, content: bytes) -> Any:
    url = f"/rounds/{world.round_id}/school-05/attachments/"
    return client.post(
        url, {"file": SimpleUploadedFile("a.png", content), "indicator": ""}, headers={"accept": "application/json"}
    )


def test_what_the_scanner_refuses_is_not_kept(world: World, signed_in: Browser, scanner: None) -> None:
    client = signed_in("clerk-school-05")
    refused = send(client, world, PNG + b"VIRUS")
    assert (refused.status_code, "安全检查" in refused.json()["message"]) == (400, True)
    assert not Attachment.objects.exists()
    assert send(client, world, PNG).status_code == 201
    program = caller(world, "clerk-school-05")
    file = SimpleUploadedFile("a.png", PNG + b"VIRUS")
    answer = program.post(at(world, "/attachments"), {"file": file, "indicator": "graduates.total"})
    assert (answer.status_code, "安全检查" in answer.json()["message"]) == (400, True)
    assert Attachment.objects.count() == 1


def test_a_page_says_why_a_file_was_not_taken(world: World, signed_in: Browser, scanner: None) -> None:
    url = f"/rounds/{world.round_id}/school-05/workbook/upload/"
    answer = signed_in("clerk-school-05").post(url, {"file": SimpleUploadedFile("a.xlsx", b"VIRUS")})
    assert answer.status_code == 400
    assert "安全检查" in answer.content.decode()


def test_what_could_not_be_looked_at_is_not_taken(world: World, signed_in: Browser, settings: Any) -> None:
    settings.UPLOAD_SCANNER = ["/nonexistent/scanner"]
    refused = send(signed_in("clerk-school-05"), world, PNG)
    assert (refused.status_code, "暂时不能检查" in refused.json()["message"]) == (400, True)
    assert not Attachment.objects.exists()


def test_a_file_beyond_every_limit_is_stopped_on_the_way(world: World, signed_in: Browser, settings: Any) -> None:
    settings.UPLOAD_MOST_EVER = 1000
    refused = send(signed_in("clerk-school-05"), world, PNG + bytes(1000))
    assert (refused.status_code, "没有接收" in refused.json()["message"]) == (400, True)


UNSAFE = {
    "a bomb": (archive(*SHEET, size=30_000_000), "ZJ108"),
    "macros": (archive(*SHEET, "xl/vbaProject.bin"), "ZJ106"),
    "links outside": (archive(*SHEET, "xl/externalLinks/externalLink1.xml"), "ZJ107"),
}


@pytest.mark.parametrize("what", UNSAFE)
def test_a_spreadsheet_that_is_unsafe_is_refused_wherever_one_is_taken(
    world: World, signed_in: Browser, what: str
) -> None:
    data, code = UNSAFE[what]
    clerk, admin = signed_in("clerk-school-05"), signed_in("administrator-yunling")
    file = {"file": SimpleUploadedFile("a.xlsx", data)}
    preview = clerk.post(f"/rounds/{world.round_id}/school-05/workbook/upload/", file).context["preview"]
    assert (preview.usable, preview.changes, [found.code for found in preview.findings]) == (False, (), [code])
    file = {"file": SimpleUploadedFile("毕业生.xlsx", data), "kind": ""}
    preview = clerk.post(f"/rounds/{world.round_id}/school-05/records/", file).context["preview"]
    assert code in [found.code for found in preview.findings]
    assert preview.facts == ()
    page = admin.post("/organisations/import/", {"file": SimpleUploadedFile("a.xlsx", data)})
    assert "changes" not in page.context
    assert "messages" in page.content.decode()
