"""Reports whose lines were lost, doubled and cut: nothing that is read from them stops a proof."""

from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from zhijian.document.read import read_document
from zhijian.proof import proof_document

CASES = sorted((Path(__file__).parents[2] / "cases/proof").glob("*.md"))
LINES = [case.read_text("utf-8").split("---\n", 2)[2].splitlines() for case in CASES]


@st.composite
def garbled(draw: st.DrawFn) -> str:
    lines = list(draw(st.sampled_from(LINES)))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(lines) - 1))
        change = draw(st.sampled_from(["drop", "double", "cut", "join"]))
        if change == "drop" and len(lines) > 1:
            del lines[at]
        elif change == "double":
            lines.insert(at, draw(st.sampled_from(lines)))
        elif change == "cut":
            lines[at] = lines[at][: draw(st.integers(0, len(lines[at])))]
        else:
            lines[at] += draw(st.sampled_from(lines))
    return "\n".join(lines)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(garbled())
def test_every_finding_of_a_garbled_report_has_its_words(tmp_path: Path, text: str) -> None:
    (report := tmp_path / "report.txt").write_text(text or "—", "utf-8")
    for finding in proof_document(read_document(report)).findings:
        assert finding.message
        assert "{" not in finding.message.replace("{{", "")
