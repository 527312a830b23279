"""Programs outside Python: where they are, and what the one of them that is not a Debian package says."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any, NoReturn

import pytest

# What `make test` fetches for the tests alone (assets/tests/).
FETCHED = Path(__file__).resolve().parent.parent / "tools"


def find_program(name: str) -> Path | None:
    """The program ``name``: on the path of the system, or among those that set-up fetched; None where it is missing."""
    found = shutil.which(name, path=os.pathsep.join([os.environ.get("PATH", os.defpath), str(FETCHED)]))
    return Path(found) if found else None


def missing(reason: str) -> NoReturn:
    """Skips the test that needs something that is not here, and says so; in CI it fails."""
    if os.environ.get("CI") or os.environ.get("ZHIJIAN_REQUIRE_TOOLS"):
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)


def open_xml_faults(path: Path) -> list[Any]:
    """What the Open XML SDK, Microsoft's own validator, finds wrong with a .docx or .xlsx.

    Only for tests marked ``needs("ooxml-validator")``.
    """
    program = find_program("ooxml-validator")
    answer = subprocess.run([str(program), str(path)], capture_output=True, text=True, check=False)
    faults: list[Any] = json.loads(answer.stdout)["errors"]
    return faults
