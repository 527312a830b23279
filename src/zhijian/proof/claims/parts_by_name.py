"""Parts that no word calls so: 总额190.9亿元，增长6.1%，出口100.2亿元，进口90.7亿元."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from zhijian.proof.claims.leaving_nothing import is_partition
from zhijian.proof.claims.measures import is_difference
from zhijian.proof.claims.said import Said
from zhijian.proof.claims.sums import can_make, sum_of
from zhijian.proof.claims.vocabulary import partitions
from zhijian.proof.shapes import Figure, Relation

_WITHIN = 12  # figures after a whole among which its parts are looked for
_DIGITS = 3  # of a whole that others add up to by no accident
_LESS = Fraction(3, 4)


def parts_by_name(head: Said, every: Sequence[Said], figures: Sequence[Figure]) -> Iterator[Relation]:
    """That the figures after a value are its parts, where they add up or their names leave nothing out."""
    group, whole = _after(head, every), figures[head.number]
    for count in range(len(group), 1, -1):
        said = group[:count]
        parts = [figures[each.number] for each in said]
        if any(part.quantity.in_base >= whole.quantity.in_base for part in parts):
            continue
        named = is_partition([each.before + each.measure for each in said])
        adds_up = can_make(parts, whole) and (named or len(str(abs(whole.quantity.mantissa))) >= _DIGITS)
        of_whole = named and all(_of_whole(each.measure, head.measure) for each in said)
        if adds_up or (of_whole and head.sentence == group[0].sentence):
            yield from sum_of(parts, whole, sure=False, explicit=not adds_up, most=_LESS)
            return


def _after(head: Said, every: Sequence[Said]) -> list[Said]:
    """The values after one that may be parts of it."""
    group: list[Said] = []
    for each in every[head.number + 1 : head.number + 1 + _WITHIN]:
        value = each.role == "value"
        if each.sentence > head.sentence + 1 or (value and each.head is not None and each.same_unit(head)):
            break
        if not value or each.percent:
            continue
        if not _may_be_part(each, head):
            break
        group.append(each)
    return group


def _may_be_part(each: Said, head: Said) -> bool:
    """Of 大赛一等奖13项、二等奖12项; …一等奖5项 the last stands beside such figures, and they are no part of it."""
    of_same = each.same_unit(head) and (each.period, each.subject) == (head.period, head.subject)
    told_apart = each.total or each.origin or each.planned or is_difference(each.measure)
    return of_same and not told_apart and not (each.measure and head.measure.endswith(each.measure))


def _of_whole(part: str, whole: str) -> bool:
    """Whether what a part counts beside the word that tells it apart is what the whole counts: 城镇零售额, 零售总额."""
    words = (word for group in partitions() for word in group if part.startswith(word))
    rest = part.removeprefix(max(words, key=len, default=""))
    return len(rest) < 2 or whole.replace("总", "").endswith(rest[-2:])
