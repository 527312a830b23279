"""Damaged report folders: each gets its clear message and exit code, and is left as it was."""

import re
from pathlib import Path
from random import Random
from shutil import rmtree
from typing import Any

import pytest
import yaml

from support.command import files_in, zhijian
from support.folder_damage import damage_folder

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/damaged-folders.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["case"] for case in CASES])
def test_a_damage_is_told_and_changes_nothing(case: dict[str, Any], folder: Path) -> None:
    damage_folder(folder, case.get("damage", []))
    before, folders = files_in(folder), set(folder.rglob("*"))
    told = zhijian(case.get("run", "build"), folder / case.get("at", ""))
    assert told.code == case["code"], told.text
    for words in case["says"]:
        assert words in told.text
    for words in case.get("never", []):
        assert words not in told.text
    assert re.search("[一-鿿]", told.text)
    assert files_in(folder) == before
    assert set(folder.rglob("*")) == folders


INPUTS = (
    "report.toml",
    "organisations.csv",
    "reasons.csv",
    "comments.csv",
    "history/facts.csv",
    "chapters/01-规模结构.md",
    "cases/case-01.md",
    "pictures/map.svg",
    "records/programmes.csv",
    "surveys/employers.csv",
    "workbooks/school-02.xlsx",
)


@pytest.mark.parametrize("name", INPUTS)
def test_a_file_that_breaks_off_or_is_spoilt_is_never_a_traceback(name: str, folder: Path) -> None:
    whole = (folder / name).read_bytes()
    for beside in {"records", "surveys"} - {Path(name).parts[0]}:
        rmtree(folder / beside)  # so that each reading is quick
    random = Random(name)
    at, elsewhere = random.randrange(len(whole)), random.randrange(len(whole))
    spoilt = whole[:elsewhere] + random.randbytes(3) + whole[elsewhere + 3 :]
    for content in (b"", whole[:at], spoilt):
        (folder / name).write_bytes(content)
        assert zhijian("check", folder).code in range(4)  # a bug is raised


def test_the_message_of_the_program_itself(folder: Path) -> None:
    """Through the installed command, in a process of its own."""
    import subprocess
    import sys

    (folder / "organisations.csv").unlink()
    command = [Path(sys.executable).parent / "zhijian", "build", folder]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "未能完成：没有找到 organisations.csv：报告文件夹中应有这份填报单位名单。\n"
