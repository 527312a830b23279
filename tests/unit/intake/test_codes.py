"""Every code of intake is raised somewhere, and shown in some test or case."""

import re
from pathlib import Path

from zhijian.findings import all_codes

ROOT = Path(__file__).parents[3]


def mentioned(*folders: str) -> set[str]:
    paths = [p for folder in folders for p in (ROOT / folder).rglob("*") if p.suffix in {".py", ".yaml"}]
    return {code for path in paths for code in re.findall(r"ZJ1\d\d", path.read_text("utf-8"))}


def test_codes_are_raised_and_shown() -> None:
    known = {name for name in all_codes() if name.startswith("ZJ1")}
    assert mentioned("src/zhijian/intake") == known
    assert known <= mentioned("tests/cases", "tests/unit/intake", "tests/integration/intake")
