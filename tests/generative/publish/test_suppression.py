"""Whatever is suppressed, nobody can add or subtract it back from what is published."""

from hypothesis import given
from hypothesis import strategies as st

from support.persons import CITY, Key, suppressed
from zhijian.publish import SMALLEST_CELL

PARTS = ("primary", "secondary", "tertiary")
DEGREES = ("doctor", "master", "bachelor", "college")
SCHOOLS = ("s1", "s2", "s3", "s4", "s5")
COUNTS = st.one_of(st.integers(1, 4), st.integers(0, 500))
PRIME = 2**31 - 1  # elimination modulo a prime needs no fractions
Sum = tuple[Key, tuple[Key, ...]]


def key(organisation: str, indicator: str, slice_: str = "") -> Key:
    return (organisation, "2024", indicator, slice_)


def all_sums() -> list[Sum]:
    """Every sum of the form, written out by hand: wholes with their parts."""
    sums: list[Sum] = []
    for organisation in CITY:
        sums.append((key(organisation.id, "employed"), tuple(key(organisation.id, part) for part in PARTS)))
        sums.append((key(organisation.id, "teachers"), tuple(key(organisation.id, "teachers", d) for d in DEGREES)))
        below = CITY.children(organisation.id)
        cells = [("employed", ""), *((part, "") for part in PARTS), *(("teachers", d) for d in ("", *DEGREES))]
        sums += [
            (key(organisation.id, *cell), tuple(key(child.id, *cell) for child in below)) for cell in cells if below
        ]
    return sums


@st.composite
def cities(draw: st.DrawFn) -> dict[Key, int]:
    """A city whose counts add up in every direction."""
    values: dict[Key, int] = {}
    for school in SCHOOLS:
        for part in PARTS:
            values[key(school, part)] = draw(COUNTS)
        for degree in DEGREES:
            values[key(school, "teachers", degree)] = draw(COUNTS)
        values[key(school, "employed")] = sum(values[key(school, part)] for part in PARTS)
        values[key(school, "teachers")] = sum(values[key(school, "teachers", degree)] for degree in DEGREES)
    for above, below in (("county", SCHOOLS[1:]), ("city", ("s1", "county"))):
        for _school, _period, indicator, slice_ in [k for k in values if k[0] == "s1"]:
            values[key(above, indicator, slice_)] = sum(values[key(o, indicator, slice_)] for o in below)
    return values


def alone(matrix: list[list[int]]) -> set[int]:
    """The columns that the row space holds by themselves: unknowns with one value only. Schoolbook elimination."""
    rows, done = [list(row) for row in matrix], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((r for r in range(done, len(rows)) if rows[r][column]), None)
        if pivot is None:
            continue
        rows[done], rows[pivot] = rows[pivot], rows[done]
        scale = pow(rows[done][column], -1, PRIME)
        rows[done] = [value * scale % PRIME for value in rows[done]]
        for r in range(len(rows)):
            if r != done and (factor := rows[r][column]):
                rows[r] = [(a - factor * b) % PRIME for a, b in zip(rows[r], rows[done], strict=True)]
        done += 1
    return {row.index(1) for row in rows[:done] if sum(map(bool, row)) == 1}


@given(cities())
def test_no_suppressed_count_follows_from_published_ones(values: dict[Key, int]) -> None:
    hidden = sorted(suppressed(values))
    matrix = [
        [(cell == whole) - (cell in parts) for cell in hidden]
        for whole, parts in all_sums()
        if not {whole, *parts}.isdisjoint(hidden)
    ]
    assert [hidden[at] for at in alone(matrix)] == [], "can be worked out"


@given(cities())
def test_every_small_count_is_suppressed_and_nothing_where_there_is_none(values: dict[Key, int]) -> None:
    hidden = suppressed(values)
    small = {k for k, n in values.items() if 0 < n < SMALLEST_CELL and k[2] != "employed"}
    assert small <= hidden
    assert small or not hidden
