"""What a check looks at: the matrix of facts, the catalogue, the organisations, the written reasons."""

from __future__ import annotations

from collections.abc import Collection
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

    def rows_of(self, levels: Collection[str]) -> Mask:
        """The rows of organisations at these levels, in the years that the form has columns for."""
        organisations = np.array([self.tree[id_].level in levels for id_ in self.columns.organisations], dtype=bool)
        periods = np.array([period in self.catalogue.periods for period in self.columns.periods], dtype=bool)
        return np.asarray(organisations[:, None] & periods[None, :]).reshape(-1)

    @cached_property
    def schools(self) -> Mask:
        """The schools' rows, in the years that the form has columns for."""
        return self.rows_of(("school",))
