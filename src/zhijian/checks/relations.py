"""Every relation of the catalogue, over all organisations and periods at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from zhijian.catalogue import Catalogue, Rule
from zhijian.checks.calculation import Calculation
from zhijian.checks.resolve import ColumnResolver, testable
from zhijian.checks.scope import Scope
from zhijian.checks.wording import figure_of, joined, label_of, place_of, quoted, source_of
from zhijian.expressions import Node, Relation, Variable, evaluate, leaves, relation_possible
from zhijian.facts import Fact, Status
from zhijian.findings import Finding, Severity, finding
from zhijian.messages import language

UPWARD = ("<=", "<", "==")
DOWNWARD = (">=", ">", "==")
Rows = npt.NDArray[np.int64]


def check_relations(scope: Scope) -> Iterator[Finding]:
    """One finding (the rule's code) for each comparison of each rule that cannot hold, in catalogue order."""
    for rule in scope.catalogue.rules:
        for pair, rows, resolver in violations(rule, scope):
            sides = [evaluate(term, resolver) for term in pair.terms]
            for row in rows.tolist():
                ends = [side.bounds(row) or (Fraction(0), Fraction(0)) for side in sides]
                facts = _facts(pair, row, resolver, scope)
                computed = _computed(facts, scope.catalogue)
                for formula in computed.values():
                    facts |= _facts(formula, row, resolver, scope)
                calculation = Calculation(pair, facts, (ends[0], ends[1]), scope.catalogue, computed)
                yield _finding(rule, row, calculation, scope)


def violations(rule: Rule, scope: Scope) -> Iterator[tuple[Relation, Rows, ColumnResolver]]:
    """(comparison, rows in which it cannot hold, the values it was tested with); a row stands once only."""
    relation = _expanded(rule, scope.catalogue)
    rows, zero = testable(relation, rule.missing, scope.resolver)
    rows = rows & scope.rows_of(rule.on)
    if not rows.any():
        return
    resolver = scope.resolver.counting_as_zero(zero)
    for pair in comparisons(relation):
        violated = rows & ~relation_possible(pair.terms[0], pair.operators[0], pair.terms[1], resolver)
        if violated.any():
            yield pair, np.flatnonzero(violated), resolver
            rows = rows & ~violated


def comparisons(relation: Relation) -> Iterator[Relation]:
    """The neighbouring pairs of a chain, then what follows from them: a ≤ b ≤ c holds only where a ≤ c can."""
    terms, operators = relation.terms, relation.operators
    for left, operator, right in relation.pairs:
        yield Relation((left, right), (operator,))
    for first in range(len(terms)):
        for last in range(first + 2, len(terms)):
            operator = _together(operators[first:last])
            if operator:
                yield Relation((terms[first], terms[last]), (operator,))


def _together(operators: tuple[str, ...]) -> str:
    """How the first and last term of a chain compare; empty where the chain does not say."""
    if all(o == "==" for o in operators):
        return "=="
    for direction in (UPWARD, DOWNWARD):
        if all(o in direction for o in operators):
            return direction[1] if direction[1] in operators else direction[0]
    return ""


def _expanded(rule: Rule, catalogue: Catalogue) -> Relation:
    """A formula's rule holds the stated figure against base facts, not against other derived figures."""
    if rule.kind != "formula":
        return rule.that
    first, *others = rule.that.terms
    return replace(rule.that, terms=(first, *(catalogue.expand(term) for term in others)))


def _finding(rule: Rule, row: int, calculation: Calculation, scope: Scope) -> Finding:
    catalogue, facts = scope.catalogue, calculation.facts
    organisation, period = scope.columns.key(row)
    order = sorted(facts, key=lambda leaf: leaf != calculation.tested)
    stated = [fact for leaf in order if (fact := facts[leaf]) is not None and fact.given]
    first = calculation.tested or order[0]
    return finding(
        rule.code,
        source_of(stated[0]) if stated else None,
        severity=Severity[rule.severity],
        figures=tuple(figure_of(fact, catalogue) for fact in stated),
        expected=calculation.expected(),
        found=calculation.found(),
        arithmetic=calculation.in_words(),
        subject=f"{rule.id}/{organisation}/{period}",
        school=scope.tree[organisation].name,
        period=period,
        place=place_of(catalogue[first.indicator], catalogue),
        what=rule.message[language()],
        label=quoted(label_of(catalogue, first)),
        labels=joined(label_of(catalogue, leaf) for leaf in order),
    )


def _computed(facts: Mapping[Variable, Fact | None], catalogue: Catalogue) -> dict[Variable, Node]:
    """Of the figures that nobody stated, the formulas by which they are taken, down to what is stated."""
    blank = (leaf for leaf, fact in facts.items() if fact is None or fact.status is Status.not_reported)
    return {leaf: catalogue.expand(leaf) for leaf in blank if catalogue[leaf.indicator].formula and not leaf.slice}


def _facts(said: Node | Relation, row: int, resolver: ColumnResolver, scope: Scope) -> dict[Variable, Fact | None]:
    """The facts that a comparison or formula speaks of in one row, in reading order; a set of slices gives each of them."""
    columns = scope.columns
    facts: dict[Variable, Fact | None] = {}
    for leaf in leaves(said):
        if isinstance(leaf, Variable):
            facts[leaf] = columns.fact(resolver.placed(leaf), row)
            continue
        for key in columns.slices(leaf.indicator):
            variable = Variable(leaf.indicator, key, leaf.back, leaf.organisation)
            fact = columns.fact(resolver.placed(variable), row)
            if fact is not None:
                facts[variable] = fact
    return facts
