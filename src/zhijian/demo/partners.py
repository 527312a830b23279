"""Textbooks and industry mentors of the demo, some of them shared by two schools: counted once in the city."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from random import Random

from zhijian.demo.allocate import allocate
from zhijian.demo.cast import School, read_data
from zhijian.demo.figures import YEARS, Values
from zhijian.demo.programmes import Point
from zhijian.quantity import round_to_mantissa
from zhijian.records import programme_names


@dataclass(frozen=True, slots=True)
class Textbook:
    """A textbook and the schools that compiled it. selected: none | national | provincial, this year."""

    number: str
    title: str
    schools: tuple[int, ...]
    national_planned: bool
    with_enterprises: bool
    new_form: bool
    selected: str


@dataclass(frozen=True, slots=True)
class Engagement:
    """A mentor at a school. pay: in yuan."""

    mentor: str
    school: int
    master: bool
    lessons: int
    pay: int


def make_textbooks(
    schools: Sequence[School], points: Sequence[Point], scale: Fraction, seed: int
) -> dict[int, list[Textbook]]:
    """The textbooks of each year (by its place in YEARS)."""
    made: dict[int, list[Textbook]] = {}
    plan = read_data("partners.yaml")["textbooks"]
    for year, counts in plan["years"].items():
        place = YEARS.index(str(year))
        n = {name: round_to_mantissa(count * scale, 0) for name, count in counts.items()}
        owners = _owners(schools, n["compiled"], f"{seed}/textbooks/{year}")
        books = []
        for i, owner in enumerate(owners):
            running = [p for p in points if p.school == owner and p.running(place)]
            names = sorted({programme_names()[p.programme] for p in running}) or ["职业素养"]
            ending = plan["endings"][i % len(plan["endings"])]
            title = names[(i * 7 + owner) % len(names)] + ending
            shared = ((owner + 1) % len(schools),) if i < n["shared"] and len(schools) > 1 else ()
            books.append(
                Textbook(
                    number=f"SYN-{year}-{i + 1:04d}",
                    title=title,
                    schools=(owner, *shared),
                    national_planned=i < n["national_planned"],
                    with_enterprises=i >= n["compiled"] - n["with_enterprises"],
                    new_form=i < n["new_form"],
                    selected="national" if i < n["national_new"] else _provincial(i, n),
                )
            )
        made[place] = books
    return made


def _provincial(i: int, n: dict[str, int]) -> str:
    return "provincial" if n["national_new"] <= i < n["national_new"] + n["provincial_new"] else "none"


def _owners(schools: Sequence[School], total: int, seed: str) -> list[int]:
    """The home school of each, in turn, so that no kind gathers in one school."""
    weights = [school.traits["size"] * Random(f"{seed}/{school.number}").randint(80, 120) for school in schools]
    counts = allocate(total, weights, [0] * len(schools), [total] * len(schools))
    owners: list[int] = []
    while len(owners) < total:
        for i, count in enumerate(counts):
            if owners.count(i) < count:
                owners.append(i)
    return owners


def make_mentors(schools: Sequence[School], scale: Fraction, seed: int) -> dict[int, list[Engagement]]:
    """The engagements of mentors of each year: so many persons, lessons and yuan together as partners.yaml says."""
    made: dict[int, list[Engagement]] = {}
    for year, counts in read_data("partners.yaml")["mentors"]["years"].items():
        n = {name: round_to_mantissa(count * scale, 0) for name, count in counts.items()}
        weights = [school.traits["size"] * (10 + school.traits["secondary"]) for school in schools]
        homes = allocate(
            n["total"], weights, [min(1, n["total"] // len(schools))] * len(schools), [n["total"]] * len(schools)
        )
        people = [
            (f"M{year}{i:05d}", school) for i, school in enumerate(s for s, k in enumerate(homes) for _ in range(k))
        ]
        masters = {people[(i * 37) % len(people)][0] for i in range(n["masters"])} if people else set()
        step = max(len(people) // max(n["shared"], 1), 1)
        shared = (
            [(name, (school + 1) % len(schools)) for name, school in people[::step][: n["shared"]]]
            if len(schools) > 1
            else []
        )
        both = sorted([*people, *shared], key=lambda pair: (pair[1], pair[0]))
        lessons = _lots(n["lessons"], len(both), f"{seed}/lessons/{year}")
        made[YEARS.index(str(year))] = _paid(both, lessons, n["pay"], masters, len(schools))
    return made


def _lots(total: int, number: int, seed: str) -> list[int]:
    random = Random(seed)
    return allocate(total, [random.randint(40, 160) for _ in range(number)], [0] * number, [total] * number)


def _paid(
    people: Sequence[tuple[str, int]], lessons: Sequence[int], pay: int, masters: set[str], schools: int
) -> list[Engagement]:
    """Pay by lessons, in hundreds of yuan for a school and tens for a mentor, so that 万元 has two decimals exactly."""
    of_school = [sum(n for (_, s), n in zip(people, lessons, strict=True) if s == school) for school in range(schools)]
    hundreds = allocate(pay // 100, of_school, [0] * schools, [pay] * schools)
    found: list[Engagement] = []
    for school in range(schools):
        own = [(name, n) for (name, s), n in zip(people, lessons, strict=True) if s == school]
        tens = allocate(hundreds[school] * 10, [n for _, n in own], [0] * len(own), [pay] * len(own))
        found += [
            Engagement(name, school, name in masters, n, part * 10) for (name, n), part in zip(own, tens, strict=True)
        ]
    return found


def partner_figures(
    textbooks: dict[int, list[Textbook]], mentors: dict[int, list[Engagement]], schools: int
) -> dict[str, Values]:
    """What each school states of both; a shared one at each of its schools."""
    figures: dict[str, Values] = {}

    def count(name: str, year: int, school: int, amount: int = 1) -> None:
        values = figures.setdefault(name, [None, [0] * schools, [0] * schools])[year]
        assert values is not None  # noqa: S101 - there are textbooks and mentors of both years
        values[school] += amount

    for year, books in textbooks.items():
        for name in ("compiled", "national_planned", "with_enterprises", "new_form", "new_form_connected",
                     "national_new", "provincial_new"):  # fmt: skip
            count(f"textbooks.{name}", year, 0, 0)
        for book in books:
            for school in book.schools:
                count("textbooks.compiled", year, school)
                count("textbooks.national_planned", year, school, int(book.national_planned))
                count("textbooks.with_enterprises", year, school, int(book.with_enterprises))
                count("textbooks.new_form", year, school, int(book.new_form))
                count("textbooks.new_form_connected", year, school, int(book.new_form))
                if book.selected != "none":
                    count(f"textbooks.{book.selected}_new", year, school)
    for year, engagements in mentors.items():
        count("mentors.masters", year, 0, 0)
        for engagement in engagements:
            count("mentors.total", year, engagement.school)
            count("mentors.masters", year, engagement.school, int(engagement.master))
            count("mentors.lessons", year, engagement.school, engagement.lessons)
            count("mentors.pay", year, engagement.school, engagement.pay)
    return figures
