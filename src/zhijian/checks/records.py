"""What a school states against what its records yield."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zhijian.checks.scope import Scope
from zhijian.checks.wording import figure_of, source_of, stated_text, subject_of, told_of
from zhijian.checks.written_reasons import with_reason
from zhijian.expressions import Interval, possible
from zhijian.facts import Fact
from zhijian.findings import Finding, finding


def check_records(scope: Scope) -> Iterator[Finding]:
    """ZJ207 for each stated figure whose interval does not meet the records' one; with a written reason a notice."""
    columns, recorded = scope.columns, scope.recorded
    if recorded is None:
        return
    for indicator, slice_ in recorded.held():
        stated, counted = columns.column(indicator, slice_), recorded.column(indicator, slice_)
        both = stated.given & counted.given
        if not both.any():
            continue
        agrees = possible(Interval(stated.low, stated.high, both), "==", Interval(counted.low, counted.high, both))
        for row in np.flatnonzero(both & ~agrees):
            first, second = columns.fact(stated, int(row)), recorded.fact(counted, int(row))
            assert first is not None  # noqa: S101 - both are given
            assert second is not None  # noqa: S101
            yield with_reason(_finding(first, second, scope), scope.reasons.explains(*first.key))


def _finding(first: Fact, second: Fact, scope: Scope) -> Finding:
    indicator = scope.catalogue[first.indicator]
    return finding(
        "ZJ207",
        source_of(first),
        figures=(figure_of(first, scope.catalogue), figure_of(second, scope.catalogue)),
        found=stated_text(first, indicator),
        expected=stated_text(second, indicator),
        subject=subject_of("records", first),
        **told_of(first, scope.catalogue, scope.tree),
        record=source_of(second) or second.source,
    )
