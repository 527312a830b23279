"""Whether a contradiction is one of the report, or of its reading.

A figure is rarely wrong by much unless a slip of the pen tells why: what contradicts itself grossly was more probably
misread than misprinted. So it is with a table whose total row fails in most columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from zhijian.expressions import Number, Variable
from zhijian.proof.bind import Facts, Key, agree, plain, recurring
from zhijian.proof.judge.agreeing import agreeing
from zhijian.proof.judge.evaluation import value_of, violated_pair
from zhijian.proof.judge.slipped import digits_swapped, left_out, one_slip, point_misplaced, swapped, turned
from zhijian.proof.judge.wholes import Wholes
from zhijian.proof.shapes import Figure, Relation, figure_of

_FEWEST_OF_FAMILY = 3  # failures from which a family is doubted as a whole
_MOST_OF_FAMILY = Fraction(3, 5)
_SURE = Fraction(95, 100)
_NEAR = Fraction(15, 100)  # of the total, by which rows that are no parts of it would miss it by more
_CLEAR = Fraction(85, 100)  # a single total that is less clear needs a slip to explain it
_DIGITS = 3  # of a figure in which a slip is no accident
_GROSS = {  # how far apart the two sides may be, in parts of the greater one
    "sum": Fraction(2, 5), "part": Fraction(2, 3), "share": Fraction(1, 2), "ratio": Fraction(1, 2),
    "per_head": Fraction(1, 2), "change": Fraction(1, 2), "mean": Fraction(1, 2),
}  # fmt: skip
_GROWTH = Fraction(20, 100)


def believable(
    relations: Sequence[Relation], broken: set[int], figures: Mapping[int, Figure], facts: Facts
) -> list[Relation]:
    """The relations without those that were probably misread. broken: the numbers of those that fail."""
    families = Counter(relation.family for relation in relations if relation.family)
    failing = Counter(relations[number].family for number in broken if relations[number].family)
    doubtful = {family for family, count in failing.items() if _misread(count, families[family])}
    borne_out = agreeing(relations, broken, figures, doubtful)
    explained = borne_out | _short_of_a_part(relations, broken, figures)
    unexplained = Counter(
        relations[number].family
        for number in broken - explained
        if relations[number].family in doubtful and not one_slip(relations[number], figures)
    )
    misread = {family for family in doubtful if _misread(unexplained[family], families[family])}

    wholes = Wholes(relations, figures)
    balanced = _balanced(relations, broken, figures)
    of_many = _of_many(facts)

    def kept(number: int, relation: Relation) -> bool:
        if number not in broken:
            return relation.family not in misread
        if number in borne_out:
            return True
        if relation.kind == "share" and _last_digit(relation, figures, balanced):
            return False
        loosely = of_many and relation.kind == "duplicate" and not _official(relation, facts)
        if loosely or _loose(relation, figures, facts):
            return _likely(relation, figures, facts) and not wholes.another_fits(relation)
        count, every = failing[relation.family], families[relation.family]
        mean = relation.family and _mean_of_parts(relation, figures)  # rules of the catalogue know what adds up
        if relation.family in misread or (mean and not one_slip(relation, figures)):
            return False
        unsupported = relation.family and count == every and (every > 1 or relation.confidence < _CLEAR)
        clear = relation.confidence >= _SURE and _apart(relation, figures) <= _NEAR
        return not unsupported or clear or number in explained or one_slip(relation, figures)

    return [relation for number, relation in enumerate(relations) if kept(number, relation)]


def _short_of_a_part(relations: Sequence[Relation], broken: set[int], figures: Mapping[int, Figure]) -> set[int]:
    """The sums whose total misses by exactly one part, if totals of their table do not miss the same row or column:
    that is then no part."""
    lacking: dict[int, tuple[str, int]] = {}
    for number in broken:
        relation = relations[number]
        part = left_out(relation, figures)
        if part is not None:
            lacking[number] = (relation.family, relation.figures.index(part))
    times = Counter(lacking.values())
    return {number for number, lacks in lacking.items() if times[lacks] == 1}


def _balanced(relations: Sequence[Relation], broken: set[int], figures: Mapping[int, Figure]) -> frozenset[int]:
    """Shares that make 100 to the digit: one of them is often rounded the other way so that they do (配平)."""
    found: set[int] = set()
    for number, relation in enumerate(relations):
        whole = relation.that.terms[-1]
        if number not in broken and isinstance(whole, Number) and relation.that.operators == ("==",):
            printed = sum((figures[n].quantity.in_base for n in relation.figures), Fraction(0))
            if printed == whole.value * whole.unit.scale:
                found.update(relation.figures)
    return frozenset(found)


def _last_digit(relation: Relation, figures: Mapping[int, Figure], balanced: frozenset[int]) -> bool:
    """Whether a balanced share is off by one in its last digit only."""
    for number in relation.figures:
        quantity = figures[number].quantity
        if number not in balanced or quantity.high is None:
            continue
        step = Fraction(1, 10**quantity.decimals) if quantity.decimals > 0 else Fraction(1)
        wider = replace(quantity, low=quantity.low - step, high=quantity.high + step)
        mended = {**{n: figures[n] for n in relation.figures}, number: replace(figures[number], quantity=wider)}
        if violated_pair(relation, mended) is None:
            return True
    return False


def _misread(failing: int, every: int) -> bool:
    """Whether so many of a family fail that the way it was understood is doubtful."""
    return failing >= _FEWEST_OF_FAMILY and failing > _MOST_OF_FAMILY * every


def _loose(relation: Relation, figures: Mapping[int, Figure], facts: Facts) -> bool:
    """Whether words alone bound its figures: neither the form of tables nor names of the catalogue."""
    if relation.family:
        return False
    known = all(facts.known(figure) for figure in relation.figures)
    tables = {figures[figure].table for figure in relation.figures}
    return not known and (len(tables) > 1 or "" in tables)


def _official(relation: Relation, facts: Facts) -> bool:
    key = facts.keys.get(relation.figures[0])
    return key is not None and any(stated.official for stated in facts.by_key.get(key, ()))


def _of_many(facts: Facts) -> bool:
    """Whether a name of the catalogue is said of one thing after another, of kindergartens, primary schools and so on,
    so that where no official table tells it is no more than any other word."""
    return any(key.known and recurring(stated) for key, stated in facts.by_key.items())


def _likely(relation: Relation, figures: Mapping[int, Figure], facts: Facts) -> bool:
    pair = violated_pair(relation, figures)
    if pair is None or relation.kind in {"direction", "rank", "catalogue", "whole_count"}:
        return True
    if relation.kind == "duplicate":
        if _same_words(relation, figures, facts):
            return True
        return _fine(relation, figures) and (one_slip(relation, figures) or _last_year(relation, figures, facts))
    if _beyond_all(relation, figures):
        return True
    left, right = (value_of(side, figures) for side in (pair[0], pair[2]))
    if left is None or right is None:
        return False
    if relation.kind == "growth":
        near = abs(left - right) <= _GROWTH or abs(left + right) <= _GROWTH / 20
    else:
        near = _apart(relation, figures) <= _GROSS[relation.kind] or (relation.kind == "change" and left == -right)
    near = (
        near or digits_swapped(pair, figures) or any(turned([relation], figures[n], figures) for n in relation.figures)
    )
    if relation.kind == "part" and not figures[relation.figures[0]].quantity.unit.dimension:
        return near  # 42.6亿 of nothing said may count anything
    return (
        near
        or (_fine(relation, figures, loosely=relation.kind == "growth") and one_slip(relation, figures))
        or point_misplaced(pair, figures)
    )


def _mean_of_parts(relation: Relation, figures: Mapping[int, Figure]) -> bool:
    """Whether what should be a sum is no more than one of its parts and no less than another: 16.2 of 13.9 and 19.6."""
    if relation.kind != "sum" or not isinstance(relation.that.terms[-1], Variable):
        return False
    whole = figure_of(relation.that.terms[-1])
    values = [figures[n].quantity.value for n in relation.figures if n != whole]
    return min(values) <= figures[whole].quantity.value <= max(values)


def _beyond_all(relation: Relation, figures: Mapping[int, Figure]) -> bool:
    """Whether one of its figures alone is more than the 100 % that all should make, or that it cannot exceed."""
    whole = relation.that.terms[-1]
    return isinstance(whole, Number) and any(
        figures[n].quantity.ends[0] > whole.value * whole.unit.scale for n in relation.figures
    )


def _apart(relation: Relation, figures: Mapping[int, Figure]) -> Fraction:
    """How far the sides are apart, in parts of the greater one."""
    pair = violated_pair(relation, figures)
    left, right = (value_of(side, figures) for side in (pair[0], pair[2])) if pair else (None, None)
    if left is None or right is None or not max(abs(left), abs(right)):
        return Fraction(0)
    return abs(left - right) / max(abs(left), abs(right))


def _fine(relation: Relation, figures: Mapping[int, Figure], *, loosely: bool = False) -> bool:
    """Whether every figure is printed finely enough that a slip in another is no accident.

    loosely: all but one, as amounts beside a growth of 8.1%.
    """
    coarse = sum(figures[number].quantity.digits < _DIGITS for number in relation.figures)
    return coarse <= (1 if loosely and len(relation.figures) > 2 else 0)


def _same_words(relation: Relation, figures: Mapping[int, Figure], facts: Facts) -> bool:
    """Whether a text names a row of a table by its very words, once each, and the figures are not far apart."""
    one, other = (figures[number] for number in relation.figures)
    key = facts.keys.get(one.id)
    if key is not None and plain(one.measure) == plain(other.measure) and _alone(one, other, facts, key):
        return True
    if bool(one.table) == bool(other.table) or key is None or len(facts.by_key.get(key, [])) != 2:
        return False
    text, cell = (one, other) if other.table else (other, one)
    a, b = sorted(abs(f.quantity.in_base) for f in (one, other))
    return (
        text.quantity.unit == cell.quantity.unit
        and plain(text.measure) == plain(cell.row)
        and (2 * b <= 3 * a or swapped(text, cell))
    )


def _alone(one: Figure, other: Figure, facts: Facts, key: Key) -> bool:
    """Whether all other places that state the fact agree against one of the two."""
    every = [stated.figure for stated in facts.by_key.get(key, [])]
    against = [sum(agree(each, beside) for beside in every) for each in (one, other)]
    a, b = sorted(abs(f.quantity.in_base) for f in (one, other))
    return len(every) > 2 and sorted(against) == [1, len(every) - 1] and b <= 2 * a


def _last_year(relation: Relation, figures: Mapping[int, Figure], facts: Facts) -> bool:
    """Whether one of two figures is what the report states of another year."""
    for number in relation.figures:
        key, quantity = facts.keys.get(number), figures[number].quantity
        if key is None:
            continue
        for other, stated in facts.by_key.items():
            beside = other.measure == key.measure and other.subject == key.subject and other.period != key.period
            if beside and any(each.figure.quantity.in_base == quantity.in_base for each in stated):
                return True
    return False
