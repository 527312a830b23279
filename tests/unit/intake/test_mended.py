"""What clerks type, and how it is read; each mending is told in one notice per kind and sheet."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.damage import damage
from support.workbooks import CASES, SCHOOL, TREE, catalogue, workbook
from zhijian.findings import Finding
from zhijian.intake import read_workbook
from zhijian.quantity import format_number


def cells(finding: Finding) -> int:
    """How many cells a grouped notice counts."""
    counted = re.search(r"：(\d+) 处", finding.message)
    return int(counted[1]) if counted else 1


MENDED = yaml.safe_load((CASES / "mended.yaml").read_text("utf-8"))


@pytest.mark.parametrize("case", MENDED, ids=[case["case"] for case in MENDED])
def test_mended(case: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "school-03.xlsx"
    path.write_bytes(workbook(SCHOOL))
    damage(path, case["damage"])
    reading = read_workbook(path, catalogue(), container="workbooks/school-03.xlsx", tree=TREE)
    assert reading.usable, [f.message for f in reading.findings]
    for key, text in case["facts"].items():
        period, _, name = key.partition("/")
        indicator, _, slice_ = name.rstrip("]").partition("[")
        fact = reading.facts.get("school-03", period, indicator, slice_)
        if fact is None:
            assert text == "absent", key
        elif fact.given:
            assert fact.mantissa is not None
            assert fact.decimals is not None
            assert format_number(fact.mantissa, fact.decimals) == text, key
        else:
            assert fact.status.value == text, key
    counted = {code: [f for f in reading.findings if f.code == code] for code in {f.code for f in reading.findings}}
    wanted = case.get("notices", {})
    assert sorted(counted) == sorted(wanted), [f.message for f in reading.findings]
    assert {code: sum(map(cells, found)) for code, found in counted.items()} == wanted
    assert {f"{r.period}/{r.indicator}": f"{r.kind} {r.text}" for r in reading.reasons} == case.get("reasons", {})
