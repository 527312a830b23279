"""What is read of one line, for hundreds of lines in the manner of reports; the notation is told in support/claims.py."""

from collections import Counter
from pathlib import Path

import pytest
from tests.support.claims import rendered

FOLDER = Path(__file__).parents[2] / "cases/proof/claims"
LINES = [
    (path.stem, line)
    for path in sorted(FOLDER.glob("*.txt"))
    for line in path.read_text(encoding="utf-8").splitlines()
    if line.strip() and not line.startswith("#")
]


@pytest.mark.parametrize("line", [pytest.param(line, id=f"{name}-{line[:24]}") for name, line in LINES])
def test_a_line_is_read(line: str) -> None:
    text, arrow, expected = line.partition(" ⇒")
    assert arrow, f"no ⇒ in {line}"
    assert rendered(text) == expected.strip()


def test_there_are_enough_lines_and_none_stands_twice() -> None:
    repeated = [text for text, times in Counter(line.partition(" ⇒")[0] for _name, line in LINES).items() if times > 1]
    assert len(LINES) >= 400
    assert repeated == []
