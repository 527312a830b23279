"""What ``zhijian-web`` says of itself to somebody who has set nothing yet."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import get_commands


def ask(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs ``zhijian-web`` without any setting, in an empty folder."""
    variables = {n: v for n, v in os.environ.items() if not n.startswith(("ZHIJIAN_", "DJANGO_", "DATABASE_"))}
    line = [sys.executable, "-m", "zhijian.web.manage", *arguments]
    return subprocess.run(line, env=variables, cwd=place, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("arguments", [(), ("help",), ("--help",)])
def test_help_lists_our_commands_in_chinese(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = ask(tmp_path, *arguments)
    assert done.returncode == 0
    assert done.stderr == ""
    assert {line.split()[0] for line in done.stdout.splitlines() if line.startswith("  ")} == {
        name for name, app in get_commands().items() if str(app).startswith("zhijian.")
    }
    assert "启动网上填报系统。" in done.stdout


@pytest.mark.parametrize("arguments", [("serve", "--help"), ("help", "serve")])
def test_a_command_tells_its_options_without_settings(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = ask(tmp_path, *arguments)
    assert done.returncode == 0
    assert done.stderr == ""
    assert "端口（默认 8000）" in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_command_without_settings_says_what_is_missing_and_how_to_try_it_out(tmp_path: Path) -> None:
    done = ask(tmp_path, "serve")
    assert done.returncode == 2
    assert "ZHIJIAN_SECRET_KEY" in done.stderr
    assert "make serve" in done.stderr
    assert "Traceback" not in done.stderr
