"""Whether two figures differ as a slip of the pen makes them differ."""

from __future__ import annotations

from zhijian.quantity import Quantity


def looks_like_a_slip(one: Quantity, other: Quantity) -> bool:
    """Digits swapped, one wrong, missing or too many, or the point or unit misplaced."""
    a, b = (str(abs(q.mantissa)).rstrip("0") for q in (one, other))
    if a == b and a:
        return True
    a, b = (str(abs(q.mantissa)) for q in (one, other))
    if min(len(a), len(b)) < 3:
        return False
    if len(a) == len(b):
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1 or _swapped(a, b)
    short, long = sorted((a, b), key=len)
    return len(long) - len(short) == 1 and any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _swapped(a: str, b: str) -> bool:
    different = [i for i, (x, y) in enumerate(zip(a, b, strict=True)) if x != y]
    return len(different) == 2 and different[1] == different[0] + 1 and sorted(a) == sorted(b)
