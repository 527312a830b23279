"""The reference page of record tables is up to date."""

import subprocess
import sys
from pathlib import Path


def test_the_page_is_up_to_date() -> None:
    command = [sys.executable, "scripts/write_reference.py", "--check", "records"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=Path(__file__).parents[3])
    assert (done.returncode, done.stdout) == (0, "")
