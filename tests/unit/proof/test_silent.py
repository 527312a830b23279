"""What a proof must not take for a contradiction."""

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from zhijian.catalogue import load_catalogue
from zhijian.document.read import read_document
from zhijian.proof import proof_document

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases/proof/silent.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["it"])
def test_nothing_is_said(case: Mapping[str, str], tmp_path: Path) -> None:
    (report := tmp_path / "report.txt").write_text(case["text"], "utf-8")
    catalogue = load_catalogue(case["catalogue"]) if "catalogue" in case else None
    found = proof_document(read_document(report), catalogue=catalogue).findings
    assert [(finding.code, finding.message) for finding in found] == []
