"""``zhijian build``: a whole report or the one before, never something between."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from shutil import rmtree
from unittest.mock import patch

import pytest

from support.command import files_in, zhijian
from zhijian.compilation import edition
from zhijian.findings import parse_location

EVERYWHERE = {
    *(f"facts.{ending}" for ending in ("csv", "json", "parquet")),
    *(f"findings.{ending}" for ending in ("csv", "html", "json", "xlsx")),
    *(f"report.{ending}" for ending in ("docx", "html", "pdf")),
    "package.zip",
}
LINEAGE = {"lineage.json", "lineage.parquet"}


def test_every_file_of_both_editions_and_what_they_are_made_of(city: Path) -> None:
    built = city / "build"
    assert {path.name for path in built.iterdir()} == {"internal", "public"}
    assert {path.name for path in (built / "internal").iterdir()} == EVERYWHERE | LINEAGE
    assert {path.name for path in (built / "public").iterdir()} == EVERYWHERE
    assert all(path.stat().st_size > 500 for path in built.rglob("*.*"))


def test_every_figure_of_the_report_has_its_place_in_the_text(city: Path) -> None:
    lineage = json.loads((city / "build/internal/lineage.json").read_text("utf-8"))
    places = [parse_location(figure["place"]) for figure in lineage["figures"]]
    chapters = [place for place in places if place.container.startswith(("chapters/", "cases/"))]
    assert len(chapters) > 100
    for place in chapters[::20]:
        line = int(place.address.removeprefix("#L"))
        written = (city / place.container).read_text("utf-8").splitlines()[line - 1]
        assert "{{" in written or written.startswith((":::", "|"))


def test_a_build_says_what_it_made_and_replaces_the_one_before(folder: Path) -> None:
    first = zhijian("build", folder)
    assert first.code == 0, first.text
    for words in ("排版 PDF", "合计", "内部版", "公开版", "package.zip"):
        assert words in first.out
    pages = (folder / "build/internal/report.html").read_text("utf-8")
    chapter = folder / "chapters/01-规模结构.md"
    chapter.write_text(chapter.read_text("utf-8") + "\n新写的一段。\n", "utf-8")
    (folder / "build/internal/批注.txt").write_text("old")
    again = zhijian("build", folder, "--quiet")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert "新写的一段。" not in pages
    assert "新写的一段。" in (folder / "build/internal/report.html").read_text("utf-8")
    assert {path.name for path in folder.iterdir() if path.name.startswith("build")} == {"build"}
    assert not (folder / "build/internal/批注.txt").exists()


@pytest.mark.parametrize(("fail_on", "code"), [("notice", 1), ("fatal", 2)])
def test_the_exit_code_follows_the_findings(folder: Path, fail_on: str, code: int) -> None:
    (folder / "records/stray.csv").write_text("a,b\n1,2\n", "utf-8")  # a warning
    told = zhijian("build", folder, "--fail-on", fail_on)
    assert told.code == code, told.text
    assert (folder / "build/public/report.pdf").exists() == (code < 2)


def _old_build(folder: Path) -> dict[str, bytes]:
    """A build of before, small but of the right shape."""
    for name in ("internal", "public"):
        (folder / "build" / name).mkdir(parents=True)
        (folder / "build" / name / "report.pdf").write_bytes(b"%PDF of before")
    return files_in(folder)


def test_a_stopped_build_leaves_the_old_one(folder: Path) -> None:
    chapter = folder / "chapters/01-规模结构.md"
    chapter.write_text(chapter.read_text("utf-8").replace("students.full_time", "students.fulltime"), "utf-8")
    before = _old_build(folder)
    told = zhijian("build", folder)
    assert told.code == 1
    assert "报告没有编成，原有结果未动" in told.err
    assert "ZJ401 错误 chapters/01-规模结构.md:5" in told.err
    assert files_in(folder) == before


def _fails(error: Exception) -> Callable[..., None]:
    def write(*_arguments: object, **_more: object) -> None:
        raise error

    return write


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (OSError(28, "No space left on device", "report.docx"), 3, "磁盘空间不足，无法写入 report.docx"),
        (PermissionError(13, "Permission denied", "report.docx"), 3, "无权读写 report.docx"),
        (KeyboardInterrupt(), 130, "已中断，没有改动已有的结果"),
    ],
)
def test_a_build_that_fails_half_way_leaves_the_old_one(folder: Path, error: Exception, code: int, says: str) -> None:
    before = _old_build(folder)
    with patch.object(edition, "write_docx", _fails(error)):
        told = zhijian("build", folder)
    assert (told.code, says in told.err) == (code, True), told.err
    assert files_in(folder) == before
    assert {path.name for path in folder.iterdir() if path.name.startswith("build")} == {"build"}


def test_a_bug_is_told_on_one_line(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = _old_build(folder)
    with patch.object(edition, "write_docx", _fails(KeyError("x"))):
        told = zhijian("build", folder, debug=False)
    assert told.code == 70
    assert told.err.startswith("程序出错，已有的结果没有改动")
    assert "Traceback" not in told.err
    assert files_in(folder) == before


@pytest.mark.parametrize("signal_", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_build_leaves_the_old_one_and_the_next_clears_up(folder: Path, signal_: signal.Signals) -> None:
    before = _old_build(folder)
    command = [Path(sys.executable).parent / "zhijian", "build", folder, "--quiet"]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        while not (folder / "build.partial").exists():
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=0.005)
                break
        process.send_signal(signal_)
        assert process.stderr is not None
        said = process.stderr.read().decode()
    assert process.returncode == (130 if signal_ is not signal.SIGKILL else -9)
    assert "Traceback" not in said
    left = files_in(folder)
    if signal_ is signal.SIGKILL:
        left = {name: data for name, data in left.items() if not name.startswith("build.partial")}
    assert left == before
    if signal_ is signal.SIGKILL:
        assert zhijian("build", folder).code == 0
        assert {path.name for path in folder.iterdir() if path.name.startswith("build")} == {"build"}


def test_killed_between_the_two_renames_the_old_build_comes_back(folder: Path) -> None:
    _old_build(folder)
    before = files_in(folder / "build")
    (folder / "build").rename(folder / "build.old")
    rmtree(folder / "chapters")  # so that the next build stops
    assert zhijian("build", folder).code == 1
    assert files_in(folder / "build") == before
    assert not (folder / "build.old").exists()


def test_two_builds_at_once_do_not_meet(folder: Path) -> None:
    import fcntl

    handle = os.open(folder, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        told = zhijian("build", folder)
    finally:
        os.close(handle)
    assert told.code == 2
    assert "正由另一个 zhijian build 编制" in told.err
    assert not (folder / "build").exists()


def test_a_folder_called_build_that_is_not_ours_is_not_touched(folder: Path) -> None:
    (folder / "build").mkdir()
    (folder / "build/我的文件.txt").write_text("mine")
    before = files_in(folder)
    told = zhijian("build", folder)
    assert told.code == 3
    assert "不是职鉴生成的文件" in told.err
    assert files_in(folder) == before
