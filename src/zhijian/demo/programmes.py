"""Programme points of the demo: which school offers what, what opened and what closed, and who studies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from zhijian.demo.allocate import allocate
from zhijian.demo.cast import SCHOOLS_OF_A_CITY, Cast, School, read_data
from zhijian.demo.figures import YEARS, Values

LAST = len(YEARS) - 1


@dataclass(frozen=True, slots=True)
class Point:
    """A programme (with its direction) at a school. opened, closed: the year of YEARS in which; None: before, not yet."""

    school: int
    programme: str
    direction: str
    opened: int | None = None
    closed: int | None = None

    @property
    def category(self) -> str:
        return self.programme[:2]

    def running(self, year: int) -> bool:
        return (self.opened is None or self.opened <= year) and (self.closed is None or self.closed > year)


def make_points(cast: Cast, seed: int) -> tuple[Point, ...]:
    """Every programme point that ran in any of the years, by school."""
    plan = read_data("programmes.yaml")
    points: list[Point] = []
    for city in range(0, len(cast.schools), SCHOOLS_OF_A_CITY):
        points += _of_city(cast.schools[city : city + SCHOOLS_OF_A_CITY], plan, seed)
    return tuple(sorted(points, key=lambda p: (p.school, p.programme, p.direction)))


def _of_city(schools: Sequence[School], plan: Mapping[str, Any], seed: int) -> Iterable[Point]:
    """One city's: each programme at the school that fits it best, popular ones at others too."""
    share = len(schools) / SCHOOLS_OF_A_CITY
    weights = [1400 + school.traits["size"] for school in schools]
    total = round(plan["points"][LAST] * share)
    room = allocate(total, weights, [0] * len(schools), [total] * len(schools))
    random = Random(f"{seed}/points/{schools[0].number}")
    offered: dict[int, list[Point]] = {i: [] for i in range(len(schools))}
    items = [
        (code, direction.lstrip("+"), LAST if direction.startswith("+") else None)
        for code, directions in plan["running"].items()
        for direction in directions
    ]
    homes = items if len(schools) == SCHOOLS_OF_A_CITY else random.sample(items, round(len(items) * share))
    for code, direction, opened in sorted(homes, key=lambda item: item[0][:2] not in plan["focus_only"]):
        i = _best(schools, code, room, offered, random)
        offered[i].append(Point(schools[i].number, code, direction, opened))
        room[i] -= 1
    opening = _opening(plan["added"], share, sum(opened == LAST for _, _, opened in homes))
    _spread_popular(schools, plan["popular"], room, offered, opening)
    yield from (point for points in offered.values() for point in points)
    yield from _closed(schools, plan, offered, share)


def _spread_popular(
    schools: Sequence[School],
    popular: Sequence[str],
    room: list[int],
    offered: dict[int, list[Point]],
    opening: Iterator[int],
) -> None:
    """The room that is left goes to popular programmes, in turn, at the schools that fit them and lack them."""
    given = True
    while given:
        given = False
        for code in popular:
            lacking = [
                i for i in offered if room[i] > 0 and all((p.programme, p.direction) != (code, "") for p in offered[i])
            ]
            if lacking:
                i = max(lacking, key=lambda i: (_fit(schools[i], code) * room[i], -i))
                offered[i].append(Point(schools[i].number, code, "", next(opening, None)))
                room[i] -= 1
                given = True


def _opening(added: Sequence[int], share: float, already: int) -> Iterator[int]:
    """The years in which the popular programmes opened at further schools, the last year first."""
    for year in range(LAST, -1, -1):
        yield from [year] * (round(added[year] * share) - (already if year == LAST else 0))


def _closed(
    schools: Sequence[School], plan: Mapping[str, Any], offered: dict[int, list[Point]], share: float
) -> Iterable[Point]:
    """Points that are no more: programmes that nobody offers, and popular ones that one school gave up."""
    for year, count in enumerate(plan["withdrawn"]):
        wanted = [*plan["gone"][int(YEARS[year])], *reversed(plan["popular"])][: round(count * share)]
        for n, code in enumerate(wanted):
            lacking = [i for i in offered if all(p.programme != code for p in offered[i])]
            order = sorted(lacking, key=lambda i: (-_fit(schools[i], code), (i + n) % len(schools)))
            if order:
                yield Point(schools[order[n % min(3, len(order))]].number, code, "", None, year)


def _fit(school: School, code: str) -> int:
    """How well a programme fits a school: its own fields first."""
    category = code[:2]
    return (9, 7, 5, 4)[school.focus.index(category)] if category in school.focus else 1


def _best(
    schools: Sequence[School], code: str, room: Sequence[int], offered: dict[int, list[Point]], random: Random
) -> int:
    only = code[:2] in read_data("programmes.yaml")["focus_only"]
    fitting = [i for i, s in enumerate(schools) if room[i] > 0 and (not only or code[:2] in s.focus)]
    fitting = fitting or [i for i in range(len(schools)) if room[i] > 0]
    beside = {i: sum(p.programme == code for p in offered[i]) for i in fitting}
    return max(fitting, key=lambda i: (_fit(schools[i], code) * room[i] * (2 + beside[i]) * random.randint(8, 12), -i))


def point_figures(points: Sequence[Point], schools: Sequence[School]) -> dict[str, Values]:
    """Points, those opened and closed, by school and year; programmes are the points of a school."""

    def counted(keep: Iterable[Point]) -> list[int]:
        counts = [0] * len(schools)
        for point in keep:
            counts[point.school] += 1
        return counts

    running: Values = [counted(p for p in points if p.running(year)) for year in range(len(YEARS))]
    return {
        "programmes.points": running,
        "programmes.count": running,
        "programmes.added": [counted(p for p in points if p.opened == year) for year in range(len(YEARS))],
        "programmes.withdrawn": [counted(p for p in points if p.closed == year) for year in range(len(YEARS))],
    }


def spread_over(points: Sequence[Point], total: int, seed: str) -> list[int]:
    """People of one school over its programmes: the programme itself draws more than its directions, new ones less."""
    weights = []
    for point in points:
        random = Random(f"{seed}/{point.programme}/{point.direction}")
        size = 6 if not point.direction else 3
        weights.append(size * random.randint(70, 130) * (1 if point.opened == LAST else 3))
    return allocate(total, weights, [0] * len(points), [total] * len(points))
