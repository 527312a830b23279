"""Relations as small trees over numbered figures, ready for narrowing again and again.

Sums are flattened to one node with a coefficient per term; everything constant is folded.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from zhijian.expressions import Binary, Call, Negate, Node, Number, Relation, Slices, Variable


@dataclass(frozen=True, slots=True)
class Leaf:
    """The figure with this number."""

    figure: int


@dataclass(frozen=True, slots=True)
class Sum:
    """constant + Σ coefficient · term."""

    constant: Fraction
    terms: tuple[tuple[Fraction, Tree], ...]


@dataclass(frozen=True, slots=True)
class Product:
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Quotient:
    above: Tree
    below: Tree


@dataclass(frozen=True, slots=True)
class Extreme:
    """The greatest of its terms, or the least."""

    greatest: bool
    terms: tuple[Tree, ...]


Tree = Leaf | Sum | Product | Quotient | Extreme


@dataclass(frozen=True, slots=True)
class Comparison:
    """difference operator 0, of the relation with number ``relation``; operator: one of == <= >= < >."""

    difference: Sum
    operator: str
    relation: int
    figures: tuple[int, ...]


class CannotCompile(Exception):
    """The relation has a part that localisation does not reason about (abs, count, slices, !=)."""


def compile_relation(relation: Relation, number: int, index: Mapping[str, int]) -> list[Comparison]:
    """The comparisons of ``relation``'s chain; index: number of each variable's indicator.

    Raises CannotCompile; KeyError for a variable that is not in ``index``.
    """
    comparisons = []
    for left, operator, right in relation.pairs:
        if operator == "!=":
            raise CannotCompile
        difference = _plus(_tree(left, index), _tree(right, index), -1)
        comparisons.append(Comparison(difference, operator, number, tuple(sorted(set(figures_of(difference))))))
    return comparisons


def figures_of(tree: Tree) -> list[int]:
    """Every figure below ``tree``, repeats included."""
    match tree:
        case Leaf(figure):
            return [figure]
        case Sum(_, terms):
            return [f for _, term in terms for f in figures_of(term)]
        case Product(left, right) | Quotient(left, right):
            return figures_of(left) + figures_of(right)
        case Extreme(_, parts):
            return [f for term in parts for f in figures_of(term)]


def _tree(node: Node, index: Mapping[str, int]) -> Tree:
    match node:
        case Number():
            return Sum(node.value * node.unit.scale, ())
        case Variable():
            return Leaf(index[node.indicator])
        case Negate(operand):
            return _scaled(_tree(operand, index), Fraction(-1))
        case Binary("+", left, right):
            return _plus(_tree(left, index), _tree(right, index), 1)
        case Binary("-", left, right):
            return _plus(_tree(left, index), _tree(right, index), -1)
        case Binary("*", left, right):
            return _times(_tree(left, index), _tree(right, index))
        case Binary(_, left, right):
            return _over(_tree(left, index), _tree(right, index))
        case Call(function, arguments) if function in _CALLS and not any(isinstance(a, Slices) for a in arguments):
            return _CALLS[function]([_tree(argument, index) for argument in arguments])
        case _:
            raise CannotCompile


ZERO = Sum(Fraction(0), ())


def _as_sum(tree: Tree) -> Sum:
    return tree if isinstance(tree, Sum) else Sum(Fraction(0), ((Fraction(1), tree),))


def _plus(left: Tree, right: Tree, sign: int) -> Sum:
    """The sum, with the coefficients of equal terms put together: a − a is 0, whatever a is."""
    a, b = _as_sum(left), _as_sum(right)
    together: dict[Tree, Fraction] = {}
    for coefficient, term in (*a.terms, *((sign * c, t) for c, t in b.terms)):
        together[term] = together.get(term, Fraction(0)) + coefficient
    return Sum(a.constant + sign * b.constant, tuple((c, t) for t, c in together.items() if c))


def _scaled(tree: Tree, factor: Fraction) -> Tree:
    if factor == 1:
        return tree
    whole = _as_sum(tree)
    return Sum(whole.constant * factor, tuple((c * factor, t) for c, t in whole.terms))


def _times(left: Tree, right: Tree) -> Tree:
    for one, other in ((left, right), (right, left)):
        if isinstance(one, Sum) and not one.terms:
            return _scaled(other, one.constant)
    return Product(left, right)


def _over(above: Tree, below: Tree) -> Tree:
    if isinstance(below, Sum) and not below.terms:
        if not below.constant:
            raise CannotCompile
        return _scaled(above, 1 / below.constant)
    # (a − b) / b is a / b − 1, so that each figure stands once
    shared = {term: c for c, term in _as_sum(above).terms}.get(below)
    if shared is not None:
        rest = _plus(above, _scaled(below, shared), -1)
        return _plus(Quotient(rest, below), Sum(shared, ()), 1) if rest != ZERO else Sum(shared, ())
    return Quotient(above, below)


def _sum_of(terms: Sequence[Tree]) -> Tree:
    result: Tree = ZERO
    for term in terms:
        result = _plus(result, term, 1)
    return result


_CALLS: dict[str, Callable[[Sequence[Tree]], Tree]] = {
    "sum": _sum_of,
    "min": lambda terms: Extreme(False, tuple(terms)),  # noqa: FBT003 - a field, named in its class
    "max": lambda terms: Extreme(True, tuple(terms)),  # noqa: FBT003 - likewise
}
