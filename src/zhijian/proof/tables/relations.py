"""Relations that a table's own form implies: totals, means, parts, shares, changes, ranks."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from zhijian.proof.shapes import Relation
from zhijian.proof.tables.changes import changes
from zhijian.proof.tables.columns import made_columns
from zhijian.proof.tables.discovered import full_rows, quotients
from zhijian.proof.tables.divided import divided, shares_of_wholes
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.means import plain_means
from zhijian.proof.tables.nested import nested_rows, nested_sums, trailing_sums
from zhijian.proof.tables.parts import parts
from zhijian.proof.tables.ranks import ranks
from zhijian.proof.tables.running import running_totals
from zhijian.proof.tables.shares import shares
from zhijian.proof.tables.total_columns import total_columns
from zhijian.proof.tables.totals import mean_rows, total_rows
from zhijian.proof.tables.trees import coded_rows, row_trees
from zhijian.proof.tables.unprinted import unprinted_wholes


def relations_of(read: ReadTable) -> list[Relation]:
    """What must hold between the figures of one table by its form."""
    inner = frozenset(row.index for nested in (*nested_rows(read), *coded_rows(read)) for row in nested.parts)
    apart = list(divided(read))
    found = apart or list(total_rows(read, inner))
    for find in (
        total_columns,
        mean_rows,
        plain_means,
        parts,
        shares,
        changes,
        ranks,
        nested_sums,
        trailing_sums,
        row_trees,
        made_columns,
        running_totals,
        quotients,
        full_rows,
        shares_of_wholes,
        unprinted_wholes,
    ):
        found += find(read)
    once = {relation.that: relation for relation in reversed(found)}
    return [relation for relation in reversed(once.values()) if _of_same_rows(relation, read)]


def _of_same_rows(relation: Relation, read: ReadTable) -> bool:
    """Whether no figure that spans rows or columns stands beside one of only some of them: 初中 and 高中 may share the
    number of their staff, but not that of their students."""
    if not read.covers:
        return True
    places = {figure.id: frozenset({at}) for at, figure in read.figures.items()} | read.covers
    return all(
        _all_or_none(axis, places[one], places[other])
        for one in relation.figures
        if one in read.covers
        for other in relation.figures
        for axis in (0, 1)
    )


def _all_or_none(axis: int, one: AbstractSet[tuple[int, int]], other: AbstractSet[tuple[int, int]]) -> bool:
    first, second = ({place[axis] for place in places} for places in (one, other))
    return first == second or first.isdisjoint(second)
