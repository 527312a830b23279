"""One figure in a text as it is printed, and what its readers share."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhijian.quantity import Quantity, QuantityError, UnknownUnit, parse_quantity


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure in a text.

    start, end: its characters. words: those that widen it. spelt: the number is written in Chinese. ranked: 第3名,
    第3位. range: 10—15人; both ends are its interval. inverted: 1:16.3, read as 16.3:1. doubled: 翻一番.
    part: of a make-up (6.1:42.6:51.3), which of how many, from 1; it is read in percent.
    """

    start: int
    end: int
    quantity: Quantity
    words: tuple[str, ...] = ()
    spelt: bool = False
    ranked: bool = False
    range: bool = False
    inverted: bool = False
    doubled: bool = False
    part: tuple[int, int] | None = None


def parsed(before: str, written: str, after: str) -> Quantity | None:
    """The quantity of a number with its unit between words that widen it; None where it is none."""
    try:
        return parse_quantity(f"{before}{written}{after}")
    except (QuantityError, UnknownUnit):
        return None


def words_of(found: re.Match[str], *groups: str) -> tuple[str, ...]:
    """What stands in these groups of a match."""
    return tuple(found[group].strip() for group in groups if found[group])


def trimmed(text: str, start: int, end: int) -> int:
    """``end`` without the blanks before it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
