"""What is written into a workbook is what is read back: values, decimals, statuses, reasons."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from support.workbooks import SCHOOL, TREE, catalogue
from zhijian.facts import Fact, FactSet, Status
from zhijian.intake import Reason, read_workbook, write_workbook
from zhijian.intake.layout import FormRow, Kind, form_of

ROWS = [row for sheet in form_of(catalogue()).sheets for row in sheet.rows if row.kind is not Kind.closed]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20).filter(
    lambda text: any(c.isalpha() for c in text)  # a number alone is taken for a value in the wrong column
)


@st.composite
def facts_of(draw: st.DrawFn, row: FormRow, period: str) -> Fact | None:
    """A fact that the row may state: given with any decimals, or one of the other statuses."""
    indicator = row.indicator
    status = draw(st.sampled_from([Status.given] * 6 + [Status.no_data, Status.not_reported, Status.not_applicable]))
    if row.kind in (Kind.derived, Kind.total) or row.slice:
        status = Status.given
    if status is not Status.given:
        if row.kind is Kind.optional and status is Status.not_reported:
            return None
        return Fact(SCHOOL.id, period, indicator.id, row.slice, status=status)
    decimals = 0 if indicator.unit.count else draw(st.integers(0, 6))
    low, high = indicator.bounds
    least = 0 if low is None else int(low * 10**decimals)
    most = 10 ** draw(st.integers(1, 15)) if high is None else int(high * 10**decimals)
    mantissa = draw(st.integers(least, most))
    return Fact.of(SCHOOL.id, period, indicator.id, indicator.stated(mantissa, decimals), slice=row.slice)


@st.composite
def filled_in(draw: st.DrawFn) -> tuple[FactSet, list[Reason]]:
    facts, reasons = [], []
    for row in ROWS:
        for period in catalogue().periods:
            fact = draw(facts_of(row, period))
            if fact is None:
                continue
            facts.append(fact)
            explained = fact.status is Status.no_data or (fact.given and draw(st.integers(0, 9)) == 0)
            if explained:
                kind = "outlier" if fact.given else "gap"
                reasons.append(Reason(SCHOOL.id, period, row.id, draw(TEXT), kind))
    return FactSet.from_facts(facts), reasons


# Not shrunk: a workbook has sixty values, and the first one that differs says enough.
@settings(max_examples=30, phases=[Phase.explicit, Phase.reuse, Phase.generate])
@given(filled_in())
def test_read_gives_what_was_written(filling: tuple[FactSet, list[Reason]]) -> None:
    facts, reasons = filling
    with TemporaryDirectory() as folder:
        path = Path(folder) / "school-03.xlsx"
        write_workbook(path, catalogue(), school=SCHOOL, values=facts, reasons=reasons)
        reading = read_workbook(path, catalogue(), container="workbooks/school-03.xlsx", tree=TREE)
    assert reading.usable, [f.message for f in reading.findings]
    columns = ["organisation", "period", "indicator", "slice", "status", "mantissa", "decimals"]
    columns += ["low_n", "low_d", "high_n", "high_d", "unit"]
    written = facts.frame.select(columns)
    read = reading.facts.where(indicator=[row.indicator.id for row in ROWS]).frame.select(columns)
    assert sorted(written.iter_rows(), key=repr) == sorted(read.iter_rows(), key=repr)
    assert sorted(reading.reasons, key=repr) == sorted(reasons, key=repr)
