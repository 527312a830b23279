"""The documented units of systemd are sound, and do what the documentation says."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
UNITS = sorted(path for path in (ROOT / "deploy").iterdir() if path.suffix in (".service", ".timer"))


@pytest.mark.needs("systemd-analyze")
def test_systemd_finds_no_fault_with_the_units(tmp_path: Path) -> None:
    assert len(UNITS) == 3
    program = str(Path(sys.executable).with_name("zhijian-web"))
    for unit in UNITS:
        (tmp_path / unit.name).write_text(
            unit.read_text("utf-8").replace("/opt/zhijian/.venv/bin/zhijian-web", program), "utf-8"
        )
    line = [str(shutil.which("systemd-analyze")), "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_every_file_for_a_server_is_told_about() -> None:
    pages = "".join((ROOT / "docs" / "how-to" / name).read_text("utf-8") for name in ("server.md", "backup.md"))
    assert [unit.name for unit in (ROOT / "deploy").iterdir() if f"deploy/{unit.name}" not in pages] == []
