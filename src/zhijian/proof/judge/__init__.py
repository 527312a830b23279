"""Judging: relations that do not hold as findings, one for each cause."""

from zhijian.proof.judge.judge import judge

__all__ = ["judge"]
