"""The exact value of an expression over facts, and what stands in its way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cache

from zhijian.catalogue import Catalogue
from zhijian.expressions import Interval, Node, Slices, Variable, evaluate, leaves, rewrite
from zhijian.facts import Fact, FactSet, OrganisationTree, Status
from zhijian.quantity import unit

Suppress = Callable[[Fact], bool]


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose figures, of which period, an expression speaks of unless it says otherwise."""

    organisation: str
    period: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why a value is not to be had. kind: indicator | slice | organisation | missing | not_reported | no_data |
    not_applicable | stale | foreign | undefined. The rest says of what."""

    kind: str
    organisation: str = ""
    period: str = ""
    indicator: str = ""
    slice: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Valuation:
    """value: exact, in base units, of the facts' printed values (of the exact ones where they are computed);
    None where an obstacle stands in the way. low, high: what the facts' intervals leave open. facts: those used,
    down to base facts. decimals: the most that a fact was stated with, in its own unit."""

    value: Fraction | None
    low: Fraction | None
    high: Fraction | None
    facts: tuple[Fact, ...]
    obstacles: tuple[Obstacle, ...] = ()
    suppressed: bool = False
    decimals: int = 0

    @property
    def incomplete(self) -> Fact | None:
        """The least complete roll-up among the facts; None when all are complete."""
        partial = [fact for fact in self.facts if not fact.complete]
        return min(partial, key=lambda f: Fraction(f.parts_given or 0, f.parts_expected or 1), default=None)


class Valuer:
    """Evaluates expressions over a FactSet.

    Derived indicators are expanded to base facts (``Catalogue.expand``), so that rounding happens once, at the end;
    where base facts are missing, a stated value of the derived indicator itself is taken.
    """

    def __init__(
        self,
        facts: FactSet,
        catalogue: Catalogue,
        tree: OrganisationTree,
        *,
        edition: str,
        suppress: Suppress | None = None,
    ) -> None:
        self.facts = facts
        self.catalogue = catalogue
        self.tree = tree
        self.edition = edition
        self._suppress = suppress
        self._slices: dict[tuple[str, str, str], list[Fact]] | None = None
        self.fact = cache(self._get)

    def value(self, node: Node, scope: Scope) -> Valuation:
        """The value of ``node`` for ``scope``; every obstacle, not only the first."""
        obstacles = [o for leaf in leaves(node) for o in self._unknown(leaf, scope)]
        if obstacles:
            return Valuation(None, None, None, (), tuple(dict.fromkeys(obstacles)))
        expanded = rewrite(node, lambda leaf: self._expanded(leaf, scope))
        used: dict[tuple[str, str, str, str], Fact] = {}
        for leaf in leaves(expanded):
            found, faults = self._facts_of(leaf, scope)
            used.update((fact.key, fact) for fact in found)
            obstacles += faults
        facts = tuple(used.values())
        hidden = self._suppress is not None and any(self._suppress(fact) for fact in facts)
        decimals = max((fact.decimals or 0 for fact in facts), default=0)
        if obstacles:
            return Valuation(None, None, None, facts, tuple(dict.fromkeys(obstacles)), hidden, decimals)
        if isinstance(expanded, Variable):
            (fact,) = facts
            low, high = _ends(fact)
            return Valuation(_point(fact), low, high, facts, (), hidden, decimals)
        point = evaluate(expanded, _Facts(self, scope, points=True)).bounds()
        if point is None:
            undefined = Obstacle("undefined", scope.organisation, scope.period)
            return Valuation(None, None, None, facts, (undefined,), hidden, decimals)
        exact = all(fact.low == fact.high for fact in facts)
        ends = point if exact else evaluate(expanded, _Facts(self, scope, points=False)).bounds()
        bounds: tuple[Fraction | None, Fraction | None] = ends or (None, None)
        return Valuation(point[0], *bounds, facts, (), hidden, decimals)

    def key(self, leaf: Variable | Slices, scope: Scope) -> tuple[str, str]:
        """(organisation, period) that a leaf speaks of."""
        return leaf.organisation or scope.organisation, self.catalogue.earlier(scope.period, leaf.back)

    def slices(self, organisation: str, period: str, indicator: str) -> list[Fact]:
        """The facts of a breakdown; in the order of the slice set where it is closed."""
        if self._slices is None:
            self._slices = {}
            for fact in FactSet(self.facts.frame.filter(self.facts.frame["slice"] != "")):
                self._slices.setdefault((fact.organisation, fact.period, fact.indicator), []).append(fact)
        found = self._slices.get((organisation, period, indicator), [])
        latest = {fact.slice: fact for fact in found}
        keys = list(self.catalogue.slice_sets[self.catalogue[indicator].slices].keys)
        return sorted(latest.values(), key=lambda f: keys.index(f.slice) if f.slice in keys else len(keys))

    def _get(self, organisation: str, period: str, indicator: str, slice_: str = "") -> Fact | None:
        return self.facts.get(organisation, period, indicator, slice_)

    def _unknown(self, leaf: Variable | Slices, scope: Scope) -> Iterable[Obstacle]:
        organisation, period = self.key(leaf, scope)
        key = leaf.slice if isinstance(leaf, Variable) else ""
        if leaf.indicator not in self.catalogue:
            yield Obstacle("indicator", organisation, period, leaf.indicator, key)
            return
        if organisation not in self.tree:
            yield Obstacle("organisation", organisation, period, leaf.indicator, key)
        slice_set = self.catalogue.slice_sets.get(self.catalogue[leaf.indicator].slices)
        if slice_set is None and (key or isinstance(leaf, Slices)):
            yield Obstacle("slice", organisation, period, leaf.indicator, key)
        elif slice_set is not None and key and not slice_set.open and key not in slice_set.keys:
            yield Obstacle("slice", organisation, period, leaf.indicator, key, "、".join(slice_set.keys))

    def _expanded(self, leaf: Variable | Slices, scope: Scope) -> Node:
        if isinstance(leaf, Slices) or leaf.slice or not self.catalogue[leaf.indicator].derived:
            return leaf
        node = self.catalogue.expand(leaf)
        if any(self._facts_of(base, scope)[1] for base in leaves(node)):
            organisation, period = self.key(leaf, scope)
            stated = self.fact(organisation, period, leaf.indicator)
            if stated is not None and stated.status is not Status.not_reported:
                return leaf
        return node

    def _facts_of(self, leaf: Variable | Slices, scope: Scope) -> tuple[list[Fact], list[Obstacle]]:
        organisation, period = self.key(leaf, scope)
        if isinstance(leaf, Slices):
            found = self.slices(organisation, period, leaf.indicator)
            if not found:
                return [], [Obstacle("missing", organisation, period, leaf.indicator, "*")]
        else:
            fact = self.fact(organisation, period, leaf.indicator, leaf.slice)
            if fact is None:
                return [], [Obstacle("missing", organisation, period, leaf.indicator, leaf.slice)]
            found = [fact]
        return found, [o for fact in found if (o := self._fault(fact)) is not None]

    def _fault(self, fact: Fact) -> Obstacle | None:
        key = (fact.organisation, fact.period, fact.indicator, fact.slice)
        if not fact.given:
            return Obstacle(fact.status.value, *key)
        indicator = self.catalogue[fact.indicator]
        if unit(fact.unit).dimension != indicator.unit.dimension:
            return Obstacle("foreign", *key, detail=fact.unit)
        if fact.period in self.catalogue.periods and fact.edition and _older(fact.edition, self.edition):
            return Obstacle("stale", *key, detail=fact.edition)
        return None


class _Facts:
    """Facts as an expressions.Resolver: one row, base units."""

    rows = 1

    def __init__(self, valuer: Valuer, scope: Scope, *, points: bool) -> None:
        self._valuer = valuer
        self._scope = scope
        self._points = points

    def variable(self, variable: Variable) -> Interval:
        organisation, period = self._valuer.key(variable, self._scope)
        fact = self._valuer.fact(organisation, period, variable.indicator, variable.slice)
        assert fact is not None  # noqa: S101 - the valuer has looked
        return self._interval(fact)

    def slices(self, slices: Slices) -> Sequence[Interval]:
        organisation, period = self._valuer.key(slices, self._scope)
        return [self._interval(fact) for fact in self._valuer.slices(organisation, period, slices.indicator)]

    def _interval(self, fact: Fact) -> Interval:
        if self._points:
            return Interval.one(_point(fact), _point(fact))
        return Interval.one(*_ends(fact))


def _point(fact: Fact) -> Fraction:
    """The fact's value in base units: the exact one where it is known, else the one stated."""
    quantity = fact.quantity
    assert quantity is not None  # noqa: S101 - only given facts come here
    return (quantity.low if quantity.exact else quantity.value) * quantity.unit.scale


def _ends(fact: Fact) -> tuple[Fraction, Fraction]:
    quantity = fact.quantity
    assert quantity is not None  # noqa: S101 - only given facts come here
    high = quantity.low if quantity.high is None else quantity.high
    return quantity.low * quantity.unit.scale, high * quantity.unit.scale


def _older(edition: str, than: str) -> bool:
    """Whether an edition's year lies before the report's; editions without a year are not compared."""
    years = [_year(edition), _year(than)]
    return None not in years and years[0] < years[1]  # type: ignore[operator]


def _year(edition: str) -> int | None:
    digits = "".join(c if c.isdigit() else " " for c in edition).split()
    return next((int(d) for d in digits if len(d) == 4), None)
