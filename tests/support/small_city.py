"""A small catalogue and a small city to check and roll up, with facts written as a table."""

from functools import cache
from pathlib import Path

from zhijian.catalogue import Catalogue, load_catalogue
from zhijian.facts import Fact, FactSet, Organisation, OrganisationTree, Status
from zhijian.quantity import Quantity, parse_number

CATALOGUE = Path(__file__).parents[1] / "cases" / "small_catalogue"


@cache
def small_catalogue() -> Catalogue:
    return load_catalogue(CATALOGUE)


def small_city(schools: int = 3, *, counties: int = 1) -> OrganisationTree:
    """City ``city``; schools s1, s2, …: the first belongs to the city directly, the others to counties c1, c2 … in turn."""
    tree = [Organisation("city", "云岭市", "city")]
    tree += [Organisation(f"c{i}", f"第{i}县", "county", "city") for i in range(1, counties + 1)]
    for i in range(1, schools + 1):
        parent = "city" if i == 1 or not counties else f"c{(i - 2) % counties + 1}"
        tree.append(Organisation(f"s{i}", f"第{i}职业学校", "school", parent))
    return OrganisationTree(tree)


def facts_of(table: str, *, file: str = "") -> FactSet:
    """Facts from lines ``organisation period indicator value``; ``indicator[slice]``; ``-`` not reported,
    ``/`` not applicable, ``?`` no data. Each has a cell of its own as source."""
    catalogue = small_catalogue()
    facts = []
    for line, text in enumerate(table.strip().splitlines(), start=1):
        organisation, period, name, value = text.split()
        indicator, _, key = name.rstrip("]").partition("[")
        source = f"workbooks/{file or organisation}.xlsx#表1!D{line}"
        status = {"-": Status.not_reported, "/": Status.not_applicable, "?": Status.no_data}.get(value)
        unit = catalogue[indicator].unit
        if status:
            facts.append(Fact(organisation, period, indicator, key, status=status, unit=unit.symbol, source=source))
        else:
            quantity = Quantity.stated(*parse_number(value), unit)
            facts.append(Fact.of(organisation, period, indicator, quantity, slice=key, source=source))
    return FactSet.from_facts(facts)
