"""Reports with contradictions that were put there on purpose, and clean ones, with what is found in each."""

from pathlib import Path

import pytest
import yaml

from zhijian.catalogue import load_catalogue
from zhijian.document.read import read_document
from zhijian.proof import proof_document

CASES = sorted((Path(__file__).parents[2] / "cases/proof").glob("*.md"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_a_report_is_told_its_contradictions_and_nothing_else(case: Path, tmp_path: Path) -> None:
    _empty, front, text = case.read_text("utf-8").split("---\n", 2)
    said = yaml.safe_load(front)
    (report := tmp_path / "report.txt").write_text(text, "utf-8")
    catalogue = None if said["catalogue"] == "none" else load_catalogue(said["catalogue"])

    found = list(proof_document(read_document(report), catalogue=catalogue).findings)

    for expected in said["find"]:
        matching = [
            finding
            for finding in found
            if finding.code == expected["code"]
            and expected.get("suspect") in (None, *(s.text for s in finding.suspects))
            and expected.get("should") in (None, *(s.suggestion for s in finding.suspects))
        ]
        assert matching, f"{expected} is not among {[(f.code, f.message) for f in found]}"
        found.remove(matching[0])
    assert [(f.code, f.message) for f in found] == []
