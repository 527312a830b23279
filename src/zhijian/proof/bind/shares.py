"""A share whose part and whole stand elsewhere: 教育支出占一般公共预算支出的12.8%, the amounts in a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.expressions import Binary
from zhijian.expressions import Relation as Statement
from zhijian.proof.bind.facts import Facts, Stated, year_of
from zhijian.proof.bind.names import loose
from zhijian.proof.shapes import Figure, Relation, Words
from zhijian.proof.slips import MOST_MEANT, looks_like_a_slip, mantissas
from zhijian.quantity import Quantity

_SEVERAL = 2  # shares of one whole that bear it out or speak against it
_MISPLACED = (-8, -4, -3, -2, -1, 1, 2, 3, 4, 8)  # powers of ten: 万元 for 亿元, or the point


def shares(facts: Facts, figures: Sequence[Figure], said: Sequence[Relation], current: str) -> Iterator[Relation]:
    """Shares that no sentence or table holds together with both amounts, against the facts of their names."""
    by_whole: dict[int, list[tuple[Relation, tuple[Figure, Figure, Figure]]]] = {}
    for relation, terms in _shares(facts, figures, said, current):
        by_whole.setdefault(terms[1].id, []).append((relation, terms))
    for held in by_whole.values():
        kept = sum(_fits(*terms) for _relation, terms in held)
        if len(held) < _SEVERAL or 2 * kept >= len(held) or any(_by_a_slip(*terms) for _relation, terms in held):
            yield from (relation for relation, _terms in held)  # else they are of another whole of the same name


def _fits(part: Figure, whole: Figure, share: Figure) -> bool:
    above, below = part.quantity.in_base, whole.quantity.in_base
    scale = share.quantity.unit.scale
    high = share.quantity.high
    return high is not None and share.quantity.low * scale * below <= above <= high * scale * below


def _by_a_slip(part: Figure, whole: Figure, share: Figure) -> bool:
    """Whether one slip of the pen in the whole tells why the share is not of it."""
    scale, high = share.quantity.unit.scale, share.quantity.high
    if not high or share.quantity.low <= 0:
        return False
    printed = whole.quantity
    least, most = part.quantity.in_base / (high * scale), part.quantity.in_base / (share.quantity.low * scale)
    meant = mantissas(printed, least, most)
    if meant and any(meant[0] <= printed.mantissa * Fraction(10) ** power <= meant[-1] for power in _MISPLACED):
        return True
    return any(
        looks_like_a_slip(printed, Quantity.stated(value, printed.decimals, printed.unit))
        for value in meant[:MOST_MEANT]
    )


def _shares(
    facts: Facts, figures: Sequence[Figure], said: Sequence[Relation], current: str
) -> Iterator[tuple[Relation, tuple[Figure, Figure, Figure]]]:
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
        relation = Relation(
            "share",
            Statement((Binary("/", part.figure.variable, whole.figure.variable), figure.variable), ("==",)),
            (part.figure.id, whole.figure.id, figure.id),
            min(part.confidence, whole.confidence),
            Words(
                f"“{figure.measure}”占“{figure.of}”的比重与两数不符",
                f"the share of {figure.measure} in {figure.of} should follow from both",
            ),
        )
        yield relation, (part.figure, whole.figure, figure)


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
