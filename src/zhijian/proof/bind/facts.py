"""Facts: which printed figures state one and the same thing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

from zhijian.proof.bind.names import LIKELY, SURE, Names, bare, loose, plain
from zhijian.proof.shapes import Figure

_SHORTEST_NAME = 4  # characters of a measure that is known by its own words only
_SHORTEST_OF_A_TABLE = 2  # the same where a table states it, so that it is a name and no part of a phrase
_GENERIC = Fraction(80, 100)


@dataclass(frozen=True, slots=True)
class Key:
    """What is measured (an indicator's id, or a name after ``~``), of whom, when."""

    measure: str
    subject: str
    period: str

    @property
    def known(self) -> bool:
        """Whether the catalogue knows the measure."""
        return not self.measure.startswith("~")


@dataclass(frozen=True, slots=True)
class Stated:
    """A figure that states a fact, and how sure that is. official: it stands in a recognised official table."""

    figure: Figure
    confidence: Fraction
    official: bool = False


@dataclass
class Facts:
    """The figures of a document by what they state, in reading order. keys: the key of each figure bound."""

    by_key: dict[Key, list[Stated]] = field(default_factory=dict)
    keys: dict[int, Key] = field(default_factory=dict)

    def known(self, figure: int) -> bool:
        """Whether the figure with this id states an indicator of the catalogue."""
        key = self.keys.get(figure)
        return key is not None and key.known

    def best(self, measure: str, subject: str, period: str) -> Stated | None:
        """The figure that states it most surely: that of the official table, else the surest, else the first."""
        stated = self.by_key.get(Key(measure, subject, period), [])
        return max(stated, key=lambda s: (s.official, s.confidence, -s.figure.id), default=None)


def year_of(period: str) -> str:
    """The year that a period is reported under: the school year 2023-2024 is 2024."""
    return period[5:9] if len(period) == 9 else period if len(period) == 4 else ""


def earlier(period: str, back: int = 1) -> str:
    return str(int(period) - back) if period.isdigit() else ""


def compared_with(figure: Figure, later: str) -> str:
    """The year from which a figure is said to have changed; "" where that is no year: 比预算, 较往年, 比10月."""
    if figure.against in {"", "上年"}:
        return earlier(later)
    return year_of(figure.against)


def bind_figures(figures: Iterable[Figure], official: Mapping[int, str], names: Names, current: str) -> Facts:
    """Every figure that can be bound, under its key. current: the year that a report speaks of where it names none."""
    facts = Facts()
    figures = list(figures)
    of_tables = {
        name
        for figure in figures
        if figure.table and not figure.subject
        for name in (loose(figure.measure), bare(loose(figure.measure)))
    }
    for figure in figures:
        if figure.id in official:
            stated, measure = Stated(figure, SURE, official=True), official[figure.id]
        else:
            bound = _bound(figure, names, of_tables)
            if bound is None:
                continue
            measure, confidence = bound
            stated = Stated(figure, confidence if figure.period else confidence - Fraction(5, 100))
        key = Key(measure, figure.subject, year_of(figure.period) if figure.period else current)
        if not key.period:
            continue
        facts.by_key.setdefault(key, []).append(stated)
        facts.keys[figure.id] = key
    return facts


def _bound(figure: Figure, names: Names, of_tables: Collection[str]) -> tuple[str, Fraction] | None:
    """The measure of a figure outside official tables; None where it is none, or of something smaller or planned.

    of_tables: names of measures that tables state.
    """
    if figure.in_case or figure.planned or figure.role not in ("value", "ratio", "per_head", "share"):
        return None
    named = names.indicator(figure)
    if figure.scope and (named is None or not names.holds(named.indicator, figure.scope)):
        whole = f"{figure.measure}（{'、'.join(figure.scope)}）"  # 就业（含升学）, as a table's row is called
        if loose(whole) not in of_tables or figure.table:
            return None
        figure, named = replace(figure, measure=whole), None
    if named is not None:
        return named.indicator, named.confidence
    shortest = _SHORTEST_OF_A_TABLE if loose(figure.measure) in of_tables else _SHORTEST_NAME
    if figure.role == "share" or len(plain(figure.measure)) < shortest:
        return None
    dimension = "".join(f"{base}{power}" for base, power in figure.quantity.unit.dimension)
    name = bare(loose(figure.measure))
    name = name.replace("总", "") if len(name) > 3 else name  # 公路总里程 is 公路里程
    return f"~{name}/{dimension or figure.quantity.unit.symbol}", _GENERIC


def current_period(figures: Sequence[Figure]) -> str:
    """The year that a document reports: the latest that its tables state often, else its text."""
    counts: dict[str, int] = {}
    for figure in figures:
        year = year_of(figure.period)
        if year and not figure.planned and not figure.in_case:
            counts[year] = counts.get(year, 0) + 1
    if not counts:
        return ""
    most = max(counts.values())
    return max(year for year, count in counts.items() if 4 * count >= most)


__all__ = [
    "LIKELY",
    "SURE",
    "Facts",
    "Key",
    "Stated",
    "bind_figures",
    "compared_with",
    "current_period",
    "earlier",
    "year_of",
]
