import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.rules.analytics.risk import HIGH_FROM, MEDIUM_FROM, WEIGHTS, Because, Level, Reason, assess

GUIDE = Path(__file__).parents[4] / "docs" / "guides" / "analytics.md"
LINE = re.compile(r"\| `(\w+)` \|.*\| (\d+) \| (\d+) \| (\d+) \|")
numbers = st.dictionaries(st.sampled_from(sorted(Reason)), st.integers(-5, 400))


@pytest.mark.parametrize(
    ("reason", "number", "points"),
    [
        (Reason.AWAY, 3, 0),
        (Reason.AWAY, 4, 1),
        (Reason.AWAY, 12, 15),
        (Reason.AWAY, 21, 30),
        (Reason.AWAY, 300, 30),
        (Reason.BEHIND, -10, 0),
        (Reason.BEHIND, 1, 0),
        (Reason.BEHIND, 20, 12),
        (Reason.BEHIND, 40, 25),
        (Reason.FAILED_QUIZZES, 1, 6),
        (Reason.FAILED_QUIZZES, 3, 20),
        (Reason.OVERDUE_WORK, 1, 7),
        (Reason.OVERDUE_WORK, 2, 15),
        (Reason.NOT_STARTED, 5, 2),
        (Reason.NOT_STARTED, 10, 10),
    ],
)
def test_points_rise_evenly_from_none_to_all(reason: Reason, number: int, points: int) -> None:
    assert WEIGHTS[reason].points(number) == points


def test_the_weightiest_reason_is_told_first_and_what_counts_nothing_is_not_told() -> None:
    found = assess({Reason.AWAY: 12, Reason.FAILED_QUIZZES: 3, Reason.OVERDUE_WORK: 0})
    assert found.reasons == (Because(Reason.FAILED_QUIZZES, 3, 20, 20), Because(Reason.AWAY, 12, 15, 30))
    assert (found.score, found.level) == (35, Level.MEDIUM)


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ({}, Level.LOW),
        ({Reason.AWAY: 20}, Level.LOW),
        ({Reason.AWAY: 21}, Level.MEDIUM),
        ({Reason.AWAY: 21, Reason.BEHIND: 40}, Level.MEDIUM),
        ({Reason.AWAY: 21, Reason.BEHIND: 40, Reason.NOT_STARTED: 7}, Level.HIGH),
    ],
)
def test_the_level_follows_from_the_score(given: dict[Reason, int], level: Level) -> None:
    assert assess(given).level is level


@given(numbers)
def test_the_score_is_the_sum_of_what_is_told(given: dict[Reason, int]) -> None:
    found = assess(given)
    assert found.score == sum(each.points for each in found.reasons)
    assert all(0 < each.points <= each.most for each in found.reasons)
    assert 0 <= found.score <= 100


@given(numbers, st.sampled_from(sorted(Reason)), st.integers(0, 50))
def test_more_of_a_reason_never_lowers_the_score(given: dict[Reason, int], reason: Reason, more: int) -> None:
    assert assess(given | {reason: given.get(reason, 0) + more}).score >= assess(given).score


def test_all_of_all_is_a_hundred() -> None:
    assert sum(weight.most for weight in WEIGHTS.values()) == 100
    assert set(WEIGHTS) == set(Reason)


def test_the_guide_says_the_weights_as_they_are() -> None:
    text = GUIDE.read_text("utf-8")
    told = {found[1]: tuple(map(int, found.groups()[1:])) for found in LINE.finditer(text)}
    assert told == {name.value: (each.most, each.none_until, each.all_from) for name, each in WEIGHTS.items()}
    assert f"from {MEDIUM_FROM} points" in text
    assert f"from {HIGH_FROM} points" in text
