"""Exact dealing: so many of a list, scattered over it without a random number generator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import gcd
from typing import TypeVar
from zlib import crc32

K = TypeVar("K")
R = TypeVar("R")


def scattered(n: int, salt: str) -> list[int]:
    """A permutation of 0 … n−1: multiples of a step that shares no factor with n, from an offset of the salt."""
    if n < 2:
        return list(range(n))
    seed = crc32(salt.encode())
    step = int(n * 0.6180339887) + seed % 97
    while gcd(step, n) != 1:
        step += 1
    offset = seed % n
    return [(offset + i * step) % n for i in range(n)]


def deal(n: int, shares: Mapping[K, int], rest: R, salt: str) -> list[K | R]:
    """A list of n: each key as often as its share says, ``rest`` for the others, scattered."""
    kinds: list[K | R] = [kind for kind, count in shares.items() for _ in range(count)]
    if len(kinds) > n:
        raise ValueError(f"{len(kinds)} shares for {n} places ({salt})")
    kinds += [rest] * (n - len(kinds))
    return [kinds[i] for i in scattered(n, salt)]


def pick(n: int, count: int, salt: str) -> list[str]:
    """``count`` times yes among n, scattered."""
    return deal(n, {"yes": count}, "no", salt)


def split(total: int, parts: Sequence[int]) -> list[int]:
    """``total`` in proportion to ``parts``, rounded down, the rest to the last."""
    whole = sum(parts)
    shares = [total * part // whole for part in parts[:-1]]
    return [*shares, total - sum(shares)]
