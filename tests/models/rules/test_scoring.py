"""Live points: each policy by worked examples, and what holds for whole runs."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.scoring import (
    LATEST,
    POLICIES,
    Entry,
    Status,
    bucket,
    next_streak,
    ranks,
    score_run,
    streak_bonus,
    versioned,
)

ONE, HALF = Fraction(1), Fraction(1, 2)
T = 20_000


def alone(
    policy: str, elapsed_ms: int, *, correctness: Fraction = ONE, points: float = 1000, status: str = "accepted"
) -> int:
    """The points of one who plays alone."""
    return score_run(policy, points, [Entry("a", correctness, elapsed_ms, T, status)])["a"]


@pytest.mark.parametrize(
    ("policy", "expected"),
    [
        ("accuracy", [1000, 1000, 1000, 1000, 1000, 1000, 1000]),
        ("half_speed", [1000, 1000, 988, 988, 750, 500, 500]),
        ("linear", [1000, 1000, 975, 975, 500, 0, 0]),
        ("rank", [1000, 1000, 1000, 1000, 1000, 1000, 1000]),
        ("first_correct_decay", [1000, 1000, 1000, 1000, 1000, 1000, 1000]),
        ("bucketed", [1000, 1000, 1000, 1000, 750, 500, 500]),
    ],
)
def test_points_fall_with_time_as_the_policy_says(policy: str, expected: list[int]) -> None:
    assert [alone(policy, elapsed) for elapsed in (0, 499, 500, 749, 10_000, 20_000, 20_400)] == expected


@pytest.mark.parametrize(
    ("elapsed", "t"), [(-5, 0), (0, 0), (499, 0), (500, 500), (749, 500), (750, 750), (1_001, 1_000)]
)
def test_time_is_floored_to_a_quarter_of_a_second(elapsed: int, t: int) -> None:
    assert bucket(Fraction(elapsed)) == t


@pytest.mark.parametrize(
    ("policy", "correctness", "points"),
    [
        ("accuracy", "1/3", 333),
        ("accuracy", "1/2", 500),
        ("accuracy", "-1", 0),
        ("accuracy", "2", 1000),
        ("linear", "1/2", 250),
    ],
)
def test_points_go_with_correctness(policy: str, correctness: str, points: int) -> None:
    assert alone(policy, 10_000, correctness=Fraction(correctness)) == points


def test_halves_round_up() -> None:
    assert [alone("accuracy", 0, correctness=HALF, points=points) for points in (1, 3, 0.1, 0)] == [1, 2, 0, 0]


def test_the_fastest_right_answers_take_the_ranks_and_ties_share() -> None:
    times = {"a": 3_000, "b": 1_000, "c": 1_100, "d": 9_000, "wrong": 600}
    entries = [Entry(who, Fraction(who != "wrong"), t, T) for who, t in times.items()]
    entries.append(Entry("part", HALF, 600, T))
    assert score_run("rank", 1000, entries) == {"a": 950, "b": 1000, "c": 1000, "d": 925, "wrong": 0, "part": 250}


def test_ranks_never_earn_less_than_half() -> None:
    entries = [Entry(str(n), ONE, 1_000 * n, 60_000) for n in range(1, 31)]
    assert set(list(score_run("rank", 1000, entries).values())[20:]) == {500}


def test_decay_begins_at_the_first_fully_correct_answer() -> None:
    entries = [Entry("part", HALF, 1_000, T), Entry("first", ONE, 4_000, T), Entry("later", ONE, 14_000, T)]
    assert score_run("first_correct_decay", 1000, entries) == {"part": 500, "first": 1000, "later": 750}
    slow = [Entry("first", ONE, 0, 60_000), Entry("last", ONE, 60_000, 60_000)]
    assert score_run("first_correct_decay", 1000, slow) == {"first": 1000, "last": 500}


@pytest.mark.parametrize(
    ("policy", "points"), [("accuracy", 1000), ("half_speed", 500), ("linear", 0), ("bucketed", 500), ("rank", 975)]
)
@pytest.mark.parametrize("status", ["recovered", "credited"])
def test_a_recovered_answer_counts_as_the_slowest(policy: str, points: int, status: str) -> None:
    entries = [Entry("a", ONE, 12_000, T), Entry("b", ONE, 0, T, status)]
    assert score_run(policy, 1000, entries)["b"] == points


@pytest.mark.parametrize("status", ["late", "none", "unheard-of"])
@pytest.mark.parametrize("policy", POLICIES)
def test_a_late_answer_earns_nothing_and_takes_no_rank(policy: str, status: str) -> None:
    entries = [Entry("late", ONE, 0, T, status), Entry("a", ONE, 9_000, T)]
    without = score_run(policy, 1000, entries[1:])
    assert score_run(policy, 1000, entries) == {"late": 0, **without}


@pytest.mark.parametrize("policy", POLICIES)
def test_extra_time_is_compared_on_the_common_clock(policy: str) -> None:
    others = [Entry("x", ONE, 2_000, T), Entry("y", ONE, 8_000, T)]
    usual = score_run(policy, 1000, [*others, Entry("a", ONE, 6_000, T)])
    slower = score_run(policy, 1000, [*others, Entry("a", ONE, 9_000, 30_000, factor=Fraction(3, 2))])
    assert usual == slower


def test_policies_are_named_and_versioned() -> None:
    assert list(LATEST) == ["accuracy", "half_speed", "linear", "rank", "first_correct_decay", "bucketed"]
    assert (versioned("linear"), versioned("linear@1")) == ("linear@1", "linear@1")
    for unknown in ("luck", "linear@9"):
        with pytest.raises(ValueError, match="no scoring policy"):
            score_run(unknown, 1, [])


@pytest.mark.parametrize(("window_ms", "factor"), [(0, 1), (-1, 1), (1, 0)])
def test_a_window_without_width_is_a_bug(window_ms: int, factor: int) -> None:
    with pytest.raises(ValueError, match="greater than 0"):
        score_run("linear", 1, [Entry("a", ONE, 0, window_ms, factor=Fraction(factor))])


ENTRIES = st.lists(
    st.builds(
        Entry,
        participant=st.uuids().map(str),
        correctness=st.fractions(0, 1, max_denominator=8),
        elapsed_ms=st.integers(-100, T + 500),
        window_ms=st.just(T),
        status=st.sampled_from(Status),
        factor=st.sampled_from([ONE, Fraction(3, 2), Fraction(2)]),
    ),
    max_size=8,
    unique_by=lambda entry: entry.participant,
)
RUNS = st.tuples(st.sampled_from(sorted(POLICIES)), st.integers(0, 2000), ENTRIES)


@given(RUNS)
def test_points_stay_between_nothing_and_what_correctness_allows(run: tuple[str, int, list[Entry]]) -> None:
    policy, points, entries = run
    found = score_run(policy, points, entries)
    most = score_run("accuracy", points, entries)
    assert all(0 <= found[each] <= most[each] <= points for each in found)
    assert found.keys() == {each.participant for each in entries}


@given(RUNS, st.data())
def test_points_do_not_depend_on_the_order_of_arrival_in_the_list(
    run: tuple[str, int, list[Entry]], data: st.DataObject
) -> None:
    policy, points, entries = run
    assert score_run(policy, points, entries) == score_run(policy, points, data.draw(st.permutations(entries)))


@given(RUNS)
def test_of_two_equal_answers_the_faster_never_earns_less(run: tuple[str, int, list[Entry]]) -> None:
    policy, points, entries = run
    found = score_run(policy, points, entries)
    counting = [each for each in entries if each.counts]
    for one in counting:
        for other in counting:
            if (
                one.correctness == other.correctness
                and one.time / one.window <= other.time / other.window
                and one.time <= other.time
            ):
                assert found[one.participant] >= found[other.participant]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, {}),
        ({"a": 5, "b": 5, "c": 1}, {"a": 1, "b": 1, "c": 3}),
        ({"a": 1, "b": 7, "c": 7, "d": 7, "e": 9}, {"e": 1, "b": 2, "c": 2, "d": 2, "a": 5}),
    ],
)
def test_equal_scores_share_a_rank_and_the_next_one_skips(values: dict[str, int], expected: dict[str, int]) -> None:
    assert ranks(values) == expected


def test_a_streak_adds_a_tenth_for_each_item_before_and_at_most_half() -> None:
    assert [streak_bonus(1000, before=n, correctness=ONE) for n in range(8)] == [0, 100, 200, 300, 400, 500, 500, 500]
    assert streak_bonus(25, before=1, correctness=ONE) == 3
    assert streak_bonus(1000, before=3, correctness=HALF) == streak_bonus(1000, before=3, correctness=None) == 0


def test_a_streak_ends_with_the_first_item_that_is_not_fully_correct() -> None:
    assert (next_streak(2, ONE), next_streak(2, Fraction(99, 100)), next_streak(2, None)) == (3, 0, 2)
