"""Cells that nobody has dealt with, and cells without data that nobody explained."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from zhijian.checks.scope import Scope
from zhijian.checks.sorting import State
from zhijian.checks.wording import joined, label_of, source_of
from zhijian.expressions import Variable
from zhijian.facts import Fact
from zhijian.findings import Figure, Finding, finding
from zhijian.messages import _

CHECKS = ((State.not_reported, "ZJ303", "gaps"), (State.no_data, "ZJ304", "no_data"))
NAMED = 8  # so many labels stand in the message; all places are in the finding


def check_gaps(scope: Scope) -> Iterator[Finding]:
    """ZJ303 for what is not reported, ZJ304 for no data without a reason: one finding per school, year and table."""
    columns = scope.columns
    places = {id_: number for number, id_ in enumerate(scope.catalogue.indicators)}
    keys = sorted(columns.held(), key=lambda key: (places[key[0]], key[1]))
    for state, code, name in CHECKS:
        groups: dict[tuple[int, str], list[Fact]] = {}
        for indicator, slice_ in keys:
            column = columns.column(indicator, slice_)
            for row in np.flatnonzero((column.state == state) & scope.schools):
                fact = columns.fact(column, int(row))
                assert fact is not None  # noqa: S101 - a state comes from a fact
                if not scope.reasons.explains(*fact.key):
                    groups.setdefault((int(row), _table(scope, indicator)), []).append(fact)
        for (_row, table), facts in groups.items():
            yield _finding(code, name, table, facts, scope)


def _finding(code: str, name: str, table: str, facts: list[Fact], scope: Scope) -> Finding:
    first = facts[0]
    labels = [label_of(scope.catalogue, Variable(fact.indicator, fact.slice)) for fact in facts]
    more = "" if len(labels) <= NAMED else _("等")
    return finding(
        code,
        source_of(first),
        figures=tuple(Figure("", source_of(fact), unit=fact.unit) for fact in facts),
        found=_("{count} 项", count=len(facts)),
        subject=f"{name}/{first.organisation}/{first.period}/{table}",
        school=scope.tree[first.organisation].name,
        period=first.period,
        place=table,
        count=len(facts),
        labels=joined(labels[:NAMED]) + more,
    )


def _table(scope: Scope, indicator: str) -> str:
    row = scope.catalogue[indicator].table
    return _("基础数据") if row is None else _("表{table}", table=row.number)
