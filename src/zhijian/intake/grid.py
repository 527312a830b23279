"""A workbook as cells, whatever file it was read from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple


class Cell(NamedTuple):
    """A cell that holds something.

    kind: n number, s text, b boolean, d date, e error value (#DIV/0!), x formula that nobody has computed.
    text: as the file holds it. format: the number format's code, empty for General and where unknown.
    formula: whether a formula yields it.
    """

    kind: str
    text: str
    format: str = ""
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """rows: row → column → cell, from 0; empty cells are absent."""

    name: str
    rows: dict[int, dict[int, Cell]]
    hidden: bool = False

    def text(self, row: int, column: int) -> str:
        """The cell's characters without surrounding space; empty where there is none."""
        cell = self.rows.get(row, {}).get(column)
        return cell.text.strip() if cell else ""


@dataclass(frozen=True, slots=True)
class Book:
    """sheets in order. formats: whether number formats and formulas are known (not in .xls)."""

    sheets: tuple[Sheet, ...]
    formats: bool = True


class Shown(NamedTuple):
    """What a number format shows: decimals (None for General), whether as a percentage, whether as a date or time."""

    decimals: int | None
    percent: bool
    date: bool


@lru_cache(maxsize=1024)
def shown_by(code: str) -> Shown:
    """The first section of a number format, its quoted and escaped characters left out."""
    if not code or code.lower() == "general":
        return Shown(None, percent=False, date=False)
    section = re.sub(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]', "", code).split(";")[0]
    date = bool(re.search(r"[ymdhsYMDHS年月日]", section)) and "0" not in section.split(".")[0]
    if date:
        return Shown(None, percent=False, date=True)
    if not re.search(r"[0#?]", section):
        return Shown(None, percent=False, date=False)
    fraction = re.search(r"\.([0#?]*)", section)
    decimals = len(re.sub(r"[^0]", "", fraction[1])) if fraction else 0
    return Shown(decimals, percent="%" in section, date=False)


@lru_cache(maxsize=4096)
def column_index(letters: str) -> int:
    """A → 0, AA → 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


@lru_cache(maxsize=4096)
def column_letters(index: int) -> str:
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def reference(row: int, column: int) -> str:
    """(2, 3) → D3."""
    return f"{column_letters(column)}{row + 1}"
