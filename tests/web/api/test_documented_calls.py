"""The calls of the documentation are made, one after the other, and each is answered with what it promises."""

import re
import shlex
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from support.web_world import World
from web.collection.test_records import export
from zhijian.web.api.actions.tokens import make_token
from zhijian.web.api.scopes import Scope
from zhijian.web.organisations.models import Membership, Organisation

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "how-to" / "programs.md"
BLOCK = re.compile(r"^```bash\n(.*?)^```", re.MULTILINE | re.DOTALL)
CALLS = [line for block in BLOCK.findall(PAGE.read_text("utf-8")) for line in block.splitlines() if line[:5] == "curl "]


@dataclass
class Shell:
    """What the documentation's reader has at hand: a token, files, the ticket of the answer before."""

    client: Client
    world: World
    files: dict[str, bytes]
    ticket: str = ""
    asked: list[str] = field(default_factory=list)

    def run(self, line: str) -> Any:
        values = {"API": "/api/v1", "AUTH": "auth", "JSON": "json", "TICKET": self.ticket}
        text = re.sub(r"\$([A-Z]+)", lambda found: values[found[1]], line)
        words = shlex.split(text)[1:]
        method, body, form, saved, url = "GET", None, {}, "", ""
        while words:
            word = words.pop(0)
            if word == "-X":
                method = words.pop(0)
            elif word == "-H":
                assert words.pop(0) in ("auth", "json", "Accept-Language: en"), line
            elif word == "-d":
                body = words.pop(0)
            elif word == "-F":
                name, _equals, value = words.pop(0).partition("=")
                form[name] = SimpleUploadedFile(value[1:], self.files[value[1:]]) if value[:1] == "@" else value
            elif word == "-o":
                saved = words.pop(0)
            else:
                url = word.replace("/rounds/1/", f"/rounds/{self.world.round_id}/")
        send = getattr(self.client, method.lower())
        answer = (
            send(url)
            if method == "GET"
            else send(url, form)
            if form
            else send(url, body, content_type="application/json")
        )
        self.asked.append(f"{method} {url}")
        if saved:
            streaming = getattr(answer, "streaming", False)
            self.files[saved] = b"".join(answer.streaming_content) if streaming else answer.content
        elif isinstance(answer.json(), dict) and "ticket" in answer.json():
            self.ticket = answer.json()["ticket"]
        return answer


@pytest.fixture
def shell(world: World) -> Shell:
    user = world.user("clerk-school-05")
    for role in ("reviewer", "administrator", "editor"):
        Membership.objects.create(user=user, role=role, organisation=Organisation.objects.get(code="yunling"))
    _row, token = make_token(user=user, name="例子", scopes=list(Scope), days=1, by=user)
    tree = Organisation.objects.filter(path__startswith="/yunling/").order_by("path")
    lines = ["编号,名称,级别,上级", *(f"{o.code},{o.name},{o.level},{o.parent.code if o.parent else ''}" for o in tree)]
    files = {
        "毕业生.csv": export("school-05").read(),
        "盖章页.pdf": b"%PDF-1.4\n",
        "单位.csv": "\n".join([*lines, "school-98,新学校,school,yunling"]).encode(),
    }
    return Shell(Client(headers={"Authorization": f"Bearer {token}"}), world, files)


def test_every_documented_call_is_answered(shell: Shell) -> None:
    assert len(CALLS) >= 25
    for line in CALLS:
        answer = shell.run(line)
        assert answer.status_code in (200, 201), (line, answer.content.decode()[:500])
    assert len({call.split("?")[0] for call in shell.asked}) >= 25


def test_the_reference_page_is_up_to_date() -> None:
    command = [sys.executable, "scripts/write_reference.py", "--check", "api"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, "")
