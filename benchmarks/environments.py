"""A virtual environment of its own for each rival, made once under build/bench."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
WORK = ROOT / "build" / "bench"
RIVALS = {
    "vtlengine": ["vtlengine==1.9.6"],
    "arelle": ["arelle-release==2.47.3"],
    "docxtpl": ["docxtpl==0.20.2"],
}


def python_of(rival: str) -> Path:
    """The interpreter of the rival's environment, which is made at the first call."""
    folder = WORK / "venvs" / rival
    python = folder / "bin" / "python"
    if not (folder / "done").exists():
        uv = Path(sys.executable).with_name("uv")
        subprocess.run([uv, "venv", "-q", "--python", sys.executable, folder], check=True)
        subprocess.run([uv, "pip", "install", "-q", "--python", python, *RIVALS[rival]], check=True)
        (folder / "done").touch()
    return python


def run_rival(rival: str, script: str, *arguments: str | Path) -> Any:
    """Run ``rivals/<script>`` in the rival's environment; what it prints last is JSON."""
    path = Path(__file__).parent / "rivals" / script
    done = subprocess.run(
        [python_of(rival), path, *map(str, arguments)], check=True, capture_output=True, text=True, cwd=WORK
    )
    return json.loads(done.stdout.strip().splitlines()[-1])
