"""Unusual values: against last year, and among the schools of the same level. They ask for a written reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from zhijian.catalogue import Catalogue, RollUp, Watch
from zhijian.checks.columns import Column
from zhijian.checks.scope import Scope
from zhijian.checks.spread import Spread, spread_of
from zhijian.checks.wording import figure_of, printed_unit, shown, source_of, stated_text, subject_of, told_of
from zhijian.checks.written_reasons import with_reason
from zhijian.expressions import Interval, Rationals, Variable
from zhijian.facts import Fact
from zhijian.findings import Finding, finding
from zhijian.messages import _, language

Mask = npt.NDArray[np.bool_]
FEWEST_PEERS = 6  # a median absolute deviation of fewer values says little
YUAN_FOR_WAN = (2_000, 50_000)  # times last year's
SHARE_FOR_PERCENT = (Fraction(1, 200), Fraction(1, 50))


@dataclass(frozen=True)
class _Watched:
    """A watch with its values of this year and last, over all rows."""

    watch: Watch
    scope: Scope
    now: Interval
    before: Interval
    columns: tuple[Column, Column]

    def fact(self, row: int, back: int = 0) -> Fact:
        """This year's or last year's fact in a row where it is given."""
        fact = self.scope.columns.fact(self.columns[back], row)
        assert fact is not None  # noqa: S101 - asked for given rows only
        return fact


def check_outliers(scope: Scope) -> Iterator[Finding]:
    """ZJ301 and ZJ302 for what the catalogue watches; a value is unusual when all that it may stand for is."""
    for watch in scope.catalogue.watches:
        watched = _watched(watch, scope)
        jumps = _jumps(watched) if "previous" in watch.against else np.zeros(scope.columns.rows, dtype=bool)
        for row in np.flatnonzero(jumps).tolist():
            yield _explained(_jump(watched, row), watched, row)
        if "peers" in watch.against:
            for row, measure, spread in _strangers(watched):
                if not jumps[row]:
                    yield _explained(_stranger(watched, row, measure, spread), watched, row)


def _watched(watch: Watch, scope: Scope) -> _Watched:
    now, before = (scope.resolver.placed(Variable(watch.indicator, back=back)) for back in (0, 1))
    values = [Interval(column.low, column.high, column.given) for column in (now, before)]
    return _Watched(watch, scope, values[0], values[1], (now, before))


def _large(watched: _Watched, *values: Interval) -> Mask:
    """Where any of the values reaches the watch's floor."""
    unit = watched.scope.catalogue[watched.watch.indicator].unit
    floor = Rationals.constant(watched.watch.floor * unit.scale, len(watched.now))
    large = np.zeros(len(watched.now), dtype=bool)
    for value in values:
        large |= value.defined & (floor <= value.high)
    return large


def _jumps(watched: _Watched) -> Mask:
    now, before = watched.now, watched.before
    ratio = Rationals.constant(watched.watch.ratio, len(now))
    up = before.high * ratio < now.low
    down = now.high * ratio < before.low
    both = now.defined & before.defined & watched.scope.schools
    return np.asarray(both & (up | down) & _large(watched, now, before), dtype=bool)


def _strangers(watched: _Watched) -> Iterator[tuple[int, Interval, Spread]]:
    """(row, what was compared, the schools' spread) for values too far from the median of their year.

    Ratios and per-student values are compared as they are, counts and amounts by their growth: schools differ
    in size. Where more than half agree to the digit there is no spread to measure by, and nothing is said.
    """
    columns, schools = watched.scope.columns, watched.scope.schools
    measure, rows = watched.now, watched.now.defined & schools & _large(watched, watched.now)
    if not compared_as_is(watched.scope.catalogue, watched.watch.indicator):
        measure = watched.now / watched.before
        rows = measure.defined & schools & _large(watched, watched.now, watched.before)
    middle = (measure.low + measure.high) * Rationals.constant(Fraction(1, 2), columns.rows)
    period = np.arange(columns.rows) % len(columns.periods)
    for index in range(len(columns.periods)):
        peers = np.flatnonzero(rows & (period == index))
        if len(peers) < FEWEST_PEERS:
            continue
        spread = spread_of(middle.take(peers))
        if not spread.deviation:
            continue
        low, high = (Rationals.constant(end, len(peers)) for end in spread.usual(watched.watch.factor))
        outside = (measure.high.take(peers) < low) | (high < measure.low.take(peers))
        for row in peers[outside].tolist():
            yield row, measure, spread


def compared_as_is(catalogue: Catalogue, indicator: str) -> bool:
    """Whether the indicator does not grow with a school's size: a mean, a share, a ratio, a per-head value."""
    return catalogue[indicator].roll_up not in (RollUp.sum, RollUp.distinct)


def _jump(watched: _Watched, row: int) -> Finding:
    fact, before = watched.fact(row), watched.fact(row, 1)
    catalogue = watched.scope.catalogue
    indicator = catalogue[fact.indicator]
    return finding(
        "ZJ301",
        source_of(fact),
        figures=(figure_of(fact, catalogue), figure_of(before, catalogue)),
        found=stated_text(fact, indicator),
        expected=_(
            "上年的 {low}～{high} 倍之间", low=shown(1 / watched.watch.ratio, 2), high=shown(watched.watch.ratio, 2)
        ),
        subject=subject_of(watched.watch.id, fact),
        previous=stated_text(before, indicator),
        change=_change(watched, row),
        **told_of(fact, catalogue, watched.scope.tree),
        what=_asked(watched.watch),
    )


def _change(watched: _Watched, row: int) -> str:
    now, before = (value.low.fraction(row) + value.high.fraction(row) for value in (watched.now, watched.before))
    if not before:
        return _("上年为零")
    times = now / before
    if now < before:
        return _("比上年减少 {percent}%", percent=shown(100 * (1 - times), 1)) + _mistaken(watched, times)
    if times < 2:  # 1.3 times would be read as 130% more
        return _("比上年增加 {percent}%", percent=shown(100 * (times - 1), 1))
    return _("为上年的 {times} 倍", times=shown(times, 2)) + _mistaken(watched, times)


def _mistaken(watched: _Watched, times: Fraction) -> str:
    """What a change of about this factor mostly comes from: yuan for ten thousand yuan, 0.97 for 97%."""
    unit = watched.scope.catalogue[watched.watch.indicator].unit.symbol
    if unit == "万元" and YUAN_FOR_WAN[0] < times < YUAN_FOR_WAN[1]:
        return _("（是否以元为单位填写）")
    if unit == "%" and SHARE_FOR_PERCENT[0] < times < SHARE_FOR_PERCENT[1]:
        return _("（是否填成了小数，如 97% 填成 0.97）")
    return ""


def _stranger(watched: _Watched, row: int, measure: Interval, spread: Spread) -> Finding:
    fact = watched.fact(row)
    catalogue = watched.scope.catalogue
    indicator = catalogue[fact.indicator]
    grown = measure is not watched.now
    low, high = spread.usual(watched.watch.factor)
    bounds = measure.bounds(row)
    assert bounds is not None  # noqa: S101
    value = (bounds[0] + bounds[1]) / 2

    def text(number: Fraction) -> str:
        if grown:
            return shown(100 * (number - 1), 1) + "%"
        return shown(number / indicator.unit.scale, (fact.decimals or 0) + 1) + printed_unit(indicator)

    before = watched.fact(row, 1) if grown else None
    return finding(
        "ZJ302",
        source_of(fact),
        figures=tuple(figure_of(each, catalogue) for each in (fact, before) if each is not None),
        found=text(value) if grown else stated_text(fact, indicator),
        expected=f"{text(max(low, Fraction(0)))}～{text(high)}",
        subject=subject_of(watched.watch.id, fact),
        measure=_("比上年的增长率") if grown else "",
        peers=spread.count,
        median=text(spread.median),
        **told_of(fact, catalogue, watched.scope.tree),
        what=_asked(watched.watch),
    )


def _asked(watch: Watch) -> str:
    return watch.message.get(language()) or _("请说明原因")


def _explained(found: Finding, watched: _Watched, row: int) -> Finding:
    organisation, period = watched.scope.columns.key(row)
    return with_reason(found, watched.scope.reasons.explains(organisation, period, watched.watch.indicator))
