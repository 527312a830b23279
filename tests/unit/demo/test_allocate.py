"""Dividing whole numbers among schools."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zhijian.demo.allocate import CannotDivide, allocate
from zhijian.demo.dealing import deal, pick, scattered

EXAMPLES = [
    # total, weights, low, high, parts
    (10, [1, 1, 1], [0, 0, 0], [10, 10, 10], [4, 3, 3]),
    (10, [5, 3, 2], [0, 0, 0], [10, 10, 10], [5, 3, 2]),
    (10, [5, 3, 2], [0, 0, 0], [4, 10, 10], [4, 4, 2]),
    (10, [8, 1, 1], [0, 2, 2], [10, 10, 10], [6, 2, 2]),
    (2, [1, 0, 1], [0, 0, 0], [2, 2, 2], [1, 0, 1]),
    (0, [0, 0], [0, 0], [0, 0], [0, 0]),
]


@pytest.mark.parametrize(("total", "weights", "low", "high", "parts"), EXAMPLES)
def test_a_division(total: int, weights: list[int], low: list[int], high: list[int], parts: list[int]) -> None:
    assert allocate(total, weights, low, high) == parts


def test_what_cannot_be_divided_is_refused() -> None:
    with pytest.raises(CannotDivide):
        allocate(5, [1, 1], [0, 0], [2, 2])
    with pytest.raises(CannotDivide):
        allocate(5, [0, 0], [0, 0], [9, 9])


PLACES = st.lists(st.tuples(st.integers(1, 1000), st.integers(0, 20), st.integers(0, 60)), min_size=1, max_size=12)


@given(places=PLACES, share=st.integers(0, 100))
def test_parts_make_the_whole_within_their_bounds(places: list[tuple[int, int, int]], share: int) -> None:
    weights = [weight for weight, _, _ in places]
    low = [least for _, least, _ in places]
    high = [least + room for _, least, room in places]
    total = sum(low) + (sum(high) - sum(low)) * share // 100
    parts = allocate(total, weights, low, high)
    assert sum(parts) == total
    assert all(lo <= part <= hi for lo, part, hi in zip(low, parts, high, strict=True))


@given(n=st.integers(0, 400), salt=st.text(max_size=5))
def test_scattering_is_a_permutation(n: int, salt: str) -> None:
    assert sorted(scattered(n, salt)) == list(range(n))


@given(n=st.integers(0, 300), share=st.integers(0, 100))
def test_dealing_gives_everyone_exactly_their_share(n: int, share: int) -> None:
    count = n * share // 100
    dealt = deal(n, {"a": count}, "b", "salt")
    assert (dealt.count("a"), dealt.count("b")) == (count, n - count)
    assert pick(n, count, "salt").count("yes") == count
