"""What a check looks at: the matrix of facts, the catalogue, the organisations, the written reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from zhijian.catalogue import Catalogue
from zhijian.checks.columns import Columns
from zhijian.checks.resolve import ColumnResolver
from zhijian.checks.written_reasons import Reasons
from zhijian.facts import OrganisationTree

Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Scope:
    """Handed to every check. columns: the facts to check. recorded: what records yield, in the same rows, or None."""

    columns: Columns
    catalogue: Catalogue
    tree: OrganisationTree
    reasons: Reasons
    recorded: Columns | None = None

    @cached_property
    def resolver(self) -> ColumnResolver:
        return ColumnResolver(self.columns)

    def rows_of(self, levels: Iterable[str]) -> Mask:
        """The rows of organisations at these levels, in the years that the form has columns for."""
        none = np.zeros(self.columns.rows, dtype=bool)
        known = [self._rows_by_level[level] for level in levels if level in self._rows_by_level]
        return np.asarray(np.any([none, *known], axis=0), dtype=bool)

    @cached_property
    def _rows_by_level(self) -> dict[str, Mask]:
        levels = np.array([self.tree[id_].level for id_ in self.columns.organisations])
        periods = np.array([period in self.catalogue.periods for period in self.columns.periods], dtype=bool)
        return {str(level): ((levels == level)[:, None] & periods[None, :]).reshape(-1) for level in set(levels)}

    @cached_property
    def schools(self) -> Mask:
        """The schools' rows, in the years that the form has columns for."""
        return self.rows_of(("school",))
