"""Every command that the documentation tells a reader to type is one that the program understands."""

import re
import shlex
from pathlib import Path

import pytest
import typer
from typer.main import get_command

from zhijian.cli.main import app

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted([*DOCS.glob("tutorial/*.md"), *DOCS.glob("how-to/*.md"), *DOCS.glob("explanation/*.md")])
CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for block in CONSOLE.findall(page.read_text("utf-8")):
            found += [(page.name, line) for line in block.splitlines() if line.startswith("zhijian ")]
    return found


@pytest.mark.parametrize(("page", "line"), commands())
def test_is_understood(page: str, line: str) -> None:
    name, *arguments = shlex.split(line)[1:]
    group = get_command(app)
    if name == "--version":
        return
    assert isinstance(group, typer.core.TyperGroup)
    assert name in group.commands, f"{page}: {line}"
    group.commands[name].make_context(name, arguments)  # raises a usage error for an unknown option


def test_there_are_some() -> None:
    assert len(commands()) > 20
