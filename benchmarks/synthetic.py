"""Facts of many schools, made columnar: one consistent school, multiplied, with a slip here and there."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import polars as pl

from zhijian.catalogue import Catalogue, RollUp, Rule
from zhijian.checks.columns import Columns
from zhijian.checks.relations import violations
from zhijian.checks.scope import Scope
from zhijian.checks.written_reasons import Reasons
from zhijian.expressions import Slices, Variable, evaluate, leaves
from zhijian.facts import SCHEMA, Fact, FactSet, Organisation, OrganisationTree
from zhijian.quantity import Quantity, round_to_mantissa

SIZES = (12, 120, 1_200, 7_294)
GROWING = (RollUp.sum, RollUp.distinct, RollUp.maximum)
STARTS = {
    "schools.total": 1,
    "schools.public": 1,
    "schools.private": 0,
    "students.full_time": 2400,
    "teachers.full_time": 140,
}
CATEGORIES = ("66", "70", "71", "73", "74")


def country(schools: int, *, per_county: int = 4, per_city: int = 24, per_province: int = 240) -> OrganisationTree:
    """So many schools in counties, cities and provinces; every ninth belongs to its city directly."""
    tree = [Organisation("country", "虚构国", "country")]
    levels = (("province", per_province, "省"), ("city", per_city, "市"), ("county", per_county, "县"))
    for level, size, word in levels:
        above = {"province": "country", "city": "province", "county": "city"}[level]
        for number in range(-(-schools // size)):
            parent = "country" if above == "country" else f"{above}-{number * size // dict(_sizes(levels))[above]}"
            tree.append(Organisation(f"{level}-{number}", f"第{number + 1}{word}", level, parent))
    for number in range(schools):
        parent = f"city-{number // per_city}" if number % 9 == 0 else f"county-{number // per_county}"
        tree.append(Organisation(f"school-{number:05d}", f"第{number + 1}职业学校", "school", parent, "公办"))
    return OrganisationTree(tree)


def _sizes(levels: tuple[tuple[str, int, str], ...]) -> list[tuple[str, int]]:
    return [(level, size) for level, size, _ in levels]


def facts_of(catalogue: Catalogue, tree: OrganisationTree, *, slips: int = 10, seed: int = 2024) -> FactSet:
    """Two years' facts of every school in the tree; in one school out of ``slips`` one figure is a tenth too large."""
    one = FactSet.from_facts(consistent_school(catalogue)).frame
    schools = [school.id for school in tree.schools()]
    random = np.random.default_rng(seed)
    times = pl.DataFrame({"organisation": schools, "times": random.integers(1, 9, len(schools))})
    growing = [
        id_
        for id_, indicator in catalogue.indicators.items()
        if indicator.roll_up in GROWING and indicator.unit.symbol != "所"
    ]
    factor = pl.when(pl.col("indicator").is_in(growing)).then(pl.col("times")).otherwise(1)
    cells = pl.DataFrame({"indicator": list(catalogue.indicators)}).with_row_index("line", offset=4)
    frame = one.drop("organisation").join(times, how="cross").join(cells, on="indicator", how="left")
    half_n, half_d = (
        pl.col("high_n") * pl.col("low_d") - pl.col("low_n") * pl.col("high_d"),
        pl.col("low_d") * pl.col("high_d") * 2,
    )
    middle_n = pl.col("low_n") * pl.col("high_d") + pl.col("high_n") * pl.col("low_d")
    frame = frame.with_columns(
        mantissa=pl.col("mantissa") * factor,
        low_n=middle_n * factor - half_n,
        low_d=half_d,
        high_n=middle_n * factor + half_n,
        high_d=half_d,
        source=pl.format(
            "workbooks/{}.xlsx#表3!{}{}", "organisation", pl.col("period").replace({"2023": "C", "2024": "D"}), "line"
        ),
    ).select(list(SCHEMA))
    wrong = random.integers(0, frame.height, max(1, len(schools) // slips))
    slipped = pl.Series(np.isin(np.arange(frame.height), wrong))
    more = pl.when(slipped).then(pl.col("low_d") * (pl.col("mantissa").abs() // 10 + 1)).otherwise(0)
    return FactSet(frame.with_columns(low_n=pl.col("low_n") + more, high_n=pl.col("high_n") + more))


def consistent_school(catalogue: Catalogue) -> list[Fact]:
    """A school of two years whose figures satisfy every rule: found by mending what a rule says until none does."""
    values: dict[Variable, int] = {}
    for indicator in catalogue.indicators.values():
        if indicator.formula is None and not indicator.higher_only:
            values[Variable(indicator.id)] = {"%": 9000, "元": 3500}.get(indicator.unit.symbol, 40)
            if indicator.slices:
                known = catalogue.slice_sets[indicator.slices]
                keys = CATEGORIES if known.open else tuple(known.keys)
                values |= {Variable(indicator.id, key): 8 for key in keys}
    for id_, start in STARTS.items():
        values[Variable(id_)] = start
    tree = OrganisationTree([Organisation("one", "一校", "city"), Organisation("school", "学校", "school", "one")])
    for _ in range(400):
        facts = _facts(catalogue, values)
        scope = Scope(Columns(FactSet.from_facts(facts), catalogue, ["school"]), catalogue, tree, Reasons(()))
        if not any([_mended(rule, scope, values) for rule in catalogue.rules]):  # noqa: C419 - all of them, not the first
            return facts
    raise RuntimeError("no consistent school found")


def _mended(rule: Rule, scope: Scope, values: dict[Variable, int]) -> bool:
    """Whether the rule was violated; then the figures on its larger side were made smaller, or the sum set right."""
    for pair, rows, resolver in violations(rule, scope):
        ends = [evaluate(term, resolver).bounds(int(rows[0])) or (0, 0) for term in pair.terms]
        left, right = (Fraction(low + high) / 2 for low, high in ends)
        larger = pair.terms[0] if left > right else pair.terms[1]
        smaller, greater = sorted((left, right))
        inside = list(leaves(larger))
        for leaf in inside:
            for variable in [
                v for v in values if v.indicator == leaf.indicator and (isinstance(leaf, Slices)) == bool(v.slice)
            ]:
                shrunk = int(values[variable] * smaller / greater) if greater else 0
                values[variable] = min(shrunk, values[variable] - 1) if values[variable] else 0
        return True
    return False


def _facts(catalogue: Catalogue, values: dict[Variable, int]) -> list[Fact]:
    facts: list[Fact] = []
    for period in catalogue.periods:
        for variable, mantissa in values.items():
            indicator = catalogue[variable.indicator]
            decimals = indicator.decimals or 0 if not indicator.unit.count else 0
            quantity = Quantity.stated(mantissa, 2 if indicator.unit.symbol == "%" else decimals, indicator.unit)
            facts.append(Fact.of("school", period, variable.indicator, quantity, slice=variable.slice))
        for indicator in catalogue.indicators.values():
            if indicator.formula is not None and not indicator.higher_only:
                facts += _derived(catalogue, indicator.id, period, values)
    return facts


def _derived(catalogue: Catalogue, id_: str, period: str, values: dict[Variable, int]) -> list[Fact]:
    indicator = catalogue[id_]
    base = _facts_of_leaves(catalogue, id_, values)
    columns = Columns(FactSet.from_facts(base), catalogue, ["school"])
    resolver = Scope(columns, catalogue, None, Reasons(())).resolver  # type: ignore[arg-type]
    bounds = evaluate(catalogue.expand(indicator.formula), resolver).bounds(1)  # type: ignore[arg-type]
    if bounds is None:
        return []
    decimals = 2 if indicator.decimals is None else indicator.decimals
    mantissa = round_to_mantissa((bounds[0] + bounds[1]) / 2 / indicator.unit.scale, decimals)
    return [Fact.of("school", period, id_, Quantity.stated(mantissa, decimals, indicator.unit))]


def _facts_of_leaves(catalogue: Catalogue, id_: str, values: dict[Variable, int]) -> list[Fact]:
    facts = []
    for leaf in leaves(catalogue.expand(Variable(id_))):
        indicator = catalogue[leaf.indicator]
        decimals = indicator.decimals or 0 if not indicator.unit.count else 0
        quantity = Quantity.stated(values[Variable(leaf.indicator)], decimals, indicator.unit)
        facts.append(Fact.of("school", catalogue.current, leaf.indicator, quantity))
    return facts
