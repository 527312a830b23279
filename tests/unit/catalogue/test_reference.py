"""The reference pages of indicators and rules say what the data says."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_reference_pages_are_up_to_date() -> None:
    command = [sys.executable, "scripts/write_reference.py", "--check", "indicators", "rules"]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")
