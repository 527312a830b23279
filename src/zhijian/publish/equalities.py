"""The sums that facts must satisfy: what a reader can add up and subtract, whatever is left out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from fractions import Fraction
from typing import TypeVar

from zhijian.catalogue import Catalogue, RollUp, Rule
from zhijian.expressions import Binary, Call, Negate, Node, Number, Slices, Variable
from zhijian.facts import OrganisationTree

Key = tuple[str, str, str, str]
Equality = Mapping[Key, Fraction]
"""Coefficients of facts whose weighted sum is known to anyone who knows the form: mostly 0 = whole − parts."""

Terms = dict[Variable | Slices, Fraction]
Places = Mapping[tuple[str, str], Mapping[str, Collection[str]]]
"""(organisation, period) → indicator → the slices that there are facts of."""
Name = TypeVar("Name", Key, Variable | Slices)


def equalities(
    keys: Iterable[Key], catalogue: Catalogue, tree: OrganisationTree, about: Collection[str]
) -> list[Equality]:
    """Every exact sum among the facts ``keys`` that concerns the indicators ``about``, or what sums link them with.

    Sums are the rules of the catalogue that are linear equalities (parts and whole, slices and total), and the
    addition of organisations to the one above them. A fact that is not there counts as nothing, but a sum needs one
    on either side.
    """
    linear = [(rule, sides) for rule in catalogue.rules for sides in _of_rule(rule)]
    linked = _linked(about, [{leaf.indicator for side in sides for leaf in side} for _rule, sides in linear])
    found: list[Equality] = []
    by_place: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for organisation, period, indicator, slice_ in keys:
        if indicator in linked:
            by_place[organisation, period][indicator].add(slice_)
    for organisation, period in list(by_place):
        for rule, sides in linear:
            if tree[organisation].level in rule.on and any(leaf.indicator in linked for leaf in sides[0]):
                left, right = (_at(side, organisation, period, by_place, catalogue) for side in sides)
                if left and right:
                    found.append(_added(left, right, Fraction(-1)))
        found += _of_children(organisation, period, by_place, catalogue, tree)
    return [equality for equality in found if len(equality) > 1]


def _of_rule(rule: Rule) -> Iterator[tuple[Terms, Terms]]:
    for left, operator, right in rule.that.pairs:
        if operator == "==":
            one, other = _linear(left), _linear(right)
            if one and other:
                yield one, other


def _linear(node: Node) -> Terms | None:
    """The node as coefficients of its leaves; None where it is no such sum (a ratio, a product of figures)."""
    match node:
        case Variable(organisation=""):
            return {node: Fraction(1)}
        case Number():
            return {}
        case Call("sum", (Slices(organisation="") as inner,)):
            return {inner: Fraction(1)}
        case Negate(operand):
            inside = _linear(operand)
            return None if inside is None else _added({}, inside, Fraction(-1))
        case Binary("+" | "-" as operator, left, right):
            one, other = _linear(left), _linear(right)
            if one is None or other is None:
                return None
            return _added(one, other, Fraction(1 if operator == "+" else -1))
        case Binary("*", factor, Number(value)) | Binary("*", Number(value), factor):
            inside = _linear(factor)
            return None if inside is None else _added({}, inside, value)
        case _:
            return None


def _added(one: Mapping[Name, Fraction], other: Mapping[Name, Fraction], times: Fraction) -> dict[Name, Fraction]:
    """``one`` and ``times`` the other; what becomes nothing is left out."""
    found = dict(one)
    for name, coefficient in other.items():
        found[name] = found.get(name, Fraction(0)) + coefficient * times
    return {name: coefficient for name, coefficient in found.items() if coefficient}


def _linked(about: Collection[str], groups: Iterable[set[str]]) -> set[str]:
    """The indicators that sums connect with ``about``, themselves included."""
    linked, waiting = set(about), list(groups)
    while touching := [group for group in waiting if group & linked]:
        linked = linked.union(*touching)
        waiting = [group for group in waiting if not group & linked]
    return linked


def _at(terms: Terms, organisation: str, period: str, places: Places, catalogue: Catalogue) -> dict[Key, Fraction]:
    """The terms of one organisation and period, those that are there."""
    found: dict[Key, Fraction] = {}
    for leaf, coefficient in terms.items():
        when = catalogue.earlier(period, leaf.back) if leaf.back else period
        slices = places.get((organisation, when), {}).get(leaf.indicator, ())
        wanted = [s for s in slices if s] if isinstance(leaf, Slices) else [leaf.slice] if leaf.slice in slices else []
        for slice_ in wanted:
            found[organisation, when, leaf.indicator, slice_] = coefficient
    return found


def _of_children(
    organisation: str, period: str, places: Places, catalogue: Catalogue, tree: OrganisationTree
) -> Iterator[Equality]:
    below = [(child.id, places.get((child.id, period), {})) for child in tree.children(organisation)]
    if not below:
        return
    for indicator, slices in places[organisation, period].items():
        if catalogue[indicator].roll_up is RollUp.sum:
            for slice_ in slices:
                parts = [
                    (child, period, indicator, slice_) for child, facts in below if slice_ in facts.get(indicator, ())
                ]
                yield {(organisation, period, indicator, slice_): Fraction(-1)} | dict.fromkeys(parts, Fraction(1))


def determined(equalities: Iterable[Equality], unknown: Collection[Key]) -> set[Key]:
    """Those of the ``unknown`` whose value follows when all other facts are known: by one sum or by several together.

    Gauss–Jordan elimination over exact fractions; an unknown that stands alone in a row of the result is determined.
    """
    rows: dict[Key, dict[Key, Fraction]] = {}  # by pivot, which stands in no other row
    users: dict[Key, set[Key]] = defaultdict(set)  # unknown → pivots of the rows that it stands in
    for equality in equalities:
        row = {key: coefficient for key, coefficient in equality.items() if key in unknown}
        for key in [key for key in row if key in rows]:
            _subtract(row, rows[key], row[key])
        if not row:
            continue
        pivot, scale = next(iter(row.items()))
        row = {key: coefficient / scale for key, coefficient in row.items()}
        for other in list(users[pivot]):
            changed = rows[other]
            before = set(changed)
            _subtract(changed, row, changed[pivot])
            for key in before ^ set(changed):
                (users[key].add if key in changed else users[key].discard)(other)
        rows[pivot] = row
        for key in row:
            users[key].add(pivot)
    return {pivot for pivot, row in rows.items() if len(row) == 1}


def _subtract(row: dict[Key, Fraction], other: Mapping[Key, Fraction], times: Fraction) -> None:
    """Takes ``times`` the other row from ``row``, in place; what becomes nothing is left out."""
    for key, coefficient in other.items():
        value = row.get(key, Fraction(0)) - coefficient * times
        if value:
            row[key] = value
        else:
            row.pop(key, None)
