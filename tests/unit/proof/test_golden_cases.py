"""Reports with contradictions that were put there on purpose, and clean ones, with what is found in each.

A clean report may list slips: one change to its text, and what is found of it. Each is made alone.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
import yaml

from zhijian.catalogue import load_catalogue
from zhijian.document.read import read_document
from zhijian.findings import Finding
from zhijian.proof import proof_document

CASES = sorted((Path(__file__).parents[2] / "cases/proof").glob("*.md"))


def read(case: Path) -> tuple[Mapping[str, Any], str]:
    _empty, front, text = case.read_text("utf-8").split("---\n", 2)
    return yaml.safe_load(front), text


def proofed(text: str, catalogue: str, folder: Path) -> list[Finding]:
    (report := folder / "report.txt").write_text(text, "utf-8")
    known = None if catalogue == "none" else load_catalogue(catalogue)
    return list(proof_document(read_document(report), catalogue=known).findings)


def told(found: Sequence[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.message) for finding in found]


SLIPS = [(case, slip) for case in CASES for slip in read(case)[0].get("slips", [])]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_report_is_told_its_contradictions_and_nothing_else(case: Path, tmp_path: Path) -> None:
    said, text = read(case)

    found = proofed(text, said["catalogue"], tmp_path)

    for expected in said["find"]:
        matching = [
            finding
            for finding in found
            if finding.code == expected["code"]
            and expected.get("severity") in (None, finding.severity.name)
            and expected.get("suspect") in (None, *(s.text for s in finding.suspects))
            and expected.get("should") in (None, *(s.suggestion for s in finding.suspects))
        ]
        assert matching, f"{expected} is not among {told(found)}"
        found.remove(matching[0])
    assert told(found) == []


@pytest.mark.parametrize(("case", "slip"), SLIPS, ids=[f"{case.stem}-{slip['to']}" for case, slip in SLIPS])
def test_one_slip_is_told_once_with_the_figure_to_doubt(case: Path, slip: Mapping[str, str], tmp_path: Path) -> None:
    said, text = read(case)
    assert text.count(slip["change"]) == 1

    found = proofed(text.replace(slip["change"], slip["to"]), said["catalogue"], tmp_path)

    assert [f.code for f in found] == [slip["code"]], told(found)
    if "suspect" in slip:
        assert slip["suspect"] in [suspect.text for suspect in found[0].suspects]
