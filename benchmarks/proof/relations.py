"""What must hold between printed figures, tested by exact arithmetic on the values that they stand for."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from benchmarks.proof.printed import Edits, Printed, Turn, interval

Kind = Literal["duplicate", "sum", "part", "share", "change", "growth", "ratio", "direction", "hundred", "numbering"]


@dataclass(frozen=True, slots=True, eq=False)
class Relation:
    """kind tells how ``figures`` go together: duplicate a, b · sum total, *parts · part part, whole ·
    share, ratio part, whole, quotient · change new, old, difference · growth new, old, rate, or new, difference, rate
    (without_old) · direction new, old · hundred *shares. turn: the word that says the direction, if one does; second:
    that of the difference, where a rate stands beside one.
    """

    kind: Kind
    figures: tuple[Printed, ...]
    turn: Turn | None = None
    without_old: bool = False
    second: Turn | None = None

    @property
    def members(self) -> tuple[int, ...]:
        """The ids of what is printed, the word included."""
        words = [word.id for word in (self.turn, self.second) if word is not None]
        return (*(figure.id for figure in self.figures), *dict.fromkeys(words))


Interval = tuple[Fraction, Fraction | None]


def violated(relation: Relation, edits: Edits) -> bool:
    """Whether no choice of values inside the printed figures' intervals lets the relation hold."""
    ends = [interval(figure, edits) for figure in relation.figures]
    way = _way(relation.turn, edits)
    match relation.kind:
        case "duplicate":
            return _apart(ends[0], ends[1])
        case "sum":
            return _apart(ends[0], _total(ends[1:]))
        case "hundred":
            return _apart((Fraction(1), Fraction(1)), _total(ends))
        case "part":
            high = ends[1][1]
            return high is not None and ends[0][0] > high
        case "share" | "ratio":
            return _apart(_quotient(ends[0], ends[1]), ends[2])
        case "change":
            return _apart(_minus(ends[0], ends[1]), _turned(ends[2], way))
        case "growth" if relation.without_old:
            old = _minus(ends[0], _turned(ends[1], _way(relation.second, edits)))
            return old[0] <= 0 or _apart(_less_one(_quotient(ends[0], old)), _turned(ends[2], way))
        case "growth":
            return _apart(_less_one(_quotient(ends[0], ends[1])), _turned(ends[2], way))
        case "direction":
            low, high = _minus(ends[0], ends[1])
            return (
                (way > 0 and high is not None and high <= 0)
                or (way < 0 and low >= 0)
                or (way == 0 and _apart((low, high), _NOTHING))
            )
    raise ValueError(relation.kind)


_NOTHING: Interval = (Fraction(0), Fraction(0))


def _way(turn: Turn | None, edits: Edits) -> int:
    if turn is None:
        return 1
    return turn.direction if turn.id not in edits else -turn.direction or 1


def _apart(one: Interval, other: Interval) -> bool:
    return (one[1] is not None and one[1] < other[0]) or (other[1] is not None and other[1] < one[0])


def _total(ends: list[Interval]) -> Interval:
    highs = [high for _low, high in ends]
    return sum((low for low, _high in ends), Fraction(0)), None if None in highs else sum(
        filter(None, highs), Fraction(0)
    )


def _minus(one: Interval, other: Interval) -> Interval:
    low = one[0] - other[1] if other[1] is not None else Fraction(-(10**18))
    return low, None if one[1] is None else one[1] - other[0]


def _turned(ends: Interval, way: int) -> Interval:
    low, high = ends
    return (low, high) if way > 0 else (-high if high is not None else Fraction(-(10**18)), -low)


def _quotient(above: Interval, below: Interval) -> Interval:
    low = above[0] / below[1] if below[1] else Fraction(0)
    high = above[1] / below[0] if above[1] is not None and below[0] > 0 else None
    return low, high


def _less_one(ends: Interval) -> Interval:
    return ends[0] - 1, None if ends[1] is None else ends[1] - 1
