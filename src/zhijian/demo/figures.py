"""The demo's figures: every school's values for each year, divided so that the city's totals are those of targets.yaml.

Everything is whole numbers in the last decimal that is stated, drawn with a seed of its own per figure, school and
year: the same seed gives the same figures, and one more school changes only what it must.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import reduce
from operator import mul
from random import Random
from typing import Any

from zhijian.demo.allocate import allocate
from zhijian.demo.cast import SCHOOLS_OF_A_CITY, Cast, School, read_data
from zhijian.quantity import parse_number, round_to_mantissa

YEARS = ("2022", "2023", "2024")
WHOLE = 33577  # students of the city that targets.yaml speaks of
ATTEMPTS = 24  # to divide satisfied answers so that schools' rounded rates give the city's
Values = list[list[int] | None]  # by year, by school; None where there is no figure for that year


@dataclass
class Figures:
    """values: figure → by year → by school, as whole numbers of the last decimal. decimals: digits after the point."""

    schools: tuple[School, ...]
    seed: int
    scale: Fraction
    values: dict[str, Values] = field(default_factory=dict)
    decimals: dict[str, int] = field(default_factory=dict)

    def of(self, name: str, year: int) -> list[int]:
        """The schools' values; zeros where there is no figure."""
        found = self.values[name][year]
        return found if found is not None else [0] * len(self.schools)

    def total(self, name: str, year: int) -> int:
        return sum(self.of(name, year))

    def put(self, name: str, values: Values, decimals: int = 0) -> None:
        self.values[name] = values
        self.decimals[name] = decimals


def make_figures(cast: Cast, *, seed: int, students: int, given: Mapping[str, Values]) -> Figures:
    """Every figure of targets.yaml. given: figures that come from lists (programmes, textbooks, mentors)."""
    figures = Figures(cast.schools, seed, Fraction(students, WHOLE))
    for name, values in given.items():
        figures.put(name, values)
    for recipe in read_data("targets.yaml"):
        maker = next(make for key, make in MAKERS.items() if key in recipe)
        figures.put(recipe["id"], maker(figures, recipe), int(recipe.get("decimals", 0)))
    return figures


def _years(recipe: Mapping[str, Any], key: str) -> list[Any]:
    """The entries by year, None before the first."""
    entries = list(recipe[key])
    return [None] * (len(YEARS) - len(entries)) + entries


def _scaled(figures: Figures, stated: Any, recipe: Mapping[str, Any]) -> int:
    mantissa, digits = parse_number(str(stated))
    wanted = int(recipe.get("decimals", 0))
    exact = Fraction(mantissa) / Fraction(10) ** digits * 10**wanted
    by_schools = Fraction(len(figures.schools), SCHOOLS_OF_A_CITY)
    return round_to_mantissa(exact * (by_schools if recipe.get("by") == "schools" else figures.scale), 0)


def _weights(figures: Figures, recipe: Mapping[str, Any], year: int) -> list[int]:
    """Traits and figures multiplied, and strayed: ``spread`` is the school's own, ``drift`` the year's."""
    spread, drift = int(recipe.get("spread", 0)) * 100, int(recipe.get("drift", 0)) * 100
    weights = []
    for school in figures.schools:
        own = Random(f"{figures.seed}/{recipe['id']}/{school.number}").randint(-spread, spread)
        now = Random(f"{figures.seed}/{recipe['id']}/{school.number}/{year}").randint(-drift, drift)
        parts = [
            school.traits[name] if name in school.traits else figures.of(name, year)[school.number]
            for name in recipe.get("like", ())
        ]
        jump = recipe.get("jumps", {}).get(school.number % SCHOOLS_OF_A_CITY, (100, 100))[max(year - 1, 0)]
        weights.append(reduce(mul, parts, 1) * (10_000 + own) * (10_000 + now) * jump)
    return weights


def _bounds(figures: Figures, recipe: Mapping[str, Any], year: int, total: int) -> tuple[list[int], list[int]]:
    """The least and greatest value of each school. What no division could keep is let go (tiny demo cities)."""
    digits = int(recipe.get("decimals", 0))
    unit = shifted(1, digits)
    low, high = [], []
    for i in range(len(figures.schools)):

        def at(name: str, i: int = i) -> int:
            return shifted(figures.of(name, year)[i], digits - figures.decimals[name])

        least = [0, *(int(recipe[key]) * unit for key in ("least", "floor") if key in recipe)]
        least += [at(name) for name in recipe.get("least_of", ())]
        most = [total]
        if "within" in recipe:
            most.append(
                min(at(name) for name in recipe["within"]) - sum(at(name) for name in recipe.get("besides", ()))
            )
        if "most_each" in recipe:
            most.append(int(recipe["most_each"]) * max(1, -(-figures.scale.numerator // figures.scale.denominator)))
        if "per" in recipe:
            name, few, many = recipe["per"]
            least.append(-int(-at(name) * Fraction(few) // 1))
            most.append(int(at(name) * Fraction(many)))
        low.append(max(least))
        high.append(max(min(most), 0))
    low = [min(pair) for pair in zip(low, high, strict=True)]
    return (low if sum(low) <= total else [0] * len(low)), high


def shifted(value: int, digits: int) -> int:
    """``value`` in a unit smaller (digits > 0) or larger by powers of ten, rounded down."""
    return value * 10 ** max(digits, 0) // 10 ** max(-digits, 0)  # type: ignore[no-any-return]


def _divided(figures: Figures, recipe: Mapping[str, Any]) -> Values:
    made: Values = []
    step = int(recipe.get("step", 1))
    for year, stated in enumerate(_years(recipe, "total")):
        if stated is None:
            made.append(None)
            continue
        total = _scaled(figures, stated, recipe)
        low, high = _bounds(figures, recipe, year, total)
        weights = _weights(figures, recipe, year)
        total = min(total, sum(hi if weight else lo for weight, lo, hi in zip(weights, low, high, strict=True)))
        if step > 1:
            parts = allocate(total // step, weights, [0] * len(weights), [total] * len(weights))
            made.append([part * step for part in parts])
        else:
            made.append(allocate(total, weights, low, high))
    return made


def _combined(figures: Figures, recipe: Mapping[str, Any]) -> Values:
    """Sums and differences of figures of the same year, less others of the year before."""
    made: Values = []
    for year in range(len(YEARS)):
        names = [*recipe["plus"], *recipe.get("minus", ())]
        if any(figures.values[name][year] is None for name in names):
            made.append(None)
        elif "before" in recipe and year == 0:
            total = _scaled(figures, recipe["first"][0], recipe)
            weights = figures.of(recipe["plus"][0], year)
            made.append(allocate(total, weights, [0] * len(weights), [total] * len(weights)))
        else:
            less = [(name, year) for name in recipe.get("minus", ())] + [
                (name, year - 1) for name in recipe.get("before", ())
            ]
            made.append(
                [
                    int(recipe.get("each", 0))
                    + sum(figures.of(name, year)[i] for name in recipe["plus"])
                    - sum(figures.of(name, when)[i] for name, when in less)
                    for i in range(len(figures.schools))
                ]
            )
    return made if names else [None, *made[1:]]


def _trait(figures: Figures, recipe: Mapping[str, Any]) -> Values:
    traits = [school.traits[recipe["trait"]] for school in figures.schools]
    known_before = [trait == 2 or (trait == 1 and 2 not in traits) for trait in traits]
    return [None, [int(known) for known in known_before], [int(trait > 0) for trait in traits]]


def _mean(figures: Figures, recipe: Mapping[str, Any]) -> Values:
    """Values whose weighted mean rounds to the stated one: strayed around it, then moved by ones."""
    made: Values = []
    for year, stated in enumerate(_years(recipe, "mean")):
        if stated is None:
            made.append(None)
            continue
        weights, strayed = figures.of(recipe["weight"], year), _weights(figures, recipe, year)
        whole = sum(weights)
        middle = Fraction(sum(s * w for s, w in zip(strayed, weights, strict=True)), whole)
        values = [round_to_mantissa(stated * s / middle, 0) for s in strayed]
        rest = sum((v - stated) * w for v, w in zip(values, weights, strict=True))
        while abs(rest) * 4 > whole:  # well inside the half that rounding allows
            fitting = [i for i, w in enumerate(weights) if w <= 2 * abs(rest)]
            i = max(fitting, key=lambda i: weights[i])
            step = -1 if rest > 0 else 1
            values[i] += step
            rest += step * weights[i]
        made.append(values)
    return made


def _satisfied(figures: Figures, recipe: Mapping[str, Any]) -> Values:
    """Satisfied answers: their share in the city is the stated percentage, and schools differ."""
    made: Values = []
    for year, stated in enumerate(_years(recipe, "satisfied")):
        if stated is None:
            made.append(None)
            continue
        asked = figures.of(recipe["of"][0], year)
        whole = sum(asked)
        wanted = round_to_mantissa(Fraction(stated) * whole / 100, 0)
        for attempt in range(ATTEMPTS):
            shift = (0, 0, 1, -1, 2, -2)[attempt % 6]
            satisfied = _content(figures, recipe, year, whole - wanted - shift, attempt)
            if not whole or _printed(satisfied, asked) == Fraction(stated):
                break
        made.append(satisfied)
    return made


def _content(figures: Figures, recipe: Mapping[str, Any], year: int, others: int, attempt: int) -> list[int]:
    """The satisfied ones where ``others`` are not: a school's mood colours all its answers."""
    asked = figures.of(recipe["of"][0], year)
    weights = []
    for school, n in zip(figures.schools, asked, strict=True):
        mood = Random(f"{figures.seed}/mood/{school.number}").randint(-30, 30)
        own = Random(f"{figures.seed}/{recipe['id']}/{school.number}/{year}/{attempt}").randint(-8, 8)
        weights.append(n * (100 + mood) * (100 + own))
    others = max(min(others, sum(asked)), 0)
    return [n - d for n, d in zip(asked, allocate(others, weights, [0] * len(asked), asked), strict=True)]


def _printed(satisfied: Sequence[int], asked: Sequence[int]) -> Fraction:
    """The city's percentage as it prints when schools state theirs with two decimals."""
    rates = [
        Fraction(round_to_mantissa(Fraction(100 * s, n), 2), 100) if n else Fraction(0)
        for s, n in zip(satisfied, asked, strict=True)
    ]
    whole = sum((r * n for r, n in zip(rates, asked, strict=True)), Fraction(0))
    return Fraction(round_to_mantissa(whole / sum(asked), 2), 100)


def _satisfied_by(figures: Figures, recipe: Mapping[str, Any]) -> Values:
    return _combined(figures, {"plus": recipe["satisfied_by"]})


def _highest(figures: Figures, recipe: Mapping[str, Any]) -> Values:
    sizes = [school.traits["size"] for school in figures.schools]
    top = sizes.index(max(sizes))
    return [
        None,
        *(
            [highest if i == top else others for i in range(len(sizes))]
            for highest, others in zip(recipe["highest"], recipe["others"], strict=True)
        ),
    ]


def _times(figures: Figures, recipe: Mapping[str, Any]) -> Values:
    name, factor = recipe["times"]
    return [None if values is None else [v * factor for v in values] for values in figures.values[name]]


MAKERS = {
    "total": _divided,
    "plus": _combined,
    "trait": _trait,
    "mean": _mean,
    "satisfied": _satisfied,
    "satisfied_by": _satisfied_by,
    "highest": _highest,
    "times": _times,
}
