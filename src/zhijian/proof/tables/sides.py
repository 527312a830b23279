"""Tables that stand side by side in one grid: 收入 on the left, 支出 on the right, each with rows of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from zhijian.proof.tables.layout import Column, Layout, Row
from zhijian.proof.tables.words import TOTAL, measure_of


def sides(layout: Layout) -> list[Layout]:
    """The tables that the grid holds, from the left; the layout itself where it is one table.

    A list that goes on in a second pair of columns is one table: its sides have neither heads nor totals of their own.
    """
    starts = _starts(layout.columns)
    if len(starts) < 2:
        return [layout]
    ends = [*starts[1:], len(layout.columns)]
    found = [_side(layout, layout.columns[start:end]) for start, end in zip(starts, ends, strict=True)]
    apart = len({side.title for side in found}) == len(found) or all(_has_total(side.rows) for side in found)
    return found if apart and all(side.figures for side in found) else [layout]


def _starts(columns: Sequence[Column]) -> list[int]:
    """Where a side begins: at the names of its rows, right after figures, under the head of the first names, or before
    figures under the heads of the first figures."""
    names = next((column for column in columns if column.kind == "label" and column.head), None)
    if names is None:
        return []
    begins = [
        right.index for left, right in pairwise(columns) if left.kind == "figures" and right.kind in {"label", "other"}
    ]
    if not begins:
        return []
    first = _heads(columns[: begins[0]])
    starts = [0]
    for at, end in zip(begins, [*begins[1:], len(columns)], strict=True):
        head = columns[at].head
        if head and (head[-1] == names.head[-1] or (first and _heads(columns[at:end]) == first)):
            starts.append(at)
    return starts


def _heads(columns: Sequence[Column]) -> list[str]:
    return [column.head[-1] if column.head else "" for column in columns if column.kind == "figures"]


def _side(layout: Layout, columns: Sequence[Column]) -> Layout:
    shared = columns[0].head[0] if all(c.head[:1] == columns[0].head[:1] and len(c.head) > 1 for c in columns) else ""
    title = shared or (columns[0].head[-1] if columns[0].head else "")
    own = tuple(
        replace(column, head=column.head[1:] if shared else column.head, kind="label" if n == 0 else column.kind)
        for n, column in enumerate(columns)
    )
    within = range(columns[0].index, columns[-1].index + 1)
    rows = [_row(row, within) for row in layout.rows]
    return replace(layout, columns=own, rows=tuple(row for row in rows if row.labels), title=title)


def _row(row: Row, within: range) -> Row:
    named = [(label, at) for label, at in zip(row.labels, row.columns_of_labels, strict=True) if at in within]
    labels = tuple(label for label, _at in named)
    return replace(
        row,
        label=labels[-1] if labels else "",
        labels=labels,
        cells={at: cell for at, cell in row.cells.items() if at in within},
        columns_of_labels=tuple(at for _label, at in named),
    )


def _has_total(rows: Sequence[Row]) -> bool:
    return any(TOTAL.search(measure_of(row.label)) for row in rows)
