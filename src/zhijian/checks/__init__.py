"""Checks (核查): relations between facts, duplicates, records, gaps, outliers, over all organisations at once."""

from zhijian.checks.check import check_facts
from zhijian.checks.columns import Column, Columns, Matrix
from zhijian.checks.resolve import ColumnResolver
from zhijian.checks.sorting import State
from zhijian.checks.written_reasons import acceptance_of, figures_of

__all__ = ["Column", "ColumnResolver", "Columns", "Matrix", "State", "acceptance_of", "check_facts", "figures_of"]
