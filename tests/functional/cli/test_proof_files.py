"""Files that cannot be proofed: each gets its message, its exit code, and no traceback, alone and among others."""

import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.command import zhijian
from support.contradictory import write_report

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/report-files.yaml").read_text("utf-8"))


def write(case: dict[str, Any], folder: Path) -> Path:
    """The file of a case."""
    path: Path = folder / case["name"]
    if "zip" in case:
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in case["zip"].items():
                archive.writestr(name, content)
            for entry in archive.infolist():  # what the directory of the file says of its parts
                entry.file_size = case.get("claims", {}).get(entry.filename, entry.file_size)
    elif "hex" in case:
        path.write_bytes(bytes.fromhex(case["hex"]))
    else:
        path.write_text(case["text"], "utf-8")
    return path


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["about"])
def test_a_file_that_cannot_be_read(case: dict[str, Any], tmp_path: Path) -> None:
    path = write(case, tmp_path)
    before = path.read_bytes()
    told = zhijian("proof", path)
    assert (told.code, told.out) == (3, "")
    assert told.err.startswith("未能完成：")
    assert path.name in told.err
    assert case["says"] in told.err
    assert path.read_bytes() == before


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    told = zhijian("proof", tmp_path / "没有.docx")
    assert told.code == 3
    assert "没有找到" in told.err


def test_those_that_cannot_be_read_are_told_among_the_others(tmp_path: Path) -> None:
    """The rest goes on, the exit code tells that something was not read."""
    (tmp_path / "空.docx").write_bytes(b"")
    told = zhijian("proof", tmp_path / "空.docx", write_report(tmp_path / "年报.txt"), tmp_path / "没有.pdf")
    assert told.code == 3
    lines = [line.split("\t") for line in told.out.splitlines()]
    assert [line[0] for line in lines[1:4]] == ["没有.pdf", "空.docx", "年报.txt"]
    assert "是空文件" in lines[2][-1]
    assert lines[3][1:4] == ["1", "1", "0"]
    assert lines[4] == ["共 3 份报告，2 份未能读取：错误 1，警告 1，提示 0。"]
