"""Relations between figures that stand in different places: the same thing stated twice, and what rules require."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

from zhijian.catalogue import Catalogue, Rule
from zhijian.expressions import Binary, Node, Number, Slices, Variable, leaves, rewrite
from zhijian.expressions import Relation as Statement
from zhijian.proof.bind.facts import Facts, Key, Stated, compared_with, earlier, year_of
from zhijian.proof.bind.names import Names, loose
from zhijian.proof.bind.prices import constant_prices
from zhijian.proof.shapes import Figure, Kind, Relation, Words
from zhijian.proof.slips import looks_like_a_slip
from zhijian.quantity import unit

_ONE = Number(Fraction(1), unit(""), "1")
_KINDS: dict[str, Kind] = {"parts": "part", "formula": "ratio", "mean": "mean"}
_SUMS = "=="


def duplicates(facts: Facts) -> Iterator[Relation]:
    """Figures that state one fact agree."""
    tables = _Tables(facts)
    for key, stated in facts.by_key.items():
        if len(stated) < 2 or recurring(stated):
            continue
        chosen = max(stated, key=lambda s: (s.official, s.confidence, _agreeing(s, stated), -s.figure.id))
        for other in stated:
            if other is chosen or (other.figure.table and other.figure.table == chosen.figure.table):
                continue
            if not key.known and not tables.tell_of_the_same(other.figure, chosen.figure):
                continue
            if not key.known and other.figure.block is not None and other.figure.block == chosen.figure.block:
                continue  # 由3.1万元增加到4.1万元 in one paragraph
            confidence = min(chosen.confidence, other.confidence)
            if not agree(chosen.figure, other.figure):
                confidence = _plausible(confidence, chosen.figure, other.figure)
            if confidence:
                yield Relation(
                    "duplicate",
                    Statement((other.figure.variable, chosen.figure.variable), ("==",)),
                    (chosen.figure.id, other.figure.id),
                    confidence,
                    Words(
                        f"{_year(key)}“{other.figure.measure}”",
                        f"{other.figure.measure}{' of ' + key.period if key.period else ''}",
                    ),
                )


def changes(
    facts: Facts, figures: Sequence[Figure], known: Sequence[Relation], current: str, names: Names
) -> Iterator[Relation]:
    """A change or growth said of a measure holds between the figures of its two periods, wherever they stand."""
    values = {figure.id for figure in figures if figure.role not in ("change", "growth")}
    done = {  # where the earlier value is said, too; what follows from the later one and another change is less
        figure
        for relation in known
        if relation.kind in ("change", "growth") and len(values.intersection(relation.figures)) > 1
        for figure in relation.figures
    }
    by_name = {(key.measure, key.subject, key.period) for key in facts.by_key}
    for figure in figures:
        if figure.role not in ("change", "growth") or not figure.direction or figure.id in done or figure.in_case:
            continue
        if figure.planned or figure.scope or (figure.role == "growth" and constant_prices(figure.measure)):
            continue
        later = year_of(figure.period) if figure.period else current
        before = compared_with(figure, later)
        for measure in _measures(figure, facts) or names.changed(figure):
            if (measure, figure.subject, later) not in by_name or (measure, figure.subject, before) not in by_name:
                continue
            new, old = facts.best(measure, figure.subject, later), facts.best(measure, figure.subject, before)
            if new is not None and old is not None and len({figure.id, new.figure.id, old.figure.id}) == 3:
                yield from _change(figure, new, old)
            break


def _measures(figure: Figure, facts: Facts) -> list[str]:
    """The only measure that the facts know under the words of a change, in its unit or, of a growth, in any; where
    none is known under these very words, under words that mean the same."""
    for name in (str, loose):
        found: dict[str, None] = {}
        for key, stated in facts.by_key.items():
            for one in stated:
                same = key.subject == figure.subject and name(one.figure.measure) == name(figure.measure)
                if same and (figure.role == "growth" or _comparable(figure, one.figure)):
                    found[key.measure] = None
        if found:
            return list(found) if len(found) == 1 else []
    return []


def _comparable(change: Figure, value: Figure) -> bool:
    if value.quantity.unit.symbol == "%":
        return change.quantity.unit.symbol in ("个百分点", "%")
    return change.quantity.unit.dimension == value.quantity.unit.dimension


def _change(figure: Figure, new: Stated, old: Stated) -> Iterator[Relation]:
    confidence = min(new.confidence, old.confidence)
    signed: Node = figure.variable
    above, below = (new.figure, old.figure) if figure.direction > 0 else (old.figure, new.figure)
    ids = (figure.id, new.figure.id, old.figure.id)
    if figure.role == "change":
        difference = Binary("-", above.variable, below.variable)
        yield Relation(
            "change", Statement((signed, difference), ("==",)), ids, confidence,
            Words(f"“{figure.measure}”的增减数应等于两年之差", f"the change of {figure.measure} should be the difference of the years"),
        )  # fmt: skip
    elif new.figure.quantity.unit.symbol != "%" and old.figure.quantity.low > 0:
        ratio = Binary("/", new.figure.variable, old.figure.variable)
        growth = Binary("-", ratio, _ONE) if figure.direction > 0 else Binary("-", _ONE, ratio)
        yield Relation(
            "growth", Statement((signed, growth), ("==",)), ids, confidence,
            Words(f"“{figure.measure}”的增减幅度与两年数据不符", f"the growth of {figure.measure} should follow from the years"),
        )  # fmt: skip


def rules(facts: Facts, catalogue: Catalogue) -> Iterator[Relation]:
    """The catalogue's rules over the figures that state their indicators, for every subject and year."""
    scopes = sorted({(key.subject, key.period) for key in facts.by_key if key.known})
    for rule in catalogue.rules:
        if (
            rule.kind == "bounds"
            or rule.on == ("school",)
            or any(isinstance(leaf, Slices) for leaf in leaves(rule.that))
        ):
            continue
        for subject, period in scopes:
            yield from _ruled(rule, facts, subject, period)


def _ruled(rule: Rule, facts: Facts, subject: str, period: str) -> Iterator[Relation]:
    used: list[Stated] = []
    for leaf in leaves(rule.that):
        assert isinstance(leaf, Variable)  # noqa: S101 - sets of slices are left out
        best = (
            None if leaf.organisation or leaf.slice else facts.best(leaf.indicator, subject, earlier(period, leaf.back))
        )
        if best is None:
            return
        used.append(best)

    def put(leaf: Variable | Slices) -> Node:
        assert isinstance(leaf, Variable)  # noqa: S101 - as above
        best = facts.best(leaf.indicator, subject, earlier(period, leaf.back))
        assert best is not None  # noqa: S101 - looked up before
        return best.figure.variable

    kind = _KINDS.get(rule.kind, "catalogue")
    if kind == "part" and _SUMS in rule.that.operators:
        kind = "sum"
    that = replace(rule.that, terms=tuple(rewrite(term, put) for term in rule.that.terms))
    ids = tuple(dict.fromkeys(stated.figure.id for stated in used))
    confidence = min(stated.confidence for stated in used)
    if rule.severity != "error":
        confidence = min(confidence, Fraction(3, 4))
    if any(stated.figure.quantity.high is None for stated in used):
        return
    yield Relation(kind, that, ids, confidence, Words(rule.message["zh"], rule.message["en"]))


class _Tables:
    """Which tables tell of the same: most of the rows that they have in common agree."""

    def __init__(self, facts: Facts) -> None:
        self._kept: Counter[tuple[str, str]] = Counter()
        for stated in facts.by_key.values():
            figures = [one.figure for one in stated if one.figure.table]
            for one, other in combinations(figures, 2):
                if one.table != other.table:
                    self._kept[one.table, other.table] += 1 if agree(one, other) else -1

    def tell_of_the_same(self, one: Figure, other: Figure) -> bool:
        """Rows of one name in two tables may be counts of quite different things: 毕业生 in one, 招生 in the next."""
        if not one.table or not other.table:
            return True
        return self._kept[one.table, other.table] + self._kept[other.table, one.table] > -2


def recurring(stated: Sequence[Stated]) -> bool:
    """A name of no official table with many values is a manner of speaking, not one fact; 约95亿元 is no value of its
    own."""
    if any(one.official for one in stated):
        return False
    apart: list[Figure] = []
    for one in sorted(stated, key=lambda s: (bool(s.figure.words), s.figure.id)):
        if not any(agree(one.figure, other) for other in apart):
            apart.append(one.figure)
    return len(apart) > 2


def _agreeing(one: Stated, stated: Sequence[Stated]) -> int:
    return sum(agree(one.figure, other.figure) for other in stated)


def agree(one: Figure, other: Figure) -> bool:
    """Whether both can state one value, whatever they are counted in (个, 项)."""
    (low, high), (least, most) = one.quantity.ends, other.quantity.ends
    return (most is None or low <= most) and (high is None or least <= high)


def _plausible(confidence: Fraction, one: Figure, other: Figure) -> Fraction:
    """Less where the figures are so far apart that one may count only a part, unless a slip of the pen tells why."""
    a, b = (abs(f.quantity.in_base) for f in (one, other))
    small, great = min(a, b), max(a, b)
    if looks_like_a_slip(one.quantity, other.quantity):
        return confidence
    if small * 2 < great:
        return Fraction(0)
    return confidence if small * 3 >= great * 2 or confidence > Fraction(9, 10) else confidence - Fraction(1, 10)


def _year(key: Key) -> str:
    return f"{key.period}年" if key.period else ""
