"""What the documentation tells an administrator to type or to set is what the program understands."""

import re
import shlex
from pathlib import Path

import pytest
from django.core.management import get_commands, load_command_class

ROOT = Path(__file__).parents[3]
PAGES = sorted((ROOT / "docs" / "how-to").glob("*.md"))
BLOCK = re.compile(r"^```(?:console|ini)\n(.*?)^```", re.MULTILINE | re.DOTALL)
CALL = re.compile(r"(?:^|[ =/])zhijian-web (.*)$")
SETTING = re.compile(r"^(ZHIJIAN_[A-Z_]+)=", re.MULTILINE)


def calls() -> list[tuple[str, str]]:
    found = []
    for page in PAGES:
        for block in BLOCK.findall(page.read_text("utf-8")):
            found += [(page.name, match[1]) for line in block.splitlines() if (match := CALL.search(line))]
    for unit in sorted((ROOT / "deploy").glob("*.service")):
        lines = unit.read_text("utf-8").splitlines()
        found += [(unit.name, match[1]) for line in lines if line.startswith("Exec") and (match := CALL.search(line))]
    return found


@pytest.mark.parametrize(("page", "line"), calls())
def test_a_command_is_understood(page: str, line: str) -> None:
    name, *arguments = shlex.split(line)
    assert name in get_commands(), f"{page}: {line}"
    command = load_command_class(get_commands()[name], name)
    command.create_parser("zhijian-web", name).parse_args(arguments)  # raises for an unknown option


def test_every_command_of_ours_is_told_about() -> None:
    ours = {name for name, app in get_commands().items() if app.startswith("zhijian.")}
    told = {shlex.split(line)[0] for _page, line in calls()}
    assert ours - told - {"load_demo"} == set()


def test_a_setting_is_one_that_is_read() -> None:
    read = "".join(path.read_text("utf-8") for path in (ROOT / "src/zhijian/web/settings").glob("*.py"))
    told = {name for page in PAGES for name in SETTING.findall(page.read_text("utf-8"))}
    assert len(told) >= 5
    assert {name for name in told if f'"{name}"' not in read} == set()
