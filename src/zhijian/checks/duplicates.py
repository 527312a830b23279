"""One figure stated twice: the intervals of both must meet."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from zhijian.checks.scope import Scope
from zhijian.checks.sorting import State
from zhijian.checks.wording import figure_of, source_of, stated_text, subject_of, told_of
from zhijian.facts import Fact
from zhijian.findings import Finding, finding


def check_duplicates(scope: Scope) -> Iterator[Finding]:
    """ZJ208 for each key that stands several times with intervals that do not all meet."""
    for indicator, slice_ in scope.columns.held():
        for facts in _repeated(scope, indicator, slice_):
            pair = _apart(facts)
            if pair is not None:
                yield _finding(*pair, scope)


def _repeated(scope: Scope, indicator: str, slice_: str) -> Iterator[list[Fact]]:
    columns = scope.columns
    positions = columns.entries(indicator, slice_)
    positions = positions[columns.state_of(positions) >= State.incomplete]
    rows = columns.row_of(positions)
    if len(positions) == np.count_nonzero(columns.column(indicator, slice_).state >= State.incomplete):
        return
    count = np.bincount(rows, minlength=columns.rows)
    for row in np.flatnonzero(count > 1):
        yield [columns.facts.at(int(position)) for position in positions[rows == row]]


def _apart(facts: list[Fact]) -> tuple[Fact, Fact] | None:
    """The two facts that are furthest apart, in the order they were added; None if all intervals meet.

    Closed intervals that meet two by two meet all together, so the extreme ends decide.
    """
    lowest = min(facts, key=lambda fact: _ends(fact)[1])
    highest = max(facts, key=lambda fact: _ends(fact)[0])
    if _ends(highest)[0] <= _ends(lowest)[1]:
        return None
    first, second = sorted((lowest, highest), key=facts.index)
    return first, second


def _ends(fact: Fact) -> tuple[Fraction, Fraction]:
    quantity = fact.quantity
    assert quantity is not None  # noqa: S101 - only given facts come here
    assert quantity.high is not None  # noqa: S101
    return quantity.low * quantity.unit.scale, quantity.high * quantity.unit.scale


def _finding(first: Fact, second: Fact, scope: Scope) -> Finding:
    indicator = scope.catalogue[first.indicator]
    return finding(
        "ZJ208",
        source_of(first),
        figures=(figure_of(first, scope.catalogue), figure_of(second, scope.catalogue)),
        found=stated_text(first, indicator),
        expected=stated_text(second, indicator),
        subject=subject_of("duplicate", first),
        **told_of(first, scope.catalogue, scope.tree),
        other=source_of(second) or second.source,
    )
