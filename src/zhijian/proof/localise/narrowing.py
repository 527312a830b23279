"""Narrowing: what a comparison leaves of the range of each of its figures (the HC4 algorithm), exactly.

Nothing possible is ever cut off, so a range that becomes empty proves a contradiction. On relations that do not
form a circle nothing impossible is left either; circles are looked at by ``circles``.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil, floor

from zhijian.proof.localise.ranges import (
    Range,
    Reasons,
    over,
    plus,
    point,
    scaled,
    shortened,
    times,
)
from zhijian.proof.localise.trees import Comparison, Extreme, Leaf, Product, Quotient, Sum, Tree

_MOST_VISITS = 24  # of one comparison in one run: narrowing may go on for ever in ever smaller steps


class Contradiction(Exception):
    """No values are left. reasons: the figures and comparisons that it follows from."""

    def __init__(self, reasons: Reasons) -> None:
        super().__init__(reasons)
        self.reasons = reasons


class Narrowing:
    """The ranges of all figures, narrowed by comparisons until nothing moves."""

    def __init__(
        self,
        ranges: dict[int, Range],
        whole: Sequence[bool],
        comparisons: Sequence[Comparison],
        users: Mapping[int, Sequence[int]],
    ) -> None:
        self.ranges = ranges  # of each figure by number
        self.whole = whole
        self.comparisons = comparisons
        self.users = users  # the comparisons that each figure stands in, as far as they count here
        self._changed: list[int] = []

    def copy(self) -> Narrowing:
        return Narrowing(dict(self.ranges), self.whole, self.comparisons, self.users)

    def reason(self, comparison: int) -> Reasons:
        """The bit of a comparison; those of figures are below it."""
        return 1 << (len(self.whole) + comparison)

    def restrict(self, figure: int, new: Range) -> bool:
        """Keep of a figure's range what lies in ``new``; whether that changed it. Raises Contradiction."""
        old = self.ranges[figure]
        low, low_reasons, high, high_reasons = old.low, old.low_reasons, old.high, old.high_reasons
        if new.low is not None:
            end = Fraction(ceil(new.low)) if self.whole[figure] else shortened(new.low, upwards=False)
            if low is None or end > low:
                low, low_reasons = end, new.low_reasons
        if new.high is not None:
            end = Fraction(floor(new.high)) if self.whole[figure] else shortened(new.high, upwards=True)
            if high is None or end < high:
                high, high_reasons = end, new.high_reasons
        if low == old.low and high == old.high:
            return False
        narrowed = Range(low, high, low_reasons, high_reasons)
        if narrowed.empty:
            raise Contradiction(narrowed.reasons)
        self.ranges[figure] = narrowed
        return True

    def run(self, start: Iterable[int]) -> None:
        """Visit the comparisons ``start``, and again those whose figures moved. Raises Contradiction."""
        queue = deque(start)
        waiting = set(queue)
        visits: dict[int, int] = {}
        while queue:
            number = queue.popleft()
            waiting.discard(number)
            visits[number] = visits.get(number, 0) + 1
            if visits[number] > _MOST_VISITS:
                continue
            self._changed = []
            self._visit(number)
            for figure in self._changed:
                for user in self.users.get(figure, ()):
                    if user not in waiting and user != number:
                        waiting.add(user)
                        queue.append(user)

    def _visit(self, number: int) -> None:
        comparison = self.comparisons[number]
        mine = self.reason(number)
        value = self.value(comparison.difference)
        zero = Range(Fraction(0), Fraction(0), mine, mine)
        wanted = {
            "==": zero,
            "<=": zero._replace(low=None, low_reasons=0),
            "<": zero._replace(low=None, low_reasons=0),
            ">=": zero._replace(high=None, high_reasons=0),
            ">": zero._replace(high=None, high_reasons=0),
        }[comparison.operator]
        strict_low = comparison.operator == "<" and value.low == 0
        strict_high = comparison.operator == ">" and value.high == 0
        if strict_low or strict_high:
            raise Contradiction(mine | (value.low_reasons if strict_low else value.high_reasons))
        self._push(comparison.difference, wanted)

    def value(self, tree: Tree) -> Range:
        match tree:
            case Leaf(figure):
                return self.ranges[figure]
            case Sum(constant, terms):
                total = point(constant)
                for coefficient, term in terms:
                    total = plus(total, scaled(self.value(term), coefficient))
                return total
            case Product(left, right):
                return times(self.value(left), self.value(right))
            case Quotient(above, below):
                return over(self.value(above), self.value(below))
            case Extreme(greatest, terms):
                return _extreme([self.value(term) for term in terms], greatest=greatest)

    def _push(self, tree: Tree, wanted: Range) -> None:
        """Take ``wanted`` as the range of ``tree`` down to its figures. Raises Contradiction."""
        match tree:
            case Leaf(figure):
                if self.restrict(figure, wanted):
                    self._changed.append(figure)
            case Sum():
                self._push_sum(tree, wanted)
            case Product(left, right):
                a, b = self.value(left), self.value(right)
                self._push(left, over(wanted, b))
                self._push(right, over(wanted, a))
            case Quotient(above, below):
                a, b = self.value(above), self.value(below)
                if b.low == b.high == 0 or (b.low is not None and b.high is not None and b.low < 0 <= b.high):
                    return  # it may be no quotient at all
                quotient = _meet(over(a, b), wanted)
                if quotient.empty:
                    raise Contradiction(quotient.reasons)
                self._push(above, times(quotient, b))
                if not _contains_zero(quotient):
                    self._push(below, over(a, quotient))
            case Extreme(greatest, terms):
                self._push_extreme(terms, wanted, greatest=greatest)

    def _push_sum(self, tree: Sum, wanted: Range) -> None:
        values = [scaled(self.value(term), coefficient) for coefficient, term in tree.terms]
        whole = plus(point(tree.constant), _total(values))
        meeting = _meet(whole, wanted)
        if meeting.empty:
            raise Contradiction(meeting.reasons)
        if not values:
            return
        for (coefficient, term), others in zip(tree.terms, _all_but_one(values), strict=True):
            rest = plus(wanted, scaled(plus(others, point(tree.constant)), Fraction(-1)))
            if rest.low is not None or rest.high is not None:
                self._push(term, scaled(rest, 1 / coefficient))

    def _push_extreme(self, terms: Sequence[Tree], wanted: Range, *, greatest: bool) -> None:
        values = [self.value(term) for term in terms]
        meeting = _meet(_extreme(values, greatest=greatest), wanted)
        if meeting.empty:
            raise Contradiction(meeting.reasons)
        able: list[int] = []  # the terms that can reach the end on which the extreme itself must lie
        unable = 0
        for number, (term, value) in enumerate(zip(terms, values, strict=True)):
            if greatest:
                self._push(term, wanted._replace(low=None, low_reasons=0))
                short = wanted.low is not None and value.high is not None and value.high < wanted.low
            else:
                self._push(term, wanted._replace(high=None, high_reasons=0))
                short = wanted.high is not None and value.low is not None and value.low > wanted.high
            if short:
                unable |= value.reasons
            else:
                able.append(number)
        if len(able) == 1:
            self._push(
                terms[able[0]],
                wanted._replace(low_reasons=wanted.low_reasons | unable, high_reasons=wanted.high_reasons | unable),
            )


def _meet(a: Range, b: Range) -> Range:
    low, low_reasons = a.low, a.low_reasons
    if b.low is not None and (low is None or b.low > low):
        low, low_reasons = b.low, b.low_reasons
    high, high_reasons = a.high, a.high_reasons
    if b.high is not None and (high is None or b.high < high):
        high, high_reasons = b.high, b.high_reasons
    return Range(low, high, low_reasons, high_reasons)


def _total(values: Iterable[Range]) -> Range:
    total = point(Fraction(0))
    for value in values:
        total = plus(total, value)
    return total


def _all_but_one(values: Sequence[Range]) -> list[Range]:
    """For each value the total of all others, in a number of steps that is linear in their number."""
    before = [point(Fraction(0))]
    for value in values[:-1]:
        before.append(plus(before[-1], value))
    after = [point(Fraction(0))]
    for value in reversed(values[1:]):
        after.append(plus(after[-1], value))
    return [plus(a, b) for a, b in zip(before, reversed(after), strict=True)]


def _extreme(values: Sequence[Range], *, greatest: bool) -> Range:
    choose = max if greatest else min
    lows, highs = [v.low for v in values], [v.high for v in values]
    low_reasons = high_reasons = 0
    for value in values:
        low_reasons |= value.low_reasons
        high_reasons |= value.high_reasons
    known_lows = [low for low in lows if low is not None]
    known_highs = [high for high in highs if high is not None]
    low = choose(known_lows) if known_lows and (greatest or len(known_lows) == len(lows)) else None
    high = choose(known_highs) if known_highs and (not greatest or len(known_highs) == len(highs)) else None
    return Range(low, high, low_reasons, high_reasons)


def _contains_zero(a: Range) -> bool:
    return (a.low is None or a.low <= 0) and (a.high is None or a.high >= 0)
