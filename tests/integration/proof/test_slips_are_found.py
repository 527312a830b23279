"""A fixed slice of the measurement of proof: consistent reports are passed, slips that were put in are found."""

import pytest
from benchmarks.proof.counting import Job, count

CLEAN = [
    Job("finance", 1, "docx"),
    Job("finance", 2, "txt-cells"),
    Job("health", 1, "html"),
    Job("health", 2, "pdf"),
    Job("statistics", 1, "txt-tabs"),
    Job("statistics", 3, "docx"),
    Job("school", 1, "pdf"),
    Job("school", 2, "html"),
    Job("civil", 1, "txt-cells"),
    Job("civil", 2, "txt-tabs"),
    Job("health", 3, "pdf-untagged"),
    Job("finance", 3, "pdf-untagged"),
]
SLIPS = [
    Job("finance", 501, "docx", "digit", 4),
    Job("health", 502, "html", "swap", 4),
    Job("statistics", 503, "txt-tabs", "last_year", 4),
    Job("school", 504, "pdf", "unit", 4),
    Job("civil", 505, "txt-cells", "missing_part", 3),
    Job("health", 506, "docx", "direction", 3),
    Job("statistics", 507, "html", "numbering", 2),
    Job("civil", 508, "pdf-untagged", "digit", 4),
]


@pytest.mark.parametrize("job", CLEAN, ids=lambda job: job.name)
def test_a_consistent_report_is_passed(job: Job) -> None:
    counted = count(job)
    assert counted.figures > 40
    assert counted.false == []


@pytest.mark.parametrize("job", SLIPS, ids=lambda job: job.name)
def test_slips_are_found(job: Job) -> None:
    counted = count(job)
    violating = [told for told in counted.told if told.violating]
    assert violating
    assert [f"{told.text} {told.about}" for told in violating if not told.named] == []
    assert counted.false == []
