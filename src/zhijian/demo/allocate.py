"""Dividing a whole number among schools in proportion to weights, within bounds, exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from zhijian.errors import ZhijianError


class CannotDivide(ZhijianError):
    """The total lies outside what the bounds allow together."""


def allocate(total: int, weights: Sequence[int], low: Sequence[int], high: Sequence[int]) -> list[int]:
    """Whole numbers that add up to ``total``, each within [low, high], as near to the weights' shares as can be.

    Where bounds bind, the others share what is left; the last units go to the largest remainders, earlier places
    first. A place of weight 0 gets its low. Raises CannotDivide where the bounds leave no way.
    """
    high = [hi if weight else lo for weight, lo, hi in zip(weights, low, high, strict=True)]
    if any(lo > hi for lo, hi in zip(low, high, strict=True)) or not sum(low) <= total <= sum(high):
        raise CannotDivide(f"{total} cannot be divided within {sum(low)}…{sum(high)}")
    fixed: dict[int, int] = {}
    free = [i for i, weight in enumerate(weights) if weight]
    fixed |= {i: low[i] for i, weight in enumerate(weights) if not weight}
    while True:
        left = total - sum(fixed.values())
        whole = sum(weights[i] for i in free)
        shares = {i: Fraction(left * weights[i], whole) for i in free} if whole else {}
        over = sum((shares[i] - high[i] for i in free if shares[i] > high[i]), Fraction(0))
        under = sum((low[i] - shares[i] for i in free if shares[i] < low[i]), Fraction(0))
        # The side that is further out is fixed first; the other may come right by itself.
        bound = [i for i in free if shares[i] > high[i]] if over >= under else [i for i in free if shares[i] < low[i]]
        if not bound:
            break
        fixed |= {i: high[i] if over >= under else low[i] for i in bound}
        free = [i for i in free if i not in fixed]
    result = fixed | {i: int(shares[i]) for i in free}
    missing = total - sum(result.values())
    for i in sorted(free, key=lambda i: (int(shares[i]) - shares[i], i)):
        if missing and result[i] < high[i]:
            result[i] += 1
            missing -= 1
    for i in range(len(weights)):  # what bounds at the last unit kept back
        step = min(missing, high[i] - result[i])
        result[i] += step
        missing -= step
    return [result[i] for i in range(len(weights))]
