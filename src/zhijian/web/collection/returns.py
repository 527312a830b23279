"""Reasons for which single cells were sent back, as long as nobody has changed the cell since."""

from __future__ import annotations

from collections.abc import Iterable

from zhijian.web.collection.models import Cell
from zhijian.web.review.models import CellReturn
from zhijian.web.rounds.models import Submission


def open_returns(submission: Submission, cells: Iterable[Cell]) -> dict[tuple[str, str], CellReturn]:
    """(indicator, slice) → why the cell was sent back last, with the step; answered ones, whose cell has a newer version,
    are left out."""
    versions = {cell.key: cell.version for cell in cells}
    found: dict[tuple[str, str], CellReturn] = {}
    rows = CellReturn.objects.filter(submission=submission).select_related("transition__by")
    for row in rows.order_by("transition__number"):
        found.pop(row.key[:2], None)
        if versions.get(row.key, 0) <= row.at_version:
            found[row.key[:2]] = row
    return found
