"""The organisations of the demo: the fictional city, or a fictional province of several such cities."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from random import Random
from typing import Any

import yaml

from zhijian.facts import Organisation, OrganisationTree

SCHOOLS_OF_A_CITY = 12


@dataclass(frozen=True, slots=True)
class School:
    """A school of the demo. number: from 0. traits: weights by which figures are divided (city.yaml)."""

    organisation: Organisation
    number: int
    traits: Mapping[str, int]
    focus: tuple[str, ...]
    city: str

    @property
    def id(self) -> str:
        return self.organisation.id

    @property
    def private(self) -> bool:
        return self.organisation.kind == "民办"


@dataclass(frozen=True, slots=True)
class Cast:
    """Everybody in the demo."""

    tree: OrganisationTree
    schools: tuple[School, ...]

    @property
    def one_city(self) -> bool:
        return self.tree.root.level == "city"

    @property
    def reporting(self) -> Organisation:
        """The city of which the chapters and cases tell, whose report the folder is."""
        return self.tree[self.schools[0].city]


@cache
def read_data(name: str) -> Any:
    """The content of a data file of this room."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(files("zhijian.demo").joinpath(name).read_text("utf-8"), loader)  # noqa: S506 - a safe loader


def make_cast(schools: int, seed: int) -> Cast:
    """The first ``schools`` schools of the city; with more than twelve, a province of cities of twelve each."""
    data = read_data("city.yaml")
    cities = -(-schools // SCHOOLS_OF_A_CITY)
    organisations: list[Organisation] = []
    if cities > 1:
        organisations.append(_organisation(data["province"], "province", ""))
    made: list[School] = []
    for city in range(cities):
        above = data["province"]["id"] if cities > 1 else ""
        places = _places(data, city)
        organisations.append(_organisation(places["city"], "city", above))
        organisations += [_organisation(county, "county", places["city"]["id"]) for county in places["counties"]]
        for place in range(min(SCHOOLS_OF_A_CITY, schools - len(made))):
            school = _school(data, places, place, len(made), seed)
            made.append(school)
            organisations.append(school.organisation)
    return Cast(OrganisationTree(organisations), tuple(made))


def _organisation(entry: Mapping[str, str], level: str, parent: str) -> Organisation:
    return Organisation(entry["id"], entry["name"], level, parent, "", entry["code"], entry.get("short", ""))


def _places(data: Mapping[str, Any], city: int) -> dict[str, Any]:
    """The city's own entry and its counties; the first is the one of city.yaml."""
    if city == 0:
        return {"city": data["city"], "counties": data["counties"], "prefix": ""}
    cycle = city - 1
    name = data["stems"][cycle % 10] + data["branches"][cycle % 12]
    if cycle >= 60:  # the cycle begins again
        name += f"{cycle // 60 + 1}"
    code = f"99{city + 1:02d}" if city < 99 else f"99{city % 100:02d}"
    counties = [
        {"id": f"c-{city + 1:02d}-{i + 1}", "name": county, "code": f"{code}{20 + i + 1}"}
        for i, county in enumerate(data["county_names"])
    ]
    own = {"id": f"city-{city + 1:02d}", "name": f"{name}市", "code": f"{code}00", "short": name}
    return {"city": own, "counties": counties, "prefix": f"{name}市"}


def _school(data: Mapping[str, Any], places: Mapping[str, Any], place: int, number: int, seed: int) -> School:
    entry = data["schools"][place]
    parents = {county["id"]: places["counties"][i]["id"] for i, county in enumerate(data["counties"])}
    parent = parents[entry["county"]] if entry["county"] else places["city"]["id"]
    name, short = entry["name"], entry["short"]
    if places["prefix"]:
        name = places["prefix"] + data["school_names"][place]
        short = places["city"]["short"] + data["school_shorts"][place]
    size = entry["size"]
    if places["prefix"]:
        size = size * Random(f"{seed}/size/{number}").randint(70, 130) // 100
    private = entry.get("kind", "公办") == "民办"
    traits = {key: value for key, value in entry.items() if isinstance(value, int)} | {
        "size": size,
        "public": 0 if private else 2,
        "private": 2 if private else 0,
        "secondary_bias": 10 + entry["secondary"],  # workshops need more room and machines
        "income": 100 + entry["secondary"] // 2,
        "grants": 10 + entry["primary"],  # agricultural programmes come first
    }
    width = 2 if number < 99 else 3
    organisation = Organisation(
        f"school-{number + 1:0{width}d}",
        name,
        "school",
        parent,
        entry.get("kind", "公办"),
        f"{places['city']['code'][:4]}{number + 1:06d}",
        short,
    )
    return School(organisation, number, traits, tuple(entry["focus"]), places["city"]["id"])
