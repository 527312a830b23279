"""What a sentence works out itself, in each of the manners of rates, averages and balances."""

from __future__ import annotations

from collections.abc import Iterator

from zhijian.proof.claims import averages, balances, rates
from zhijian.proof.claims.manners import outline
from zhijian.proof.claims.read import Passage
from zhijian.proof.shapes import Relation


def worked_out(passage: Passage) -> Iterator[Relation]:
    """Relations that the words of one sentence state between figures printed in it."""
    text, numbers = outline(passage)
    for pattern, read in (*rates.MANNERS, *averages.MANNERS, *balances.MANNERS):
        for found in pattern.finditer(text):
            groups = {group: numbers[found.start(group)] for group in pattern.groupindex if found[group] == "#"}
            figures = [passage.figures[number] for number in groups.values()]
            if all(figure.quantity.high is not None for figure in figures):
                yield from read(found, groups, passage)
