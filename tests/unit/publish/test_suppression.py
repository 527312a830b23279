"""Small counts of persons are left out of what is published, with whatever would give them away."""

from support.persons import Key, hidden, suppressed


def test_counts_of_one_to_four_are_small() -> None:
    for count, small in ((0, False), (1, True), (4, True), (5, False)):
        assert hidden(f"s1 primary {count}") == ({"s1 primary"} if small else set())


def test_a_count_that_is_not_of_persons_who_can_be_recognised_stays() -> None:
    assert hidden("s1 employed 3") == set()


def test_the_smallest_sibling_goes_too_or_the_total_would_tell() -> None:
    assert hidden("""
        s1 employed  40
        s1 primary    3
        s1 secondary 12
        s1 tertiary  25
    """) == {"s1 primary", "s1 secondary"}


def test_without_the_total_the_siblings_stay() -> None:
    assert hidden("""
        s1 primary    3
        s1 secondary 12
    """) == {"s1 primary"}


def test_two_that_are_few_persons_together_take_a_third() -> None:
    assert hidden("""
        s1 employed 40
        s1 primary   2
        s1 secondary 2
        s1 tertiary 36
    """) == {"s1 primary", "s1 secondary", "s1 tertiary"}


def test_two_that_are_enough_together_hide_each_other() -> None:
    assert hidden("""
        s1 employed 40
        s1 primary   2
        s1 secondary 3
        s1 tertiary 35
    """) == {"s1 primary", "s1 secondary"}


def test_a_sibling_of_nought_comes_last_for_it_hides_little() -> None:
    assert hidden("""
        s1 employed  40
        s1 primary    3
        s1 secondary  0
        s1 tertiary  37
    """) == {"s1 primary", "s1 tertiary"}


def test_the_total_goes_where_it_is_the_only_part_that_is_not_nought() -> None:
    assert hidden("""
        s1 employed  3
        s1 primary   3
        s1 secondary 0
        s1 tertiary  0
    """) == {"s1 primary", "s1 employed"}


def test_slices_and_their_total_are_a_sum_as_well() -> None:
    assert hidden("""
        s1 teachers           80
        s1 teachers[doctor]    1
        s1 teachers[master]   19
        s1 teachers[bachelor] 60
    """) == {"s1 teachers[doctor]", "s1 teachers[master]"}


def test_a_schools_count_does_not_follow_from_its_neighbours() -> None:
    assert hidden("""
        county primary 21
        s2     primary  4
        s3     primary 17
    """) == {"s2 primary", "s3 primary"}


def test_schools_are_hidden_before_those_above_them() -> None:
    assert hidden("""
        city   primary 60
        county primary 21
        s1     primary 39
        s2     primary  4
        s3     primary 17
    """) == {"s2 primary", "s3 primary"}


def test_a_ratio_goes_with_its_numerator_for_the_denominator_would_turn_it_back() -> None:
    assert hidden("""
        s1 employed     400
        s1 primary        3
        s1 secondary    150
        s1 tertiary     247
        s1 primary.rate   1
    """) == {"s1 primary", "s1 primary.rate", "s1 secondary"}


def test_what_follows_only_from_several_sums_together_is_hidden_too() -> None:
    """In every row and column two counts are small; yet rows s2 + s3 less columns doctor + master leave s3's bachelors."""
    grid = """
             doctor master bachelor college
        s2     3      3      20       20
        s3     3      3       3       20
        s4    20     20       3        3
        s5    20     20       3        3
    """
    (degrees, *rows) = [line.split() for line in grid.strip().splitlines()]
    counts = {(school, degree): int(n) for school, *row in rows for degree, n in zip(degrees, row, strict=True)}
    values: dict[Key, int] = {(s, "2024", "teachers", d): n for (s, d), n in counts.items()}
    for school, *row in rows:
        values[school, "2024", "teachers", ""] = sum(map(int, row))
    for degree in degrees:
        values["county", "2024", "teachers", degree] = sum(n for (_, d), n in counts.items() if d == degree)
    small = {(s, "2024", "teachers", d) for (s, d), n in counts.items() if n == 3}
    more = suppressed(values) - small
    assert more
    assert all(key[0] == "s3" or key[3] == "bachelor" for key in more)
