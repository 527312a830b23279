"""A text is told the same however the interpreter happens to order the members of a set."""

import os
import subprocess
import sys

TEXT = "登记社会组织837个，社会团体318个、民办非企业单位322个、基金会519个。"
PROOF = f"""
from pathlib import Path
from tempfile import TemporaryDirectory
from zhijian.document.read import read_document
from zhijian.proof.document import proof_document
with TemporaryDirectory() as folder:
    path = Path(folder) / "report.txt"
    path.write_text({TEXT!r}, "utf-8")
    for finding in proof_document(read_document(path), catalogue=None).findings:
        print(finding.code, finding.arithmetic, [(each.text, each.confidence) for each in finding.suspects])
"""


def test_findings_do_not_depend_on_how_strings_are_hashed() -> None:
    told = {
        subprocess.run(
            [sys.executable, "-c", PROOF],
            env={**os.environ, "PYTHONHASHSEED": str(seed)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in (0, 6, 7)
    }
    assert len(told) == 1
    assert "837" in told.pop()
