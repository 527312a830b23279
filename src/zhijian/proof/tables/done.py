"""Columns of what was done in percent of what was planned: 预算数, 执行数, 完成预算（%）."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zhijian.proof.shapes import Relation
from zhijian.proof.tables.figures import ReadTable
from zhijian.proof.tables.said import LIKELY, share_of
from zhijian.proof.tables.words import BEFORE, CHANGE, PLANNED, measure_of

_DONE = re.compile(
    r"(?:为|占|完成)?[^，。]{0,6}(?:预算|计划|目标|任务)[^，。]{0,4}(?:[%％率]|百分比|比例)|完成率|执行率|完成比例"
)
_ACTUAL = re.compile(r"执行数?|决算数?|完成数|实际(?:完成)?(?:数)?|实绩|完成额|实际值")


def done(read: ReadTable) -> Iterator[Relation]:
    """完成预算 % is what was reached in percent of what was planned."""
    figures = read.layout.figures
    for column in figures:
        if not _DONE.search(column.text) or CHANGE.search(column.text):
            continue
        before = [c for c in figures if c is not column and not CHANGE.search(c.text)]
        actual = [
            c
            for c in before
            if c.head
            and _ACTUAL.search(c.head[-1])
            and not _DONE.search(c.text)
            and not BEFORE.fullmatch(measure_of(c.head[-1]))
        ]
        planned = [c for c in before if c.head and PLANNED.fullmatch(measure_of(c.head[-1]))]
        exactly = [c for c in planned if measure_of(c.head[-1]).rstrip("数值额") in column.text]
        planned = exactly if len(exactly) == 1 else planned
        if len(actual) != 1 or len(planned) != 1:
            continue
        for row in read.layout.rows:
            done, reached, plan = (read.at(row, c) for c in (column, actual[0], planned[0]))
            if done is None or reached is None or plan is None or done.quantity.unit.symbol != "%":
                continue
            if plan.quantity.low <= 0:
                continue
            words = (
                f"“{done.row}”的完成比例应为{measure_of(actual[0].head[-1])}与{measure_of(planned[0].head[-1])}之比",
                "the share done should be what was reached divided by what was planned",
            )
            yield share_of(done, reached, plan, LIKELY, words, f"{read.place.index}/done {column.index}")
