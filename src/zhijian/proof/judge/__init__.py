"""Judging a document: which relations fail, of one cause, and which figure is to be doubted."""

from zhijian.proof.judge.judge import SILENT_BELOW, judge
from zhijian.proof.judge.last_year import differences

__all__ = ["SILENT_BELOW", "differences", "judge"]
