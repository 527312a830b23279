"""Students, graduates and staff of the demo, one row each, so that counting them gives the stated figures.

Nobody has a name or an identity number: only a number that stands for the person.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from zhijian.demo.cast import School
from zhijian.demo.dealing import deal, pick, scattered, split
from zhijian.demo.figures import Figures
from zhijian.demo.programmes import LAST, Point, spread_over

HOME, NEIGHBOURS = "00", ("02", "03", "04")  # the last digits of a region: the city itself, others of its province
WEST, FAR = ("450100", "520100", "510100", "610100"), ("310100", "330100", "440100", "420100")
INDUSTRIES = {
    "primary": ("A01", "A03", "A02"),
    "secondary": ("C39", "C34", "C38", "E47", "C13", "D44", "C36"),
    "tertiary": ("F52", "I65", "G59", "H62", "O81", "Q84", "P83", "R88", "L72", "F51"),
}


class _Counts:
    """The current year's figures of one school."""

    def __init__(self, figures: Figures, school: School) -> None:
        self._figures, self._school = figures, school

    def __getitem__(self, name: str) -> int:
        return self._figures.of(name, LAST)[self._school.number]


def _over_programmes(points: Sequence[Point], total: int, salt: str) -> list[str]:
    """Programme codes for so many people, in no order."""
    counts = spread_over(points, total, salt)
    shares: dict[str, int] = {}
    for point, count in zip(points, counts, strict=True):
        shares[point.programme] = shares.get(point.programme, 0) + count
    return deal(total, shares, "", salt)


def student_rows(figures: Figures, school: School, points: Sequence[Point]) -> pl.DataFrame:
    """The students of a school."""
    of, n = _Counts(figures, school), figures.of("students.full_time", LAST)[school.number]
    salt = f"{figures.seed}/students/{school.number}"
    first = min(of["students.enrolled"], n)
    second, third = split(n - first, (101, 100))
    months = ["202309"] * first + ["202209"] * second + ["202109"] * third
    tested, failed = of["fitness.tested"], of["_fitness.failed"]
    excellent, good, passed = split(tested - failed, (6, 34, 60))
    grades = {"excellent": excellent, "good": good, "passed": passed, "failed": failed, "exempt": (n - tested) // 3}
    interns = pick(n - first, min(of["internship.students"], n - first), salt + "/internship")
    return pl.DataFrame(
        {
            "school": [school.id] * n,
            "student_no": [f"{month[:4]}{school.number + 1:04d}{i + 1:05d}" for i, month in enumerate(months)],
            "programme": _over_programmes(points, n, salt),
            "entry_month": months,
            "study_form": ["full_time"] * n,
            "status": ["present"] * n,
            "fitness": deal(n, grades, "absent", salt + "/fitness"),
            "certificate": pick(n, of["certificates.obtained"], salt + "/certificate"),
            "internship": ["no"] * first + interns,
            "grant": pick(n, of["grants.students"], salt + "/grant"),
            "tuition_waived": pick(n, of["tuition_waived.students"], salt + "/tuition"),
            "scholarship": pick(n, of["scholarships.national_students"], salt + "/scholarship"),
        }
    )


def graduate_rows(figures: Figures, school: School, points: Sequence[Point], home: str) -> pl.DataFrame:
    """The graduates of a school. home: the region code of its city."""
    of = _Counts(figures, school)
    salt = f"{figures.seed}/graduates/{school.number}"
    employed, further, unplaced = of["graduates.employed"], of["graduates.further_study"], of["_unplaced"]
    far = of["_out_of_province"] - of["employment.west_northeast"]
    initial = of["employment.initial"]
    room = initial - of["employment.local"] - of["employment.west_northeast"]
    far_students = min(further, max(far // 3, far - room))
    workers = _workers(of, school, home, far - far_students, salt)
    learners = _learners(of, home, far_students, salt)
    nobody: Sequence[str | None] = [None] * unplaced
    destinations: Sequence[str | None] = ["employed"] * employed + ["further_study"] * further + ["unplaced"] * unplaced
    columns: dict[str, Sequence[str | None]] = {"destination": destinations}
    for name in ("channel", "further_level", "industry", "employer_size", "region", "monthly_income", "self_employed",
                 "first_employment"):  # fmt: skip
        columns[name] = [
            *workers.get(name, [None] * employed),
            *learners.get(name, [None] * further),
            *(["no"] * unplaced if name == "first_employment" else nobody),
        ]
    total = employed + further + unplaced
    order = scattered(total, salt + "/order")
    taught = [p for p in points if p.opened is None]
    return pl.DataFrame(
        {
            "school": [school.id] * total,
            "student_no": [f"2021{school.number + 1:04d}{i + 50001:05d}" for i in range(total)],
            "programme": _over_programmes(taught, total, salt),
            **{name: [values[i] for i in order] for name, values in columns.items()},
        },
        schema_overrides=dict.fromkeys(columns, pl.String),
    )


def _workers(of: _Counts, school: School, home: str, far: int, salt: str) -> dict[str, Sequence[str | None]]:
    """The employed: those employed first come first, so that places and sizes of employers are theirs."""
    n, initial = of["graduates.employed"], of["employment.initial"]
    local, west = of["employment.local"], of["employment.west_northeast"]
    sectors: list[str | None] = deal(
        n,
        {sector: of[f"employment.{sector}"] for sector in INDUSTRIES},
        None,
        salt + "/sector",
    )
    places = deal(initial, {"local": local, "west": west, "far": far}, "province", salt + "/place")
    places += ["local"] * (n - initial)
    small, large = of["employment.small_firms"], of["employment.large_firms"]
    sizes: list[str | None] = deal(initial, {"small": small, "large": large}, None, salt + "/size")
    sizes += [None] * (n - initial)
    first: Sequence[str | None] = ["yes"] * initial + ["no"] * (n - initial)
    kinds = {"small": ("small", "micro", "medium", "small"), "large": ("large", "large", "very_large")}
    mean, spread = of["graduates.monthly_income"], 900
    incomes = [_income(rank, n, mean, spread) for rank in scattered(n, salt + "/income")]
    return {
        "industry": [
            None if s is None else INDUSTRIES[s][(i * 3 + school.number) % len(INDUSTRIES[s])]
            for i, s in enumerate(sectors)
        ],
        "region": [_region(place, i, home) for i, place in enumerate(places)],
        "employer_size": [None if s is None else kinds[s][i % len(kinds[s])] for i, s in enumerate(sizes)],
        "monthly_income": [str(income) for income in incomes],
        "self_employed": pick(n, of["graduates.self_employed"], salt + "/founders"),
        "first_employment": first,
    }


def _income(rank: int, n: int, mean: int, spread: int) -> int:
    """Incomes lie symmetrically about the mean, so that their sum is exactly n times it."""
    twice = 2 * rank - (n - 1)
    step = abs(twice) * spread // max(n - 1, 1)
    return mean + (step if twice > 0 else -step)


def _region(place: str, i: int, home: str) -> str:
    return {
        "local": home,
        "west": WEST[i % len(WEST)],
        "far": FAR[i % len(FAR)],
        "province": home[:2] + _other(home[2:4], NEIGHBOURS[i % len(NEIGHBOURS)]) + "00",
    }[place]


def _other(own: str, neighbour: str) -> str:
    return "01" if neighbour == own else neighbour


def _learners(of: _Counts, home: str, far: int, salt: str) -> dict[str, Sequence[str | None]]:
    n = of["graduates.further_study"]
    nobody = ["no"] * n
    channels = {"track": of["admissions.through_track"], "exam": of["admissions.through_exam"]}
    bachelors = deal(n, {"vocational_bachelor": of["graduates.to_bachelor"]}, "diploma", salt + "/level")
    places = deal(n, {"far": far}, "province", salt + "/college")
    taken = deal(n, channels, "general_exam", salt + "/channel")
    return {
        "channel": taken,
        "further_level": bachelors,
        "region": [_region("local" if p == "province" and i % 3 else p, i, home) for i, p in enumerate(places)],
        "first_employment": nobody,
    }


def staff_rows(figures: Figures, school: School) -> pl.DataFrame:
    """The staff of a school, full-time teachers first."""
    of = _Counts(figures, school)
    salt = f"{figures.seed}/staff/{school.number}"
    n, total = of["teachers.full_time"], of["staff.total"]
    others = total - n
    senior = of["teachers.senior_title"]
    middle, junior, _none = split(n - senior, (46, 41, 13))
    dual, dual_senior = of["teachers.dual_qualified"], of["teachers.dual_qualified_senior"]
    dual_middle, dual_junior = split(dual - dual_senior, (3, 2))
    kinds = {k: of[f"teachers.{k}"] for k in ("politics", "physical_education", "arts")}
    general = (n - sum(kinds.values())) * 3 // 10
    degrees = {"postgraduate": of["teachers.by_degree[研究生]"], "below": of["teachers.by_degree[专科及以下]"]}
    support, workers, office = split(others, (3, 3, 4))
    posts = ["full_time"] * n + ["support"] * support + ["worker"] * workers + ["administrative"] * office
    dealt = {
        "title": deal(n, {"senior": senior, "intermediate": middle, "junior": junior}, "none", salt + "/title"),
        "dual_qualified": deal(
            n, {"senior": dual_senior, "intermediate": dual_middle, "junior": dual_junior}, "none", salt + "/dual"
        ),
        "subject": deal(n, {**kinds, "general": general}, "professional", salt + "/subject"),
        "class_teacher": pick(n, of["staff.class_teachers"], salt + "/class"),
        "degree": deal(n, degrees, "bachelor", salt + "/degree"),
    }
    rest = {"title": "none", "dual_qualified": "none", "subject": "none", "class_teacher": "no", "degree": "bachelor"}
    return pl.DataFrame(
        {
            "school": [school.id] * total,
            "staff_no": [f"T{school.number + 1:04d}{i + 1:04d}" for i in range(total)],
            "post": posts,
            **{name: values + [rest[name]] * others for name, values in dealt.items()},
        }
    )
