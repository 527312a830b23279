"""What the documentation says of the commands is so: every option is there, and every command that can be tried runs."""

import re
import shlex
import subprocess
import sys
from pathlib import Path
from shutil import copyfile
from typing import Any

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from support.command import zhijian
from zhijian.cli.main import app

ROOT = Path(__file__).parents[3]
REFERENCE = (ROOT / "docs/reference/commands.md").read_text("utf-8")
READMES = ("README.md", "README.zh-CN.md")


def program() -> TyperGroup:
    group = get_command(app)
    assert isinstance(group, TyperGroup)
    return group


def parameters() -> list[Any]:
    return [parameter for command in program().commands.values() for parameter in command.params]


def test_the_reference_of_the_commands_is_up_to_date() -> None:
    command = [sys.executable, "scripts/write_reference.py", "--check", "commands"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_every_command_and_option_is_documented_and_has_a_help() -> None:
    for name, command in program().commands.items():
        section = REFERENCE.split(f"## zhijian {name}\n")[1].split("\n## ")[0]
        for parameter in command.params:
            assert parameter.help, f"{name}: {parameter.name}"
            for option in parameter.opts if parameter.param_type_name == "option" else [parameter.metavar]:
                assert f"`{option}" in section, f"{name}: {option}"


def test_help_is_in_the_language_of_the_reader() -> None:
    """In processes of their own, for the help is put together when the program starts."""
    for language, words in (("zh", "用法：zhijian check"), ("en", "Usage: zhijian check")):
        command = [Path(sys.executable).parent / "zhijian", "check", "--help"]
        told = subprocess.run(
            command, capture_output=True, text=True, check=True, env={"ZHIJIAN_LANG": language}
        ).stdout
        assert words in told
        assert bool(re.search("[一-鿿]", told)) == (language == "zh")
        assert bool(re.search(r"Options|Show this|default", told)) == (language == "en")


@pytest.mark.parametrize("name", READMES)
def test_the_readmes_name_every_command_as_it_is_called(name: str) -> None:
    text = (ROOT / name).read_text("utf-8")
    called = dict(re.findall(r"^\| `zhijian (\w+) ([^`]+)`", text, re.MULTILINE))
    expected = {}
    for command_name, command in program().commands.items():
        (argument,) = [p for p in command.params if p.param_type_name == "argument"]
        expected[command_name] = argument.metavar + ("…" if argument.nargs == -1 else "")
    assert called == expected


@pytest.mark.parametrize("name", [*READMES, "docs/tutorial/first-report.md"])
def test_make_has_the_targets_that_are_named(name: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = set(re.findall(r"(?:`|^ {4})make ([a-z]+)", (ROOT / name).read_text("utf-8"), re.MULTILINE))
    assert named
    assert named <= targets


def documented() -> list[str]:
    """Every command of the documentation that only reads the demo city or writes beside it."""
    pages = [*ROOT.glob("docs/tutorial/*.md"), *ROOT.glob("docs/how-to/*.md"), ROOT / "docs/reference/commands.md"]
    blocks = [
        block for page in pages for block in re.findall(r"```console\n(.*?)```", page.read_text("utf-8"), re.DOTALL)
    ]
    lines = {line for block in blocks for line in block.splitlines() if line.startswith("zhijian ")}
    later = re.compile(r"zhijian (demo|build|check demo-city-2024(?!/))|secondary-2025")  # slow, or of next year
    return sorted(line for line in lines if not later.match(line) and "secondary-2025" not in line)


@pytest.mark.parametrize("line", documented())
def test_a_documented_command_runs(line: str, city: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "demo-city-2024").symlink_to(city)
    copyfile(city / "workbooks/school-05.xlsx", tmp_path / "school-05.xlsx")
    monkeypatch.chdir(tmp_path)
    told = zhijian(*shlex.split(line)[1:])
    assert told.code in (0, 1), told.text
    assert told.err == "" or "已写入" in told.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "用法：zhijian [选项] 命令"),
        (["bild"], "没有命令“bild”"),
        (["build"], "缺少参数 DIR。"),
        (["build", "a", "b"], "多出了参数：b"),
        (["build", "a", "--fail"], "没有选项 --fail，是否为 --fail-on"),
        (["check", "a", "--output"], "选项 --output 后面缺少值"),
        (["demo", "a", "--seed", "x"], "--seed 的值应为整数"),
    ],
)
def test_a_wrong_call_is_answered_in_chinese_with_the_right_one(arguments: list[str], says: str) -> None:
    told = zhijian(*arguments)
    assert (told.code, told.out) == (2, "")
    assert says in told.err
    assert "Usage" not in told.err
    assert not arguments or "详见：zhijian" in told.err


def test_the_version() -> None:
    told = zhijian("--version")
    assert told.code == 0
    assert re.fullmatch(r"zhijian \d+\.\d+\.\d+\n", told.out)
