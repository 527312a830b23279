"""Localisation on drawn systems: the culprit is found, and trying every set of figures gives the same answer."""

from fractions import Fraction
from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from zhijian.expressions import Relation, parse_relation
from zhijian.proof.localise import Stated, localise

Values = dict[str, Fraction]


@st.composite
def consistent(draw: st.DrawFn) -> tuple[Values, list[str]]:
    """Figures with values that satisfy every relation between them: sums, duplicates, shares, growth, parts."""
    values: Values = {}
    relations: list[str] = []

    def new(value: Fraction | int) -> str:
        values[f"f{len(values)}"] = Fraction(value)
        return f"f{len(values) - 1}"

    for _ in range(draw(st.integers(1, 6))):
        kind = draw(st.sampled_from(["sum", "duplicate", "share", "growth", "part"])) if values else "sum"
        counts = [name for name, value in values.items() if value.denominator == 1]
        if kind == "sum":
            parts = [new(draw(st.integers(0, 900))) for _ in range(draw(st.integers(2, 4)))]
            relations.append(f"{' + '.join(parts)} == {new(sum(values[p] for p in parts))}")
        elif kind == "duplicate":
            original = draw(st.sampled_from(counts))
            relations.append(f"{original} == {new(values[original])}")
        elif kind == "share":
            above, below = draw(st.sampled_from(counts)), draw(st.sampled_from(counts))
            if values[below]:
                relations.append(f"{above} / {below} == {new(_rounded(values[above] / values[below]))}")
        elif kind == "growth":
            before = draw(st.sampled_from(counts))
            if values[before]:
                now = new(draw(st.integers(0, 900)))
                rate = new(_rounded(values[now] / values[before] - 1))
                relations.append(f"({now} - {before}) / {before} == {rate}")
        else:
            whole = draw(st.sampled_from(counts))
            relations.append(f"{new(draw(st.integers(0, int(values[whole]))))} <= {whole}")
    return values, relations


def _rounded(value: Fraction) -> Fraction:
    return Fraction(round(value * 1000), 1000) + Fraction(1, 1_000_000_007)  # never whole: a rate is no count


def stated(values: Values) -> dict[str, Stated]:
    half = Fraction(1, 1900)
    return {
        name: Stated(value, value, whole=True) if value.denominator == 1 else Stated(value - half, value + half)
        for name, value in values.items()
    }


def parsed(relations: list[str]) -> list[Relation]:
    return [parse_relation(text) for text in relations]


@given(consistent())
def test_nothing_is_said_of_what_is_consistent(system: tuple[Values, list[str]]) -> None:
    values, relations = system
    assert localise(stated(values), parsed(relations)) == []


@settings(max_examples=150)
@given(consistent(), st.data())
def test_the_culprit_is_among_the_cheapest(system: tuple[Values, list[str]], data: st.DataObject) -> None:
    values, relations = system
    counts = [name for name, value in values.items() if value.denominator == 1]
    culprit = data.draw(st.sampled_from(counts))
    wrong = data.draw(st.integers(0, 2000).filter(lambda v: v != values[culprit]))
    causes = localise(stated(values | {culprit: Fraction(wrong)}), parsed(relations))
    for cause in causes:  # none at all where the wrong value fits, too
        alternatives = {tuple(s.figure for s in a.suspects): a.suspects for a in cause.alternatives}
        assert (culprit,) in alternatives
        suspect = alternatives[culprit,][0]
        assert suspect.low is not None
        assert suspect.low <= values[culprit]
        assert suspect.high is None or values[culprit] <= suspect.high


SUMS = (("a", "b", "t"), ("c", "d", "u"), ("t", "u", "w"), ("a", "c", "v"))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.sampled_from(SUMS), min_size=1, max_size=3, unique=True), st.data())
def test_trying_every_set_of_figures_gives_the_same(sums: list[tuple[str, str, str]], data: st.DataObject) -> None:
    names = sorted({name for names in sums for name in names})
    values = {name: data.draw(st.integers(0, 2), label=name) for name in names}
    figures = {name: Stated(Fraction(value), Fraction(value), whole=True) for name, value in values.items()}
    causes = localise(figures, parsed([f"{a} + {b} == {t}" for a, b, t in sums]))
    found = {
        frozenset(s.figure for alternative in choice for s in alternative.suspects)
        for choice in product(*(cause.alternatives for cause in causes))
    }
    assert found == cheapest_by_trial(values, sums)


def cheapest_by_trial(values: dict[str, int], sums: list[tuple[str, str, str]]) -> set[frozenset[str]]:
    """Every smallest set of figures that can be given other values so that all sums hold; by trying all values."""
    for size in range(len(values) + 1):
        cheapest = {
            frozenset(doubted)
            for doubted in combinations(values, size)
            if any(
                all(right[a] + right[b] == right[t] for a, b, t in sums)
                for others in product(range(9), repeat=size)
                for right in [values | dict(zip(doubted, others, strict=True))]
            )
        }
        if cheapest:
            return cheapest
    return set()
