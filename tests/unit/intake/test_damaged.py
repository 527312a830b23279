"""Damaged workbooks and folders: each gets its message, with code and place, and none of its figures are taken."""

from pathlib import Path
from typing import Any

import pytest
import yaml

from support.damage import damage
from support.workbooks import CASES, SCHOOL, SCHOOLS, TREE, catalogue, workbook
from zhijian.findings import Finding, Severity
from zhijian.intake import read_workbook, read_workbooks

FILES = [
    case
    for name in ("file", "identity", "cells", "sheets")
    for case in yaml.safe_load((CASES / f"damaged/{name}.yaml").read_text("utf-8"))
]
FOLDERS = yaml.safe_load((CASES / "damaged/folder.yaml").read_text("utf-8"))


def place(finding: Finding) -> str:
    return finding.location.address.lstrip("#") if finding.location else ""


def assert_found(found: list[Finding], expected: list[dict[str, Any]]) -> None:
    assert sorted((f.code, place(f)) for f in found) == sorted((e["code"], e.get("at", "")) for e in expected), [
        f.message for f in found
    ]
    for one in expected:
        matching = [f for f in found if f.code == one["code"] and place(f) == one.get("at", "")]
        assert any(one.get("says", "") in f.message for f in matching), [f.message for f in matching]
        assert any(one.get("remedy", "") in f.remedy for f in matching), [f.remedy for f in matching]
        assert all(f.remedy for f in matching)


@pytest.mark.parametrize("case", FILES, ids=[case["case"] for case in FILES])
def test_a_damaged_workbook_says_what_and_where_and_gives_nothing(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "school-03.xlsx"
    path.write_bytes(workbook(SCHOOL))
    path = damage(path, case["damage"])
    reading = read_workbook(path, catalogue(), container=f"workbooks/{path.name}", tree=TREE)
    assert_found([f for f in reading.findings if f.severity is Severity.error], case["expect"])
    assert {f.location.container for f in reading.findings if f.location} == {f"workbooks/{path.name}"}
    assert not reading.usable
    assert len(reading.facts) == 0
    assert reading.reasons == ()


@pytest.mark.parametrize("case", FOLDERS, ids=[case["case"] for case in FOLDERS])
def test_a_folder(case: dict[str, Any], tmp_path: Path) -> None:
    schools = {school.id: school for school in SCHOOLS}
    for file in case["files"]:
        path = tmp_path / file["name"]
        if "text" in file:
            path.write_text(file["text"], "utf-8")
        else:
            school = schools[file["school"]]
            path.write_bytes(workbook(school))
            damage(path, file.get("damage", []))
    seen: list[tuple[int, int, str]] = []
    reading = read_workbooks(tmp_path, catalogue(), TREE, progress=lambda *step: seen.append(step))
    found = [(f.code, f.location.container if f.location else "", place(f)) for f in reading.findings]
    expected = [(e["code"], "workbooks" + (f"/{e['in']}" if e["in"] else ""), e.get("at", "")) for e in case["expect"]]
    assert sorted(found) == sorted(expected), [f.message for f in reading.findings]
    for one in case["expect"]:
        assert any(f.code == one["code"] and one.get("says", "") in f.message for f in reading.findings)
    assert sorted(reading.schools) == case["taken"]
    assert sorted(set(reading.facts.frame["organisation"])) == case["taken"]
    assert [done for done, _, _ in seen] == list(range(1, len(seen) + 1))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    reading = read_workbooks(tmp_path / "workbooks", catalogue(), TREE)
    assert reading.findings[0].code == "ZJ142"


def test_processes_give_the_same(tmp_path: Path) -> None:
    for school in SCHOOLS:
        (tmp_path / f"{school.id}.xlsx").write_bytes(workbook(school))
    one = read_workbooks(tmp_path, catalogue(), TREE, processes=1)
    two = read_workbooks(tmp_path, catalogue(), TREE, processes=2)
    assert one.facts.frame.equals(two.facts.frame)
    assert (one.findings, one.reasons, one.schools) == (two.findings, two.reasons, two.schools)
