"""Counts of persons in a city of five schools, and what of them may be published."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.facts import Fact, FactSet, Organisation, OrganisationTree
from zhijian.publish import suppressed_keys
from zhijian.quantity import Quantity

Key = tuple[str, str, str, str]
CITY = OrganisationTree(
    [
        Organisation("city", "云岭市", "city"),
        Organisation("county", "临江区", "county", "city"),
        *(Organisation(f"s{n}", f"第{n}学校", "school", "county" if n > 1 else "city") for n in range(1, 6)),
    ]
)


@cache
def persons_catalogue() -> Catalogue:
    return load_catalogue(Path(__file__).parents[1] / "cases" / "persons_catalogue")


def count_facts(values: Mapping[Key, int]) -> FactSet:
    """Counts by (organisation, period, indicator, slice)."""
    unit = {i.id: i.unit for i in persons_catalogue().indicators.values()}
    return FactSet.from_facts(
        Fact.of(*key[:3], Quantity.stated(value, 0, unit[key[2]]), slice=key[3]) for key, value in values.items()
    )


def hidden(table: str) -> set[str]:
    """What is suppressed of lines ``organisation indicator[slice] value``, as ``organisation indicator[slice]``."""
    values: dict[Key, int] = {}
    for line in table.strip().splitlines():
        organisation, name, value = line.split()
        indicator, _, slice_ = name.rstrip("]").partition("[")
        values[organisation, "2024", indicator, slice_] = int(value)
    return {
        f"{organisation} {indicator}" + (f"[{slice_}]" if slice_ else "")
        for organisation, _period, indicator, slice_ in suppressed(values)
    }


def suppressed(values: Mapping[Key, int]) -> frozenset[Key]:
    return suppressed_keys(count_facts(values), persons_catalogue(), CITY)
