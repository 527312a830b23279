"""The words that say which way something went: where they stand, and the words for the other way."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from zhijian.document import Cell, Run, Table, as_it_stands, plain_text
from zhijian.document.grid import placed
from zhijian.findings import Location
from zhijian.proof.claims.vocabulary import either, words
from zhijian.proof.order import Reading
from zhijian.proof.shapes import Figure
from zhijian.proof.walk import runs_of

_ENDS = "。；！？;\n"
_WORD = re.compile(either("up", "down", "level"))
_COMPARED = re.compile(either("up_compared", "down_compared"))
_LEVEL = "持平"
_AMONG = 3  # characters between a word of change and its figure: 减少了约22人


@dataclass(frozen=True, slots=True)
class Turn:
    """text: the word as printed, with its figure where both were asked for. location: of it. other: what would be
    said of a change the other way, or of none; "" where no word for it is known."""

    text: str
    location: Location
    other: str


class Turns:
    """The words of change in a document."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    def said_of(self, figure: Figure, direction: int, truly: int) -> Turn | None:
        """The word nearest to ``figure`` that says ``direction`` (1, 0, −1) of it; ``truly``: which way it went."""
        if figure.table:
            return self._in_row(figure, direction, truly)
        start, end = figure.span
        text = self._text(figure)
        first = max((text.rfind(mark, 0, start) for mark in _ENDS), default=-1) + 1
        last = min((at for at in (text.find(mark, end) for mark in _ENDS) if at >= 0), default=len(text))
        for pattern in (_WORD, _COMPARED):
            found = [w for w in pattern.finditer(text, first, last) if _direction(w[0]) == direction]
            if found:
                word = min(found, key=lambda w: max(start - w.end(), w.start() - end))
                return self._turn(figure, word.start(), word.end(), _instead(word[0], truly))
        return None

    def before(self, figure: Figure) -> Turn | None:
        """The word right before a change, with the change: 减少22人, other 增加22人."""
        start, end = figure.span
        text = self._text(figure)
        for pattern in (_WORD, _COMPARED):
            for word in pattern.finditer(text, max(0, start - 8), start):
                if start - word.end() <= _AMONG and _direction(word[0]) == figure.direction:
                    other = _instead(word[0], -figure.direction)
                    told = self._turn(figure, word.start(), end, other and other + text[word.end() : end])
                    return told if told is not None and told.other else None
        return None

    def _text(self, figure: Figure) -> str:
        return plain_text(self._runs(figure))

    def _runs(self, figure: Figure) -> tuple[Run, ...]:
        place = self._reading.place(figure.block)
        return runs_of(place.block) if place is not None else ()

    def _turn(self, figure: Figure, start: int, end: int, other: str) -> Turn | None:
        runs = self._runs(figure)
        if figure.block is None or not runs:
            return None
        first, last = as_it_stands(runs, (start, end))
        where = Location(figure.block.container, f"{figure.block.address}[{first}:{last}]")
        return Turn(plain_text(runs)[start:end], where, other)

    def _in_row(self, figure: Figure, direction: int, truly: int) -> Turn | None:
        for cell in self._row(figure):
            text = plain_text(cell.runs).strip()
            word = _WORD.fullmatch(text)
            if word and cell.location is not None and _direction(text) == direction:
                return Turn(text, cell.location, _instead(text, truly))
        return None

    def _row(self, figure: Figure) -> Iterator[Cell]:
        place = self._reading.place(figure.location)
        if place is None or not isinstance(place.block, Table):
            return
        cells = [(row, cell) for row, _column, cell in placed(place.block.rows)]
        own = next((row for row, cell in cells if cell.location == figure.location), None)
        yield from (cell for row, cell in cells if row == own)


@cache
def _opposites() -> Mapping[str, str]:
    pairs = yaml.safe_load(files(__package__).joinpath("opposites.yaml").read_text("utf-8"))["pairs"]
    found: dict[str, str] = {}
    for one, other in pairs:
        found.setdefault(one, other)
        found.setdefault(other, one)
    return found


def _direction(word: str) -> int:
    if word in words("level"):
        return 0
    return 1 if word in words("up") or word in words("up_compared") else -1


def _instead(word: str, truly: int) -> str:
    """What is to be said instead of ``word``."""
    if not truly:
        return _LEVEL
    if _direction(word) == 0:
        return "上升" if truly > 0 else "下降"
    return _opposites().get(word, "")
