"""The package of the built city: sealed, and every change to it is found."""

import hashlib
import json
import zipfile
from pathlib import Path

import pytest

from support.command import zhijian


def rewritten(package: Path, target: Path, name: str, change: str) -> Path:
    """The package with one file of it changed, removed or added."""
    with zipfile.ZipFile(package) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            data = old.read(entry)
            if entry == name:
                if change == "removed":
                    continue
                data = data[:-1] + bytes([data[-1] ^ 1])
            new.writestr(entry, data)
        if change == "added":
            new.writestr(name, "x")
    return target


@pytest.mark.parametrize("edition", ["internal", "public"])
def test_it_holds_what_lies_beside_it_and_the_tables(city: Path, edition: str) -> None:
    built = city / "build" / edition
    with zipfile.ZipFile(built / "package.zip") as package:
        manifest = json.loads(package.read("manifest.json"))
        names = {entry["path"] for entry in manifest["files"]}
        beside = {path.name for path in built.iterdir()} - {"package.zip", "lineage.json", "lineage.parquet"}
        assert names == beside | {"tables/tables.xlsx", *(f"tables/table{n}.csv" for n in range(1, 7))}
        assert set(package.namelist()) == names | {"manifest.json"}
        for entry in manifest["files"]:
            data = package.read(entry["path"])
            assert hashlib.sha256(data).hexdigest() == entry["sha256"]
            if (built / entry["path"]).exists():
                assert (built / entry["path"]).read_bytes() == data
    assert (manifest["organisation"], manifest["period"], manifest["edition"]) == ("云岭市", "2024", edition)
    assert manifest["synthetic"] is True


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("report.docx", "changed", "ZJ701"),
        ("facts.csv", "changed", "ZJ701"),
        ("tables/table3.csv", "removed", "ZJ702"),
        ("学生名单.xlsx", "added", "ZJ703"),
        ("manifest.json", "removed", "ZJ704"),
    ],
)
def test_a_change_is_found(city: Path, tmp_path: Path, name: str, change: str, code: str) -> None:
    package = city / "build/internal/package.zip"
    assert zhijian("check", package).code == 0
    told = zhijian("check", rewritten(package, tmp_path / "package.zip", name, change))
    assert told.code == (0 if code == "ZJ703" else 1)  # a file too many is a warning
    assert code in told.out
    if code != "ZJ704":
        assert f"package.zip#{name}" in told.out
