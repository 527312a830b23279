"""Relations in a circle (a + b = c, a − b = d): narrowing one by one is not enough, they are taken together.

The linear relations between figures that are not yet settled are solved by the simplex method over bounds of
Dutertre and de Moura (2006), in fractions: it finds values for all of them, or a row that proves there are none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from zhijian.proof.localise.narrowing import Narrowing
from zhijian.proof.localise.ranges import Range, Reasons
from zhijian.proof.localise.simplex import Bounded, contradiction
from zhijian.proof.localise.trees import Leaf, Quotient, Sum, Tree

_MOST_ROWS = 160  # of a circle; a larger one is left to narrowing alone


@dataclass(slots=True)
class _Row:
    """Σ coefficient · figure lies in ``bounds``."""

    coefficients: dict[int, Fraction]
    bounds: Range


def contradictory_circle(narrowing: Narrowing, near: Iterable[int]) -> Reasons | None:
    """The reasons why relations connected with the figures ``near`` cannot hold together; None where they can."""
    seen: set[int] = set()
    for figure in near:
        if figure in seen or not _open(narrowing, figure):
            continue
        figures, comparisons, links = _piece(narrowing, figure)
        seen |= figures
        if links - len(figures) - len(comparisons) + 1 <= 0 or len(comparisons) > _MOST_ROWS:
            continue
        rows = [row for number in comparisons for row in _rows(narrowing, number)]
        bounds = {f: narrowing.ranges[f] for f in figures}
        reasons = contradiction([Bounded(row.coefficients, row.bounds) for row in rows], bounds)
        if reasons is not None:
            return reasons
    return None


def _open(narrowing: Narrowing, figure: int) -> bool:
    range_ = narrowing.ranges[figure]
    return range_.low is None or range_.low != range_.high


def _piece(narrowing: Narrowing, start: int) -> tuple[set[int], list[int], int]:
    """The open figures and the comparisons connected with ``start``, and how often a figure stands in one."""
    figures, comparisons, links, waiting = {start}, set[int](), 0, [start]
    while waiting:
        for number in narrowing.users.get(waiting.pop(), ()):
            if number in comparisons:
                continue
            comparisons.add(number)
            for figure in narrowing.comparisons[number].figures:
                if _open(narrowing, figure):
                    links += 1
                    if figure not in figures:
                        figures.add(figure)
                        waiting.append(figure)
    return figures, sorted(comparisons), links


def _rows(narrowing: Narrowing, number: int) -> list[_Row]:
    """The comparison as linear rows; a quotient N/D beside E, D ≥ 0, gives N + E·D with E at its ends."""
    comparison = narrowing.comparisons[number]
    linear, rest = _split(comparison.difference)
    mine = narrowing.reason(number)
    upper, lower = comparison.operator in {"==", "<=", "<"}, comparison.operator in {"==", ">=", ">"}
    if not rest:
        row = _row(narrowing, linear, mine)
        low = row.bounds.low if lower else None
        high = row.bounds.high if upper else None
        return [_Row(row.coefficients, row.bounds._replace(low=low, high=high))]
    if len(rest) > 1 or not isinstance(rest[0][1], Quotient):
        return []
    coefficient, quotient = rest[0]
    assert isinstance(quotient, Quotient)  # noqa: S101 - said in the line above, for the type checker
    (above, above_rest), (below, below_rest) = _split(quotient.above), _split(quotient.below)
    positive = narrowing.value(quotient.below).low
    if above_rest or below_rest or positive is None or positive < 0:
        return []
    beside = narrowing.value(linear)
    reasons = mine | narrowing.value(quotient.below).low_reasons
    rows = []
    if upper and beside.low is not None:  # N + E·D ≤ 0, so N + (least E)·D ≤ 0
        row = _row(narrowing, _cleared(above, coefficient, below, beside.low), reasons | beside.low_reasons)
        rows.append(_Row(row.coefficients, row.bounds._replace(low=None)))
    if lower and beside.high is not None:
        row = _row(narrowing, _cleared(above, coefficient, below, beside.high), reasons | beside.high_reasons)
        rows.append(_Row(row.coefficients, row.bounds._replace(high=None)))
    return rows


def _cleared(above: Sum, coefficient: Fraction, below: Sum, beside: Fraction) -> Sum:
    """coefficient · above + beside · below."""
    return Sum(
        coefficient * above.constant + beside * below.constant,
        (*((coefficient * c, t) for c, t in above.terms), *((beside * c, t) for c, t in below.terms)),
    )


def _split(tree: Tree) -> tuple[Sum, list[tuple[Fraction, Tree]]]:
    """The linear part, and the other terms with their coefficients."""
    if not isinstance(tree, Sum):
        tree = Sum(Fraction(0), ((Fraction(1), tree),))
    linear = Sum(tree.constant, tuple((c, t) for c, t in tree.terms if isinstance(t, Leaf)))
    return linear, [(c, t) for c, t in tree.terms if not isinstance(t, Leaf)]


def _row(narrowing: Narrowing, linear: Sum, reasons: Reasons) -> _Row:
    """The row that says ``linear`` = 0, settled figures counted into its bounds."""
    coefficients: dict[int, Fraction] = {}
    constant = linear.constant
    for coefficient, term in linear.terms:
        assert isinstance(term, Leaf)  # noqa: S101 - of the linear part, for the type checker
        range_ = narrowing.ranges[term.figure]
        if range_.low is not None and range_.low == range_.high:
            constant += coefficient * range_.low
            reasons |= range_.reasons
        else:
            coefficients[term.figure] = coefficients.get(term.figure, Fraction(0)) + coefficient
    return _Row({f: c for f, c in coefficients.items() if c}, Range(-constant, -constant, reasons, reasons))
