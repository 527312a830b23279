"""The rank of an organisation among all of its level: those of the reporting organisation, else of the whole tree."""

from __future__ import annotations

from dataclasses import dataclass

from zhijian.expressions import Node, Slices, Variable, leaves, rewrite
from zhijian.facts import Fact
from zhijian.messages import _
from zhijian.report.figures.request import FigureRequest
from zhijian.report.figures.valuation import Obstacle, Scope, Valuation, Valuer


@dataclass(frozen=True, slots=True)
class Ranking:
    """rank: 1 for the highest (the lowest when asked so); equal values share a rank, and tied says so."""

    rank: int
    tied: bool
    organisation: str
    facts: tuple[Fact, ...]
    obstacles: tuple[Obstacle, ...] = ()


def rank_of(request: FigureRequest, scope: Scope, valuer: Valuer) -> Ranking | str:
    """The rank, by exact values; a message where the expression cannot be ranked.

    Organisations to which the figure does not apply are passed over; one that lacks it is an obstacle.
    """
    named = {leaf.organisation or scope.organisation for leaf in leaves(request.node)}
    if len(named) != 1:
        return _("rank() 只能比较一个单位的数，实有 {n} 个单位", n=len(named))
    organisation = named.pop()
    if organisation not in valuer.tree:
        obstacle = Obstacle("organisation", organisation, scope.period)
        return Ranking(0, tied=False, organisation=organisation, facts=(), obstacles=(obstacle,))
    level = valuer.tree[organisation].level
    below = valuer.tree.within(scope.organisation)
    own = organisation != scope.organisation and valuer.tree[organisation] in below
    peers = [o.id for o in (below if own else valuer.tree) if o.level == level]
    if len(peers) < 2:
        return _(
            "“{name}”没有同级单位，不能排名；请写明单位，如 rank(…@school-03)", name=valuer.tree[organisation].name
        )
    valuations = {peer: valuer.value(_of(request.node, peer), scope) for peer in peers}
    counted = {peer: v for peer, v in valuations.items() if not _passed_over(v) or peer == organisation}
    obstacles = tuple(o for v in counted.values() for o in v.obstacles)
    facts = tuple(fact for v in counted.values() for fact in v.facts)
    if obstacles:
        return Ranking(0, tied=False, organisation=organisation, facts=facts, obstacles=obstacles)
    values = {peer: v.value for peer, v in counted.items() if v.value is not None}
    reached = values[organisation]
    better = sum(v < reached if request.lowest else v > reached for v in values.values())
    return Ranking(better + 1, sum(v == reached for v in values.values()) > 1, organisation, facts)


def _passed_over(valuation: Valuation) -> bool:
    kinds = {o.kind for o in valuation.obstacles}
    return bool(kinds) and kinds <= {"not_applicable", "undefined"}


def _of(node: Node, organisation: str) -> Node:
    def change(leaf: Variable | Slices) -> Node:
        if isinstance(leaf, Slices):
            return Slices(leaf.indicator, leaf.back, organisation)
        return Variable(leaf.indicator, leaf.slice, leaf.back, organisation)

    return rewrite(node, change)
