"""A share against its denominator: some whole number of them must give the percentage (GRIM)."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

import numpy as np

from zhijian.checks.scope import Scope
from zhijian.checks.sorting import State
from zhijian.checks.wording import (
    figure_of,
    label_of,
    printed_unit,
    quoted,
    source_of,
    stated_text,
    subject_of,
    told_of,
)
from zhijian.expressions import Binary, Variable
from zhijian.facts import Fact
from zhijian.findings import Finding, finding
from zhijian.quantity import Rounding, format_number, round_to_mantissa

SHARES = ("%", "‰")


def check_whole_counts(scope: Scope) -> Iterator[Finding]:
    """ZJ209 for shares of whole counts whose denominator is stated and whose numerator is not."""
    for indicator in scope.catalogue.indicators.values():
        formula = indicator.formula
        if not isinstance(formula, Binary) or formula.operator != "/" or indicator.unit.symbol not in SHARES:
            continue
        above, below = formula.left, formula.right
        if not isinstance(above, Variable) or not isinstance(below, Variable):
            continue
        if not len(scope.columns.entries(indicator.id, "")):
            continue
        if scope.catalogue[above.indicator].unit.count and scope.catalogue[below.indicator].unit.count:
            yield from _impossible(scope, indicator.id, above.indicator, below.indicator)


def _impossible(scope: Scope, indicator: str, above: str, below: str) -> Iterator[Finding]:
    columns = scope.columns
    share, count, total = (columns.column(id_) for id_ in (indicator, above, below))
    exact = (total.low.sign() > 0) & (total.high <= total.low)
    rows = share.given & total.given & exact & (count.state < State.incomplete) & scope.schools
    if not rows.any():
        return
    least, most = share.low * total.low, share.high * total.low
    fits = -((-least).floor()) <= most.floor()
    for row in np.flatnonzero(rows & ~fits):
        stated, whole = columns.fact(share, int(row)), columns.fact(total, int(row))
        assert stated is not None  # noqa: S101 - both are given
        assert whole is not None  # noqa: S101
        nearest = least.fraction(int(row))
        yield _finding(stated, whole, nearest.numerator // nearest.denominator, scope)


def _finding(stated: Fact, whole: Fact, below: int, scope: Scope) -> Finding:
    """below: the greatest whole number that gives less than the stated share."""
    indicator, of = scope.catalogue[stated.indicator], scope.catalogue[whole.indicator]
    total = stated_text(whole, of)
    decimals = stated.decimals or 0

    def share(count: int) -> str:
        value = Fraction(count) / Fraction(whole.low or 1) / indicator.unit.scale
        return format_number(round_to_mantissa(value, decimals, Rounding.HALF_UP), decimals) + printed_unit(indicator)

    return finding(
        "ZJ209",
        source_of(stated),
        figures=(figure_of(stated, scope.catalogue), figure_of(whole, scope.catalogue)),
        found=stated_text(stated, indicator),
        expected=f"{share(below)}、{share(below + 1)}",
        arithmetic="，".join(f"{n}{printed_unit(of)} ÷ {total} ＝ {share(n)}" for n in (below, below + 1)),
        subject=subject_of("whole_counts", stated),
        **told_of(stated, scope.catalogue, scope.tree),
        denominator=quoted(label_of(scope.catalogue, Variable(whole.indicator))),
        total=total,
    )
