"""The package: sealed with checksums, and every change to it found."""

import json
import zipfile
from pathlib import Path

import pytest

from zhijian.publish import MANIFEST, check_package, write_package

ABOUT = {"title": "示范年报", "organisation": "云岭市", "period": "2024"}
CONTENTS: dict[str, bytes | Path] = {"report.html": "<p>报告</p>".encode(), "tables/table1.csv": b"1,2\n"}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "package.zip"
    write_package(path, CONTENTS, ABOUT)
    return path


def rewritten(package: Path, change: dict[str, bytes | None]) -> Path:
    """The package with files replaced, added, or (None) left out; the manifest as it was."""
    target = package.with_name("changed.zip")
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            if name not in change:
                new.writestr(name, old.read(name))
        for name, data in change.items():
            if data is not None:
                new.writestr(name, data)
    return target


def test_an_untouched_package_has_no_findings(package: Path) -> None:
    assert check_package(package) == []


def test_the_manifest_states_each_file_and_what_it_is_about(package: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        manifest = json.loads(opened.read(MANIFEST))
    assert manifest["organisation"] == "云岭市"
    assert [entry["path"] for entry in manifest["files"]] == ["report.html", "tables/table1.csv"]


def test_the_same_content_gives_the_same_bytes(package: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    write_package(again, CONTENTS, ABOUT)
    assert again.read_bytes() == package.read_bytes()


@pytest.mark.parametrize(
    ("change", "code", "place"),
    [
        ({"report.html": b"<p>other</p>"}, "ZJ701", "changed.zip#report.html"),
        ({"report.html": None}, "ZJ702", "changed.zip#report.html"),
        ({"名单.xlsx": b"x"}, "ZJ703", "changed.zip#名单.xlsx"),
        ({MANIFEST: None}, "ZJ704", "changed.zip"),
        ({MANIFEST: b"{"}, "ZJ704", "changed.zip#manifest.json"),
        ({MANIFEST: b'{"format": "other", "files": []}'}, "ZJ704", "changed.zip#manifest.json"),
    ],
)
def test_a_change_is_found_and_named(package: Path, change: dict[str, bytes | None], code: str, place: str) -> None:
    (found,) = check_package(rewritten(package, change))
    assert (found.code, str(found.location)) == (code, place)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 broken", "不是压缩包".encode()])
def test_what_is_no_package_is_said(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(content)
    (found,) = check_package(path)
    assert found.code == "ZJ704"


@pytest.mark.parametrize("name", ["report.html", MANIFEST])
def test_a_file_that_cannot_be_unpacked_is_said(package: Path, name: str) -> None:
    with zipfile.ZipFile(package) as opened:
        info = opened.getinfo(name)
    data = bytearray(package.read_bytes())
    start = info.header_offset + 30 + len(name)
    data[start : start + info.compress_size] = b"\xff" * info.compress_size  # no deflate stream begins so
    package.write_bytes(data)
    (found,) = check_package(package)
    assert (found.code, str(found.location)) == ("ZJ704", f"package.zip#{name}")


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_of_one_name_are_said(package: Path) -> None:
    with zipfile.ZipFile(package, "a") as opened:
        opened.writestr("report.html", b"<p>other</p>")
    (found,) = check_package(package)
    assert (found.code, str(found.location)) == ("ZJ704", "package.zip#report.html")


def test_a_damaged_file_inside_is_said(package: Path) -> None:
    data = bytearray(package.read_bytes())
    at = data.index("报告".encode()) if "报告".encode() in data else data.index(b"report.html") + len("report.html") + 2
    data[at] ^= 0xFF
    package.write_bytes(data)
    assert {f.code for f in check_package(package)} <= {"ZJ701", "ZJ704"}
    assert check_package(package)
