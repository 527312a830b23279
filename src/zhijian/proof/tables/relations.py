"""Relations that a table's own form implies: totals, means, parts, shares, changes, ranks."""

from __future__ import annotations

from zhijian.proof.shapes import Relation
from zhijian.proof.tables.changes import changes
from zhijian.proof.tables.discovered import full_rows, quotients
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.nested import nested_rows, nested_sums, trailing_sums
from zhijian.proof.tables.parts import parts
from zhijian.proof.tables.ranks import ranks
from zhijian.proof.tables.shares import shares
from zhijian.proof.tables.totals import mean_rows, total_columns, total_rows


def relations_of(read: ReadTable) -> list[Relation]:
    """What must hold between the figures of one table by its form."""
    inner = frozenset(row.index for nested in nested_rows(read) for row in nested.parts)
    found = list(total_rows(read, inner))
    for find in (
        total_columns,
        mean_rows,
        parts,
        shares,
        changes,
        ranks,
        nested_sums,
        trailing_sums,
        quotients,
        full_rows,
    ):
        found += find(read)
    return found
