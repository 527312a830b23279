"""Columns of stated figures become the same facts as figures one by one."""

from random import Random

from zhijian.catalogue import load_catalogue
from zhijian.facts import Fact, FactSet, Status, stated_facts

CATALOGUE = load_catalogue("secondary-2024")


def test_columns_give_the_facts_that_single_figures_give() -> None:
    drawn = Random(7)
    indicators = list(CATALOGUE.indicators.values())
    facts = []
    for number in range(2000):
        indicator = drawn.choice(indicators)
        key = (f"school-{number % 9}", "2024", indicator.id)
        if number % 11 == 0:
            facts.append(Fact(*key, status=Status.no_data, unit=indicator.unit.symbol, source=f"s{number}"))
            continue
        decimals = 0 if indicator.unit.count else drawn.choice([-2, -1, 0, 1, 2, 6, 12])
        quantity = indicator.stated(drawn.randint(-(10**4), 10 ** drawn.randint(1, 15)), decimals)
        facts.append(Fact.of(*key, quantity, edition="2024", source=f"s{number}"))
    columns = {
        name: [getattr(fact, name) for fact in facts]
        for name in ("organisation", "period", "indicator", "slice", "edition", "mantissa", "decimals", "source")
    }
    columns["status"] = [fact.status.value for fact in facts]
    made = stated_facts(columns, {i.id: i.unit for i in indicators})
    assert list(made) == list(FactSet.from_facts(facts))


def test_what_is_not_given_keeps_no_value() -> None:
    columns = {
        "organisation": ["a"], "period": ["2024"], "indicator": ["graduates.total"], "slice": [""], "edition": [""],
        "status": ["not_reported"], "mantissa": [5], "decimals": [0], "source": [""],
    }  # fmt: skip
    (fact,) = stated_facts(columns, {"graduates.total": CATALOGUE["graduates.total"].unit})
    assert (fact.mantissa, fact.low, fact.unit) == (None, None, "人")
