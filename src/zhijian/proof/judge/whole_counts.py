"""ZJ509: a percentage that no whole number of its stated whole can give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from math import ceil, floor

from zhijian.findings import Finding, Severity, finding
from zhijian.proof.judge.identity import subject_of
from zhijian.proof.judge.wording import in_words, named, shown
from zhijian.proof.shapes import Figure, Relation
from zhijian.quantity import Quantity, Unit, format_number, round_to_mantissa


def impossible_percentages(
    relations: Iterable[Relation], figures: Mapping[int, Figure], doubted: frozenset[int]
) -> Iterator[Finding]:
    """A finding for each. doubted: figures that something else speaks against, of which nothing is concluded."""
    for relation in relations:
        if relation.kind != "whole_count" or not doubted.isdisjoint(relation.figures):
            continue
        share, whole = (figures[number] for number in relation.figures)
        (low, high), total = share.quantity.ends, whole.quantity.in_base
        if high is None or total <= 0 or floor(high * total) >= ceil(low * total):
            continue
        below = floor(low * total)
        yield finding(
            "ZJ509",
            share.location,
            severity=Severity.notice if _cut_off(low, share.quantity, total) else Severity.warning,
            figures=(shown(share), shown(whole)),
            found=share.text,
            arithmetic=_neighbours(below, total, share.quantity, whole.quantity.unit),
            subject=subject_of("ZJ509", (share, whole)),
            what=str(relation.explanation),
            labels=in_words("、", ", ").join((named(share), named(whole))),
        )


def _cut_off(low: Fraction, share: Quantity, total: Fraction) -> bool:
    """Whether some whole number gives the percentage with its last digits cut off."""
    if share.exact or share.high is None:
        return False
    end = (2 * share.high - share.value) * share.unit.scale * total
    return ceil(max(low, share.in_base) * total) < end


def _neighbours(below: int, total: Fraction, share: Quantity, counted: Unit) -> str:
    def percent(count: int) -> str:
        decimals = max(share.decimals, 0)
        scale = share.unit.scale
        return format_number(round_to_mantissa(Fraction(count) / total / scale, decimals), decimals) + share.unit.symbol

    first, second = percent(below), percent(below + 1)
    name = counted.symbol
    return in_words(
        f"{below}{name}是{first}，{below + 1}{name}是{second}，没有整数能得出{share}",
        f"{below} are {first}, {below + 1} are {second}; no whole number gives {share}",
    )
