"""Where a figure comes from: its formula, the figures it was made of, down to cells and record counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zhijian.catalogue import Catalogue, RollUp
from zhijian.expressions import Slices, Variable, leaves, to_text
from zhijian.facts import Fact, FactSet, OrganisationTree
from zhijian.messages import _, language
from zhijian.quantity import format_number


@dataclass(frozen=True, slots=True)
class Trace:
    """A figure and what it was made of.

    fact: None where nothing is stated. label: organisation, year and indicator in words. how: in words how the
    figure came about (a formula with its values; 合计; where it was stated). weight: the fact that it was
    weighted by. children: the figures that it was made of.
    """

    organisation: str
    period: str
    indicator: str
    slice: str
    label: str
    how: str
    fact: Fact | None
    weight: Fact | None = None
    children: tuple[Trace, ...] = ()

    @property
    def text(self) -> str:
        """The figure as printed, with its unit; empty where there is none."""
        return _text(self.fact)

    def sources(self) -> Iterator[str]:
        """Every cell and record count at the ends of the tree, in order."""
        if self.children:
            for child in self.children:
                yield from child.sources()
        elif self.fact is not None:
            yield self.fact.source

    def lines(self, depth: int = 0) -> Iterator[tuple[int, Trace]]:
        """The tree from the top, each with its depth."""
        yield depth, self
        for child in self.children:
            yield from child.lines(depth + 1)


def trace(  # noqa: PLR0917 - the key of a figure, in its order
    facts: FactSet,
    catalogue: Catalogue,
    tree: OrganisationTree,
    organisation: str,
    period: str,
    indicator: str,
    slice: str = "",  # noqa: A002 - the glossary's word
) -> Trace:
    """The tree behind a figure. facts: of schools and of their parents, as rolled up."""
    return _Tracer(facts, catalogue, tree).at(organisation, period, indicator, slice)


class _Tracer:
    def __init__(self, facts: FactSet, catalogue: Catalogue, tree: OrganisationTree) -> None:
        self.facts = facts
        self.catalogue = catalogue
        self.tree = tree

    def at(self, organisation: str, period: str, indicator: str, key: str, weight: Fact | None = None) -> Trace:
        fact = self.facts.get(organisation, period, indicator, key)
        how, children = self._behind(fact, organisation, period, indicator, key)
        label = self.catalogue.short_label(indicator, language())
        if key:
            label += f"（{self.catalogue.slice_label(indicator, key, language())}）"
        name = self.tree[organisation].name
        return Trace(
            organisation, period, indicator, key, _("{name} {period}年 {label}", name=name, period=period, label=label),
            how, fact, weight, children,
        )  # fmt: skip

    def _behind(
        self, fact: Fact | None, organisation: str, period: str, indicator: str, key: str
    ) -> tuple[str, tuple[Trace, ...]]:
        entry = self.catalogue[indicator]
        if fact is None and key and self.facts.slices(organisation, period, indicator):
            return _("分组中没有这一项，按 0 计"), ()
        if fact is None:
            return _("未填报"), ()
        if fact.source == "formula":
            return self._formula(organisation, period, indicator)
        if fact.source != "rollup":
            return _("出自 {source}", source=fact.source), ()
        children = self.tree.children(organisation)
        if entry.roll_up is RollUp.weighted_mean:
            weights = [self.facts.get(child.id, period, entry.weight) for child in children]
            how = _("以“{weight}”为权数加权平均", weight=self.catalogue[entry.weight].label[language()])
        else:
            weights = [None] * len(children)
            how = {
                RollUp.maximum: _("取最大值"),
                RollUp.distinct: _("须按代码去重计数；没有记录，只知道介于最大值与合计之间"),
            }.get(entry.roll_up, _("下级各单位合计"))
        if fact.parts_given is not None and not fact.complete:
            how += _("（{expected} 所学校中 {given} 所有数）", expected=fact.parts_expected, given=fact.parts_given)
        below = zip(children, weights, strict=True)
        return how, tuple(self.at(child.id, period, indicator, key, weight) for child, weight in below)

    def _formula(self, organisation: str, period: str, indicator: str) -> tuple[str, tuple[Trace, ...]]:
        formula = self.catalogue[indicator].formula
        assert formula is not None  # noqa: S101 - its source says so
        expanded = self.catalogue.expand(formula)
        nodes: dict[Variable | Slices, tuple[Trace, ...]] = {}
        for leaf in leaves(expanded):
            when = self.catalogue.earlier(period, leaf.back) if leaf.back else period
            who = leaf.organisation or organisation
            keys = (
                [f.slice for f in self.facts.slices(who, when, leaf.indicator)]
                if isinstance(leaf, Slices)
                else [leaf.slice]
            )
            nodes[leaf] = tuple(self.at(who, when, leaf.indicator, key) for key in keys)

        def value(leaf: Variable | Slices) -> str:
            return "、".join(node.text or _("未填") for node in nodes[leaf])

        how = f"{self.catalogue.in_words(expanded, language())} ＝ {to_text(expanded, value)}"
        return how, tuple(node for group in nodes.values() for node in group)


def _text(fact: Fact | None) -> str:
    if fact is None or fact.mantissa is None or fact.decimals is None:
        return ""
    return format_number(fact.mantissa, fact.decimals) + fact.unit
