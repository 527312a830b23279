"""A share whose part and whole stand elsewhere: 教育支出占一般公共预算支出的12.8%, the amounts in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from zhijian.expressions import Binary
from zhijian.expressions import Relation as Statement
from zhijian.proof.bind.facts import Facts, Stated, year_of
from zhijian.proof.bind.names import loose
from zhijian.proof.shapes import Figure, Relation, Words


def shares(facts: Facts, figures: Sequence[Figure], said: Sequence[Relation], current: str) -> Iterator[Relation]:
    """Shares that no sentence or table holds together with both amounts, against the facts of their names."""
    done = {figure for relation in said if relation.kind == "share" for figure in relation.figures}
    known = _by_name(facts)
    for figure in figures:
        if figure.role != "share" or figure.id in done or not figure.of or figure.in_case or figure.planned:
            continue
        if figure.scope or figure.quantity.unit.symbol not in {"%", "‰"} or figure.quantity.high is None:
            continue
        period = year_of(figure.period) or current
        part = known.get((loose(figure.measure), figure.subject, period))
        whole = known.get((loose(figure.of), figure.subject, period))
        if part is None or whole is None or part.figure is whole.figure or whole.figure.quantity.low <= 0:
            continue
        if part.figure.quantity.unit.dimension != whole.figure.quantity.unit.dimension:
            continue
        yield Relation(
            "share",
            Statement((Binary("/", part.figure.variable, whole.figure.variable), figure.variable), ("==",)),
            (part.figure.id, whole.figure.id, figure.id),
            min(part.confidence, whole.confidence),
            Words(
                f"“{figure.measure}”占“{figure.of}”的比重与两数不符",
                f"the share of {figure.measure} in {figure.of} should follow from both",
            ),
        )


def _by_name(facts: Facts) -> dict[tuple[str, str, str], Stated]:
    """The surest figure of each name, of whom and when; names that stand for more than one measure are left out."""
    found: dict[tuple[str, str, str], Stated] = {}
    measures: dict[tuple[str, str, str], set[str]] = {}
    for key in facts.by_key:
        best = facts.best(key.measure, key.subject, key.period)
        for stated in facts.by_key[key]:
            if best is None or stated.figure.role != "value" or stated.figure.quantity.unit.symbol == "%":
                continue
            name = (loose(stated.figure.measure), key.subject, key.period)
            measures.setdefault(name, set()).add(key.measure)
            found[name] = best
    return {name: stated for name, stated in found.items() if len(measures[name]) == 1}
