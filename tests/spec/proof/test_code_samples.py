"""Each code of a proof has a report in a few lines with this fault and no other: what its reference page shows."""

from pathlib import Path

import pytest

from zhijian.catalogue import load_catalogue
from zhijian.document.read import read_document
from zhijian.findings import all_codes
from zhijian.proof import proof_document

PROOFED = [code for code in all_codes().values() if code.code.startswith(("ZJ5", "ZJ6"))]


@pytest.mark.parametrize("code", PROOFED, ids=lambda code: code.code)
def test_the_sample_has_the_fault_and_no_other(code, tmp_path: Path) -> None:
    (report := tmp_path / "report.txt").write_text(code.sample, "utf-8")
    (before := tmp_path / "before.txt").write_text(code.sample_before, "utf-8")
    last_year = read_document(before) if code.sample_before else None

    result = proof_document(read_document(report), catalogue=load_catalogue("secondary-2024"), last_year=last_year)

    assert [(f.code, f.message) for f in result.findings if f.code != code.code] == []
    assert [f.code for f in result.findings] == [code.code]
